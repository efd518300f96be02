-- What a channel has beside its user: with what its codes begin, from where it may call, and how much of it.
CREATE TABLE portal_canal (
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    prefijo VARCHAR2(10 CHAR) CHECK (length(prefijo) BETWEEN 2 AND 10),
    redes VARCHAR2(1000 CHAR),
    por_minuto NUMBER(10) CHECK (por_minuto > 0),
    por_hora NUMBER(10) CHECK (por_hora > 0),
    CONSTRAINT portal_canal_pk PRIMARY KEY (usuario_id),
    CONSTRAINT portal_canal_uk UNIQUE (prefijo)
);

-- A client of OAuth.
CREATE TABLE portal_credencial (
    cliente VARCHAR2(35 CHAR) NOT NULL,
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    nombre VARCHAR2(100 CHAR) NOT NULL,
    alcances VARCHAR2(200 CHAR) NOT NULL,
    creada NUMBER(19) NOT NULL,
    vence NUMBER(19),
    revocada NUMBER(19),
    CONSTRAINT portal_credencial_pk PRIMARY KEY (cliente)
);
CREATE INDEX portal_credencial_usuario ON portal_credencial (usuario_id, creada);

-- Its secrets, by their SHA-256.
CREATE TABLE portal_secreto (
    numero VARCHAR2(16 CHAR) NOT NULL,
    cliente VARCHAR2(35 CHAR) NOT NULL REFERENCES portal_credencial (cliente),
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    pista VARCHAR2(8 CHAR) NOT NULL,
    creado NUMBER(19) NOT NULL,
    retirado NUMBER(19),
    usado NUMBER(19),
    CONSTRAINT portal_secreto_pk PRIMARY KEY (numero)
);
CREATE INDEX portal_secreto_cliente ON portal_secreto (cliente);

-- What a token of a channel was given for: it ends with its session.
CREATE TABLE portal_concesion (
    sid VARCHAR2(64 CHAR) NOT NULL REFERENCES portal_sesion (sid) ON DELETE CASCADE,
    secreto VARCHAR2(16 CHAR) NOT NULL REFERENCES portal_secreto (numero),
    alcances VARCHAR2(200 CHAR) NOT NULL,
    CONSTRAINT portal_concesion_pk PRIMARY KEY (sid)
);
CREATE INDEX portal_concesion_secreto ON portal_concesion (secreto);

-- What a channel asked for, by windows of the clock: requests of a minute, documentos of an hour.
CREATE TABLE portal_consumo (
    usuario_id NUMBER(19) NOT NULL,
    quota VARCHAR2(10 CHAR) NOT NULL CHECK (quota IN ('pedidos', 'documentos')),
    desde NUMBER(19) NOT NULL,
    usados NUMBER(10) NOT NULL,
    avisado NUMBER(1) NOT NULL CHECK (avisado IN (0, 1)),
    CONSTRAINT portal_consumo_pk PRIMARY KEY (usuario_id, quota, desde)
);
CREATE INDEX portal_consumo_desde ON portal_consumo (desde);

CREATE TABLE portal_consumo_documento (
    usuario_id NUMBER(19) NOT NULL,
    desde NUMBER(19) NOT NULL,
    documento VARCHAR2(15 CHAR) NOT NULL,
    CONSTRAINT portal_consumo_documento_pk PRIMARY KEY (usuario_id, desde, documento)
);
CREATE INDEX portal_consumo_doc_desde ON portal_consumo_documento (desde);
