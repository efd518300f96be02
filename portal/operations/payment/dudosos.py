"""Payments that only a person can settle: the operador's tray, and what is decided about each."""

from portal.errors import NoDisponible, NoEncontrado, PortalError, Rechazo, ResultadoDesconocido
from portal.operations import miradas as vistas
from portal.operations.comprobantes import cargar
from portal.operations.payment.cobro import releer
from portal.operations.payment.devoluciones import marcar, pasarela_de
from portal.operations.payment.seguimiento import avanzar, mirar
from portal.operations.payment.transiciones import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tablas import lineas, miradas, pagos
from portal.rules import dudas, permisos
from portal.rules.miradas import ALARMA
from portal.rules.permisos import Acto
from portal.structs.dudas import Desenlace, DichoDelErp, Duda
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.usuarios import Actor

YA_RESUELTO = "Otra persona ya resolvió ese pago."
SIN_ERP = "No responde en este momento"
NO_LA_CONOCE = "El banco no conoce esa orden: no hay nada que devolver."
ESTADOS = {
    Desenlace.PAGADO: Estado.PAGADO,
    Desenlace.RECHAZADO: Estado.RECHAZADO,
    Desenlace.NO_EJECUTADO: Estado.NO_EJECUTADO,
    Desenlace.OTRO_PAGO: Estado.RECHAZADO,
}


async def bandeja(portal: Portal, actor: Actor) -> tuple[Pago, ...]:
    """The attempts in doubt, and the money that a gateway has not given back, for more than two minutes."""
    permisos.exigir(actor, Acto.RESOLVER)
    await vistas.anotar(portal, actor, "ver-bandeja", "dudosos")
    return await en_alarma(portal)


async def en_alarma(portal: Portal) -> tuple[Pago, ...]:
    """The payments that wait for a person, for whoever watches the portal's health."""
    async with portal.repo.lectura() as tx:
        return tuple(await miradas.demorados(tx.sql, portal.reloj(), ALARMA))


async def examinar(portal: Portal, actor: Actor, pago: Pago) -> Duda | None:
    """What the ERP says of an attempt that a person may end, asked at this moment, and the answers that agree with it;
    None for any other attempt."""
    permisos.exigir(actor, Acto.RESOLVER)
    if not dudas.la_termina_una_persona(pago, portal.reloj()):
        return None
    try:
        async with portal.repo.escritura() as tx:  # never confirmed: the consultation that it opens is not kept
            erp = await _preguntar_al_erp(portal, tx, pago)
    except (NoDisponible, ResultadoDesconocido):
        erp = DichoDelErp(en=portal.reloj(), falla=SIN_ERP)
    con_pasarela = pasarela_de(portal, pago) is not None
    return Duda(erp=erp, desenlaces=dudas.caben(pago, erp, con_pasarela=con_pasarela))


async def resolver(portal: Portal, actor: Actor, pago_id: int, desenlace: Desenlace, evidencia: str) -> Pago:
    """An operador decides a doubtful attempt, with the evidence in words; where it was not paid, what the gateway
    charged goes back.

    The ERP is asked in the same transaction. Raises Rechazo where the attempt is no longer in doubt, and where the ERP
    contradicts the answer or does not say.
    """
    permisos.exigir(actor, Acto.RESOLVER)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    pago = await cargar(portal, actor, pago_id)
    if not dudas.la_termina_una_persona(pago, portal.reloj()):
        raise Rechazo("pago-no-dudoso", "Ese pago no está en duda: no hay nada que resolver.")
    try:
        async with portal.repo.escritura() as tx:
            if not await pagos.cercar(tx.sql, pago):
                raise OtroFuePrimero
            erp = await _preguntar_al_erp(portal, tx, pago)
            dudas.exigir_que_quepa(desenlace, pago, erp, con_pasarela=pasarela_de(portal, pago) is not None)
            resuelto = await _pasar(portal, tx, pago, ESTADOS[desenlace], actor, evidencia)
            await tx.confirmar()
    except OtroFuePrimero as error:
        raise Rechazo("pago-no-dudoso", YA_RESUELTO) from error
    if resuelto.devolucion is Devolucion.PENDIENTE:
        return await _pedir_devolucion(portal, actor, pago, resuelto)
    return await avanzar(portal, resuelto, avisado=resuelto.estado is Estado.NO_EJECUTADO)


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


async def _preguntar_al_erp(portal: Portal, tx: Transaccion, pago: Pago) -> DichoDelErp:
    respuesta = await tx.paquete.consultar(pago.documento, pago.moneda, pago.usuario)
    return dudas.cotejar(await lineas.items(tx.sql, pago.id), respuesta, portal.reloj())


async def _pasar(portal: Portal, tx: Transaccion, pago: Pago, a: Estado, actor: Actor, evidencia: str) -> Pago:
    """To its end, in the transaction of the evidence; what was never in the package's hands passes by them."""
    intento, ahora = pago.intento + 1, portal.reloj()
    if a is Estado.PAGADO:
        if pago.estado is not Estado.DESCONOCIDO:
            pago = await pasar(portal, tx, pago, Estado.EN_PROCESO, actor, evidencia, vence=ahora)
        return await pasar(portal, tx, pago, a, actor, evidencia, intento=intento, pagado=ahora)
    devolucion = None
    if a is Estado.RECHAZADO and pago.pasarela is not None and pago.referencia is not None:
        # Of a bank that is gone and never said that it charged, the person's word is all that there will be.
        sin_nadie = pago.estado is Estado.POR_VERIFICAR and pasarela_de(portal, pago) is None
        devolucion = Devolucion.HECHA if sin_nadie else Devolucion.PENDIENTE
    return await pasar(portal, tx, pago, a, actor, evidencia, intento=intento, devolucion=devolucion)


async def _pedir_devolucion(portal: Portal, actor: Actor, antes: Pago, resuelto: Pago) -> Pago:
    try:
        return await mirar(portal, resuelto)
    except NoEncontrado:
        if antes.estado is not Estado.POR_VERIFICAR:  # it had said that it charged
            return resuelto
        return await marcar(portal, resuelto, Devolucion.HECHA, actor, NO_LA_CONOCE)
    except (PortalError, ResultadoDesconocido, OtroFuePrimero):
        return await releer(portal, resuelto)
