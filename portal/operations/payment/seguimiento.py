"""Taking an attempt as far as what is known allows: on every look, at a gateway's notice, every few seconds."""

from contextlib import suppress
from datetime import datetime

import structlog

from portal.errors import NoDisponible, PortalError, ResultadoDesconocido
from portal.operations.payment.anulacion_en_curso import terminar_anulacion
from portal.operations.payment.cobro import PLAZO, ejecutar, releer
from portal.operations.payment.devoluciones import COBRO_TARDE, devolver, devuelto_a_mano, marcar, pasarela_de
from portal.operations.payment.evidencia import escuchar, guardar
from portal.operations.payment.transiciones import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.pasarela.protocol import Pasarela, Resultado
from portal.repo.tablas import miradas, pagos
from portal.rules.estados import FINALES
from portal.rules.miradas import espera, siguiente, toca
from portal.structs.pagos import Devolucion, Estado, Pago

COBRADO = "El banco confirmó el cobro."
FUERA_DE_PLAZO = "Pasó el tiempo para pagar en el banco."
SIN_ABRIR = "El banco no llegó a abrir este pago: no se debitó nada."
OTRO_IMPORTE = "El banco cobró otro importe."

log = structlog.get_logger()


async def avanzar(portal: Portal, pago: Pago, *, avisado: bool = False) -> Pago:
    """The attempt after whatever could be learnt about it now; it never raises for what it could not learn.

    avisado: somebody says that there is news, so that it is asked even where it was not time to.
    """
    ahora = portal.reloj()
    if not (avisado or toca(pago, ahora)):
        return pago
    try:
        return await mirar(portal, pago)
    except (PortalError, ResultadoDesconocido, OtroFuePrimero):
        pass
    except Exception:  # of the package, which anybody may change: it is no failure of whoever looks
        log.exception("pago_no_se_pudo_mirar", pago=pago.id, estado=pago.estado)
    with suppress(NoDisponible, ResultadoDesconocido):
        async with portal.repo.escritura() as tx:
            await miradas.apartar(tx.sql, pago, ahora + espera(pago.miradas + 1))
            await tx.confirmar()
    return await releer(portal, pago)


async def recibir_aviso(portal: Portal, referencia: str, dicho: str = "") -> None:
    """A gateway says that something happened. Its word is kept and never taken: it is asked, as on any other look."""
    if portal.pasarela is None:
        return
    async with portal.repo.lectura() as tx:
        pago = await pagos.por_referencia(tx.sql, portal.pasarela.nombre, referencia)
    if pago is not None:
        if dicho:
            await guardar(portal, pago, dicho)
        await avanzar(portal, pago, avisado=True)


async def mirar(portal: Portal, pago: Pago) -> Pago:
    """One look at an attempt. Raises whatever kept it from learning."""
    if pago.estado in (Estado.EN_PROCESO, Estado.ANULANDO) and pago.vence < portal.reloj():
        pago = await _resolver_vencido(portal, pago)
        if pago.mirar is None or pago.mirar > portal.reloj():  # what goes on failing is rested
            return pago
    if pago.devolucion is Devolucion.PENDIENTE:
        return await devolver(portal, pago)
    if pago.estado is Estado.POR_VERIFICAR and pago.referencia is None:  # nobody ever had an address to pay at
        return await _vencer(portal, pago) if pago.vence < portal.reloj() else pago
    return await _mirar_en_el_banco(portal, pago)


async def _mirar_en_el_banco(portal: Portal, pago: Pago) -> Pago:
    if (pasarela := pasarela_de(portal, pago)) is None or pago.referencia is None:
        return pago
    if pago.estado in (Estado.POR_VERIFICAR, Estado.NO_EJECUTADO):
        return await _preguntar(portal, pasarela, pago, pago.referencia)
    if pago.estado in FINALES:
        return await _vigilar(portal, pasarela, pago, pago.referencia)
    return pago


async def _resolver_vencido(portal: Portal, pago: Pago) -> Pago:
    """Past its term, the row's lock is the proof: whoever gets it knows that the work was not done, and the next
    attempt number keeps a late one out."""
    if pago.estado is Estado.ANULANDO:
        return await terminar_anulacion(portal, pago)
    async with portal.repo.escritura() as tx:
        if not await pagos.cercar(tx.sql, pago):
            raise OtroFuePrimero
        resuelto = await pasar(
            portal,
            tx,
            pago,
            Estado.NO_EJECUTADO,
            None,
            "El pago se interrumpió antes de registrarse: no se aplicó nada.",
            intento=pago.intento + 1,
        )
        await tx.confirmar()
        return resuelto


async def _preguntar(portal: Portal, pasarela: Pasarela, pago: Pago, referencia: str) -> Pago:
    vencido = pago.estado is Estado.POR_VERIFICAR and pago.vence < portal.reloj()
    respuesta = await escuchar(portal, pago, pasarela.consultar(referencia))
    if respuesta.resultado is Resultado.PAGADO:
        if (respuesta.total, respuesta.moneda) != (pago.total, pago.moneda):
            en_proceso = await _a_proceso(portal, pago, OTRO_IMPORTE, respuesta.dicho)
            return await _cambiar(portal, en_proceso, Estado.DESCONOCIDO, OTRO_IMPORTE)
        return await ejecutar(portal, await _a_proceso(portal, pago, COBRADO, respuesta.dicho), None)
    if respuesta.resultado in (Resultado.RECHAZADO, Resultado.ANULADO):
        return await _cambiar(portal, pago, Estado.RECHAZADO, respuesta.motivo, respuesta.dicho)
    return await _vencer(portal, pago, respuesta.dicho) if vencido else await _sin_novedad(portal, pago)


async def _vigilar(portal: Portal, pasarela: Pasarela, pago: Pago, referencia: str) -> Pago:
    """Money that the bank charged for what had come to nothing goes back; what a person gave back by another way is not
    given back twice."""
    respuesta = await pasarela.consultar(referencia)
    if respuesta.resultado is Resultado.PAGADO:
        if await devuelto_a_mano(portal, pago):
            await guardar(portal, pago, respuesta.dicho)
            return await _sin_novedad(portal, pago)
        marcado = await marcar(portal, pago, Devolucion.PENDIENTE, None, COBRO_TARDE, respuesta.dicho)
        return await devolver(portal, marcado)
    return await _sin_novedad(portal, pago)


async def _sin_novedad(portal: Portal, pago: Pago) -> Pago:
    if pago.miradas or pago.estado in FINALES:
        async with portal.repo.escritura() as tx:
            await miradas.programar(tx.sql, pago, siguiente(pago, portal.reloj()))
            await tx.confirmar()
    return pago


async def _a_proceso(portal: Portal, pago: Pago, motivo: str, dicho: str) -> Pago:
    return await _cambiar(portal, pago, Estado.EN_PROCESO, motivo, dicho, vence=portal.reloj() + PLAZO)


async def _vencer(portal: Portal, pago: Pago, dicho: str = "") -> Pago:
    """The attempt ends first, so that no other instance can still apply it, and then the bank undoes its order."""
    devolucion = Devolucion.PENDIENTE if pago.referencia else None
    motivo = FUERA_DE_PLAZO if pago.referencia else SIN_ABRIR
    async with portal.repo.escritura() as tx:
        vencido = await pasar(portal, tx, pago, Estado.VENCIDO, None, motivo, dicho=dicho, devolucion=devolucion)
        await tx.confirmar()
    return await devolver(portal, vencido) if devolucion else vencido


async def _cambiar(
    portal: Portal, pago: Pago, estado: Estado, motivo: str, dicho: str = "", *, vence: datetime | None = None
) -> Pago:
    async with portal.repo.escritura() as tx:
        cambiado = await pasar(portal, tx, pago, estado, None, motivo, dicho=dicho, vence=vence or pago.vence)
        await tx.confirmar()
        return cambiado
