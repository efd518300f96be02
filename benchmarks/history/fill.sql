-- A company's history in bulk, as the portal writes it. size: how many payments and customers, the instant of the last
-- payment, and the time between two, in microseconds. The newest are this day's.
CREATE TEMP TABLE made (
    i INTEGER PRIMARY KEY, documento TEXT, emisor TEXT, pasarela TEXT, codigo TEXT, estado TEXT, en INTEGER
);

INSERT INTO made
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT payments FROM size))
SELECT
    i,
    4000000 + 1 + (i * 7919) % customers AS documento,
    -- Twenty in a row come by the same door: three of five by the gateway.
    CASE (i - 1) / 20 % 5 WHEN 3 THEN 'canal-1' WHEN 4 THEN 'canal-2' ELSE 'PORTAL' END AS emisor,
    CASE (i - 1) / 20 % 5 WHEN 3 THEN NULL WHEN 4 THEN NULL ELSE 'banco-demo' END AS pasarela,
    printf(CASE WHEN (i - 1) / 20 % 5 < 3 THEN 'EC-%05d-%05d' ELSE 'C%05d-%05d' END, i / 100000, i % 100000) AS codigo,
    CASE
        WHEN i > payments - 5 THEN 'DESCONOCIDO' WHEN i % 50 = 7 THEN 'ANULADO' WHEN i % 40 = 11 THEN 'RECHAZADO'
        -- Of a canal that never tried again.
        WHEN i % 200 = 75 THEN 'NO_EJECUTADO'
        ELSE 'PAGADO'
    END AS estado,
    last - (payments - i) * step AS en
FROM n, size;

INSERT INTO erp_cliente (documento, nombre)
WITH RECURSIVE c (nro) AS (SELECT 1 UNION ALL SELECT nro + 1 FROM c WHERE nro < (SELECT customers FROM size))
SELECT 4000000 + nro, 'Cliente Número ' || nro FROM c;

INSERT INTO portal_usuario (id, usuario, rol, nombre, documento, clave, creado)
SELECT 10 + rowid, documento, 'cliente', nombre, documento, '-', 0 FROM erp_cliente ORDER BY documento;

INSERT INTO portal_cliente (id, documento, nombre) SELECT rowid, documento, nombre FROM erp_cliente ORDER BY documento;

-- Eight instalments, two of them overdue, with the water of the first three months.
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, tipo, plan_codi, lote,
    barrio, nro_cuota, cant_cuotas, codtransaccion
)
WITH RECURSIVE k (nro) AS (SELECT 1 UNION ALL SELECT nro + 1 FROM k WHERE nro < 8)
SELECT 'P' || documento || '-' || nro, nro, documento, 'Cuota ' || nro || ' de 8', 350000, 350000, 1,
    date((SELECT last FROM size) / 1000000, 'unixepoch', (30 * nro - 80) || ' days'), 'CUOTA', 'L' || documento,
    'L' || documento, 'Norte', nro, 8, NULL
FROM erp_cliente, k
UNION ALL
SELECT 'A' || documento || '-' || nro, nro, documento, 'Agua corriente', 45000, 45000, 1,
    date((SELECT last FROM size) / 1000000, 'unixepoch', (30 * nro - 80) || ' days'), 'AGUA', 'L' || documento,
    'L' || documento, 'Norte', NULL, NULL, NULL
FROM erp_cliente, k WHERE nro <= 3
UNION ALL
SELECT 'D' || i, 1, documento, 'Cuota saldada', 350000, 350000, 1, date(en / 1000000, 'unixepoch'), 'CUOTA',
    'V' || i, 'L' || documento, 'Norte', 1, 1, codigo
FROM made WHERE estado = 'PAGADO';

INSERT INTO erp_consulta (idsession, documento, mone_codi, usuario, fecha, pagada)
SELECT i, documento, 1, CASE emisor WHEN 'PORTAL' THEN documento ELSE emisor END, date(en / 1000000, 'unixepoch'), 1
FROM made;

INSERT INTO erp_carrito (idsession, codmovimiento) SELECT i, 'D' || i FROM made WHERE estado = 'PAGADO';

INSERT INTO erp_pago (codtransaccion, idsession, documento, usuario, mone_codi, subtotal, comision, pagado, anulado)
SELECT codigo, i, documento, CASE emisor WHEN 'PORTAL' THEN documento ELSE emisor END, 1, 350000, 5250, en + 60000000,
    CASE estado WHEN 'ANULADO' THEN en + 120000000 END
FROM made WHERE estado IN ('PAGADO', 'ANULADO');

-- What is kept of consultations is of two days: a sign-in forgets the others.
INSERT INTO portal_consulta (idsession, usuario, documento, moneda, cliente, comision, creada)
SELECT i, CASE emisor WHEN 'PORTAL' THEN documento ELSE emisor END, documento, 1, 'Cliente', 5250, en
FROM made, size WHERE i > payments - 1000;

INSERT INTO portal_consulta_tramo (idsession, orden, deudas)
SELECT i, 0, '[' || debt('D' || i) || ']' FROM made, size WHERE i > payments - 1000;

INSERT INTO portal_pago (
    id, emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, creado,
    vence, cambiado, pagado, anulado, mod_fact, desc_resp, pasarela, referencia, verificador, saldo_restante
)
SELECT i, emisor, codigo, CASE emisor WHEN 'PORTAL' THEN documento ELSE emisor END, documento,
    'Cliente Número ' || (documento - 4000000), i, 1, 350000, 5250, estado, en, en + 600000000, en + 60000000,
    CASE WHEN estado IN ('PAGADO', 'ANULADO') THEN en + 60000000 END,
    CASE estado WHEN 'ANULADO' THEN en + 120000000 END, 'CONTADO', 'Pago realizado', pasarela,
    CASE WHEN pasarela IS NOT NULL THEN printf('orden-%012d', i) END, printf('verificador-%012d', i), 0
FROM made;

INSERT INTO portal_pago_deuda (pago_id, orden, codmovimiento, seq, deuda, suelta)
SELECT i, 0, debe, 1, debt(debe), CASE WHEN estado IN ('PAGADO', 'DESCONOCIDO') THEN 0 ELSE i END
FROM (
    SELECT i, estado, CASE estado WHEN 'PAGADO' THEN 'D' || i ELSE 'P' || documento || '-1' END AS debe FROM made
);

INSERT INTO portal_pago_evento (pago_id, nro, en, de, a, actor, motivo)
SELECT i, 1, en, NULL, CASE emisor WHEN 'PORTAL' THEN 'POR_VERIFICAR' ELSE 'EN_PROCESO' END, documento, 'empezó'
FROM made
UNION ALL
SELECT i, 2, en + 30000000, 'POR_VERIFICAR', 'EN_PROCESO', 'PORTAL', 'el banco lo aprobó' FROM made
WHERE emisor = 'PORTAL'
UNION ALL
SELECT i, CASE emisor WHEN 'PORTAL' THEN 3 ELSE 2 END, en + 60000000, 'EN_PROCESO',
    CASE estado WHEN 'ANULADO' THEN 'PAGADO' ELSE estado END, 'PORTAL', 'contestó el sistema de la empresa'
FROM made
UNION ALL
SELECT i, CASE emisor WHEN 'PORTAL' THEN 4 ELSE 3 END, en + 120000000, 'PAGADO', 'ANULANDO', 'mesa', 'lo pidió'
FROM made WHERE estado = 'ANULADO'
UNION ALL
SELECT i, CASE emisor WHEN 'PORTAL' THEN 5 ELSE 4 END, en + 120000000, 'ANULANDO', 'ANULADO', 'mesa', 'lo pidió'
FROM made WHERE estado = 'ANULADO'
ORDER BY 1, 2;

INSERT INTO portal_pago_evidencia (pago_id, nro, en, texto)
SELECT i, 1, en + 30000000, 'aprobado, autorización ' || i FROM made WHERE pasarela IS NOT NULL;

INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en)
SELECT emisor, codigo, 0, en FROM made ORDER BY emisor, codigo;

INSERT INTO portal_pedido_anulacion (pago_id, usuario, motivo, pedido, estado, respondido, actor, respuesta)
SELECT i, documento, 'Me equivoqué', en, 'RECHAZADA', en, 'mesa', 'Ya pasó el día' FROM made
WHERE estado = 'PAGADO' AND i % 200 = 0;

INSERT INTO portal_sesion (sid, usuario_id, puerta, creada, vence)
SELECT 'abierta-' || id, id, 'pagina', 0, (SELECT last FROM size) + 86400000000 * 3650 FROM portal_usuario
WHERE id % 10 = 0;

INSERT INTO portal_intento (llave, cuenta, desde)
SELECT 'cuenta:' || usuario, 1, (SELECT last FROM size) FROM portal_usuario WHERE id % 10 = 3;

INSERT INTO portal_cierre (dia, en, por, motivo)
SELECT DISTINCT date(en / 1000000, 'unixepoch', '-3 hours'), last, 'mesa', 'Cierre del día' FROM made, size
WHERE en < last - 86400000000;

INSERT INTO portal_cierre_renglon (
    dia, canal, moneda, pagados, bruto, anulados, total_anulado, subtotal, comision
)
SELECT dia, coalesce(pasarela, emisor), 1, count(*), 355250 * count(*), 0, 0, 350000 * count(*), 5250 * count(*)
FROM made JOIN portal_cierre ON dia = date(made.en / 1000000, 'unixepoch', '-3 hours')
GROUP BY 1, 2;

-- Twenty payments of a channel each.
INSERT INTO portal_extracto (
    id, canal, archivo, huella, desde, hasta, lineas, en, por, motivo, comparado, coinciden
)
SELECT 1 + (i - 1) / 20, min(coalesce(pasarela, emisor)), 'extracto.csv', printf('%064d', 1 + (i - 1) / 20),
    date(min(en) / 1000000, 'unixepoch', '-3 hours'), date(max(en) / 1000000, 'unixepoch', '-3 hours'), count(*),
    max(en), 'mesa', 'Semanal', max(en), count(*)
FROM made GROUP BY (i - 1) / 20;

INSERT INTO portal_extracto_linea (extracto_id, linea, codigo, fecha, importe, moneda)
SELECT 1 + (i - 1) / 20, 2 + (i - 1) % 20, codigo, date(en / 1000000, 'unixepoch', '-3 hours'), 355250, 1 FROM made;
