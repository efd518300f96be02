"""What the portal does by itself every few seconds, on every instance: no payment depends on a customer coming back."""

from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from msgspec import structs

from portal.errors import Ocupado
from portal.operations.access import enlaces, throttle
from portal.operations.canales import quotas
from portal.operations.desk import aprobadas
from portal.operations.desk.pedidos import cerrar_el_dia
from portal.operations.factors import pending
from portal.operations.payment import avanzar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import seguimiento
from portal.rules.payment.seguimiento import ALARMA, espera
from portal.structs.pagos import Pago
from portal.structs.pasos import Suceso

# Between two rounds. The longest is for what other instances write down meanwhile.
PAUSA_MINIMA = timedelta(seconds=1)
PAUSA_MAXIMA = timedelta(seconds=5)

log = structlog.get_logger()


async def barrer(portal: Portal) -> int:
    """Looks at every attempt whose time has come, and tells of those that take too long; how many it looked at.

    Of several instances one looks at each. An attempt that cannot be looked at keeps none of the others waiting.
    """

    async def cuerpo(tx: Transaccion) -> list[Pago]:
        return await seguimiento.pendientes(tx.sql, portal.clock())

    pendientes = await portal.repo.read(cuerpo)
    vistos = 0
    for pago in pendientes:
        if await _apartar(portal, pago):
            vistos += 1
            await _mirar(portal, structs.replace(pago, miradas=pago.miradas + 1))
    await _avisar(portal)
    await cerrar_el_dia(portal)
    await aprobadas.seguir(portal)
    if portal.limpieza.toca(portal.clock()):
        await throttle.purgar(portal)
        await pending.purgar(portal)
        await enlaces.purgar(portal)
        await quotas.purgar(portal)
    return vistos


async def pausa(portal: Portal) -> timedelta:
    """How long to rest before the next round: until the next attempt's time, within both limits."""

    async def cuerpo(tx: Transaccion) -> datetime | None:
        return await seguimiento.proxima(tx.sql)

    proxima = await portal.repo.read(cuerpo)
    falta = proxima - portal.clock() if proxima else PAUSA_MAXIMA
    return min(max(falta, PAUSA_MINIMA), PAUSA_MAXIMA)


async def _apartar(portal: Portal, pago: Pago) -> bool:
    async def cuerpo(tx: Transaccion) -> bool:
        es_nuestro = await seguimiento.apartar(tx.sql, pago, portal.clock() + espera(pago.miradas + 1))
        await tx.confirmar()
        return es_nuestro

    with suppress(Ocupado):  # somebody is working on it: that is no silence
        return await portal.repo.write(cuerpo)
    return False


async def _mirar(portal: Portal, pago: Pago) -> None:
    try:
        await avanzar(portal, pago, Suceso.BARRIDO)
    except Exception:  # what one of them meets keeps none of the others waiting
        log.exception("pago_no_se_pudo_mirar", pago=pago.id, estado=pago.estado)


async def _avisar(portal: Portal) -> None:
    """Each attempt in doubt for too long is told once in the log, at error level, by one of the instances."""
    ahora = portal.clock()

    async def cuerpo(tx: Transaccion) -> list[Pago]:
        return await seguimiento.sin_avisar(tx.sql, ahora, ALARMA)

    for pago in await portal.repo.read(cuerpo):
        if await _avisar_de(portal, pago, ahora):
            log.error("pago_demorado", pago=pago.id, estado=pago.estado, devolucion=pago.devolucion, creado=pago.creado)


async def _avisar_de(portal: Portal, pago: Pago, ahora: datetime) -> bool:
    async def cuerpo(tx: Transaccion) -> bool:
        primero = await seguimiento.avisar(tx.sql, pago, ahora)
        await tx.confirmar()
        return primero

    return await portal.repo.write(cuerpo)
