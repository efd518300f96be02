-- A late reversal: asked for once the payment's day is over, and seen to by an operador. plazo: until when its invoice may be
-- cancelled.
CREATE TABLE portal_caso (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    usuario VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    abierto NUMBER(19) NOT NULL,
    plazo NUMBER(19) NOT NULL,
    estado VARCHAR2(10 CHAR) NOT NULL CHECK (estado IN ('ABIERTO', 'TOMADO', 'ACEPTADO', 'NEGADO')),
    responsable VARCHAR2(35 CHAR),
    cerrado NUMBER(19),
    respuesta VARCHAR2(2000 CHAR),
    CONSTRAINT portal_caso_pk PRIMARY KEY (pago_id),
    CONSTRAINT portal_caso_cerrado_ck CHECK (
        (estado IN ('ABIERTO', 'TOMADO') AND cerrado IS NULL AND respuesta IS NULL)
        OR (estado IN ('ACEPTADO', 'NEGADO') AND cerrado IS NOT NULL AND respuesta IS NOT NULL)
    )
);

CREATE INDEX portal_caso_estado ON portal_caso (estado, plazo);

CREATE INDEX portal_caso_cerrado ON portal_caso (cerrado);

CREATE TABLE portal_caso_nota (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_caso (pago_id),
    nro NUMBER(10) NOT NULL,
    en NUMBER(19) NOT NULL,
    actor VARCHAR2(35 CHAR) NOT NULL,
    paso VARCHAR2(10 CHAR) NOT NULL CHECK (paso IN ('ABIERTO', 'TOMADO', 'NOTA', 'PEDIDO', 'ACEPTADO', 'NEGADO')),
    texto VARCHAR2(2000 CHAR),
    publica NUMBER(1) NOT NULL CHECK (publica IN (0, 1)),
    CONSTRAINT portal_caso_nota_pk PRIMARY KEY (pago_id, nro)
);
