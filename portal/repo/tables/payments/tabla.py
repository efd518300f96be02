"""Payments of some days, by what else was asked for, page by page.

All of it is read from one index, which has every column that is asked about: a page goes on from the last row that was
shown, and what it costs is told by how many payments those days have, whatever there is before and after them.
"""

from functools import cache

from portal.clock import en_micros, limites
from portal.money import en_unidades
from portal.repo.protocol import Sql, Valor
from portal.repo.rows import Lector, entero
from portal.structs.pagos import Pago
from portal.structs.tabla import FiltroDeTabla, OrdenDeTabla, Suma

DIAS = "creado >= :desde AND creado < :hasta"
TOTAL = "subtotal + comision"
CONDICIONES = {
    "canal": "coalesce(pasarela, emisor) = :canal",
    "estado": "estado = :estado",
    "moneda": "moneda = :moneda",
    "minimo": f"{TOTAL} >= :minimo",
    "maximo": f"{TOTAL} <= :maximo",
}
EN_ORDEN = {
    OrdenDeTabla.NUEVOS: "creado DESC, id DESC",
    OrdenDeTabla.VIEJOS: "creado, id",
    OrdenDeTabla.MAYORES: f"{TOTAL} DESC, id DESC",
    OrdenDeTabla.MENORES: f"{TOTAL}, id",
}
# What comes after the last one shown. By date the days themselves are cut short, so that nothing is read again.
DESPUES = {
    OrdenDeTabla.NUEVOS: "creado < :ultimo OR id < :id",
    OrdenDeTabla.VIEJOS: "creado > :ultimo OR id > :id",
    OrdenDeTabla.MAYORES: f"{TOTAL} < :ultimo OR ({TOTAL} = :ultimo AND id < :id)",
    OrdenDeTabla.MENORES: f"{TOTAL} > :ultimo OR ({TOTAL} = :ultimo AND id > :id)",
}
DESDE_EL_ULTIMO = {
    OrdenDeTabla.NUEVOS: "creado >= :desde AND creado <= :ultimo",
    OrdenDeTabla.VIEJOS: "creado >= :ultimo AND creado < :hasta",
}
_suma = Lector(Suma)


@cache
def sentencia(pedidos: frozenset[str], orden: OrdenDeTabla, *, sigue: bool) -> str:
    """Their numbers. In a CASE a condition has no index of its own: a database that took it would read what half of all
    payments have."""
    dias = DESDE_EL_ULTIMO.get(orden, DIAS) if sigue else DIAS
    otras = [CONDICIONES[cual] for cual in CONDICIONES if cual in pedidos] + ([DESPUES[orden]] if sigue else [])
    return f"SELECT id FROM portal_pago WHERE {_y(dias, otras)} ORDER BY {EN_ORDEN[orden]}"


@cache
def sentencia_de_sumas(pedidos: frozenset[str]) -> str:
    """How many there are in each currency and state, and what they come to."""
    donde = _y(DIAS, [CONDICIONES[cual] for cual in CONDICIONES if cual in pedidos])
    return f"""
SELECT moneda, estado, count(*) AS cuantos, sum(subtotal) AS subtotal, sum(comision) AS comision
FROM portal_pago WHERE {donde} GROUP BY moneda, estado ORDER BY moneda, estado"""


async def numeros(sql: Sql, filtro: FiltroDeTabla, cuantos: int, despues_de: Pago | None = None) -> list[int]:
    """So many of them, in their order, those after that one."""
    valores = _valores(filtro)
    pedidos = frozenset(valores).intersection(CONDICIONES)
    if despues_de is not None:
        por_fecha = filtro.orden in DESDE_EL_ULTIMO
        ultimo = en_micros(despues_de.creado) if por_fecha else en_unidades(despues_de.total, despues_de.moneda)
        valores |= {"ultimo": ultimo, "id": despues_de.id}
        if por_fecha:
            del valores["hasta" if filtro.orden is OrdenDeTabla.NUEVOS else "desde"]
    dicha = sentencia(pedidos, filtro.orden, sigue=despues_de is not None)
    return [entero(fila["id"]) for fila in await sql.primeras(dicha, cuantos, **valores)]


async def sumar(sql: Sql, filtro: FiltroDeTabla) -> list[Suma]:
    """All of it, added up."""
    valores = _valores(filtro)
    dicha = sentencia_de_sumas(frozenset(valores).intersection(CONDICIONES))
    return [_suma(fila) for fila in await sql.todas(dicha, **valores)]


def _y(dias: str, otras: list[str]) -> str:
    return " AND ".join((dias, *(f"CASE WHEN {una} THEN 1 END = 1" for una in otras)))


def _valores(filtro: FiltroDeTabla) -> dict[str, Valor]:
    moneda = filtro.moneda
    dichos: dict[str, Valor] = {
        "desde": en_micros(limites(filtro.desde)[0]),
        "hasta": en_micros(limites(filtro.hasta)[1]),
        "canal": filtro.canal or None,
        "estado": filtro.estado,
        "moneda": moneda,
        "minimo": en_unidades(filtro.minimo, moneda) if filtro.minimo is not None and moneda else None,
        "maximo": en_unidades(filtro.maximo, moneda) if filtro.maximo is not None and moneda else None,
    }
    return {nombre: valor for nombre, valor in dichos.items() if valor is not None}
