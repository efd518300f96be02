"""What a gateway says about an attempt, kept in its own terms: where it settles nothing, a person decides by it."""

from contextlib import suppress

from portal.errors import NoDisponible, PortalError, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.pasarela.protocol import RespuestaPasarela, Resultado
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import evidencias, pagos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Evidencia, Pago
from portal.structs.pasos import DelBanco
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say


def lo_callado(error: Exception) -> str:
    """What is kept of a gateway that gave no answer."""
    if isinstance(error, PortalError):
        return error.mensaje
    return (error.dicho if isinstance(error, ResultadoDesconocido) else "") or say("banco-callado", ())


def segun(pago: Pago, respuesta: RespuestaPasarela) -> DelBanco:
    """What a gateway's answer is, held against what was to be charged."""
    if respuesta.resultado is Resultado.PENDIENTE:
        return DelBanco.PENDIENTE
    if respuesta.resultado is not Resultado.PAGADO:
        return DelBanco.NO_COBRADO
    igual = (respuesta.total, respuesta.moneda) == (pago.total, pago.moneda)
    return DelBanco.COBRADO if igual else DelBanco.OTRO_IMPORTE


async def guardar(portal: Portal, pago: Pago, dicho: str) -> None:
    """Keeps what changed nothing (transiciones keeps what did). Best effort: it never stands in a payment's way."""

    async def cuerpo(tx: Transaccion) -> None:
        if await pagos.cercar(tx.sql, pago):
            await evidencias.anotar(tx.sql, pago.id, portal.clock(), dicho)
            await tx.confirmar()

    with suppress(NoDisponible, ResultadoDesconocido):
        await portal.repo.write(cuerpo)


async def leer(portal: Portal, actor: Actor, pago_id: int) -> tuple[Evidencia, ...]:
    """For the staff alone: it holds what Bancard forbids to show to customers."""
    permisos.exigir(actor, Acto.VER_TODOS)

    async def cuerpo(tx: Transaccion) -> tuple[Evidencia, ...]:
        return await evidencias.de_pago(tx.sql, pago_id)

    return await portal.repo.read(cuerpo)
