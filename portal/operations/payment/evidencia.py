"""What a gateway says about an attempt, kept in its own terms: where it settles nothing, a person decides by it."""

from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from portal.errors import NoDisponible, PortalError, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.repo.tablas import evidencias, pagos
from portal.rules import permisos
from portal.rules.permisos import Acto
from portal.structs.pagos import Evidencia, Pago
from portal.structs.usuarios import Actor

SIN_RESPUESTA = "No llegó ninguna respuesta que sirva."

T = TypeVar("T")


async def escuchar(portal: Portal, pago: Pago, respuesta: Awaitable[T]) -> T:
    """The gateway's answer. That it gave none is written down too, and raised as the gateway raises it."""
    try:
        return await respuesta
    except PortalError as error:
        await guardar(portal, pago, error.mensaje)
        raise
    except ResultadoDesconocido as error:
        await guardar(portal, pago, error.dicho or SIN_RESPUESTA)
        raise


async def guardar(portal: Portal, pago: Pago, dicho: str) -> None:
    """Keeps what changed nothing (transiciones keeps what did). Best effort: it never stands in a payment's way."""
    with suppress(NoDisponible, ResultadoDesconocido):
        async with portal.repo.escritura() as tx:
            if await pagos.cercar(tx.sql, pago):
                await evidencias.anotar(tx.sql, pago.id, portal.reloj(), dicho)
                await tx.confirmar()


async def leer(portal: Portal, actor: Actor, pago_id: int) -> tuple[Evidencia, ...]:
    """For the staff alone: it holds what Bancard forbids to show to customers."""
    permisos.exigir(actor, Acto.RESOLVER)
    async with portal.repo.lectura() as tx:
        return await evidencias.de_pago(tx.sql, pago_id)
