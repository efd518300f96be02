-- One word, one meaning: a debt is held or let go, and "clave" is a password alone.
ALTER TABLE portal_pago_deuda RENAME COLUMN abierta TO suelta;
ALTER TABLE portal_intento RENAME COLUMN clave TO llave;
ALTER TABLE portal_intento_en_curso RENAME COLUMN clave TO llave;
ALTER TABLE portal_idempotencia RENAME COLUMN clave TO llave;
ALTER TABLE portal_extracto_borrador RENAME COLUMN clave TO llave;
ALTER TABLE portal_extracto_parte RENAME COLUMN clave TO llave;
