-- How the portal reaches a person, and the links by which a person proves something to it.
ALTER TABLE portal_usuario ADD (correo VARCHAR2(254 CHAR));
ALTER TABLE portal_usuario ADD (correo_confirmado NUMBER(19));
ALTER TABLE portal_usuario ADD (telefono VARCHAR2(30 CHAR));
CREATE INDEX portal_usuario_documento ON portal_usuario (documento);
CREATE INDEX portal_usuario_correo ON portal_usuario (correo);

-- A link that proves something once. huella: SHA-256 of its token, which is nowhere else; documento: whose, where there is no
-- user yet; datos: what its use needs, as a JSON object of texts.
CREATE TABLE portal_enlace (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    tipo VARCHAR2(30 CHAR) NOT NULL,
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    usuario_id NUMBER(19) REFERENCES portal_usuario (id),
    documento VARCHAR2(15 CHAR),
    datos VARCHAR2(4000 CHAR),
    creado NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    usado NUMBER(19),
    CONSTRAINT portal_enlace_pk PRIMARY KEY (id),
    CONSTRAINT portal_enlace_huella_uk UNIQUE (huella)
);
CREATE INDEX portal_enlace_usuario ON portal_enlace (usuario_id, tipo);
CREATE INDEX portal_enlace_documento ON portal_enlace (documento, tipo);
CREATE INDEX portal_enlace_vence ON portal_enlace (vence);
