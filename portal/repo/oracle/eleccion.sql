-- What the customer of each consultation owes now, and whether it is in that consultation's cart. `lugar` is where its
-- order of payment holds: instalments and pay-offs go by plan, services by lot; one stands for the other where it is not told.
CREATE VIEW erp_eleccion AS
SELECT
    s.idsession,
    d.codmovimiento,
    d.seq_di,
    d.descripcion,
    d.impo_tota,
    d.fech_venc,
    d.tipo,
    d.plan_codi,
    d.lote,
    d.nro_cuota,
    CASE
        WHEN d.tipo IN ('CUOTA', 'CANCELACION') THEN coalesce(d.plan_codi, d.lote)
        ELSE coalesce(d.lote, d.plan_codi)
    END AS lugar,
    CASE WHEN c.codmovimiento IS NULL THEN 0 ELSE 1 END AS elegida
FROM erp_consulta s
JOIN erp_deuda d ON d.documento = s.documento AND d.mone_codi = s.mone_codi AND d.codtransaccion IS NULL
LEFT JOIN erp_carrito c ON c.idsession = s.idsession AND c.codmovimiento = d.codmovimiento;
