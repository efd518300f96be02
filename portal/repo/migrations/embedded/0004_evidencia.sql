-- What a gateway said about an attempt, for the staff to judge: each thing once.
CREATE TABLE IF NOT EXISTS portal_pago_evidencia (
    pago_id INTEGER NOT NULL REFERENCES portal_pago (id),
    nro INTEGER NOT NULL,
    en INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (pago_id, nro)
) WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS portal_pago_evidencia_fija BEFORE UPDATE ON portal_pago_evidencia
BEGIN SELECT raise(ABORT, 'portal_pago_evidencia only grows'); END;

CREATE TRIGGER IF NOT EXISTS portal_pago_evidencia_queda BEFORE DELETE ON portal_pago_evidencia
BEGIN SELECT raise(ABORT, 'portal_pago_evidencia only grows'); END;
