"""Sending what waits in the outbox: of several instances one sends each, as often as it takes, and for so long."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog
from msgspec import structs

from portal.errors import NoDisponible, ResultadoDesconocido
from portal.operations.mail.contents import reunir
from portal.operations.portal import Portal
from portal.operations.portal.correo import Correo, NoEntregada
from portal.repo.protocol import Transaccion
from portal.repo.tables.mail import cartas
from portal.rules.mail.retries import TURNO, siguiente, vencida
from portal.structs.cartas import Envio, EstadoDeCarta
from portal.texts.catalogue import say
from portal.texts.named import datos

# In one round; the next follows at once where there were as many.
TANDA = 20
PAUSA = timedelta(seconds=3)
# Well within the turn that whoever sends has: writing it, with its paper, and the server's own bound.
TOPE_S = 90.0
# That it was sent is written down even where the database does not answer at once: else it would be sent again.
ANOTAR_VECES, ANOTAR_PAUSA_S = 20, 1.0

# What was written to whom is kept for a year and a month; what an outbox that nobody empties has, for a week.
MEMORIA, SIN_SERVIDOR = timedelta(days=400), timedelta(days=7)
TERMINADAS = (EstadoDeCarta.ENVIADA, EstadoDeCarta.FALLIDA, EstadoDeCarta.OMITIDA)
OLVIDADAS = 1000

log = structlog.get_logger()


async def repartir(portal: Portal) -> int:
    """Sends those whose time has come, TANDA at most; how many it took. Without a server everything stays."""
    correo = portal.correo
    if correo is None or not correo.envia:
        return 0
    pendientes = await portal.repo.read(lambda tx: cartas.pendientes(tx.sql, portal.clock(), TANDA))
    tomadas = 0
    for envio in pendientes:
        if await _tomar(portal, envio):
            tomadas += 1
            await _enviar(portal, correo, structs.replace(envio, intentos=envio.intentos + 1))
    return tomadas


async def limpiar(portal: Portal) -> None:
    """Forgets what ended long ago, and where no server takes them, what waits in vain: links are secrets."""
    ahora = portal.clock()
    plazos = dict.fromkeys(TERMINADAS, MEMORIA)
    if portal.correo is None or not portal.correo.envia:
        plazos[EstadoDeCarta.PENDIENTE] = timedelta(0) if portal.settings.produccion else SIN_SERVIDOR

    async def cuerpo(tx: Transaccion) -> None:
        for estado, plazo in plazos.items():
            await cartas.olvidar(tx.sql, estado, ahora - plazo, OLVIDADAS)
        await tx.confirmar()

    await portal.repo.write(cuerpo)


async def _tomar(portal: Portal, envio: Envio) -> bool:
    async def cuerpo(tx: Transaccion) -> bool:
        es_nuestra = await cartas.tomar(tx.sql, envio, portal.clock() + TURNO)
        await tx.confirmar()
        return es_nuestra

    return await portal.repo.write(cuerpo)


async def _enviar(portal: Portal, correo: Correo, envio: Envio) -> None:
    materia = None if vencida(envio, portal.clock()) else await reunir(portal, envio)
    if materia is None:
        await _terminar(portal, envio, EstadoDeCarta.OMITIDA)
        return
    try:
        async with asyncio.timeout(TOPE_S):
            redactada = await correo.redactar(envio, materia)
            await correo.entregar(envio, redactada)
    except NoEntregada as error:
        await _insistir(portal, envio, error)
    except Exception as error:  # what one of them meets keeps none of the others waiting
        log.exception("carta_no_se_pudo_escribir", carta=envio.id, clase=envio.clase)
        causa = say("carta-sin-entregar", datos(caso="sin-escribir", cual=type(error).__name__))
        await _insistir(portal, envio, NoEntregada(causa))
    else:
        await _terminar(portal, envio, EstadoDeCarta.ENVIADA)


async def _insistir(portal: Portal, envio: Envio, error: NoEntregada) -> None:
    """Later, or never: then the staff are told."""
    ahora = portal.clock()
    cuando = None if error.definitiva else siguiente(envio, ahora)
    if cuando is None:
        await _terminar(portal, envio, EstadoDeCarta.FALLIDA, error.causa)
        log.error("carta_fallida", carta=envio.id, clase=envio.clase, intentos=envio.intentos, causa=error.causa)
        return
    log.warning("carta_sin_entregar", carta=envio.id, clase=envio.clase, intentos=envio.intentos, causa=error.causa)

    async def cuerpo(tx: Transaccion) -> None:
        await cartas.postergar(tx.sql, envio, cuando, error.causa)
        await tx.confirmar()

    await portal.repo.write(cuerpo)


async def _terminar(portal: Portal, envio: Envio, estado: EstadoDeCarta, causa: str = "") -> None:
    async def cuerpo(tx: Transaccion) -> None:
        await cartas.terminar(tx.sql, envio, estado, portal.clock(), causa)
        await tx.confirmar()

    for _ in range(ANOTAR_VECES - 1):
        with suppress(NoDisponible, ResultadoDesconocido):
            await portal.repo.write(cuerpo)
            return
        await asyncio.sleep(ANOTAR_PAUSA_S)
    await portal.repo.write(cuerpo)
