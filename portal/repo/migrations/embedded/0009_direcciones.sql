-- Tries of a password whose hash is being computed: they are no failures yet, and their number is bounded.
CREATE TABLE IF NOT EXISTS portal_intento_en_curso (
    clave TEXT NOT NULL,
    numero TEXT NOT NULL,
    vence INTEGER NOT NULL,
    PRIMARY KEY (clave, numero)
) WITHOUT ROWID;

-- The address comes before the hash: SQLite adds columns at the end alone, so the table is made again.
CREATE TABLE nueva_portal_auditoria (
    id INTEGER PRIMARY KEY,
    en INTEGER NOT NULL,
    actor TEXT NOT NULL,
    rol TEXT NOT NULL,
    accion TEXT NOT NULL,
    objeto TEXT NOT NULL,
    resultado TEXT NOT NULL,
    motivo TEXT,
    direccion TEXT,
    -- SHA-256 of the row before and of this one (repo/tablas/auditoria.py).
    huella TEXT NOT NULL CHECK (length(huella) = 64)
);
INSERT INTO nueva_portal_auditoria (id, en, actor, rol, accion, objeto, resultado, motivo, huella)
SELECT id, en, actor, rol, accion, objeto, resultado, motivo, huella FROM portal_auditoria;
DROP TABLE portal_auditoria;
ALTER TABLE nueva_portal_auditoria RENAME TO portal_auditoria;
-- What happened is never rewritten, whoever holds the file.
CREATE TRIGGER IF NOT EXISTS portal_auditoria_fija BEFORE UPDATE ON portal_auditoria
BEGIN SELECT raise(ABORT, 'portal_auditoria only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_auditoria_queda BEFORE DELETE ON portal_auditoria
BEGIN SELECT raise(ABORT, 'portal_auditoria only grows'); END;
