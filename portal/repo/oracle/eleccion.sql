-- What the reference package judges by. Days are Asunción's: UTC-3 all year, never the server's own zone file, which on many
-- servers still has the daylight saving that ended in October 2024.

CREATE VIEW erp_dia AS
SELECT to_char(sys_extract_utc(systimestamp) - INTERVAL '3' HOUR, 'YYYY-MM-DD') AS hoy FROM dual;

-- What the customer of each consultation owes now, and whether it is in that consultation's cart (`elegida`).
--   lugar: where its order of payment holds. Instalments and pay-offs go by plan, services by lot; one stands for the other
--          where it is not told.
--   vencida: due before today; exigible: due up to today. A pay-off is an offer, never overdue.
--   cubierta: an instalment still to come of a plan whose pay-off is in the same cart; beside it, it is no debt.
--   nombre: as people say it.
CREATE VIEW erp_eleccion AS
SELECT
    idsession,
    codmovimiento,
    seq_di,
    tipo,
    lugar,
    lote,
    plan_codi,
    fech_venc,
    impo_tota,
    servicio,
    elegida,
    vencida,
    exigible,
    CASE
        WHEN tipo = 'CUOTA' AND vencida = 0 AND lugar IS NOT NULL
            AND max(CASE WHEN tipo = 'CANCELACION' THEN elegida ELSE 0 END)
            OVER (PARTITION BY idsession, servicio, lugar) = 1 THEN 1
        ELSE 0
    END AS cubierta,
    CASE
        WHEN tipo = 'CUOTA' AND nro_cuota IS NOT NULL THEN 'la cuota ' || nro_cuota || ' del plan ' || lugar
        ELSE '“' || descripcion || '”'
    END AS nombre,
    CASE WHEN fech_venc < hoy THEN 'venció el ' ELSE 'vence el ' END
    || substr(fech_venc, 9, 2) || '/' || substr(fech_venc, 6, 2) || '/' || substr(fech_venc, 1, 4) AS vence
FROM (
    SELECT
        s.idsession,
        d.codmovimiento,
        d.seq_di,
        d.tipo,
        d.lote,
        d.plan_codi,
        d.fech_venc,
        d.impo_tota,
        d.nro_cuota,
        d.descripcion,
        e.hoy,
        CASE
            WHEN d.tipo IN ('CUOTA', 'CANCELACION') THEN coalesce(d.plan_codi, d.lote)
            ELSE coalesce(d.lote, d.plan_codi)
        END AS lugar,
        CASE WHEN d.tipo IN ('CUOTA', 'CANCELACION') THEN 0 ELSE 1 END AS servicio,
        CASE WHEN c.codmovimiento IS NULL THEN 0 ELSE 1 END AS elegida,
        CASE WHEN d.fech_venc < e.hoy AND d.tipo <> 'CANCELACION' THEN 1 ELSE 0 END AS vencida,
        CASE WHEN d.fech_venc <= e.hoy AND d.tipo <> 'CANCELACION' THEN 1 ELSE 0 END AS exigible
    FROM erp_consulta s
    JOIN erp_deuda d ON d.documento = s.documento AND d.mone_codi = s.mone_codi AND d.codtransaccion IS NULL
    LEFT JOIN erp_carrito c ON c.idsession = s.idsession AND c.codmovimiento = d.codmovimiento
    CROSS JOIN erp_dia e
);
