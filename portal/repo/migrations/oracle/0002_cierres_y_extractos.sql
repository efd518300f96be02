-- A day that an operador closed, with its figures as they were then.
CREATE TABLE portal_cierre (
    dia VARCHAR2(10 CHAR) NOT NULL,
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    CONSTRAINT portal_cierre_pk PRIMARY KEY (dia)
);

CREATE TABLE portal_cierre_renglon (
    dia VARCHAR2(10 CHAR) NOT NULL REFERENCES portal_cierre (dia),
    canal VARCHAR2(35 CHAR) NOT NULL,
    moneda NUMBER(2) NOT NULL CHECK (moneda IN (1, 2)),
    pagados NUMBER(19) NOT NULL,
    bruto NUMBER(19) NOT NULL,
    anulados NUMBER(19) NOT NULL,
    total_anulado NUMBER(19) NOT NULL,
    subtotal NUMBER(19) NOT NULL,
    comision NUMBER(19) NOT NULL,
    CONSTRAINT portal_cierre_renglon_pk PRIMARY KEY (dia, canal, moneda)
);

-- What a bank or gateway says it charged. huella is the file's SHA-256: the same file is loaded once.
CREATE TABLE portal_extracto (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    canal VARCHAR2(35 CHAR) NOT NULL,
    archivo VARCHAR2(100 CHAR) NOT NULL,
    huella VARCHAR2(64 CHAR) NOT NULL,
    desde VARCHAR2(10 CHAR) NOT NULL,
    hasta VARCHAR2(10 CHAR) NOT NULL,
    lineas NUMBER(19) NOT NULL,
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    comparado NUMBER(19) NOT NULL,
    coinciden NUMBER(19) NOT NULL,
    CONSTRAINT portal_extracto_pk PRIMARY KEY (id),
    CONSTRAINT portal_extracto_huella_uk UNIQUE (huella)
);

CREATE TABLE portal_extracto_linea (
    extracto_id NUMBER(19) NOT NULL REFERENCES portal_extracto (id),
    linea NUMBER(19) NOT NULL,
    codigo VARCHAR2(100 CHAR) NOT NULL,
    fecha VARCHAR2(10 CHAR) NOT NULL,
    importe NUMBER(19) NOT NULL CHECK (importe > 0),
    moneda NUMBER(2) NOT NULL CHECK (moneda IN (1, 2)),
    CONSTRAINT portal_extracto_linea_pk PRIMARY KEY (extracto_id, linea)
);

-- The last comparison of an extract; what somebody explained stays explained.
CREATE TABLE portal_diferencia (
    extracto_id NUMBER(19) NOT NULL REFERENCES portal_extracto (id),
    tipo VARCHAR2(30 CHAR) NOT NULL,
    codigo VARCHAR2(100 CHAR) NOT NULL,
    pago_id NUMBER(19) REFERENCES portal_pago (id),
    moneda NUMBER(2) NOT NULL,
    importe_extracto NUMBER(19),
    importe_portal NUMBER(19),
    explicada VARCHAR2(2000 CHAR),
    por VARCHAR2(35 CHAR),
    CONSTRAINT portal_diferencia_pk PRIMARY KEY (extracto_id, tipo, codigo)
);
