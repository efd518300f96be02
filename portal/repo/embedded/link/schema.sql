-- Instants are UTC microseconds; money is whole units of its currency (guaraníes, or cents); dates are YYYY-MM-DD.

-- The ERP's side: what PACK_PAGO_WS owns in production.
CREATE TABLE IF NOT EXISTS erp_cliente (
    documento TEXT PRIMARY KEY,
    nombre TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS erp_deuda (
    codmovimiento TEXT PRIMARY KEY,
    seq_di INTEGER NOT NULL,
    documento TEXT NOT NULL REFERENCES erp_cliente (documento),
    descripcion TEXT NOT NULL,
    impo_maxi INTEGER NOT NULL CHECK (impo_maxi >= impo_tota),
    impo_tota INTEGER NOT NULL CHECK (impo_tota > 0),
    mone_codi INTEGER NOT NULL CHECK (mone_codi IN (1, 2)),
    fech_venc TEXT NOT NULL CHECK (fech_venc GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    observacion TEXT,
    tipo TEXT NOT NULL CHECK (tipo IN ('CUOTA', 'AGUA', 'JARDINERIA', 'IMPUESTO', 'EXPENSAS', 'CANCELACION')),
    plan_codi TEXT,
    lote TEXT,
    barrio TEXT,
    nro_cuota INTEGER,
    cant_cuotas INTEGER,
    interes INTEGER NOT NULL DEFAULT 0 CHECK (interes >= 0),
    gastos INTEGER NOT NULL DEFAULT 0 CHECK (gastos >= 0),
    -- The payment that settled it; NULL while pending. A pay-off (CANCELACION) also settles the plan's future instalments.
    codtransaccion TEXT REFERENCES erp_pago (codtransaccion)
);
CREATE INDEX IF NOT EXISTS erp_deuda_documento ON erp_deuda (documento, mone_codi, codtransaccion);
CREATE INDEX IF NOT EXISTS erp_deuda_pago ON erp_deuda (codtransaccion);

-- A debt that the company's whole list no longer names: it is owed no more, until a list names it again.
CREATE TABLE IF NOT EXISTS erp_retirada (
    codmovimiento TEXT PRIMARY KEY REFERENCES erp_deuda (codmovimiento),
    en INTEGER NOT NULL
) WITHOUT ROWID;

-- A debt whose amount or owner a list changed, and the last consultation that there was then: up to that one they told
-- another amount.
CREATE TABLE IF NOT EXISTS erp_cambio (
    codmovimiento TEXT PRIMARY KEY REFERENCES erp_deuda (codmovimiento),
    idsession INTEGER NOT NULL
) WITHOUT ROWID;

-- A list on its way in (carga.py): gathered out of sight (JUNTANDO), in force whole from one commit on (VIGENTE), carried over
-- to erp_deuda customer by customer and by stretches, and swept away (LIMPIANDO). ficha: the import whose writes count.
CREATE TABLE IF NOT EXISTS erp_carga (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    ficha TEXT NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('JUNTANDO', 'VIGENTE', 'LIMPIANDO')),
    en INTEGER NOT NULL
);

-- resultado: what came of it, NULL until it is carried over. retira: the list does not name it, and nothing else is told.
CREATE TABLE IF NOT EXISTS erp_carga_deuda (
    codmovimiento TEXT PRIMARY KEY,
    documento TEXT NOT NULL,
    retira INTEGER NOT NULL CHECK (retira IN (0, 1)),
    resultado TEXT CHECK (
        resultado IN ('NUEVA', 'ACTUALIZADA', 'INTACTA', 'VUELVE', 'RETIRADA', 'RETENIDA')
    ),
    nombre TEXT,
    seq_di INTEGER,
    descripcion TEXT,
    impo_maxi INTEGER,
    impo_tota INTEGER,
    mone_codi INTEGER,
    fech_venc TEXT,
    observacion TEXT,
    tipo TEXT,
    plan_codi TEXT,
    lote TEXT,
    barrio TEXT,
    nro_cuota INTEGER,
    cant_cuotas INTEGER,
    interes INTEGER,
    gastos INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS erp_carga_deuda_documento ON erp_carga_deuda (documento);

CREATE TABLE IF NOT EXISTS erp_consulta (
    idsession INTEGER PRIMARY KEY AUTOINCREMENT CHECK (idsession BETWEEN 1 AND 999999999),
    documento TEXT NOT NULL REFERENCES erp_cliente (documento),
    mone_codi INTEGER NOT NULL,
    usuario TEXT NOT NULL,
    fecha TEXT NOT NULL,
    pagada INTEGER NOT NULL DEFAULT 0 CHECK (pagada IN (0, 1))
);

CREATE TABLE IF NOT EXISTS erp_carrito (
    idsession INTEGER NOT NULL REFERENCES erp_consulta (idsession) ON DELETE CASCADE,
    codmovimiento TEXT NOT NULL REFERENCES erp_deuda (codmovimiento),
    PRIMARY KEY (idsession, codmovimiento)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS erp_pago (
    codtransaccion TEXT PRIMARY KEY,
    idsession INTEGER NOT NULL,
    documento TEXT NOT NULL,
    usuario TEXT NOT NULL,
    mone_codi INTEGER NOT NULL,
    subtotal INTEGER NOT NULL CHECK (subtotal > 0),
    comision INTEGER NOT NULL CHECK (comision >= 0),
    pagado INTEGER NOT NULL,
    anulado INTEGER
);

-- The portal's own tables: the same names and columns on Oracle.
CREATE TABLE IF NOT EXISTS portal_usuario (
    id INTEGER PRIMARY KEY,
    usuario TEXT NOT NULL UNIQUE CHECK (length(usuario) BETWEEN 1 AND 35),
    rol TEXT NOT NULL CHECK (rol IN ('cliente', 'canal', 'operador')),
    nombre TEXT NOT NULL,
    documento TEXT CHECK ((documento IS NULL) = (rol <> 'cliente')),
    clave TEXT NOT NULL,
    activo INTEGER NOT NULL DEFAULT 1 CHECK (activo IN (0, 1)),
    es_demo INTEGER NOT NULL DEFAULT 0 CHECK (es_demo IN (0, 1)),
    creado INTEGER NOT NULL,
    correo TEXT,
    correo_confirmado INTEGER,
    telefono TEXT,
    -- How far an operador goes; NULL for the other roles.
    nivel TEXT CHECK (nivel IS NULL OR (nivel IN ('mirar', 'resolver', 'administrar') AND rol = 'operador')),
    idioma TEXT
);
CREATE INDEX IF NOT EXISTS portal_usuario_demo ON portal_usuario (es_demo, activo);
CREATE INDEX IF NOT EXISTS portal_usuario_rol ON portal_usuario (rol, usuario);
CREATE INDEX IF NOT EXISTS portal_usuario_documento ON portal_usuario (documento);
CREATE INDEX IF NOT EXISTS portal_usuario_correo ON portal_usuario (correo);

-- Whom the portal knows by documento, and the words by which they are found: of their names and addresses, those of before
-- too. Two that write at once may write one twice.
CREATE TABLE IF NOT EXISTS portal_cliente (
    id INTEGER PRIMARY KEY,
    documento TEXT NOT NULL,
    nombre TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS portal_cliente_documento ON portal_cliente (documento);

CREATE TABLE IF NOT EXISTS portal_cliente_palabra (
    id INTEGER PRIMARY KEY,
    palabra TEXT NOT NULL,
    cliente_id INTEGER NOT NULL REFERENCES portal_cliente (id)
);
CREATE INDEX IF NOT EXISTS portal_cliente_palabra_es ON portal_cliente_palabra (palabra, cliente_id);
CREATE INDEX IF NOT EXISTS portal_cliente_palabra_de ON portal_cliente_palabra (cliente_id, palabra);

-- A link that proves something once. huella: SHA-256 of its token, which is nowhere else; documento: whose, where there is no
-- user yet; datos: what its use needs, as a JSON object of texts.
CREATE TABLE IF NOT EXISTS portal_enlace (
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
CREATE INDEX IF NOT EXISTS portal_enlace_usuario ON portal_enlace (usuario_id, tipo);
CREATE INDEX IF NOT EXISTS portal_enlace_documento ON portal_enlace (documento, tipo);
CREATE INDEX IF NOT EXISTS portal_enlace_vence ON portal_enlace (vence);

CREATE TABLE IF NOT EXISTS portal_sesion (
    sid TEXT PRIMARY KEY,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    puerta TEXT NOT NULL CHECK (puerta IN ('api', 'pagina')),
    agente TEXT,
    creada INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    -- The last time that whoever holds it proved to be its user.
    probada INTEGER,
    autorizacion_id INTEGER,
    -- The last time that they were seen in it, written down every few minutes; NULL: not since it was opened.
    vista INTEGER
);
CREATE INDEX IF NOT EXISTS portal_sesion_usuario ON portal_sesion (usuario_id, vence);
CREATE INDEX IF NOT EXISTS portal_sesion_vence ON portal_sesion (vence);

-- The documentos that a login may open beside its own, and which of them a session has open: none is the own. One that was
-- withdrawn is in no session's reach, whatever number that keeps.
CREATE TABLE IF NOT EXISTS portal_autorizacion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    documento TEXT NOT NULL,
    nombre TEXT NOT NULL,
    creada INTEGER NOT NULL,
    UNIQUE (usuario_id, documento)
);
CREATE INDEX IF NOT EXISTS portal_autorizacion_documento ON portal_autorizacion (documento, id);

-- Second factors. A totp has its seed, encrypted, and the last step whose code was taken; a passkey its own id, its public
-- key (base64url) and its count of signatures.
CREATE TABLE IF NOT EXISTS portal_factor (
    id INTEGER PRIMARY KEY,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    tipo TEXT NOT NULL CHECK (tipo IN ('totp', 'passkey')),
    nombre TEXT NOT NULL,
    semilla TEXT,
    paso INTEGER,
    passkey_id TEXT UNIQUE,
    publica TEXT,
    firmas INTEGER,
    creado INTEGER NOT NULL,
    usado INTEGER
);
CREATE INDEX IF NOT EXISTS portal_factor_usuario ON portal_factor (usuario_id);

-- Recovery codes that were not used yet, as HMACs: a code goes with its use.
CREATE TABLE IF NOT EXISTS portal_respaldo (
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    -- How many letters it has; NULL: one of before, of ten.
    letras INTEGER,
    PRIMARY KEY (usuario_id, huella)
) WITHOUT ROWID;

-- What proves something once (a passkey's challenge, a half-done sign-in), by its SHA-256, until it would have ended.
CREATE TABLE IF NOT EXISTS portal_prueba_usada (
    huella TEXT NOT NULL PRIMARY KEY CHECK (length(huella) = 64),
    vence INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_prueba_usada_vence ON portal_prueba_usada (vence);

CREATE TABLE IF NOT EXISTS portal_intento (
    llave TEXT PRIMARY KEY,
    cuenta INTEGER NOT NULL,
    desde INTEGER NOT NULL
);

-- Tries of a password whose hash is being computed: they are no failures yet, and their number is bounded.
CREATE TABLE IF NOT EXISTS portal_intento_en_curso (
    llave TEXT NOT NULL,
    numero TEXT NOT NULL,
    vence INTEGER NOT NULL,
    PRIMARY KEY (llave, numero)
) WITHOUT ROWID;

-- What a channel has beside its user: with what its codes begin, from where it may call, and how much of it.
CREATE TABLE IF NOT EXISTS portal_canal (
    usuario_id INTEGER PRIMARY KEY REFERENCES portal_usuario (id),
    prefijo TEXT UNIQUE CHECK (length(prefijo) BETWEEN 2 AND 10),
    redes TEXT,
    por_minuto INTEGER CHECK (por_minuto > 0),
    por_hora INTEGER CHECK (por_hora > 0)
);

-- A client of OAuth.
CREATE TABLE IF NOT EXISTS portal_credencial (
    cliente TEXT PRIMARY KEY,
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    nombre TEXT NOT NULL,
    alcances TEXT NOT NULL,
    creada INTEGER NOT NULL,
    vence INTEGER,
    revocada INTEGER
);
CREATE INDEX IF NOT EXISTS portal_credencial_usuario ON portal_credencial (usuario_id, creada);

-- Its secrets, by their SHA-256.
CREATE TABLE IF NOT EXISTS portal_secreto (
    numero TEXT PRIMARY KEY,
    cliente TEXT NOT NULL REFERENCES portal_credencial (cliente),
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    pista TEXT NOT NULL,
    creado INTEGER NOT NULL,
    retirado INTEGER,
    usado INTEGER
);
CREATE INDEX IF NOT EXISTS portal_secreto_cliente ON portal_secreto (cliente);

-- What a token of a channel was given for: it ends with its session.
CREATE TABLE IF NOT EXISTS portal_concesion (
    sid TEXT PRIMARY KEY REFERENCES portal_sesion (sid) ON DELETE CASCADE,
    secreto TEXT NOT NULL REFERENCES portal_secreto (numero),
    alcances TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS portal_concesion_secreto ON portal_concesion (secreto);

-- What a channel asked for, by windows of the clock: requests of a minute, documentos of an hour.
CREATE TABLE IF NOT EXISTS portal_consumo (
    usuario_id INTEGER NOT NULL,
    quota TEXT NOT NULL CHECK (quota IN ('pedidos', 'documentos')),
    desde INTEGER NOT NULL,
    usados INTEGER NOT NULL,
    avisado INTEGER NOT NULL CHECK (avisado IN (0, 1)),
    PRIMARY KEY (usuario_id, quota, desde)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_consumo_desde ON portal_consumo (desde);

CREATE TABLE IF NOT EXISTS portal_consumo_documento (
    usuario_id INTEGER NOT NULL,
    desde INTEGER NOT NULL,
    documento TEXT NOT NULL,
    PRIMARY KEY (usuario_id, desde, documento)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_consumo_doc_desde ON portal_consumo_documento (desde);

CREATE TABLE IF NOT EXISTS portal_consulta (
    idsession INTEGER PRIMARY KEY,
    usuario TEXT NOT NULL,
    documento TEXT NOT NULL,
    moneda INTEGER NOT NULL,
    cliente TEXT NOT NULL,
    comision INTEGER,
    creada INTEGER NOT NULL,
    -- The link that it was opened by, by whoever pays somebody else's cart.
    enlace_id INTEGER
);
CREATE INDEX IF NOT EXISTS portal_consulta_ultima ON portal_consulta (usuario, moneda, idsession);
CREATE INDEX IF NOT EXISTS portal_consulta_documento ON portal_consulta (documento, moneda);
CREATE INDEX IF NOT EXISTS portal_consulta_creada ON portal_consulta (creada);

CREATE TABLE IF NOT EXISTS portal_consulta_tramo (
    idsession INTEGER NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    orden INTEGER NOT NULL,
    deudas TEXT NOT NULL,
    PRIMARY KEY (idsession, orden)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_consulta_elegida (
    idsession INTEGER NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento TEXT NOT NULL,
    PRIMARY KEY (idsession, codmovimiento)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_consulta_borrador (
    idsession INTEGER NOT NULL REFERENCES portal_consulta (idsession) ON DELETE CASCADE,
    codmovimiento TEXT NOT NULL,
    PRIMARY KEY (idsession, codmovimiento)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_pago (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    emisor TEXT NOT NULL,
    cod_transaccion TEXT NOT NULL CHECK (length(cod_transaccion) BETWEEN 2 AND 20),
    usuario TEXT NOT NULL,
    documento TEXT NOT NULL,
    cliente TEXT NOT NULL,
    idsession INTEGER NOT NULL,
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    subtotal INTEGER NOT NULL CHECK (subtotal > 0),
    comision INTEGER NOT NULL CHECK (comision >= 0),
    estado TEXT NOT NULL CHECK (
        estado IN (
            'POR_VERIFICAR', 'EN_PROCESO', 'PAGADO', 'RECHAZADO', 'NO_EJECUTADO', 'DESCONOCIDO', 'VENCIDO', 'ANULANDO',
            'ANULADO'
        )
    ),
    intento INTEGER NOT NULL DEFAULT 1,
    creado INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    -- When it came to its present state, when the portal looks at it by itself (NULL: it waits for nobody), how many looks
    -- in a row learnt nothing, and when its delay was told to the staff.
    cambiado INTEGER NOT NULL,
    mirar INTEGER,
    miradas INTEGER DEFAULT 0 NOT NULL CHECK (miradas >= 0),
    avisado INTEGER,
    pagado INTEGER,
    anulado INTEGER,
    mod_fact TEXT,
    desc_resp TEXT,
    pasarela TEXT,
    referencia TEXT,
    url_pasarela TEXT,
    -- What the gateway may have charged has to be given back, or was; NULL while there is nothing to give back.
    devolucion TEXT CHECK (devolucion IN ('PENDIENTE', 'HECHA')),
    verificador TEXT NOT NULL UNIQUE,
    saldo_restante INTEGER NOT NULL,
    proximo_vencimiento TEXT,
    -- The link by which somebody else pays it, and what their address of it has, who have no session.
    enlace_id INTEGER,
    pagador TEXT,
    UNIQUE (emisor, cod_transaccion),
    CHECK ((estado IN ('PAGADO', 'ANULANDO', 'ANULADO')) = (pagado IS NOT NULL)),
    CHECK ((estado = 'ANULADO') = (anulado IS NOT NULL)),
    CHECK (devolucion IS NULL OR (pasarela IS NOT NULL AND estado IN ('RECHAZADO', 'VENCIDO', 'ANULADO')))
);
CREATE INDEX IF NOT EXISTS portal_pago_enlace ON portal_pago (enlace_id);
CREATE INDEX IF NOT EXISTS portal_pago_pagador ON portal_pago (pagador);
CREATE INDEX IF NOT EXISTS portal_pago_usuario ON portal_pago (usuario, id);
CREATE INDEX IF NOT EXISTS portal_pago_documento ON portal_pago (documento, id);
CREATE INDEX IF NOT EXISTS portal_pago_sesion ON portal_pago (idsession);
CREATE INDEX IF NOT EXISTS portal_pago_estado ON portal_pago (estado, id);
CREATE INDEX IF NOT EXISTS portal_pago_mirar ON portal_pago (mirar);
CREATE INDEX IF NOT EXISTS portal_pago_devolucion ON portal_pago (devolucion);
CREATE INDEX IF NOT EXISTS portal_pago_referencia ON portal_pago (pasarela, referencia);
CREATE INDEX IF NOT EXISTS portal_pago_codigo ON portal_pago (cod_transaccion);
CREATE INDEX IF NOT EXISTS portal_pago_emisor ON portal_pago (emisor, id);
CREATE INDEX IF NOT EXISTS portal_pago_canal ON portal_pago (coalesce(pasarela, emisor));
CREATE INDEX IF NOT EXISTS portal_pago_creado ON portal_pago (creado, id, estado, moneda, pasarela, emisor, subtotal, comision);
CREATE INDEX IF NOT EXISTS portal_pago_pagado ON portal_pago (pagado, moneda, pasarela, emisor, estado, anulado, subtotal, comision, id);
CREATE INDEX IF NOT EXISTS portal_pago_minuscula ON portal_pago (lower(cod_transaccion), id);
-- A code from its last letter on.
CREATE INDEX IF NOT EXISTS portal_pago_reves ON portal_pago (lower(
    substr(cod_transaccion, 20, 1) || substr(cod_transaccion, 19, 1) || substr(cod_transaccion, 18, 1) || substr(cod_transaccion, 17, 1) ||
    substr(cod_transaccion, 16, 1) || substr(cod_transaccion, 15, 1) || substr(cod_transaccion, 14, 1) || substr(cod_transaccion, 13, 1) ||
    substr(cod_transaccion, 12, 1) || substr(cod_transaccion, 11, 1) || substr(cod_transaccion, 10, 1) || substr(cod_transaccion, 9, 1) ||
    substr(cod_transaccion, 8, 1) || substr(cod_transaccion, 7, 1) || substr(cod_transaccion, 6, 1) || substr(cod_transaccion, 5, 1) ||
    substr(cod_transaccion, 4, 1) || substr(cod_transaccion, 3, 1) || substr(cod_transaccion, 2, 1) || substr(cod_transaccion, 1, 1)
), id);
CREATE INDEX IF NOT EXISTS portal_pago_total ON portal_pago (moneda, subtotal + comision, id);
CREATE INDEX IF NOT EXISTS portal_pago_momento ON portal_pago (documento, coalesce(pagado, creado), id);

CREATE TABLE IF NOT EXISTS portal_pago_deuda (
    pago_id INTEGER NOT NULL REFERENCES portal_pago (id),
    orden INTEGER NOT NULL,
    codmovimiento TEXT NOT NULL,
    seq INTEGER NOT NULL,
    deuda TEXT NOT NULL,
    -- 0 while the attempt holds the debt, the attempt's id once it let it go: so one attempt holds a debt at most, with a
    -- plain unique key that Oracle has too (it has no partial indexes).
    suelta INTEGER NOT NULL,
    PRIMARY KEY (pago_id, orden),
    UNIQUE (codmovimiento, seq, suelta)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_pago_evento (
    pago_id INTEGER NOT NULL REFERENCES portal_pago (id),
    nro INTEGER NOT NULL,
    en INTEGER NOT NULL,
    de TEXT,
    a TEXT NOT NULL,
    actor TEXT NOT NULL,
    motivo TEXT NOT NULL,
    PRIMARY KEY (pago_id, nro),
    -- The legal transitions, as rules/estados.py has them; a state that stays is a note about the attempt.
    CHECK (
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
) WITHOUT ROWID;

-- What a gateway said about an attempt, for the staff to judge: each thing once.
CREATE TABLE IF NOT EXISTS portal_pago_evidencia (
    pago_id INTEGER NOT NULL REFERENCES portal_pago (id),
    nro INTEGER NOT NULL,
    en INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (pago_id, nro)
) WITHOUT ROWID;

-- Every code that an issuer ever sent, to pay or to reverse what it had not paid (quemado): whoever comes second meets
-- the key, so a code is never paid and burnt at once.
CREATE TABLE IF NOT EXISTS portal_codigo (
    emisor TEXT NOT NULL,
    cod_transaccion TEXT NOT NULL,
    quemado INTEGER NOT NULL CHECK (quemado IN (0, 1)),
    en INTEGER NOT NULL,
    PRIMARY KEY (emisor, cod_transaccion)
) WITHOUT ROWID;

-- What was answered under each Idempotency-Key; without estado it runs until vence, or waits to be asked again.
CREATE TABLE IF NOT EXISTS portal_idempotencia (
    usuario TEXT NOT NULL,
    ruta TEXT NOT NULL,
    llave TEXT NOT NULL CHECK (length(llave) BETWEEN 1 AND 64),
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    creado INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    estado INTEGER,
    cuerpo TEXT,
    PRIMARY KEY (usuario, ruta, llave),
    CHECK ((estado IS NULL) = (cuerpo IS NULL))
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_idempotencia_creado ON portal_idempotencia (creado);

-- What a customer asked for; it is answered once.
CREATE TABLE IF NOT EXISTS portal_pedido_anulacion (
    pago_id INTEGER PRIMARY KEY REFERENCES portal_pago (id),
    usuario TEXT NOT NULL,
    motivo TEXT NOT NULL,
    pedido INTEGER NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('PEDIDA', 'ACEPTADA', 'RECHAZADA')),
    respondido INTEGER,
    actor TEXT,
    respuesta TEXT,
    CHECK (
        (estado = 'PEDIDA' AND respondido IS NULL AND actor IS NULL AND respuesta IS NULL)
        OR (estado <> 'PEDIDA' AND respondido IS NOT NULL AND actor IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_pedido_estado ON portal_pedido_anulacion (estado, pedido);

-- An act of the staff that waits for a second person; it is answered once, by another.
CREATE TABLE IF NOT EXISTS portal_solicitud (
    id INTEGER PRIMARY KEY,
    acto TEXT NOT NULL CHECK (acto IN ('ANULAR', 'RESOLVER', 'DEVUELTO', 'ANULAR_TARDE')),
    pago_id INTEGER NOT NULL REFERENCES portal_pago (id),
    desenlace TEXT,
    pide TEXT NOT NULL,
    motivo TEXT NOT NULL,
    pedida INTEGER NOT NULL,
    vence INTEGER NOT NULL,
    estado TEXT NOT NULL CHECK (
        estado IN ('PENDIENTE', 'APROBADA', 'HECHA', 'SIN_EFECTO', 'RECHAZADA', 'VENCIDA')
    ),
    responde TEXT,
    respondida INTEGER,
    respuesta TEXT,
    resultado TEXT,
    CHECK (responde IS NULL OR responde <> pide),
    CHECK (
        (estado = 'PENDIENTE' AND responde IS NULL AND respondida IS NULL AND respuesta IS NULL)
        OR (estado <> 'PENDIENTE' AND responde IS NOT NULL AND respondida IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_solicitud_pago ON portal_solicitud (pago_id, id);
CREATE INDEX IF NOT EXISTS portal_solicitud_estado ON portal_solicitud (estado, vence);

-- A late reversal: asked for once the payment's day is over, and seen to by an operador. plazo: until when its invoice may be
-- cancelled.
CREATE TABLE IF NOT EXISTS portal_caso (
    pago_id INTEGER PRIMARY KEY REFERENCES portal_pago (id),
    usuario TEXT NOT NULL,
    motivo TEXT NOT NULL,
    abierto INTEGER NOT NULL,
    plazo INTEGER NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('ABIERTO', 'TOMADO', 'ACEPTADO', 'NEGADO')),
    responsable TEXT,
    cerrado INTEGER,
    respuesta TEXT,
    CHECK (
        (estado IN ('ABIERTO', 'TOMADO') AND cerrado IS NULL AND respuesta IS NULL)
        OR (estado IN ('ACEPTADO', 'NEGADO') AND cerrado IS NOT NULL AND respuesta IS NOT NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_caso_estado ON portal_caso (estado, plazo);
CREATE INDEX IF NOT EXISTS portal_caso_cerrado ON portal_caso (cerrado);

CREATE TABLE IF NOT EXISTS portal_caso_nota (
    pago_id INTEGER NOT NULL REFERENCES portal_caso (pago_id),
    nro INTEGER NOT NULL,
    en INTEGER NOT NULL,
    actor TEXT NOT NULL,
    paso TEXT NOT NULL CHECK (paso IN ('ABIERTO', 'TOMADO', 'NOTA', 'PEDIDO', 'ACEPTADO', 'NEGADO')),
    texto TEXT,
    publica INTEGER NOT NULL CHECK (publica IN (0, 1)),
    PRIMARY KEY (pago_id, nro)
) WITHOUT ROWID;

-- The end of the audit's chain: its last row's number and hash. Whoever appends locks this row until the commit.
CREATE TABLE IF NOT EXISTS portal_cadena (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nro INTEGER NOT NULL,
    huella TEXT NOT NULL CHECK (length(huella) = 64)
);

CREATE TABLE IF NOT EXISTS portal_auditoria (
    id INTEGER PRIMARY KEY,
    en INTEGER NOT NULL,
    actor TEXT NOT NULL,
    rol TEXT NOT NULL,
    accion TEXT NOT NULL,
    objeto TEXT NOT NULL,
    resultado TEXT NOT NULL,
    motivo TEXT,
    direccion TEXT,
    -- SHA-256 of the row before and of this one (repo/tablas/auditoria.py).
    huella TEXT NOT NULL CHECK (length(huella) = 64)
);

CREATE INDEX IF NOT EXISTS portal_auditoria_en ON portal_auditoria (en, id);
CREATE INDEX IF NOT EXISTS portal_auditoria_actor ON portal_auditoria (actor, id);
CREATE INDEX IF NOT EXISTS portal_auditoria_accion ON portal_auditoria (accion, id);
CREATE INDEX IF NOT EXISTS portal_auditoria_actor_accion ON portal_auditoria (actor, accion, id);
CREATE INDEX IF NOT EXISTS portal_auditoria_miradas
    ON portal_auditoria (CASE WHEN rol <> 'cliente' OR accion = 'mirar-por-otro' THEN objeto END, id);

-- A day that an operador closed, with its figures as they were then.
CREATE TABLE IF NOT EXISTS portal_cierre (
    dia TEXT PRIMARY KEY,
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS portal_cierre_renglon (
    dia TEXT NOT NULL REFERENCES portal_cierre (dia),
    canal TEXT NOT NULL,
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    pagados INTEGER NOT NULL,
    bruto INTEGER NOT NULL,
    anulados INTEGER NOT NULL,
    total_anulado INTEGER NOT NULL,
    subtotal INTEGER NOT NULL,
    comision INTEGER NOT NULL,
    PRIMARY KEY (dia, canal, moneda)
) WITHOUT ROWID;

-- When some instance last could write (operations/pulse.py).
CREATE TABLE IF NOT EXISTS portal_pulso (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    en INTEGER NOT NULL
);

-- What the company says of itself, version by version: the newest is told. A logo's bytes are base64 in parts, by SHA-256.
CREATE TABLE IF NOT EXISTS portal_empresa (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    nombre TEXT,
    ruc TEXT,
    telefono TEXT,
    whatsapp TEXT,
    direccion TEXT,
    horario TEXT,
    banco TEXT,
    privacidad TEXT,
    logo TEXT CHECK (length(logo) = 64),
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS portal_empresa_logo (
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    nro INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (huella, nro)
) WITHOUT ROWID;

-- The outbox: what is written to people by mail, kept with what it tells until somebody sent it. proxima: when it is tried
-- next, or until when whoever took it has it to itself. Its data go when it ended: links are secrets.
CREATE TABLE IF NOT EXISTS portal_carta (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    suceso TEXT NOT NULL UNIQUE,
    clase TEXT NOT NULL,
    usuario_id INTEGER REFERENCES portal_usuario (id),
    para TEXT NOT NULL,
    idioma TEXT NOT NULL,
    adjunto INTEGER REFERENCES portal_pago (id),
    estado TEXT NOT NULL CHECK (estado IN ('PENDIENTE', 'ENVIADA', 'FALLIDA', 'OMITIDA')),
    creada INTEGER NOT NULL,
    vence INTEGER,
    proxima INTEGER,
    intentos INTEGER NOT NULL CHECK (intentos >= 0),
    terminada INTEGER,
    causa TEXT,
    datos TEXT,
    CHECK (
        (estado = 'PENDIENTE' AND proxima IS NOT NULL AND terminada IS NULL AND datos IS NOT NULL)
        OR (estado <> 'PENDIENTE' AND proxima IS NULL AND terminada IS NOT NULL AND datos IS NULL)
    )
);
CREATE INDEX IF NOT EXISTS portal_carta_proxima ON portal_carta (proxima);
CREATE INDEX IF NOT EXISTS portal_carta_usuario ON portal_carta (usuario_id, id);
CREATE INDEX IF NOT EXISTS portal_carta_para ON portal_carta (para, id);
CREATE INDEX IF NOT EXISTS portal_carta_estado ON portal_carta (estado, id);

-- Which mails a person wants or does not: what is not here is as the portal has it.
CREATE TABLE IF NOT EXISTS portal_preferencia (
    usuario_id INTEGER NOT NULL REFERENCES portal_usuario (id),
    clase TEXT NOT NULL,
    quiere INTEGER NOT NULL CHECK (quiere IN (0, 1)),
    en INTEGER NOT NULL,
    PRIMARY KEY (usuario_id, clase)
) WITHOUT ROWID;

-- Addresses whose mail came back: they get no more.
CREATE TABLE IF NOT EXISTS portal_rebote (
    correo TEXT PRIMARY KEY,
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL
) WITHOUT ROWID;

-- How far the day's round of reminders came: everybody up to that user was looked at.
CREATE TABLE IF NOT EXISTS portal_ronda (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    dia TEXT NOT NULL,
    usuario_id INTEGER NOT NULL
);

-- What a bank or gateway says it charged. huella is the file's SHA-256: the same file is loaded once.
CREATE TABLE IF NOT EXISTS portal_extracto (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    canal TEXT NOT NULL,
    archivo TEXT NOT NULL,
    huella TEXT NOT NULL UNIQUE,
    desde TEXT NOT NULL,
    hasta TEXT NOT NULL,
    lineas INTEGER NOT NULL,
    en INTEGER NOT NULL,
    por TEXT NOT NULL,
    motivo TEXT NOT NULL,
    comparado INTEGER NOT NULL,
    coinciden INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS portal_extracto_hasta ON portal_extracto (canal, hasta);

CREATE TABLE IF NOT EXISTS portal_extracto_linea (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    linea INTEGER NOT NULL,
    codigo TEXT NOT NULL,
    fecha TEXT NOT NULL,
    importe INTEGER NOT NULL CHECK (importe > 0),
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    PRIMARY KEY (extracto_id, linea)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_extracto_linea_de ON portal_extracto_linea (codigo);

-- Lines of the extract that gave the money back.
CREATE TABLE IF NOT EXISTS portal_extracto_reversa (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    linea INTEGER NOT NULL,
    codigo TEXT NOT NULL,
    fecha TEXT NOT NULL,
    importe INTEGER NOT NULL CHECK (importe > 0),
    moneda INTEGER NOT NULL CHECK (moneda IN (1, 2)),
    PRIMARY KEY (extracto_id, linea)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_extracto_reversa_de ON portal_extracto_reversa (codigo);

-- What was passed over when the extract was read.
CREATE TABLE IF NOT EXISTS portal_extracto_aviso (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    nro INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (extracto_id, nro)
) WITHOUT ROWID;

-- Under which titles a canal's file says what: chosen once on the screen. moneda_fija is 0 where a column tells.
CREATE TABLE IF NOT EXISTS portal_extracto_perfil (
    canal TEXT NOT NULL PRIMARY KEY,
    codigo TEXT NOT NULL,
    fecha TEXT NOT NULL,
    importe TEXT NOT NULL,
    devolucion TEXT,
    moneda TEXT,
    moneda_fija INTEGER NOT NULL CHECK (moneda_fija IN (0, 1, 2)),
    en INTEGER NOT NULL,
    por TEXT NOT NULL
) WITHOUT ROWID;

-- A file about which something is asked before it is loaded, and its bytes (base64) in parts; gone in a day.
CREATE TABLE IF NOT EXISTS portal_extracto_borrador (
    llave TEXT NOT NULL PRIMARY KEY,
    canal TEXT NOT NULL,
    archivo TEXT NOT NULL,
    motivo TEXT NOT NULL,
    en INTEGER NOT NULL,
    por TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS portal_extracto_parte (
    llave TEXT NOT NULL REFERENCES portal_extracto_borrador (llave),
    nro INTEGER NOT NULL,
    texto TEXT NOT NULL,
    PRIMARY KEY (llave, nro)
) WITHOUT ROWID;

-- The last comparison of an extract; what somebody explained stays explained.
CREATE TABLE IF NOT EXISTS portal_diferencia (
    extracto_id INTEGER NOT NULL REFERENCES portal_extracto (id),
    tipo TEXT NOT NULL,
    codigo TEXT NOT NULL,
    pago_id INTEGER REFERENCES portal_pago (id),
    moneda INTEGER NOT NULL,
    importe_extracto INTEGER,
    importe_portal INTEGER,
    explicada TEXT,
    por TEXT,
    -- What the ERP still claims of that payment: 0 where it claims nothing, NULL where it did not say.
    importe_erp INTEGER,
    PRIMARY KEY (extracto_id, tipo, codigo)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS portal_diferencia_abierta ON portal_diferencia (CASE WHEN explicada IS NULL THEN extracto_id END);

-- What happened is never rewritten, whoever holds the file.
CREATE TRIGGER IF NOT EXISTS portal_auditoria_fija BEFORE UPDATE ON portal_auditoria
BEGIN SELECT raise(ABORT, 'portal_auditoria only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_auditoria_queda BEFORE DELETE ON portal_auditoria
BEGIN SELECT raise(ABORT, 'portal_auditoria only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_evento_fijo BEFORE UPDATE ON portal_pago_evento
BEGIN SELECT raise(ABORT, 'portal_pago_evento only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_evento_queda BEFORE DELETE ON portal_pago_evento
BEGIN SELECT raise(ABORT, 'portal_pago_evento only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_evidencia_fija BEFORE UPDATE ON portal_pago_evidencia
BEGIN SELECT raise(ABORT, 'portal_pago_evidencia only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_evidencia_queda BEFORE DELETE ON portal_pago_evidencia
BEGIN SELECT raise(ABORT, 'portal_pago_evidencia only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_codigo_fijo BEFORE UPDATE ON portal_codigo
BEGIN SELECT raise(ABORT, 'a code is used once'); END;
CREATE TRIGGER IF NOT EXISTS portal_codigo_queda BEFORE DELETE ON portal_codigo
BEGIN SELECT raise(ABORT, 'a code is used once'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_fijo BEFORE UPDATE OF
    emisor, cod_transaccion, usuario, documento, idsession, moneda, subtotal, comision, creado, pasarela, verificador
ON portal_pago
BEGIN SELECT raise(ABORT, 'what an attempt is about never changes'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_queda BEFORE DELETE ON portal_pago
BEGIN SELECT raise(ABORT, 'an attempt is never forgotten'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_deuda_fija BEFORE UPDATE OF pago_id, orden, codmovimiento, seq, deuda
ON portal_pago_deuda
BEGIN SELECT raise(ABORT, 'what an attempt is about never changes'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_deuda_queda BEFORE DELETE ON portal_pago_deuda
BEGIN SELECT raise(ABORT, 'an attempt is never forgotten'); END;

-- The demo bank is another party that happens to live in the same file.
CREATE TABLE IF NOT EXISTS banco_demo_orden (
    referencia TEXT PRIMARY KEY,
    identificador INTEGER NOT NULL UNIQUE,
    descripcion TEXT NOT NULL,
    moneda INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total > 0),
    url_retorno TEXT NOT NULL,
    estado TEXT NOT NULL CHECK (estado IN ('PENDIENTE', 'PAGADO', 'RECHAZADO', 'ANULADO')),
    responde INTEGER,
    respuesta TEXT,
    avisos INTEGER NOT NULL DEFAULT 0,
    creado INTEGER NOT NULL
);
