"""Taking an open attempt as far as what is known allows: on every look, at a gateway's notice, every few seconds."""

from portal.errors import EnVerificacion, NoDisponible, ResultadoDesconocido
from portal.operations.anulacion_en_curso import terminar_anulacion
from portal.operations.cobro import PLAZO, ejecutar, releer
from portal.operations.portal import Portal
from portal.operations.transiciones import OtroFuePrimero, pasar
from portal.pasarela.protocol import Pasarela, Resultado
from portal.repo.tablas import listados, pagos
from portal.structs.pagos import Estado, Pago


async def avanzar(portal: Portal, pago: Pago) -> Pago:
    """The attempt after whatever could be learnt about it now; it never raises for what it could not learn."""
    try:
        if pago.estado in (Estado.EN_PROCESO, Estado.ANULANDO) and pago.vence < portal.reloj():
            pago = await _resolver_vencido(portal, pago)
        if pago.estado in (Estado.POR_VERIFICAR, Estado.NO_EJECUTADO) and pago.pasarela and portal.pasarela:
            pago = await _preguntar(portal, portal.pasarela, pago)
    except (EnVerificacion, NoDisponible, ResultadoDesconocido, OtroFuePrimero):
        return await releer(portal, pago)
    return pago


async def recibir_aviso(portal: Portal, referencia: str) -> None:
    """A gateway says that something happened. Its word is never taken: it is asked, as on any other look."""
    if portal.pasarela is None:
        return
    async with portal.repo.lectura() as tx:
        pago = await pagos.por_referencia(tx.sql, portal.pasarela.nombre, referencia)
    if pago is not None:
        await avanzar(portal, pago)


async def barrer(portal: Portal) -> int:
    """Looks at every attempt that only waits for a look; how many there were."""
    async with portal.repo.lectura() as tx:
        numeros = await listados.pendientes(tx.sql, portal.reloj())
    for numero in numeros:
        async with portal.repo.lectura() as tx:
            pago = await pagos.por_id(tx.sql, numero)
        if pago is not None:
            await avanzar(portal, pago)
    return len(numeros)


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


async def _preguntar(portal: Portal, pasarela: Pasarela, pago: Pago) -> Pago:
    if pago.referencia is None:  # the gateway never gave the customer an address to pay at
        return await _vencer(portal, pago) if pago.vence < portal.reloj() else pago
    respuesta = await pasarela.consultar(pago.referencia)
    if respuesta.resultado is Resultado.PAGADO:
        if (respuesta.total, respuesta.moneda) != (pago.total, pago.moneda):
            return await _a_proceso(portal, pago, Estado.DESCONOCIDO, "El banco cobró otro importe.")
        return await ejecutar(
            portal, await _a_proceso(portal, pago, Estado.EN_PROCESO, "El banco confirmó el cobro."), None
        )
    if respuesta.resultado in (Resultado.RECHAZADO, Resultado.ANULADO):
        return await _cambiar(portal, pago, Estado.RECHAZADO, respuesta.motivo)
    if pago.estado is Estado.POR_VERIFICAR and pago.vence < portal.reloj() and await pasarela.anular(pago.referencia):
        return await _vencer(portal, pago)
    return pago


async def _a_proceso(portal: Portal, pago: Pago, estado: Estado, motivo: str) -> Pago:
    en_proceso = await _cambiar(portal, pago, Estado.EN_PROCESO, motivo, con_plazo=True)
    return en_proceso if estado is Estado.EN_PROCESO else await _cambiar(portal, en_proceso, estado, motivo)


async def _vencer(portal: Portal, pago: Pago) -> Pago:
    return await _cambiar(portal, pago, Estado.VENCIDO, "Pasó el tiempo para pagar: no se debitó nada.")


async def _cambiar(portal: Portal, pago: Pago, estado: Estado, motivo: str, *, con_plazo: bool = False) -> Pago:
    vence = portal.reloj() + PLAZO if con_plazo else pago.vence
    async with portal.repo.escritura() as tx:
        cambiado = await pasar(portal, tx, pago, estado, None, motivo, vence=vence)
        await tx.confirmar()
        return cambiado
