-- Payments are looked at by a schedule, every code is kept, and the audit is a chain. What waited for anybody to pass by is
-- looked at as soon as the portal is up.
ALTER TABLE portal_pago ADD (
    cambiado NUMBER(19),
    mirar NUMBER(19),
    miradas NUMBER(10) DEFAULT 0 NOT NULL CHECK (miradas >= 0),
    avisado NUMBER(19),
    devolucion VARCHAR2(10 CHAR) CHECK (devolucion IN ('PENDIENTE', 'HECHA'))
);

UPDATE portal_pago SET
    cambiado = coalesce((SELECT max(e.en) FROM portal_pago_evento e WHERE e.pago_id = portal_pago.id), creado),
    mirar = CASE
        WHEN estado IN ('POR_VERIFICAR', 'EN_PROCESO', 'ANULANDO') THEN vence
        WHEN estado = 'NO_EJECUTADO' AND pasarela IS NOT NULL THEN vence
        WHEN estado IN ('RECHAZADO', 'VENCIDO', 'ANULADO') AND referencia IS NOT NULL THEN vence
    END;

ALTER TABLE portal_pago MODIFY (cambiado NOT NULL);

ALTER TABLE portal_pago MODIFY (desc_resp VARCHAR2(4000 CHAR));

ALTER TABLE portal_pago ADD CONSTRAINT portal_pago_devolucion_ck CHECK (
    devolucion IS NULL OR (pasarela IS NOT NULL AND estado IN ('RECHAZADO', 'VENCIDO', 'ANULADO'))
);

DROP INDEX portal_pago_estado;

CREATE INDEX portal_pago_estado ON portal_pago (estado, cambiado);

CREATE INDEX portal_pago_mirar ON portal_pago (mirar);

CREATE INDEX portal_pago_devolucion ON portal_pago (devolucion);

CREATE INDEX portal_pago_referencia ON portal_pago (pasarela, referencia);

-- A debt stays its payment's while that one stands: until here it was let go as soon as it was paid.
UPDATE portal_pago_deuda SET abierta = 0
WHERE pago_id IN (SELECT id FROM portal_pago WHERE estado IN ('PAGADO', 'ANULANDO'));

ALTER TABLE portal_pago_evento MODIFY (motivo VARCHAR2(4000 CHAR));

-- The legal transitions, as rules/estados.py has them; a state that stays is a note about the attempt.
ALTER TABLE portal_pago_evento ADD CONSTRAINT portal_pago_evento_ck CHECK (
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
);

-- Every code that an issuer ever sent, to pay or to reverse what it had not paid (quemado).
CREATE TABLE portal_codigo (
    emisor VARCHAR2(35 CHAR) NOT NULL,
    cod_transaccion VARCHAR2(20 CHAR) NOT NULL,
    quemado NUMBER(1) NOT NULL CHECK (quemado IN (0, 1)),
    en NUMBER(19) NOT NULL,
    CONSTRAINT portal_codigo_pk PRIMARY KEY (emisor, cod_transaccion)
);

INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en)
SELECT p.emisor, p.cod_transaccion, 0, p.creado FROM portal_pago p
WHERE NOT EXISTS (
    SELECT 1 FROM portal_codigo c WHERE c.emisor = p.emisor AND c.cod_transaccion = p.cod_transaccion
);

INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en)
SELECT q.emisor, q.cod_transaccion, 1, q.en FROM portal_codigo_quemado q
WHERE NOT EXISTS (
    SELECT 1 FROM portal_codigo c WHERE c.emisor = q.emisor AND c.cod_transaccion = q.cod_transaccion
);

DROP TABLE portal_codigo_quemado;

-- What a customer asked for; it is answered once.
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

-- The end of the audit's chain: whoever appends locks this row until the commit.
CREATE TABLE portal_cadena (
    id NUMBER(1) NOT NULL CHECK (id = 1),
    nro NUMBER(19) NOT NULL,
    huella VARCHAR2(64 CHAR) NOT NULL CHECK (length(huella) = 64),
    CONSTRAINT portal_cadena_pk PRIMARY KEY (id)
);

-- Rows from before the chain are numbered and sealed in their order.
ALTER TABLE portal_auditoria MODIFY (id DROP IDENTITY);

ALTER TABLE portal_auditoria MODIFY (motivo VARCHAR2(4000 CHAR));

ALTER TABLE portal_auditoria ADD (huella VARCHAR2(64 CHAR) CHECK (length(huella) = 64));

CALL seal_audit();

ALTER TABLE portal_auditoria MODIFY (huella NOT NULL);
