-- What the company says of itself, version by version: the newest is told. A logo's bytes are base64 in parts, by SHA-256.
CREATE TABLE portal_empresa (
    version NUMBER(10) NOT NULL CHECK (version > 0),
    nombre VARCHAR2(80 CHAR),
    ruc VARCHAR2(15 CHAR),
    telefono VARCHAR2(40 CHAR),
    whatsapp VARCHAR2(30 CHAR),
    direccion VARCHAR2(200 CHAR),
    horario VARCHAR2(200 CHAR),
    banco VARCHAR2(500 CHAR),
    privacidad VARCHAR2(120 CHAR),
    logo VARCHAR2(64 CHAR) CHECK (length(logo) = 64),
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_empresa_pk PRIMARY KEY (version)
);

CREATE TABLE portal_empresa_logo (
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    nro NUMBER(10) NOT NULL,
    texto VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_empresa_logo_pk PRIMARY KEY (huella, nro)
);
