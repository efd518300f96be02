
CREATE TABLE portal_version (
    numero NUMBER(10) NOT NULL,
    nombre VARCHAR2(100 CHAR) NOT NULL,
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_version_pk PRIMARY KEY (numero)
);

CREATE TABLE portal_paso (
    numero NUMBER(10) NOT NULL,
    sentencia NUMBER(10) NOT NULL,
    CONSTRAINT portal_paso_pk PRIMARY KEY (numero, sentencia)
);

CREATE TABLE portal_turno (
    id NUMBER(1) NOT NULL,
    CONSTRAINT portal_turno_pk PRIMARY KEY (id)
);

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
    correo VARCHAR2(254 CHAR),
    correo_confirmado NUMBER(19),
    telefono VARCHAR2(30 CHAR),
    nivel VARCHAR2(11 CHAR) CHECK (nivel IN ('mirar', 'resolver', 'administrar')),
    idioma VARCHAR2(35 CHAR),
    CONSTRAINT portal_usuario_pk PRIMARY KEY (id),
    CONSTRAINT portal_usuario_uk UNIQUE (usuario),
    CONSTRAINT portal_usuario_documento_ck CHECK (
        (documento IS NULL AND rol <> 'cliente') OR (documento IS NOT NULL AND rol = 'cliente')
    ),
    CONSTRAINT portal_usuario_nivel_ck CHECK (nivel IS NULL OR rol = 'operador')
);
CREATE INDEX portal_usuario_demo ON portal_usuario (es_demo, activo);
CREATE INDEX portal_usuario_rol ON portal_usuario (rol, usuario);
CREATE INDEX portal_usuario_documento ON portal_usuario (documento);
CREATE INDEX portal_usuario_correo ON portal_usuario (correo);

CREATE TABLE portal_cliente (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    documento VARCHAR2(15 CHAR) NOT NULL,
    nombre VARCHAR2(200 CHAR) NOT NULL,
    CONSTRAINT portal_cliente_pk PRIMARY KEY (id)
);
CREATE INDEX portal_cliente_documento ON portal_cliente (documento);

CREATE TABLE portal_cliente_palabra (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    palabra VARCHAR2(60 CHAR) NOT NULL,
    cliente_id NUMBER(19) NOT NULL REFERENCES portal_cliente (id),
    CONSTRAINT portal_cliente_palabra_pk PRIMARY KEY (id)
);
CREATE INDEX portal_cliente_palabra_es ON portal_cliente_palabra (palabra, cliente_id);
CREATE INDEX portal_cliente_palabra_de ON portal_cliente_palabra (cliente_id, palabra);

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

CREATE TABLE portal_sesion (
    sid VARCHAR2(64 CHAR) NOT NULL,
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    puerta VARCHAR2(10 CHAR) NOT NULL CHECK (puerta IN ('api', 'pagina')),
    agente VARCHAR2(200 CHAR),
    creada NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    probada NUMBER(19),
    autorizacion_id NUMBER(19),
    vista NUMBER(19),
    CONSTRAINT portal_sesion_pk PRIMARY KEY (sid)
);
CREATE INDEX portal_sesion_usuario ON portal_sesion (usuario_id, vence);
CREATE INDEX portal_sesion_vence ON portal_sesion (vence);

CREATE TABLE portal_autorizacion (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    documento VARCHAR2(15 CHAR) NOT NULL,
    nombre VARCHAR2(200 CHAR) NOT NULL,
    creada NUMBER(19) NOT NULL,
    CONSTRAINT portal_autorizacion_pk PRIMARY KEY (id),
    CONSTRAINT portal_autorizacion_uk UNIQUE (usuario_id, documento)
);
CREATE INDEX portal_autorizacion_documento ON portal_autorizacion (documento, id);

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

CREATE TABLE portal_respaldo (
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    letras NUMBER(3),
    CONSTRAINT portal_respaldo_pk PRIMARY KEY (usuario_id, huella)
);

CREATE TABLE portal_prueba_usada (
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    vence NUMBER(19) NOT NULL,
    CONSTRAINT portal_prueba_usada_pk PRIMARY KEY (huella)
);
CREATE INDEX portal_prueba_usada_vence ON portal_prueba_usada (vence);

CREATE TABLE portal_intento (
    llave VARCHAR2(200 CHAR) NOT NULL,
    cuenta NUMBER(19) NOT NULL,
    desde NUMBER(19) NOT NULL,
    CONSTRAINT portal_intento_pk PRIMARY KEY (llave)
);

CREATE TABLE portal_intento_en_curso (
    llave VARCHAR2(200 CHAR) NOT NULL,
    numero VARCHAR2(64 CHAR) NOT NULL,
    vence NUMBER(19) NOT NULL,
    CONSTRAINT portal_intento_en_curso_pk PRIMARY KEY (llave, numero)
);

CREATE TABLE portal_canal (
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    prefijo VARCHAR2(10 CHAR) CHECK (length(prefijo) BETWEEN 2 AND 10),
    redes VARCHAR2(1000 CHAR),
    por_minuto NUMBER(10) CHECK (por_minuto > 0),
    por_hora NUMBER(10) CHECK (por_hora > 0),
    CONSTRAINT portal_canal_pk PRIMARY KEY (usuario_id),
    CONSTRAINT portal_canal_uk UNIQUE (prefijo)
);

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

CREATE TABLE portal_concesion (
    sid VARCHAR2(64 CHAR) NOT NULL REFERENCES portal_sesion (sid) ON DELETE CASCADE,
    secreto VARCHAR2(16 CHAR) NOT NULL REFERENCES portal_secreto (numero),
    alcances VARCHAR2(200 CHAR) NOT NULL,
    CONSTRAINT portal_concesion_pk PRIMARY KEY (sid)
);
CREATE INDEX portal_concesion_secreto ON portal_concesion (secreto);

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

CREATE TABLE portal_consulta (
    idsession NUMBER(19) NOT NULL,
    usuario VARCHAR2(35 CHAR) NOT NULL,
    documento VARCHAR2(15 CHAR) NOT NULL,
    moneda NUMBER(2) NOT NULL,
    cliente VARCHAR2(400 CHAR) NOT NULL,
    comision NUMBER(19),
    creada NUMBER(19) NOT NULL,
    enlace_id NUMBER(19),
    CONSTRAINT portal_consulta_pk PRIMARY KEY (idsession)
);
CREATE INDEX portal_consulta_ultima ON portal_consulta (usuario, moneda, idsession);
CREATE INDEX portal_consulta_documento ON portal_consulta (documento, moneda);
CREATE INDEX portal_consulta_creada ON portal_consulta (creada);

CREATE TABLE portal_consulta_tramo (
    idsession NUMBER(19) NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    orden NUMBER(10) NOT NULL,
    deudas VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_consulta_tramo_pk PRIMARY KEY (idsession, orden)
);

CREATE TABLE portal_consulta_elegida (
    idsession NUMBER(19) NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    CONSTRAINT portal_consulta_elegida_pk PRIMARY KEY (idsession, codmovimiento)
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
    cambiado NUMBER(19) NOT NULL,
    mirar NUMBER(19),
    miradas NUMBER(10) DEFAULT 0 NOT NULL CHECK (miradas >= 0),
    avisado NUMBER(19),
    pagado NUMBER(19),
    anulado NUMBER(19),
    mod_fact VARCHAR2(200 CHAR),
    desc_resp VARCHAR2(4000 CHAR),
    pasarela VARCHAR2(30 CHAR),
    referencia VARCHAR2(100 CHAR),
    url_pasarela VARCHAR2(1000 CHAR),
    devolucion VARCHAR2(10 CHAR) CHECK (devolucion IN ('PENDIENTE', 'HECHA')),
    verificador VARCHAR2(64 CHAR) NOT NULL,
    saldo_restante NUMBER(19) NOT NULL,
    proximo_vencimiento VARCHAR2(10 CHAR),
    enlace_id NUMBER(19),
    pagador VARCHAR2(43 CHAR),
    CONSTRAINT portal_pago_pk PRIMARY KEY (id),
    CONSTRAINT portal_pago_verificador_uk UNIQUE (verificador),
    CONSTRAINT portal_pago_codigo_uk UNIQUE (emisor, cod_transaccion),
    CONSTRAINT portal_pago_pagado_ck CHECK (
        (estado IN ('PAGADO', 'ANULANDO', 'ANULADO') AND pagado IS NOT NULL)
        OR (estado NOT IN ('PAGADO', 'ANULANDO', 'ANULADO') AND pagado IS NULL)
    ),
    CONSTRAINT portal_pago_anulado_ck CHECK (
        (estado = 'ANULADO' AND anulado IS NOT NULL) OR (estado <> 'ANULADO' AND anulado IS NULL)
    ),
    CONSTRAINT portal_pago_devolucion_ck CHECK (
        devolucion IS NULL OR (pasarela IS NOT NULL AND estado IN ('RECHAZADO', 'VENCIDO', 'ANULADO'))
    )
);
CREATE INDEX portal_pago_enlace ON portal_pago (enlace_id);
CREATE INDEX portal_pago_pagador ON portal_pago (pagador);
CREATE INDEX portal_pago_usuario ON portal_pago (usuario, id);
CREATE INDEX portal_pago_documento ON portal_pago (documento, id);
CREATE INDEX portal_pago_sesion ON portal_pago (idsession);
CREATE INDEX portal_pago_estado ON portal_pago (estado, id);
CREATE INDEX portal_pago_mirar ON portal_pago (mirar);
CREATE INDEX portal_pago_devolucion ON portal_pago (devolucion);
CREATE INDEX portal_pago_referencia ON portal_pago (pasarela, referencia);
CREATE INDEX portal_pago_codigo ON portal_pago (cod_transaccion);
CREATE INDEX portal_pago_emisor ON portal_pago (emisor, id);
CREATE INDEX portal_pago_canal ON portal_pago (coalesce(pasarela, emisor));
CREATE INDEX portal_pago_creado ON portal_pago (creado);
CREATE INDEX portal_pago_pagado ON portal_pago (pagado);
CREATE INDEX portal_pago_minuscula ON portal_pago (lower(cod_transaccion), id);
CREATE INDEX portal_pago_reves ON portal_pago (lower(
    substr(cod_transaccion, 20, 1) || substr(cod_transaccion, 19, 1) || substr(cod_transaccion, 18, 1) || substr(cod_transaccion, 17, 1) ||
    substr(cod_transaccion, 16, 1) || substr(cod_transaccion, 15, 1) || substr(cod_transaccion, 14, 1) || substr(cod_transaccion, 13, 1) ||
    substr(cod_transaccion, 12, 1) || substr(cod_transaccion, 11, 1) || substr(cod_transaccion, 10, 1) || substr(cod_transaccion, 9, 1) ||
    substr(cod_transaccion, 8, 1) || substr(cod_transaccion, 7, 1) || substr(cod_transaccion, 6, 1) || substr(cod_transaccion, 5, 1) ||
    substr(cod_transaccion, 4, 1) || substr(cod_transaccion, 3, 1) || substr(cod_transaccion, 2, 1) || substr(cod_transaccion, 1, 1)
), id);
CREATE INDEX portal_pago_total ON portal_pago (moneda, subtotal + comision, id);

CREATE TABLE portal_pago_deuda (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    orden NUMBER(10) NOT NULL,
    codmovimiento VARCHAR2(100 CHAR) NOT NULL,
    seq NUMBER(19) NOT NULL,
    deuda VARCHAR2(4000 CHAR) NOT NULL,
    suelta NUMBER(19) NOT NULL,
    CONSTRAINT portal_pago_deuda_pk PRIMARY KEY (pago_id, orden),
    CONSTRAINT portal_pago_deuda_uk UNIQUE (codmovimiento, seq, suelta)
);

CREATE TABLE portal_pago_evento (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    nro NUMBER(10) NOT NULL,
    en NUMBER(19) NOT NULL,
    de VARCHAR2(20 CHAR),
    a VARCHAR2(20 CHAR) NOT NULL,
    actor VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_pago_evento_pk PRIMARY KEY (pago_id, nro),
    CONSTRAINT portal_pago_evento_ck CHECK (
        (de IS NULL AND a IN ('POR_VERIFICAR', 'EN_PROCESO'))
        OR (
            de IS NOT NULL
            AND (
                de = a
                OR de || '>' || a IN (
                    'POR_VERIFICAR>EN_PROCESO', 'POR_VERIFICAR>RECHAZADO', 'POR_VERIFICAR>VENCIDO',
                    'EN_PROCESO>PAGADO', 'EN_PROCESO>RECHAZADO', 'EN_PROCESO>NO_EJECUTADO', 'EN_PROCESO>DESCONOCIDO',
                    'DESCONOCIDO>PAGADO', 'DESCONOCIDO>RECHAZADO', 'DESCONOCIDO>NO_EJECUTADO',
                    'NO_EJECUTADO>EN_PROCESO', 'NO_EJECUTADO>RECHAZADO',
                    'PAGADO>ANULANDO', 'ANULANDO>ANULADO', 'ANULANDO>PAGADO'
                )
            )
        )
    )
);

CREATE TABLE portal_pago_evidencia (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    nro NUMBER(10) NOT NULL,
    en NUMBER(19) NOT NULL,
    texto VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_pago_evidencia_pk PRIMARY KEY (pago_id, nro)
);

CREATE TABLE portal_codigo (
    emisor VARCHAR2(35 CHAR) NOT NULL,
    cod_transaccion VARCHAR2(20 CHAR) NOT NULL,
    quemado NUMBER(1) NOT NULL CHECK (quemado IN (0, 1)),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_codigo_pk PRIMARY KEY (emisor, cod_transaccion)
);

CREATE TABLE portal_pedido_anulacion (
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    usuario VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    pedido NUMBER(19) NOT NULL,
    estado VARCHAR2(10 CHAR) NOT NULL CHECK (estado IN ('PEDIDA', 'ACEPTADA', 'RECHAZADA')),
    respondido NUMBER(19),
    actor VARCHAR2(35 CHAR),
    respuesta VARCHAR2(2000 CHAR),
    CONSTRAINT portal_pedido_anulacion_pk PRIMARY KEY (pago_id),
    CONSTRAINT portal_pedido_respuesta_ck CHECK (
        (estado = 'PEDIDA' AND respondido IS NULL AND actor IS NULL AND respuesta IS NULL)
        OR (estado <> 'PEDIDA' AND respondido IS NOT NULL AND actor IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX portal_pedido_estado ON portal_pedido_anulacion (estado, pedido);

CREATE TABLE portal_solicitud (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    acto VARCHAR2(12 CHAR) NOT NULL CHECK (acto IN ('ANULAR', 'RESOLVER', 'DEVUELTO', 'ANULAR_TARDE')),
    pago_id NUMBER(19) NOT NULL REFERENCES portal_pago (id),
    desenlace VARCHAR2(20 CHAR),
    pide VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    pedida NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    estado VARCHAR2(10 CHAR) NOT NULL CHECK (
        estado IN ('PENDIENTE', 'APROBADA', 'HECHA', 'SIN_EFECTO', 'RECHAZADA', 'VENCIDA')
    ),
    responde VARCHAR2(35 CHAR),
    respondida NUMBER(19),
    respuesta VARCHAR2(2000 CHAR),
    resultado VARCHAR2(4000 CHAR),
    CONSTRAINT portal_solicitud_pk PRIMARY KEY (id),
    CONSTRAINT portal_solicitud_dos_ck CHECK (responde IS NULL OR responde <> pide),
    CONSTRAINT portal_solicitud_respuesta_ck CHECK (
        (estado = 'PENDIENTE' AND responde IS NULL AND respondida IS NULL AND respuesta IS NULL)
        OR (estado <> 'PENDIENTE' AND responde IS NOT NULL AND respondida IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX portal_solicitud_pago ON portal_solicitud (pago_id, id);
CREATE INDEX portal_solicitud_estado ON portal_solicitud (estado, vence);

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

CREATE TABLE portal_idempotencia (
    usuario VARCHAR2(35 CHAR) NOT NULL,
    ruta VARCHAR2(50 CHAR) NOT NULL,
    llave VARCHAR2(64 CHAR) NOT NULL CHECK (length(llave) BETWEEN 1 AND 64),
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    creado NUMBER(19) NOT NULL,
    vence NUMBER(19) NOT NULL,
    estado NUMBER(3),
    cuerpo VARCHAR2(4000 CHAR),
    CONSTRAINT portal_idempotencia_pk PRIMARY KEY (usuario, ruta, llave),
    CHECK ((estado IS NULL AND cuerpo IS NULL) OR (estado IS NOT NULL AND cuerpo IS NOT NULL))
);
CREATE INDEX portal_idempotencia_creado ON portal_idempotencia (creado);

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

CREATE TABLE portal_extracto_reversa (
    extracto_id NUMBER(19) NOT NULL REFERENCES portal_extracto (id),
    linea NUMBER(19) NOT NULL,
    codigo VARCHAR2(100 CHAR) NOT NULL,
    fecha VARCHAR2(10 CHAR) NOT NULL,
    importe NUMBER(19) NOT NULL CHECK (importe > 0),
    moneda NUMBER(2) NOT NULL CHECK (moneda IN (1, 2)),
    CONSTRAINT portal_extracto_reversa_pk PRIMARY KEY (extracto_id, linea)
);

CREATE TABLE portal_extracto_aviso (
    extracto_id NUMBER(19) NOT NULL REFERENCES portal_extracto (id),
    nro NUMBER(19) NOT NULL,
    texto VARCHAR2(500 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_aviso_pk PRIMARY KEY (extracto_id, nro)
);

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

CREATE TABLE portal_extracto_borrador (
    llave VARCHAR2(50 CHAR) NOT NULL,
    canal VARCHAR2(35 CHAR) NOT NULL,
    archivo VARCHAR2(100 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_borrador_pk PRIMARY KEY (llave)
);

CREATE TABLE portal_extracto_parte (
    llave VARCHAR2(50 CHAR) NOT NULL REFERENCES portal_extracto_borrador (llave),
    nro NUMBER(19) NOT NULL,
    texto VARCHAR2(4000 CHAR) NOT NULL,
    CONSTRAINT portal_extracto_parte_pk PRIMARY KEY (llave, nro)
);

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

CREATE TABLE portal_pulso (
    id NUMBER(1) NOT NULL CHECK (id = 1),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_pulso_pk PRIMARY KEY (id)
);

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

CREATE TABLE portal_carta (
    id NUMBER(19) GENERATED ALWAYS AS IDENTITY,
    suceso VARCHAR2(120 CHAR) NOT NULL,
    clase VARCHAR2(40 CHAR) NOT NULL,
    usuario_id NUMBER(19) REFERENCES portal_usuario (id),
    para VARCHAR2(254 CHAR) NOT NULL,
    idioma VARCHAR2(35 CHAR) NOT NULL,
    adjunto NUMBER(19) REFERENCES portal_pago (id),
    estado VARCHAR2(20 CHAR) NOT NULL CHECK (estado IN ('PENDIENTE', 'ENVIADA', 'FALLIDA', 'OMITIDA')),
    creada NUMBER(19) NOT NULL,
    vence NUMBER(19),
    proxima NUMBER(19),
    intentos NUMBER(10) NOT NULL CHECK (intentos >= 0),
    terminada NUMBER(19),
    causa VARCHAR2(500 CHAR),
    datos VARCHAR2(4000 CHAR),
    CONSTRAINT portal_carta_pk PRIMARY KEY (id),
    CONSTRAINT portal_carta_uk UNIQUE (suceso),
    CHECK (
        (estado = 'PENDIENTE' AND proxima IS NOT NULL AND terminada IS NULL AND datos IS NOT NULL)
        OR (estado <> 'PENDIENTE' AND proxima IS NULL AND terminada IS NOT NULL AND datos IS NULL)
    )
);
CREATE INDEX portal_carta_proxima ON portal_carta (proxima);
CREATE INDEX portal_carta_usuario ON portal_carta (usuario_id, id);
CREATE INDEX portal_carta_para ON portal_carta (para, id);
CREATE INDEX portal_carta_estado ON portal_carta (estado, id);

CREATE TABLE portal_preferencia (
    usuario_id NUMBER(19) NOT NULL REFERENCES portal_usuario (id),
    clase VARCHAR2(40 CHAR) NOT NULL,
    quiere NUMBER(1) NOT NULL CHECK (quiere IN (0, 1)),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_preferencia_pk PRIMARY KEY (usuario_id, clase)
);

CREATE TABLE portal_rebote (
    correo VARCHAR2(254 CHAR) NOT NULL,
    en NUMBER(19) NOT NULL,
    por VARCHAR2(35 CHAR) NOT NULL,
    motivo VARCHAR2(2000 CHAR) NOT NULL,
    CONSTRAINT portal_rebote_pk PRIMARY KEY (correo)
);

CREATE TABLE portal_ronda (
    id NUMBER(1) NOT NULL CHECK (id = 1),
    dia VARCHAR2(10 CHAR) NOT NULL,
    usuario_id NUMBER(19) NOT NULL,
    CONSTRAINT portal_ronda_pk PRIMARY KEY (id)
);

CREATE TABLE portal_cadena (
    id NUMBER(1) NOT NULL CHECK (id = 1),
    nro NUMBER(19) NOT NULL,
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    CONSTRAINT portal_cadena_pk PRIMARY KEY (id)
);

CREATE TABLE portal_auditoria (
    id NUMBER(19) NOT NULL,
    en NUMBER(19) NOT NULL,
    actor VARCHAR2(35 CHAR) NOT NULL,
    rol VARCHAR2(10 CHAR) NOT NULL,
    accion VARCHAR2(50 CHAR) NOT NULL,
    objeto VARCHAR2(200 CHAR) NOT NULL,
    resultado VARCHAR2(50 CHAR) NOT NULL,
    motivo VARCHAR2(4000 CHAR),
    direccion VARCHAR2(45 CHAR),
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    CONSTRAINT portal_auditoria_pk PRIMARY KEY (id)
);
CREATE INDEX portal_auditoria_en ON portal_auditoria (en, id);
CREATE INDEX portal_auditoria_actor ON portal_auditoria (actor, id);
CREATE INDEX portal_auditoria_accion ON portal_auditoria (accion, id);
CREATE INDEX portal_auditoria_actor_accion ON portal_auditoria (actor, accion, id);
CREATE INDEX portal_auditoria_miradas
    ON portal_auditoria (CASE WHEN rol <> 'cliente' OR accion = 'mirar-por-otro' THEN objeto END, id);

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

CREATE TRIGGER portal_auditoria_fija BEFORE UPDATE ON portal_auditoria
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_auditoria only grows');
END;
/

CREATE TRIGGER portal_auditoria_queda BEFORE DELETE ON portal_auditoria
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_auditoria only grows');
END;
/

CREATE TRIGGER portal_pago_evento_fijo BEFORE UPDATE ON portal_pago_evento
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evento only grows');
END;
/

CREATE TRIGGER portal_pago_evento_queda BEFORE DELETE ON portal_pago_evento
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evento only grows');
END;
/

CREATE TRIGGER portal_pago_evidencia_fija BEFORE UPDATE ON portal_pago_evidencia
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evidencia only grows');
END;
/

CREATE TRIGGER portal_pago_evidencia_queda BEFORE DELETE ON portal_pago_evidencia
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'portal_pago_evidencia only grows');
END;
/

CREATE TRIGGER portal_codigo_fijo BEFORE UPDATE ON portal_codigo
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'a code is used once');
END;
/

CREATE TRIGGER portal_codigo_queda BEFORE DELETE ON portal_codigo
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'a code is used once');
END;
/

CREATE TRIGGER portal_pago_fijo BEFORE UPDATE OF
    emisor, cod_transaccion, usuario, documento, idsession, moneda, subtotal, comision, creado, pasarela, verificador
ON portal_pago
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'what an attempt is about never changes');
END;
/

CREATE TRIGGER portal_pago_queda BEFORE DELETE ON portal_pago
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'an attempt is never forgotten');
END;
/

CREATE TRIGGER portal_pago_deuda_fija BEFORE UPDATE OF pago_id, orden, codmovimiento, seq, deuda ON portal_pago_deuda
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'what an attempt is about never changes');
END;
/

CREATE TRIGGER portal_pago_deuda_queda BEFORE DELETE ON portal_pago_deuda
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'an attempt is never forgotten');
END;
/

