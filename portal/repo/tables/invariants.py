"""What must hold of the portal's tables at any time, as statements that find whatever breaks it.

Each answers rows of `id` (an attempt's number, or a code), none where all is well. I4 and I11 are about what was
answered to people and cannot be read from tables.
"""

from portal.repo.protocol import Sql
from portal.repo.rows import entero, texto
from portal.repo.tables.conditions import VIGILADO, entre
from portal.rules.payment.estados import FINALES, HECHOS, RETIENEN

# One attempt holds a debt at most: the unique key keeps that, and this keeps the key honest.
I1_UNO_LA_RETIENE = f"""
SELECT d.pago_id AS id FROM portal_pago_deuda d JOIN portal_pago p ON p.id = d.pago_id
WHERE (d.suelta = 0 AND {entre(FINALES, "p.estado")})
    OR (d.suelta <> 0 AND {entre(RETIENEN, "p.estado")})
    OR (d.suelta <> 0 AND d.suelta <> d.pago_id)"""
I2_SIN_LINEAS = """
SELECT p.id FROM portal_pago p
WHERE NOT EXISTS (SELECT 1 FROM portal_pago_deuda d WHERE d.pago_id = p.id)"""
I3_UN_PAGO_POR_CARRITO = f"""
SELECT max(id) AS id FROM portal_pago WHERE {entre(HECHOS)}
GROUP BY idsession HAVING count(*) > 1"""
I6_ANULADO_SIN_HISTORIA = """
SELECT p.id FROM portal_pago p WHERE p.estado = 'ANULADO' AND (
    NOT EXISTS (SELECT 1 FROM portal_pago_evento e WHERE e.pago_id = p.id AND e.a = 'PAGADO')
    OR NOT EXISTS (SELECT 1 FROM portal_pago_evento e WHERE e.pago_id = p.id AND e.a = 'ANULADO')
)"""
I7_CODIGO = """
SELECT p.id FROM portal_pago p
WHERE NOT EXISTS (
    SELECT 1 FROM portal_codigo c
    WHERE c.emisor = p.emisor AND c.cod_transaccion = p.cod_transaccion AND c.quemado = 0
)"""
I9_SIN_NADIE_QUE_MIRE = f"""
SELECT id FROM portal_pago
WHERE mirar IS NULL AND ({VIGILADO} OR devolucion = 'PENDIENTE')"""
# The life of an attempt begins once, goes on from where it was, and ends where the attempt is.
I10_HISTORIA = """
SELECT p.id FROM portal_pago p LEFT JOIN (
    SELECT pago_id, a, de, nro, row_number() OVER (PARTITION BY pago_id ORDER BY nro DESC) AS puesto
    FROM portal_pago_evento
) e ON e.pago_id = p.id AND e.puesto = 1
WHERE e.a IS NULL OR e.a <> p.estado"""
I10_SALTO = """
SELECT e.pago_id AS id FROM portal_pago_evento e
LEFT JOIN portal_pago_evento previo ON previo.pago_id = e.pago_id AND previo.nro = e.nro - 1
WHERE (e.nro = 1 AND e.de IS NOT NULL) OR (e.nro > 1 AND (previo.a IS NULL OR e.de IS NULL OR previo.a <> e.de))"""
I10_AUDITORIA = """
SELECT e.pago_id AS id FROM (
    SELECT pago_id, count(*) AS cuantos FROM portal_pago_evento GROUP BY pago_id
) e
JOIN portal_pago p ON p.id = e.pago_id
LEFT JOIN (
    SELECT objeto, count(*) AS cuantos FROM portal_auditoria WHERE accion = 'pago' GROUP BY objeto
) t ON t.objeto = p.emisor || '/' || p.cod_transaccion
WHERE coalesce(t.cuantos, 0) <> e.cuantos"""
PEDIDO_SIN_ANULAR = """
SELECT s.pago_id AS id FROM portal_pedido_anulacion s JOIN portal_pago p ON p.id = s.pago_id
WHERE (s.estado = 'ACEPTADA' AND p.estado <> 'ANULADO') OR (s.estado = 'PEDIDA' AND p.estado = 'ANULADO')"""
CASO_SIN_ANULAR = """
SELECT c.pago_id AS id FROM portal_caso c JOIN portal_pago p ON p.id = c.pago_id
WHERE (c.estado = 'ACEPTADO' AND p.estado <> 'ANULADO') OR (c.cerrado IS NULL AND p.estado = 'ANULADO')"""
# By the audit's own order, since clocks differ: refused, and the last that had happened was "being reversed".
PEDIDO_NEGADO_ANULANDO = """
SELECT s.pago_id AS id FROM portal_pedido_anulacion s JOIN portal_pago p ON p.id = s.pago_id
JOIN portal_auditoria n ON n.accion = 'anulacion-negar' AND n.objeto = p.emisor || '/' || p.cod_transaccion
JOIN portal_auditoria a ON a.accion = 'pago' AND a.objeto = n.objeto AND a.resultado = 'ANULANDO' AND a.id < n.id
WHERE s.estado = 'RECHAZADA' AND NOT EXISTS (
    SELECT 1 FROM portal_auditoria b
    WHERE b.accion = 'pago' AND b.objeto = n.objeto AND b.id > a.id AND b.id < n.id
)"""
LINEAS = "SELECT pago_id AS id, deuda FROM portal_pago_deuda ORDER BY pago_id, orden"
SUBTOTALES = "SELECT id, subtotal, moneda FROM portal_pago"

DEL_PORTAL = {
    "I1": (I1_UNO_LA_RETIENE,),
    "I2": (I2_SIN_LINEAS,),
    "I3": (I3_UN_PAGO_POR_CARRITO,),
    "I6": (I6_ANULADO_SIN_HISTORIA, PEDIDO_SIN_ANULAR, PEDIDO_NEGADO_ANULANDO, CASO_SIN_ANULAR),
    "I7": (I7_CODIGO,),
    "I9": (I9_SIN_NADIE_QUE_MIRE,),
    "I10": (I10_HISTORIA, I10_SALTO, I10_AUDITORIA),
}


async def rotas(sql: Sql) -> list[tuple[str, str]]:
    """Each broken invariant with the attempt that breaks it."""
    return [
        (cual, str(fila["id"]))
        for cual, consultas in DEL_PORTAL.items()
        for consulta in consultas
        for fila in await sql.todas(consulta)
    ]


async def subtotales(sql: Sql) -> dict[int, tuple[int, int]]:
    """Each attempt's subtotal, in whole units, and currency."""
    return {
        entero(fila["id"]): (entero(fila["subtotal"]), entero(fila["moneda"])) for fila in await sql.todas(SUBTOTALES)
    }


async def lineas(sql: Sql) -> list[tuple[int, str]]:
    """Each attempt's debts, as they were written."""
    return [(entero(fila["id"]), texto(fila["deuda"])) for fila in await sql.todas(LINEAS)]
