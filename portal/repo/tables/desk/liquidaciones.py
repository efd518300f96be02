"""Where the extracts name a payment: nothing is kept twice, a line is found by its code."""

from collections.abc import Iterable
from datetime import date

from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.repo.tables.payments.named import MARCAS, por_tandas
from portal.structs.finanzas import Liquidacion

QUE = "l.extracto_id, e.canal, l.codigo, l.fecha, l.moneda"
NOMBRADOS = f"""
SELECT {QUE}, l.importe FROM portal_extracto_linea l
JOIN portal_extracto e ON e.id = l.extracto_id WHERE l.codigo IN ({MARCAS})"""
DEVUELTOS = f"""
SELECT {QUE}, -l.importe AS importe FROM portal_extracto_reversa l
JOIN portal_extracto e ON e.id = l.extracto_id WHERE l.codigo IN ({MARCAS})"""
ULTIMO = "SELECT hasta FROM portal_extracto WHERE canal = :canal ORDER BY hasta DESC"
_de_fila = Lector(Liquidacion)


async def nombrados(sql: Sql, codigos: Iterable[str]) -> list[Liquidacion]:
    """Every line with one of those codes, of whichever channel; what was given back is negative."""
    buscados = sorted(set(codigos))
    filas = [*await por_tandas(sql, NOMBRADOS, buscados), *await por_tandas(sql, DEVUELTOS, buscados)]
    return sorted((_de_fila(fila) for fila in filas), key=lambda cada: (cada.fecha, cada.extracto_id))


async def ultimo_dia(sql: Sql, canal: str) -> date | None:
    """Up to which day that channel's extracts tell."""
    filas = await sql.primeras(ULTIMO, 1, canal=canal)
    return date.fromisoformat(str(filas[0]["hasta"])) if filas else None
