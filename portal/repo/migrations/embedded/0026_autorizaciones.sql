-- The documentos that a login may open beside its own, and which of them a session has open: none is the own. One that was
-- withdrawn is in no session's reach, whatever number that keeps.
CREATE TABLE IF NOT EXISTS portal_autorizacion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    documento TEXT NOT NULL,
    nombre TEXT NOT NULL,
    creada INTEGER NOT NULL,
    UNIQUE (usuario_id, documento)
);
CREATE INDEX IF NOT EXISTS portal_autorizacion_documento ON portal_autorizacion (documento, id);
ALTER TABLE portal_sesion ADD COLUMN autorizacion_id INTEGER;
