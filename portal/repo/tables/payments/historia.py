"""One customer's attempts by their moment: that of the payment or, where there was none, of its beginning."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql, Valor
from portal.repo.rows import entero, texto
from portal.repo.tables.payments.pagos import CAMPOS, de_fila
from portal.structs.deudas import Deuda
from portal.structs.historia import PagoDetallado
from portal.structs.pagos import Pago

MOMENTO = "coalesce(pagado, creado)"
HASTA = f"""
SELECT {CAMPOS} FROM portal_pago WHERE documento = :documento AND {MOMENTO} < :hasta
ORDER BY {MOMENTO} DESC, id DESC"""
ENTRE = f"""
SELECT {CAMPOS} FROM portal_pago WHERE documento = :documento AND {MOMENTO} >= :desde AND {MOMENTO} < :hasta
ORDER BY {MOMENTO} DESC, id DESC"""
LINEAS = """
SELECT l.pago_id, l.deuda FROM portal_pago p JOIN portal_pago_deuda l ON l.pago_id = p.id
WHERE p.documento = :documento AND coalesce(p.pagado, p.creado) >= :desde AND coalesce(p.pagado, p.creado) < :hasta
ORDER BY l.pago_id, l.orden"""


async def hasta(sql: Sql, documento: str, antes: datetime, cuantos: int) -> list[Pago]:
    """The newest of those before that instant, newest first."""
    return [de_fila(fila) for fila in await sql.primeras(HASTA, cuantos, documento=documento, hasta=en_micros(antes))]


async def entre(sql: Sql, documento: str, desde: datetime, antes: datetime) -> list[PagoDetallado]:
    """All from one instant on and before another, newest first, each with its debts."""
    valores: dict[str, Valor] = {"documento": documento, "desde": en_micros(desde), "hasta": en_micros(antes)}
    pagos = [de_fila(fila) for fila in await sql.todas(ENTRE, **valores)]
    de_cada = _por_pago(await sql.todas(LINEAS, **valores)) if pagos else {}
    return [PagoDetallado(pago, tuple(de_cada.get(pago.id, ()))) for pago in pagos]


def _por_pago(filas: Iterable[Fila]) -> dict[int, list[Deuda]]:
    de_cada: dict[int, list[Deuda]] = {}
    for fila in filas:
        deuda = msgspec.json.decode(texto(fila["deuda"]), type=Deuda)
        de_cada.setdefault(entero(fila["pago_id"]), []).append(deuda)
    return de_cada
