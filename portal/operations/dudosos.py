"""Payments that only a person can settle: the operador's tray, and what is decided about each."""

from portal.errors import Rechazo
from portal.operations import miradas as vistas
from portal.operations.comprobantes import cargar
from portal.operations.devoluciones import marcar
from portal.operations.portal import Portal
from portal.operations.seguimiento import avanzar
from portal.operations.transiciones import OtroFuePrimero, pasar
from portal.repo.protocol import Transaccion
from portal.repo.tablas import lineas, miradas
from portal.rules import permisos
from portal.rules.miradas import ALARMA
from portal.rules.permisos import Acto
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.usuarios import Actor

YA_RESUELTO = "Otra persona ya resolvió ese pago."


async def bandeja(portal: Portal, actor: Actor) -> tuple[Pago, ...]:
    """The attempts in doubt, and the money that a gateway has not given back, for more than two minutes."""
    permisos.exigir(actor, Acto.RESOLVER)
    await vistas.anotar(portal, actor, "ver-bandeja", "dudosos")
    return await en_alarma(portal)


async def en_alarma(portal: Portal) -> tuple[Pago, ...]:
    """The same, for whoever watches the portal's health."""
    async with portal.repo.lectura() as tx:
        return tuple(await miradas.demorados(tx.sql, portal.reloj(), ALARMA))


async def resolver(portal: Portal, actor: Actor, pago_id: int, estado: Estado, evidencia: str) -> Pago:
    """An operador decides a doubtful attempt, with the evidence in words; where it was not paid, what the gateway
    charged goes back.

    Raises Rechazo where it is no longer in doubt, or where it is said to be paid and the ERP still has its debts
    pending.
    """
    permisos.exigir(actor, Acto.RESOLVER)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    pago = await cargar(portal, actor, pago_id)
    if pago.estado is not Estado.DESCONOCIDO:
        raise Rechazo("pago-no-dudoso", "Ese pago no está en duda: no hay nada que resolver.")
    se_devuelve = estado is Estado.RECHAZADO and pago.pasarela is not None and pago.referencia is not None
    try:
        async with portal.repo.escritura() as tx:
            if estado is Estado.PAGADO:
                await _exigir_saldadas(tx, pago)
            resuelto = await pasar(
                portal,
                tx,
                pago,
                estado,
                actor,
                evidencia,
                intento=pago.intento + 1,
                pagado=portal.reloj() if estado is Estado.PAGADO else None,
                devolucion=Devolucion.PENDIENTE if se_devuelve else None,
            )
            await tx.confirmar()
    except OtroFuePrimero as error:
        raise Rechazo("pago-no-dudoso", YA_RESUELTO) from error
    return await avanzar(portal, resuelto) if se_devuelve else resuelto


async def dar_por_devuelto(portal: Portal, actor: Actor, pago_id: int, evidencia: str) -> Pago:
    """An operador gave the money back by another way, since the gateway would not."""
    permisos.exigir(actor, Acto.RESOLVER)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    pago = await cargar(portal, actor, pago_id)
    if pago.devolucion is not Devolucion.PENDIENTE:
        raise Rechazo("nada-que-devolver", "Ese pago no tiene dinero por devolver.")
    try:
        return await marcar(portal, pago, Devolucion.HECHA, actor, evidencia)
    except OtroFuePrimero as error:
        raise Rechazo("nada-que-devolver", YA_RESUELTO) from error


async def _exigir_saldadas(tx: Transaccion, pago: Pago) -> None:
    """What the ERP still has pending was not paid there, whatever anybody says."""
    respuesta = await tx.paquete.consultar(pago.documento, pago.moneda, pago.usuario)
    pendientes = {(deuda.codmovimiento, deuda.seq) for deuda in respuesta.deudas}
    if respuesta.codresp == "0" and any(
        (deuda.codmovimiento, deuda.seq) in pendientes for deuda in await lineas.items(tx.sql, pago.id)
    ):
        raise Rechazo(
            "deudas-pendientes",
            "En el sistema de la empresa esas deudas siguen pendientes: elegí «No llegó a hacerse» y se aplican.",
        )
