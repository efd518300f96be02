-- The last time that whoever holds the session proved to be its user; NULL in sessions of before.
ALTER TABLE portal_sesion ADD (probada NUMBER(19));

-- Second factors. A totp has its seed, encrypted, and the last step whose code was taken; a passkey its own id, its public
-- key (base64url) and its count of signatures.
CREATE TABLE portal_factor (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    tipo VARCHAR2(10 CHAR) NOT NULL CHECK (tipo IN ('totp', 'passkey')),
    nombre VARCHAR2(60 CHAR) NOT NULL,
    semilla VARCHAR2(200 CHAR),
    paso NUMBER(19),
    passkey_id VARCHAR2(1400 CHAR),
    publica VARCHAR2(2000 CHAR),
    firmas NUMBER(19),
    creado NUMBER(19) NOT NULL,
    usado NUMBER(19),
    CONSTRAINT portal_factor_pk PRIMARY KEY (id),
    CONSTRAINT portal_factor_passkey_uk UNIQUE (passkey_id)
);
CREATE INDEX portal_factor_usuario ON portal_factor (usuario_id);

-- Recovery codes that were not used yet, as HMACs: a code goes with its use.
CREATE TABLE portal_respaldo (
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    CONSTRAINT portal_respaldo_pk PRIMARY KEY (usuario_id, huella)
);

-- What proves something once (a passkey's challenge, a half-done sign-in), by its SHA-256, until it would have ended.
CREATE TABLE portal_prueba_usada (
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    vence NUMBER(19) NOT NULL,
    CONSTRAINT portal_prueba_usada_pk PRIMARY KEY (huella)
);
CREATE INDEX portal_prueba_usada_vence ON portal_prueba_usada (vence);
