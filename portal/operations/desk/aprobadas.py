"""What a second person agreed to, done in the name of whoever asked for it; and what nobody answered, ended.

Whether it can still be done is decided then, by the payment's own engine: it may have changed meanwhile.
"""

from datetime import timedelta

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido, PortalError, Rechazo, ResultadoDesconocido
from portal.operations import payment
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.desk import solicitudes
from portal.repo.tables.payments import pagos
from portal.structs.pagos import Pago
from portal.structs.solicitudes import EstadoSolicitud, Pedida, Solicitud
from portal.texts.catalogue import say

# Whoever agreed does it at once; what is not done by then was cut, or the company's system did not answer.
GRACIA = timedelta(seconds=30)


async def seguir(portal: Portal) -> int:
    """Ends what nobody answered in time, and goes on with what was agreed to and is not done; how many."""
    ahora = portal.clock()
    hallados = await portal.repo.read(lambda tx: solicitudes.por_seguir(tx.sql, ahora, ahora - GRACIA))
    for solicitud in hallados:
        if solicitud.estado is EstadoSolicitud.APROBADA:
            await hacer(portal, solicitud)
        else:
            await _vencer(portal, solicitud)
    return len(hallados)


async def hacer(portal: Portal, solicitud: Solicitud) -> Solicitud:
    """Does what a second person agreed to, in the name of whoever asked for it. Again is harmless: the payment's engine
    does nothing twice."""
    try:
        await _hacer(portal, solicitud)
    except (Rechazo, NoPermitido, NoEncontrado, DatoInvalido) as error:
        return await _terminar(portal, solicitud, EstadoSolicitud.SIN_EFECTO, error.mensaje)
    except (PortalError, ResultadoDesconocido):  # it is not known, or cannot be now: the sweep comes back to it
        return solicitud
    return await _terminar(portal, solicitud, EstadoSolicitud.HECHA, "")


async def _hacer(portal: Portal, solicitud: Solicitud) -> None:
    quien = await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, solicitud.pide))
    if quien is None or not quien.activo:
        raise NoEncontrado("usuario-desconocido")
    actor, numero, motivo = quien.como_actor(""), solicitud.pago_id, solicitud.motivo
    match solicitud.acto:
        case Pedida.ANULAR:
            await payment.anular_por_operador(portal, actor, numero, motivo, aprobada=True)
        case Pedida.DEVUELTO:
            await payment.dar_por_devuelto(portal, actor, numero, motivo, aprobada=True)
        case Pedida.ANULAR_TARDE:
            await payment.anotar_anulado(portal, actor, numero, motivo, aprobada=True)
        case Pedida.RESOLVER if solicitud.desenlace is not None:
            await payment.resolver(portal, actor, numero, solicitud.desenlace, motivo, aprobada=True)


async def _terminar(portal: Portal, solicitud: Solicitud, estado: EstadoSolicitud, resultado: str) -> Solicitud:
    async def cuerpo(tx: Transaccion) -> Solicitud:
        if await solicitudes.terminar(tx.sql, solicitud.id, estado, resultado):
            pago = await pagos.por_id(tx.sql, solicitud.pago_id)
            await auditoria.anotar(
                tx.sql, portal.clock(), None, "segunda-persona", objeto(pago), estado, resultado or solicitud.motivo
            )
        terminada = await solicitudes.por_id(tx.sql, solicitud.id)
        await tx.confirmar()
        return terminada or solicitud

    return await portal.repo.write(cuerpo)


async def _vencer(portal: Portal, solicitud: Solicitud) -> None:
    ahora = portal.clock()

    async def cuerpo(tx: Transaccion) -> None:
        dicho = say("solicitud-vencida", ())
        if await solicitudes.responder(tx.sql, solicitud.id, EstadoSolicitud.VENCIDA, None, dicho, ahora):
            pago = await pagos.por_id(tx.sql, solicitud.pago_id)
            await auditoria.anotar(
                tx.sql, ahora, None, "segunda-persona", objeto(pago), EstadoSolicitud.VENCIDA, solicitud.motivo
            )
        await tx.confirmar()

    await portal.repo.write(cuerpo)


def objeto(pago: Pago | None) -> str:
    """How the audit names it."""
    return f"{pago.emisor}/{pago.cod_transaccion}" if pago else "-"
