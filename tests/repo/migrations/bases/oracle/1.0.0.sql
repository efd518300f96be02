
CREATE TABLE portal_usuario (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    usuario VARCHAR2(35 CHAR) NOT NULL CHECK (length(usuario) BETWEEN 1 AND 35),
    rol VARCHAR2(10 CHAR) NOT NULL CHECK (rol IN ('cliente', 'canal', 'operador')),
    nombre VARCHAR2(200 CHAR) NOT NULL,
    documento VARCHAR2(15 CHAR),
    clave VARCHAR2(250 CHAR) NOT NULL,
    activo NUMBER(1) DEFAULT 1 NOT NULL CHECK (activo IN (0, 1)),
    es_demo NUMBER(1) DEFAULT 0 NOT NULL CHECK (es_demo IN (0, 1)),
    creado NUMBER(19) NOT NULL,
    CONSTRAINT portal_usuario_pk PRIMARY KEY (id),
    CONSTRAINT portal_usuario_uk UNIQUE (usuario),
    CONSTRAINT portal_usuario_documento_ck CHECK (
        (documento IS NULL AND rol <> 'cliente') OR (documento IS NOT NULL AND rol = 'cliente')
    )
);

CREATE TABLE portal_sesion (
    sid VARCHAR2(64 CHAR) NOT NULL,
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    puerta VARCHAR2(10 CHAR) NOT NULL CHECK (puerta IN ('api', 'pagina')),
    agente VARCHAR2(200 CHAR),
    creada NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    CONSTRAINT portal_sesion_pk PRIMARY KEY (sid)
);
CREATE INDEX portal_sesion_usuario ON portal_sesion (usuario_id, vence);

CREATE TABLE portal_intento (
    clave VARCHAR2(200 CHAR) NOT NULL,
    cuenta NUMBER(19) NOT NULL,
    desde NUMBER(19) NOT NULL,
    CONSTRAINT portal_intento_pk PRIMARY KEY (clave)
);

CREATE TABLE portal_consulta (
    idsession NUMBER(19) NOT NULL,
    usuario VARCHAR2(35 CHAR) NOT NULL,
    documento VARCHAR2(15 CHAR) NOT NULL,
    moneda NUMBER(2) NOT NULL,
    cliente VARCHAR2(400 CHAR) NOT NULL,
    comision NUMBER(19),
    creada NUMBER(19) NOT NULL,
    CONSTRAINT portal_consulta_pk PRIMARY KEY (idsession)
);
CREATE INDEX portal_consulta_ultima ON portal_consulta (usuario, moneda, idsession);

CREATE TABLE portal_consulta_deuda (
    idsession NUMBER(19) NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    orden NUMBER(10) NOT NULL,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    deuda VARCHAR2(4000 CHAR) NOT NULL,
    en_carrito NUMBER(1) DEFAULT 0 NOT NULL CHECK (en_carrito IN (0, 1)),
    CONSTRAINT portal_consulta_deuda_pk PRIMARY KEY (idsession, orden)
);

CREATE TABLE portal_pago (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    emisor VARCHAR2(35 CHAR) NOT NULL,
    cod_transaccion VARCHAR2(20 CHAR) NOT NULL CHECK (length(cod_transaccion) BETWEEN 2 AND 20),
    usuario VARCHAR2(35 CHAR) NOT NULL,
    documento VARCHAR2(15 CHAR) NOT NULL,
    cliente VARCHAR2(400 CHAR) NOT NULL,
    idsession NUMBER(19) NOT NULL,
    moneda NUMBER(2) NOT NULL CHECK (moneda IN (1, 2)),
    subtotal NUMBER(19) NOT NULL CHECK (subtotal > 0),
    comision NUMBER(19) NOT NULL CHECK (comision >= 0),
    estado VARCHAR2(20 CHAR) NOT NULL CHECK (
        estado IN (
            'POR_VERIFICAR', 'EN_PROCESO', 'PAGADO', 'RECHAZADO', 'NO_EJECUTADO', 'DESCONOCIDO', 'VENCIDO', 'ANULANDO',
            'ANULADO'
        )
    ),
    intento NUMBER(10) DEFAULT 1 NOT NULL,
    creado NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    pagado NUMBER(19),
    anulado NUMBER(19),
    mod_fact VARCHAR2(200 CHAR),
    desc_resp VARCHAR2(1000 CHAR),
    pasarela VARCHAR2(30 CHAR),
    referencia VARCHAR2(100 CHAR),
    url_pasarela VARCHAR2(1000 CHAR),
    verificador VARCHAR2(64 CHAR) NOT NULL,
    saldo_restante NUMBER(19) NOT NULL,
    proximo_vencimiento VARCHAR2(10 CHAR),
    CONSTRAINT portal_pago_pk PRIMARY KEY (id),
    CONSTRAINT portal_pago_verificador_uk UNIQUE (verificador),
    CONSTRAINT portal_pago_codigo_uk UNIQUE (emisor, cod_transaccion),
    CONSTRAINT portal_pago_pagado_ck CHECK (
        (estado IN ('PAGADO', 'ANULANDO', 'ANULADO') AND pagado IS NOT NULL)
        OR (estado NOT IN ('PAGADO', 'ANULANDO', 'ANULADO') AND pagado IS NULL)
    ),
    CONSTRAINT portal_pago_anulado_ck CHECK (
        (estado = 'ANULADO' AND anulado IS NOT NULL) OR (estado <> 'ANULADO' AND anulado IS NULL)
    )
);
CREATE INDEX portal_pago_usuario ON portal_pago (usuario, id);
CREATE INDEX portal_pago_documento ON portal_pago (documento, id);
CREATE INDEX portal_pago_sesion ON portal_pago (idsession);
CREATE INDEX portal_pago_estado ON portal_pago (estado, vence);

CREATE TABLE portal_pago_deuda (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    orden NUMBER(10) NOT NULL,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    seq NUMBER(19) NOT NULL,
    deuda VARCHAR2(4000 CHAR) NOT NULL,
    -- 0 while the attempt is open, the attempt's id afterwards: so a debt is held by one open attempt at a time.
    abierta NUMBER(19) NOT NULL,
    CONSTRAINT portal_pago_deuda_pk PRIMARY KEY (pago_id, orden),
    CONSTRAINT portal_pago_deuda_uk UNIQUE (codmovimiento, seq, abierta)
);

CREATE TABLE portal_pago_evento (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    nro NUMBER(10) NOT NULL,
    en NUMBER(19) NOT NULL,
    de VARCHAR2(20 CHAR),
    a VARCHAR2(20 CHAR) NOT NULL,
    actor VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    CONSTRAINT portal_pago_evento_pk PRIMARY KEY (pago_id, nro)
);

CREATE TABLE portal_codigo_quemado (
    emisor VARCHAR2(35 CHAR) NOT NULL,
    cod_transaccion VARCHAR2(20 CHAR) NOT NULL,
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_codigo_quemado_pk PRIMARY KEY (emisor, cod_transaccion)
);

CREATE TABLE portal_auditoria (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    en NUMBER(19) NOT NULL,
    actor VARCHAR2(35 CHAR) NOT NULL,
    rol VARCHAR2(10 CHAR) NOT NULL,
    accion VARCHAR2(50 CHAR) NOT NULL,
    objeto VARCHAR2(200 CHAR) NOT NULL,
    resultado VARCHAR2(50 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR),
    CONSTRAINT portal_auditoria_pk PRIMARY KEY (id)
);

CREATE TABLE banco_demo_orden (
    referencia VARCHAR2(100 CHAR) NOT NULL,
    identificador NUMBER(19) NOT NULL,
    descripcion VARCHAR2(400 CHAR) NOT NULL,
    moneda NUMBER(2) NOT NULL,
    total NUMBER(19) NOT NULL CHECK (total > 0),
    url_retorno VARCHAR2(1000 CHAR) NOT NULL,
    estado VARCHAR2(20 CHAR) NOT NULL CHECK (estado IN ('PENDIENTE', 'PAGADO', 'RECHAZADO', 'ANULADO')),
    responde NUMBER(19),
    respuesta VARCHAR2(20 CHAR),
    avisos NUMBER(10) DEFAULT 0 NOT NULL,
    creado NUMBER(19) NOT NULL,
    CONSTRAINT banco_demo_orden_pk PRIMARY KEY (referencia),
    CONSTRAINT banco_demo_orden_uk UNIQUE (identificador)
);
