"""The write path of a payment: claim it in one transaction, pay it in another, and never guess in between.

The claim is committed first, so that whatever happens later leaves a trace. The payment's transaction begins at the
fence: the attempt's row, locked while it still is in this state and attempt number. Record, package and audit commit
together.
"""

import asyncio
import secrets
from collections.abc import Coroutine
from datetime import datetime, timedelta
from decimal import Decimal

import structlog
from msgspec import structs

from portal.errors import EnVerificacion, NoDisponible, NoEncontrado, Rechazo, ResultadoDesconocido
from portal.operations import consultas
from portal.operations.juicio import juzgar, negar
from portal.operations.payment.transiciones import OtroFuePrimero, anotar, pasar
from portal.operations.portal import Portal
from portal.reloj import dia
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tablas import codigos, pagos, situaciones
from portal.repo.tablas import consultas as tabla
from portal.rules.disponibilidad import no_disponibles
from portal.rules.miradas import primera
from portal.rules.saldo import despues_de_pagar
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Estado, Pago
from portal.structs.usuarios import Actor

# How long whoever claimed an attempt has to reach its fence before anybody else looks at it. It is no part of the
# proof: a row that is locked is being worked on, however long that takes, and one that is not was left behind.
PLAZO = timedelta(seconds=3)

log = structlog.get_logger()


async def reclamar(
    portal: Portal,
    tx: Transaccion,
    actor: Actor,
    idsession: int,
    *,
    emisor: str,
    cod_transaccion: str,
    plazo: timedelta,
) -> Pago:
    """The attempt to pay that cart as it is now, holding its debts; the caller confirms.

    It begins EN_PROCESO for a canal, POR_VERIFICAR where a gateway has to charge first. Raises NoEncontrado for
    somebody else's cart, Rechazo for an empty, incomplete or busy one, and for a burnt code, LlaveDuplicada for one
    that was used.
    """
    ahora = portal.reloj()
    await _tomar_codigo(tx, emisor, cod_transaccion, ahora)
    await tabla.bloquear(tx.sql, idsession)
    consulta, items, comision = await pagable(portal, tx, actor, idsession)
    elegidas = consulta.en_carrito
    por_pasarela = emisor == PORTAL and portal.pasarela is not None
    subtotal = sum((deuda.importe for deuda in items[1:]), items[0].importe)
    saldo, proximo = despues_de_pagar(consulta.deudas, elegidas, dia(ahora))
    intento = Pago(
        id=0,
        emisor=emisor,
        cod_transaccion=cod_transaccion,
        usuario=actor.usuario,
        documento=consulta.documento,
        cliente=consulta.cliente,
        idsession=idsession,
        moneda=consulta.moneda,
        subtotal=subtotal,
        comision=comision,
        total=subtotal + comision,
        estado=Estado.POR_VERIFICAR if por_pasarela else Estado.EN_PROCESO,
        intento=1,
        creado=ahora,
        vence=ahora + plazo,
        pasarela=portal.pasarela.nombre if por_pasarela and portal.pasarela else None,
        verificador=secrets.token_urlsafe(16),
        saldo_restante=saldo,
        proximo_vencimiento=proximo,
    )
    intento = structs.replace(intento, mirar=primera(intento, ahora))
    try:
        pago = await pagos.crear(tx.sql, intento, items)
    except LlaveDuplicada as error:
        raise await deuda_ocupada(portal, tx, actor, consulta) from error
    await anotar(portal, tx, pago, None, actor, "Se reservaron las deudas del carrito.")
    return pago


PORTAL = "PORTAL"


async def _tomar_codigo(tx: Transaccion, emisor: str, cod_transaccion: str, ahora: datetime) -> None:
    try:
        await codigos.tomar(tx.sql, emisor, cod_transaccion, ahora)
    except LlaveDuplicada:
        if await codigos.quemado(tx.sql, emisor, cod_transaccion):
            raise Rechazo("transaccion-anulada", "Ese código de transacción ya se anuló: usá otro.") from None
        raise


async def pagable(
    portal: Portal, tx: Transaccion, actor: Actor, idsession: int
) -> tuple[Consulta, tuple[Deuda, ...], Decimal]:
    """The consultation whose cart may be paid as it is, what that cart holds, and its commission; the caller has locked
    it. Raises NoEncontrado, or Rechazo with every reason against it."""
    consulta = await consultas.propia(tx, actor, idsession)
    situacion = await situaciones.leer(tx.sql, consulta)
    negar(juzgar(portal, actor, consulta, consulta.en_carrito, situacion))
    items = tuple(deuda for deuda in consulta.deudas if deuda.codmovimiento in consulta.en_carrito)
    if not items or consulta.comision is None:
        raise Rechazo("carrito-vacio", "El carrito está vacío: agregá lo que querés pagar.")
    return consulta, items, consulta.comision


async def deuda_ocupada(portal: Portal, tx: Transaccion, actor: Actor, consulta: Consulta) -> Rechazo:
    """Why one of its cart's debts has no room for another attempt, where another transaction was first."""
    situacion = await situaciones.leer(tx.sql, consulta)
    negar(no_disponibles(consulta, consulta.en_carrito, situacion, actor, portal.reloj()))
    return Rechazo("deuda-en-pago", "Una de esas deudas tiene otro pago en curso.")


async def ejecutar(portal: Portal, pago: Pago, actor: Actor | None) -> Pago:
    """Pays an attempt that is EN_PROCESO: PAGADO, or RECHAZADO where the package refused and nothing was charged
    elsewhere. Raises EnVerificacion where the outcome is unknown. A caller that goes away does not interrupt it."""
    return await sin_corte(_ejecutar(portal, pago, actor))


async def sin_corte(trabajo: Coroutine[object, object, Pago]) -> Pago:
    """Runs it to its end even where whoever waits goes away; how it ended is then in the database alone."""
    tarea = asyncio.ensure_future(trabajo)
    tarea.add_done_callback(lambda hecha: hecha.cancelled() or hecha.exception())  # nobody may be left to retrieve it
    return await asyncio.shield(tarea)


async def _ejecutar(portal: Portal, pago: Pago, actor: Actor | None) -> Pago:
    try:
        return await _pagar(portal, pago, actor)
    except (ResultadoDesconocido, NoDisponible) as error:
        raise EnVerificacion(pago.cod_transaccion) from error
    except Exception as error:
        # Whatever broke, the payment may have been sent: nobody is told that it failed.
        log.exception("pago_interrumpido", pago=pago.id)
        raise EnVerificacion(pago.cod_transaccion) from error


async def _pagar(portal: Portal, pago: Pago, actor: Actor | None) -> Pago:
    try:
        async with portal.repo.escritura() as tx:
            if not await pagos.cercar(tx.sql, pago):
                raise OtroFuePrimero
            respuesta = await tx.paquete.pagar(pago.idsession, pago.usuario, pago.cod_transaccion)
            if respuesta.codresp == "0":
                pagado = await pasar(
                    portal,
                    tx,
                    pago,
                    Estado.PAGADO,
                    actor,
                    "El sistema de la empresa registró el pago.",
                    pagado=portal.reloj(),
                    mod_fact=respuesta.mod_fact,
                    desc_resp=respuesta.descresp,
                )
                await tx.confirmar()
                return pagado
        return await _rehusado(portal, pago, actor, respuesta.descresp)
    except OtroFuePrimero:
        return await releer(portal, pago)


async def _rehusado(portal: Portal, pago: Pago, actor: Actor | None, motivo: str) -> Pago:
    """Money that a gateway charged is not refused with a word: a person has to see it."""
    cobrado = pago.pasarela is not None
    estado = Estado.DESCONOCIDO if cobrado else Estado.RECHAZADO
    texto = f"El banco cobró, pero el sistema de la empresa no lo aplicó: {motivo}" if cobrado else motivo
    async with portal.repo.escritura() as tx:
        rehusado = await pasar(portal, tx, pago, estado, actor, texto, desc_resp=motivo)
        await tx.confirmar()
        return rehusado


async def releer(portal: Portal, pago: Pago) -> Pago:
    """The attempt as it is in the database now."""
    async with portal.repo.lectura() as tx:
        actual = await pagos.por_id(tx.sql, pago.id)
    if actual is None:
        raise NoEncontrado("pago-desconocido", "No existe ese pago.")
    return actual
