"""Acts that take two people: one operador asks, and another agrees or refuses."""

from portal.errors import NoEncontrado, Ocupado, Rechazo
from portal.operations import payment
from portal.operations.desk import aprobadas
from portal.operations.payment.lookup import cargar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import solicitudes
from portal.repo.tables.payments import pagos
from portal.rules.access import permisos, step_up
from portal.rules.access.permisos import Acto
from portal.rules.payment import segunda_persona as reglas
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Pago
from portal.structs.solicitudes import EstadoSolicitud, Pedida, Solicitud
from portal.structs.usuarios import Actor

A_LA_VISTA = 100


async def anular(portal: Portal, actor: Actor, pago_id: int, motivo: str) -> bool:
    """Reverses a payment of today, or asks for a second person; whether it was done."""
    return await _pedir_o_hacer(portal, actor, Pedida.ANULAR, pago_id, motivo)


async def resolver(portal: Portal, actor: Actor, pago_id: int, desenlace: Desenlace, evidencia: str) -> bool:
    """Says how a payment in doubt ended, or asks for a second person; whether it was done."""
    return await _pedir_o_hacer(portal, actor, Pedida.RESOLVER, pago_id, evidencia, desenlace)


async def dar_por_devuelto(portal: Portal, actor: Actor, pago_id: int, evidencia: str) -> bool:
    """Says that the money went back by another way, or asks for a second person; whether it was done."""
    return await _pedir_o_hacer(portal, actor, Pedida.DEVUELTO, pago_id, evidencia)


async def de_pago(portal: Portal, actor: Actor, pago_id: int) -> tuple[Solicitud, ...]:
    """What was asked for of a payment, the oldest first."""
    permisos.exigir(actor, Acto.VER_TODOS)
    return await portal.repo.read(lambda tx: solicitudes.de_pago(tx.sql, pago_id))


async def esperan(portal: Portal, actor: Actor, pago_id: int) -> bool:
    """Whether something of that payment waits for a second person, or is being done."""
    return any(una.estado in reglas.EN_CURSO for una in await de_pago(portal, actor, pago_id))


async def pendientes(portal: Portal, actor: Actor) -> tuple[tuple[Solicitud, Pago], ...]:
    """What waits for a second person, the one that ends first before the others."""
    permisos.exigir(actor, Acto.VER_TODOS)

    async def cuerpo(tx: Transaccion) -> list[tuple[Solicitud, Pago | None]]:
        esperan = await solicitudes.pendientes(tx.sql, A_LA_VISTA)
        return [(una, await pagos.por_id(tx.sql, una.pago_id)) for una in esperan]

    return tuple((una, pago) for una, pago in await portal.repo.read(cuerpo) if pago is not None)


async def aprobar(portal: Portal, actor: Actor, numero: int, respuesta: str) -> Solicitud:
    """Another person agrees, with a reason, and it is done; how the request is then: HECHA, SIN_EFECTO with why, or
    APROBADA while its outcome is not known, which the sweep looks into. Raises Rechazo where that person may not answer
    it, or somebody did before."""
    solicitud = await _responder(portal, actor, numero, EstadoSolicitud.APROBADA, respuesta)
    return await aprobadas.hacer(portal, solicitud)


async def rechazar(portal: Portal, actor: Actor, numero: int, respuesta: str) -> Solicitud:
    """Another person does not agree, with a reason: nothing is done. Raises as aprobar() does."""
    return await _responder(portal, actor, numero, EstadoSolicitud.RECHAZADA, respuesta)


async def _pedir_o_hacer(
    portal: Portal, actor: Actor, acto: Pedida, pago_id: int, motivo: str, desenlace: Desenlace | None = None
) -> bool:
    permisos.exigir(actor, reglas.ACTO[acto])
    limpio = permisos.motivo_exigido(actor, motivo)
    step_up.exigir(actor, portal.clock())
    pago = await cargar(portal, actor, pago_id)
    if reglas.hace_falta(acto, pago, portal.settings.segunda_persona_desde):
        await _pedir(portal, actor, acto, pago, limpio, desenlace)
        return False
    match acto:
        case Pedida.ANULAR:
            await payment.anular_por_operador(portal, actor, pago_id, limpio)
        case Pedida.DEVUELTO:
            await payment.dar_por_devuelto(portal, actor, pago_id, limpio)
        case Pedida.RESOLVER if desenlace is not None:
            await payment.resolver(portal, actor, pago_id, desenlace, limpio)
    return True


async def _pedir(
    portal: Portal, actor: Actor, acto: Pedida, pago: Pago, motivo: str, desenlace: Desenlace | None
) -> None:
    async def cuerpo(tx: Transaccion) -> None:
        await escribir(portal, tx, actor, acto, pago, motivo, desenlace)
        await tx.confirmar()

    try:
        await portal.repo.write(cuerpo)
    except Ocupado as error:
        raise Rechazo("pago-cambio") from error


async def escribir(
    portal: Portal,
    tx: Transaccion,
    actor: Actor,
    acto: Pedida,
    pago: Pago,
    motivo: str,
    desenlace: Desenlace | None = None,
) -> None:
    """A request in the caller's transaction. Raises Rechazo where another goes on, or it could not be done even now;
    Ocupado where somebody works on the payment."""
    if not await pagos.cercar(tx.sql, pago):
        raise Rechazo("pago-cambio")
    ahora = portal.clock()
    reglas.revisar_pedida(acto, pago, await solicitudes.de_pago(tx.sql, pago.id), ahora)
    solicitud = Solicitud(
        id=0,
        acto=acto,
        pago_id=pago.id,
        desenlace=desenlace,
        pide=actor.usuario,
        motivo=motivo,
        pedida=ahora,
        vence=ahora + reglas.PLAZO,
        estado=EstadoSolicitud.PENDIENTE,
    )
    await solicitudes.crear(tx.sql, solicitud)
    await auditoria.anotar(tx.sql, ahora, actor, "segunda-persona-pedir", aprobadas.objeto(pago), acto, motivo)


async def _responder(portal: Portal, actor: Actor, numero: int, estado: EstadoSolicitud, respuesta: str) -> Solicitud:
    permisos.exigir(actor, Acto.VER_TODOS)
    ahora = portal.clock()

    async def cuerpo(tx: Transaccion) -> Solicitud:
        solicitud = await solicitudes.por_id(tx.sql, numero)
        if solicitud is None:
            raise NoEncontrado("solicitud-desconocida")
        permisos.exigir(actor, reglas.ACTO[solicitud.acto])
        limpia = permisos.motivo_exigido(actor, respuesta)
        step_up.exigir(actor, ahora)
        reglas.revisar_respuesta(actor, solicitud, ahora)
        if not await solicitudes.responder(tx.sql, numero, estado, actor, limpia, ahora):
            raise Rechazo("solicitud-respondida")
        pago = await pagos.por_id(tx.sql, solicitud.pago_id)
        accion = "segunda-persona-aprobar" if estado is EstadoSolicitud.APROBADA else "segunda-persona-rechazar"
        await auditoria.anotar(tx.sql, ahora, actor, accion, aprobadas.objeto(pago), solicitud.acto, limpia)
        respondida = await solicitudes.por_id(tx.sql, numero)
        await tx.confirmar()
        return respondida or solicitud

    return await portal.repo.write(cuerpo)
