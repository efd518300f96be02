-- How the portal reaches a person, and the links by which a person proves something to it.
ALTER TABLE portal_usuario ADD COLUMN correo TEXT;
ALTER TABLE portal_usuario ADD COLUMN correo_confirmado INTEGER;
ALTER TABLE portal_usuario ADD COLUMN telefono TEXT;
CREATE INDEX portal_usuario_documento ON portal_usuario (documento);
CREATE INDEX portal_usuario_correo ON portal_usuario (correo);

-- A link that proves something once. huella: SHA-256 of its token, which is nowhere else; documento: whose, where there is no
-- user yet; datos: what its use needs, as a JSON object of texts.
CREATE TABLE portal_enlace (
    id INTEGER PRIMARY KEY,
    tipo TEXT NOT NULL,
    huella TEXT NOT NULL UNIQUE CHECK (length(huella) = 64),
    usuario_id INTEGER REFERENCES portal_usuario (id),
    documento TEXT,
    datos TEXT,
    creado INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    usado INTEGER
);
CREATE INDEX portal_enlace_usuario ON portal_enlace (usuario_id, tipo);
CREATE INDEX portal_enlace_documento ON portal_enlace (documento, tipo);
CREATE INDEX portal_enlace_vence ON portal_enlace (vence);
