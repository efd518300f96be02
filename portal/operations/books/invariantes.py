"""Whether the books are right: after every step in tests, every night in production."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TypeAlias

import msgspec
from msgspec import Struct

from portal.money import en_unidades
from portal.operations.books.auditoria import verificar_auditoria
from portal.operations.portal import Portal
from portal.repo.protocol import Sql, Transaccion
from portal.repo.tables import invariants as tabla
from portal.structs.deudas import Deuda

Cotejo: TypeAlias = Callable[[Sql], Awaitable[list[tuple[str, str]]]]


class Violacion(Struct, frozen=True, order=True):
    """An invariant (docs/invariantes.md) and what breaks it: an attempt's number, or a code."""

    invariante: str
    donde: str


async def verificar_invariantes(
    portal: Portal, contra: Cotejo | None = None, *, con_auditoria: bool = True
) -> tuple[Violacion, ...]:
    """Everything that is not as it must be; empty where all is well.

    contra: what holds the portal's tables against the ERP's, where those can be read. con_auditoria: the whole audit is
    read too.
    """

    async def buscar(tx: Transaccion) -> list[tuple[str, str]]:
        return await tabla.rotas(tx.sql) + await _sumas(tx) + (await contra(tx.sql) if contra else [])

    violaciones = {Violacion(cual, donde) for cual, donde in await portal.repo.read(buscar)}
    if con_auditoria:
        cadena = await verificar_auditoria(portal)
        if cadena.rota_en is not None:
            violaciones.add(Violacion("I10", f"auditoria {cadena.rota_en}"))
    return tuple(sorted(violaciones))


async def _sumas(tx: Transaccion) -> list[tuple[str, str]]:
    """I2: the lines of an attempt add up to its subtotal, in its currency."""
    sumas: defaultdict[int, Decimal] = defaultdict(Decimal)
    monedas: defaultdict[int, set[int]] = defaultdict(set)
    for pago_id, texto in await tabla.lineas(tx.sql):
        deuda = msgspec.json.decode(texto, type=Deuda)
        sumas[pago_id] += deuda.importe
        monedas[pago_id].add(deuda.moneda)
    return [
        ("I2", str(pago_id))
        for pago_id, (subtotal, moneda) in (await tabla.subtotales(tx.sql)).items()
        if monedas[pago_id] != {moneda} or en_unidades(sumas[pago_id], moneda) != subtotal
    ]
