"""What payments add up to, read from an index alone: of a day, or of what a list is filtered by."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.finanzas import Parte

DE_UN_DIA = """
SELECT coalesce(pasarela, emisor) AS canal, moneda, estado,
    CASE WHEN anulado >= :hasta THEN 1 ELSE 0 END AS tardia,
    count(*) AS cuantos, sum(subtotal) AS subtotal, sum(comision) AS comision
FROM portal_pago
WHERE pagado >= :desde AND pagado < :hasta
GROUP BY coalesce(pasarela, emisor), moneda, estado, CASE WHEN anulado >= :hasta THEN 1 ELSE 0 END
ORDER BY 1, 2, 3, 4"""
_parte = Lector(Parte)


async def del_dia(sql: Sql, desde: datetime, hasta: datetime) -> list[Parte]:
    """Every payment made from the day's beginning on and before its end, by what tells them apart in its close."""
    filas = await sql.todas(DE_UN_DIA, desde=en_micros(desde), hasta=en_micros(hasta))
    return [_parte(fila) for fila in filas]
