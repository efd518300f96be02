-- What the reference package judges by. Days are Asunción's: UTC-3 all year, never the server's own zone file, which on many
-- servers still has the daylight saving that ended in October 2024.

CREATE VIEW erp_dia AS
SELECT to_char(sys_extract_utc(systimestamp) - INTERVAL '3' HOUR, 'YYYY-MM-DD') AS hoy FROM dual;

-- What the customer of each consultation owes now.
CREATE VIEW erp_pendiente AS
SELECT
    s.idsession,
    d.codmovimiento,
    d.seq_di,
    d.tipo,
    d.plan_codi,
    d.lote,
    d.fech_venc,
    d.impo_tota,
    d.nro_cuota,
    d.descripcion
FROM erp_consulta s
JOIN erp_deuda d ON d.documento = s.documento AND d.mone_codi = s.mone_codi AND d.codtransaccion IS NULL;

-- The plans that each debt belongs to (`lugar`): the one that it names or, without one, every plan of its lot. A plan's lots are
-- all those that any of its rows names, and a lot that no plan names stands for a plan.
CREATE VIEW erp_lugar AS
SELECT idsession, codmovimiento, 'plan ' || plan_codi AS lugar
FROM erp_pendiente
WHERE plan_codi IS NOT NULL
UNION
SELECT
    d.idsession,
    d.codmovimiento,
    CASE WHEN n.plan_codi IS NULL THEN 'lote ' || d.lote ELSE 'plan ' || n.plan_codi END AS lugar
FROM erp_pendiente d
LEFT JOIN erp_pendiente n ON n.idsession = d.idsession AND n.lote = d.lote AND n.plan_codi IS NOT NULL
WHERE d.plan_codi IS NULL AND d.lote IS NOT NULL;

-- Each debt of a consultation, and whether it is in its cart (`elegida`).
--   vencida: due before today; exigible: due up to today. A pay-off is an offer, never overdue.
--   cubierta: an instalment still to come of a plan whose pay-off is in the same cart; beside it, it is no debt.
--   nombre: as people say it.
CREATE VIEW erp_eleccion AS
SELECT
    d.idsession,
    d.codmovimiento,
    d.seq_di,
    d.tipo,
    d.fech_venc,
    d.impo_tota,
    CASE WHEN d.tipo IN ('CUOTA', 'CANCELACION') THEN 0 ELSE 1 END AS servicio,
    CASE WHEN c.codmovimiento IS NULL THEN 0 ELSE 1 END AS elegida,
    CASE WHEN d.fech_venc < e.hoy AND d.tipo <> 'CANCELACION' THEN 1 ELSE 0 END AS vencida,
    CASE WHEN d.fech_venc <= e.hoy AND d.tipo <> 'CANCELACION' THEN 1 ELSE 0 END AS exigible,
    CASE
        WHEN d.tipo = 'CUOTA' AND d.fech_venc >= e.hoy AND EXISTS (
            SELECT 1
            FROM erp_lugar propio
            JOIN erp_lugar suyo ON suyo.idsession = propio.idsession AND suyo.lugar = propio.lugar
            JOIN erp_pendiente o ON o.idsession = suyo.idsession AND o.codmovimiento = suyo.codmovimiento
            JOIN erp_carrito k ON k.idsession = o.idsession AND k.codmovimiento = o.codmovimiento
            WHERE propio.idsession = d.idsession AND propio.codmovimiento = d.codmovimiento AND o.tipo = 'CANCELACION'
        ) THEN 1
        ELSE 0
    END AS cubierta,
    CASE
        WHEN d.tipo <> 'CUOTA' OR d.nro_cuota IS NULL THEN '“' || d.descripcion || '”'
        WHEN d.plan_codi IS NOT NULL THEN 'la cuota ' || d.nro_cuota || ' del plan ' || d.plan_codi
        WHEN d.lote IS NOT NULL THEN 'la cuota ' || d.nro_cuota || ' del lote ' || d.lote
        ELSE 'la cuota ' || d.nro_cuota
    END AS nombre,
    CASE WHEN d.fech_venc < e.hoy THEN 'venció el ' ELSE 'vence el ' END
    || substr(d.fech_venc, 9, 2) || '/' || substr(d.fech_venc, 6, 2) || '/' || substr(d.fech_venc, 1, 4) AS vence
FROM erp_pendiente d
LEFT JOIN erp_carrito c ON c.idsession = d.idsession AND c.codmovimiento = d.codmovimiento
CROSS JOIN erp_dia e;

-- Each debt of a consultation once for every plan that it belongs to.
CREATE VIEW erp_plan AS
SELECT
    e.idsession,
    l.lugar,
    e.codmovimiento,
    e.seq_di,
    e.tipo,
    e.fech_venc,
    e.elegida,
    e.vencida,
    e.exigible,
    e.cubierta,
    e.nombre,
    e.vence
FROM erp_eleccion e
JOIN erp_lugar l ON l.idsession = e.idsession AND l.codmovimiento = e.codmovimiento;
