-- Payments are looked at by a schedule, every code is kept, and the audit is a chain. SQLite adds no rule to a table that is
-- there: each such table is made again beside it and takes its name.

CREATE TABLE nueva_portal_pago (
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
    UNIQUE (emisor, cod_transaccion),
    CHECK ((estado IN ('PAGADO', 'ANULANDO', 'ANULADO')) = (pagado IS NOT NULL)),
    CHECK ((estado = 'ANULADO') = (anulado IS NOT NULL)),
    CHECK (devolucion IS NULL OR (pasarela IS NOT NULL AND estado IN ('RECHAZADO', 'VENCIDO', 'ANULADO')))
);

-- What waited for anybody to pass by is looked at as soon as the portal is up.
INSERT INTO nueva_portal_pago (
    id, emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, intento,
    creado, vence,
    cambiado, mirar,
    pagado, anulado, mod_fact, desc_resp, pasarela, referencia, url_pasarela,
    verificador, saldo_restante, proximo_vencimiento
)
SELECT
    id, emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, intento,
    creado, vence,
    coalesce((SELECT max(e.en) FROM portal_pago_evento e WHERE e.pago_id = portal_pago.id), creado),
    CASE
        WHEN estado IN ('POR_VERIFICAR', 'EN_PROCESO', 'ANULANDO') THEN vence
        WHEN estado = 'NO_EJECUTADO' AND pasarela IS NOT NULL THEN vence
        WHEN estado IN ('RECHAZADO', 'VENCIDO', 'ANULADO') AND referencia IS NOT NULL THEN vence
    END,
    pagado, anulado, mod_fact, desc_resp, pasarela, referencia, url_pasarela,
    verificador, saldo_restante, proximo_vencimiento
FROM portal_pago;
DROP TABLE portal_pago;
ALTER TABLE nueva_portal_pago RENAME TO portal_pago;
CREATE INDEX IF NOT EXISTS portal_pago_usuario ON portal_pago (usuario, id);
CREATE INDEX IF NOT EXISTS portal_pago_documento ON portal_pago (documento, id);
CREATE INDEX IF NOT EXISTS portal_pago_sesion ON portal_pago (idsession);
CREATE INDEX IF NOT EXISTS portal_pago_estado ON portal_pago (estado, cambiado);
CREATE INDEX IF NOT EXISTS portal_pago_mirar ON portal_pago (mirar);
CREATE INDEX IF NOT EXISTS portal_pago_devolucion ON portal_pago (devolucion);
CREATE INDEX IF NOT EXISTS portal_pago_referencia ON portal_pago (pasarela, referencia);

-- A debt stays its payment's while that one stands: until here it was let go as soon as it was paid.
UPDATE portal_pago_deuda SET abierta = 0
WHERE pago_id IN (SELECT id FROM portal_pago WHERE estado IN ('PAGADO', 'ANULANDO'));

CREATE TABLE nueva_portal_pago_evento (
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
INSERT INTO nueva_portal_pago_evento (pago_id, nro, en, de, a, actor, motivo)
SELECT pago_id, nro, en, de, a, actor, motivo FROM portal_pago_evento;
DROP TABLE portal_pago_evento;
ALTER TABLE nueva_portal_pago_evento RENAME TO portal_pago_evento;

-- Every code that an issuer ever sent, to pay or to reverse what it had not paid (quemado): whoever comes second meets
-- the key, so a code is never paid and burnt at once.
CREATE TABLE IF NOT EXISTS portal_codigo (
    emisor TEXT NOT NULL,
    cod_transaccion TEXT NOT NULL,
    quemado INTEGER NOT NULL CHECK (quemado IN (0, 1)),
    en INTEGER NOT NULL,
    PRIMARY KEY (emisor, cod_transaccion)
) WITHOUT ROWID;
INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en)
SELECT emisor, cod_transaccion, 0, creado FROM portal_pago;
INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en)
SELECT q.emisor, q.cod_transaccion, 1, q.en FROM portal_codigo_quemado q
WHERE NOT EXISTS (
    SELECT 1 FROM portal_codigo c WHERE c.emisor = q.emisor AND c.cod_transaccion = q.cod_transaccion
);
DROP TABLE portal_codigo_quemado;

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

-- The end of the audit's chain: its last row's number and hash. Whoever appends locks this row until the commit.
CREATE TABLE IF NOT EXISTS portal_cadena (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nro INTEGER NOT NULL,
    huella TEXT NOT NULL CHECK (length(huella) = 64)
);

-- Rows from before the chain are sealed in their order, by the same sums as those that come (repo/tablas/auditoria.py).
CREATE TABLE nueva_portal_auditoria (
    id INTEGER PRIMARY KEY,
    en INTEGER NOT NULL,
    actor TEXT NOT NULL,
    rol TEXT NOT NULL,
    accion TEXT NOT NULL,
    objeto TEXT NOT NULL,
    resultado TEXT NOT NULL,
    motivo TEXT,
    -- SHA-256 of the row before and of this one (repo/tablas/auditoria.py).
    huella TEXT NOT NULL CHECK (length(huella) = 64)
);
INSERT INTO nueva_portal_auditoria (id, en, actor, rol, accion, objeto, resultado, motivo, huella)
WITH RECURSIVE
numerada AS (
    SELECT
        row_number() OVER (ORDER BY id) AS nro,
        en, actor, rol, accion, objeto, resultado, motivo,
        sello(en, actor, rol, accion, objeto, resultado, motivo) AS sello
    FROM portal_auditoria
),
eslabon (nro, huella) AS (
    SELECT 0, '0000000000000000000000000000000000000000000000000000000000000000'
    UNION ALL
    SELECT n.nro, lower(rawtohex(standard_hash(e.huella || n.nro || n.sello, 'SHA256')))
    FROM eslabon e JOIN numerada n ON n.nro = e.nro + 1
)
SELECT n.nro, n.en, n.actor, n.rol, n.accion, n.objeto, n.resultado, n.motivo, e.huella
FROM numerada n JOIN eslabon e ON e.nro = n.nro;
INSERT INTO portal_cadena (id, nro, huella)
SELECT 1, id, huella FROM nueva_portal_auditoria ORDER BY id DESC LIMIT 1;
DROP TABLE portal_auditoria;
ALTER TABLE nueva_portal_auditoria RENAME TO portal_auditoria;

-- What happened is never rewritten, whoever holds the file.
CREATE TRIGGER IF NOT EXISTS portal_auditoria_fija BEFORE UPDATE ON portal_auditoria
BEGIN SELECT raise(ABORT, 'portal_auditoria only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_auditoria_queda BEFORE DELETE ON portal_auditoria
BEGIN SELECT raise(ABORT, 'portal_auditoria only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_evento_fijo BEFORE UPDATE ON portal_pago_evento
BEGIN SELECT raise(ABORT, 'portal_pago_evento only grows'); END;
CREATE TRIGGER IF NOT EXISTS portal_pago_evento_queda BEFORE DELETE ON portal_pago_evento
BEGIN SELECT raise(ABORT, 'portal_pago_evento only grows'); END;
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
