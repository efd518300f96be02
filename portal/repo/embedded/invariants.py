"""What must hold between the embedded ERP's tables and the portal's: what the one settled, the other says was paid.

Each statement answers rows of `id` (an attempt's number, or a code), none where all is well.
"""

from portal.repo.protocol import Sql
from portal.repo.tables.conditions import entre
from portal.rules.payment.estados import FIRMES
from portal.structs.pagos import Estado

# A payment of the portal that the ERP does not have, or has in another state.
I3_PAGADO_SIN_ERP = f"""
SELECT p.id FROM portal_pago p LEFT JOIN erp_pago e ON e.codtransaccion = p.cod_transaccion
WHERE ({entre(FIRMES, "p.estado")} AND (e.codtransaccion IS NULL OR e.anulado IS NOT NULL))
    OR (p.estado = 'ANULADO' AND e.anulado IS NULL)"""
# A cart settled by halves: a line of a payment that stands, whose debt is pending or of another payment.
I3_A_MEDIAS = f"""
SELECT DISTINCT p.id FROM portal_pago p JOIN portal_pago_deuda l ON l.pago_id = p.id
JOIN erp_deuda d ON d.codmovimiento = l.codmovimiento
WHERE {entre(FIRMES, "p.estado")}
    AND (d.codtransaccion IS NULL OR d.codtransaccion <> p.cod_transaccion)"""
# Settled by nobody that the portal knows of.
I5_FANTASMA = f"""
SELECT e.codtransaccion AS id FROM erp_pago e
WHERE e.anulado IS NULL AND NOT EXISTS (
    SELECT 1 FROM portal_pago p
    WHERE p.cod_transaccion = e.codtransaccion AND {entre(FIRMES | {Estado.DESCONOCIDO}, "p.estado")}
)"""
I6_SIN_RESTAURAR = """
SELECT DISTINCT e.codtransaccion AS id FROM erp_pago e JOIN erp_deuda d ON d.codtransaccion = e.codtransaccion
WHERE e.anulado IS NOT NULL"""
I12_OTRO_IMPORTE = """
SELECT p.id FROM portal_pago p JOIN erp_pago e ON e.codtransaccion = p.cod_transaccion
WHERE p.subtotal <> e.subtotal OR p.comision <> e.comision OR p.moneda <> e.mone_codi"""

DEL_ERP = {
    "I3": (I3_PAGADO_SIN_ERP, I3_A_MEDIAS),
    "I5": (I5_FANTASMA,),
    "I6": (I6_SIN_RESTAURAR,),
    "I12": (I12_OTRO_IMPORTE,),
}


async def rotas(sql: Sql) -> list[tuple[str, str]]:
    """Each broken invariant with the attempt's number, or the code, that breaks it."""
    return [
        (cual, str(fila["id"]))
        for cual, consultas in DEL_ERP.items()
        for consulta in consultas
        for fila in await sql.todas(consulta)
    ]
