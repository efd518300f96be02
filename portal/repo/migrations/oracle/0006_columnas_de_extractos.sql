-- Lines of the extract that gave the money back.
CREATE TABLE portal_extracto_reversa (
    extracto_id NUMBER(19) NOT NULL REFERENCES portal_extracto (id),
    linea NUMBER(19) NOT NULL,
    codigo VARCHAR2(100 CHAR) NOT NULL,
    fecha VARCHAR2(10 CHAR) NOT NULL,
    importe NUMBER(19) NOT NULL CHECK (importe > 0),
    moneda NUMBER(2) NOT NULL CHECK (moneda IN (1, 2)),
    CONSTRAINT portal_extracto_reversa_pk PRIMARY KEY (extracto_id, linea)
);

-- What was passed over when the extract was read.
CREATE TABLE portal_extracto_aviso (
    extracto_id NUMBER(19) NOT NULL REFERENCES portal_extracto (id),
    nro NUMBER(19) NOT NULL,
    texto VARCHAR2(500 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_aviso_pk PRIMARY KEY (extracto_id, nro)
);

-- Under which titles a canal's file says what: chosen once on the screen. moneda_fija is 0 where a column tells.
CREATE TABLE portal_extracto_perfil (
    canal VARCHAR2(35 CHAR) NOT NULL,
    codigo VARCHAR2(80 CHAR) NOT NULL,
    fecha VARCHAR2(80 CHAR) NOT NULL,
    importe VARCHAR2(80 CHAR) NOT NULL,
    devolucion VARCHAR2(80 CHAR),
    moneda VARCHAR2(80 CHAR),
    moneda_fija NUMBER(2) NOT NULL CHECK (moneda_fija IN (0, 1, 2)),
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_perfil_pk PRIMARY KEY (canal)
);

-- A file about which something is asked before it is loaded, and its bytes (base64) in parts; gone in a day.
CREATE TABLE portal_extracto_borrador (
    clave VARCHAR2(50 CHAR) NOT NULL,
    canal VARCHAR2(35 CHAR) NOT NULL,
    archivo VARCHAR2(100 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_borrador_pk PRIMARY KEY (clave)
);

CREATE TABLE portal_extracto_parte (
    clave VARCHAR2(50 CHAR) NOT NULL REFERENCES portal_extracto_borrador (clave),
    nro NUMBER(19) NOT NULL,
    texto VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_parte_pk PRIMARY KEY (clave, nro)
);
