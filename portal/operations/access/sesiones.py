"""Open sessions: to see, to end, and to go on by another number once their holder proved again who it is."""

import secrets
from contextlib import suppress
from datetime import datetime

from portal.errors import Ajeno, NoAutenticado, NoDisponible, NoEncontrado, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.rules.access import inactividad
from portal.structs.usuarios import Actor, Sesion
from portal.texts.catalogue import say
from portal.texts.named import datos


def numero_nuevo() -> str:
    """A session's number: 144 random bits."""
    return secrets.token_urlsafe(18)


async def renovar(tx: Transaccion, actor: Actor, ahora: datetime) -> Sesion:
    """The actor's session by another number, whose token its holder is to be given: that of before is worth nothing
    once the caller confirms. It ends when it would have. Raises NoAutenticado where it ended, or another request of the
    same browser renewed it first."""
    sesion = await usuarios.renovar(tx.sql, actor.usuario_id, actor.sid, numero_nuevo(), ahora)
    if sesion is None:
        raise NoAutenticado("sesion-terminada")
    return sesion


async def seguir(portal: Portal, actor: Actor, ahora: datetime) -> None:
    """Somebody is there: of the pages, writes it down every few minutes. Raises NoAutenticado where nobody was for too
    long."""
    if actor.puerta != "pagina":
        return
    desde = actor.vista or actor.desde
    if inactividad.ociosa(desde, ahora, portal.settings.sesion_inactiva(actor.rol)):
        raise NoAutenticado("sesion-inactiva")
    if not inactividad.por_anotar(desde, ahora):
        return

    async def anotar(tx: Transaccion) -> None:
        await usuarios.ver(tx.sql, actor.sid, ahora)
        await tx.confirmar()

    # A database that takes no writes for the moment is no reason to show no page.
    with suppress(NoDisponible, ResultadoDesconocido):
        await portal.repo.write(anotar)


async def abiertas(portal: Portal, actor: Actor) -> list[Sesion]:
    """The actor's open sessions."""
    ahora, minutos = portal.clock(), portal.settings.sesion_inactiva(actor.rol)
    todas = await portal.repo.read(lambda tx: usuarios.sesiones(tx.sql, actor.usuario_id, ahora))
    return [
        cada
        for cada in todas
        if cada.puerta != "pagina" or not inactividad.ociosa(cada.vista or cada.creada, ahora, minutos)
    ]


async def cerrar(portal: Portal, actor: Actor, sid: str) -> None:
    """Ends one of the actor's own sessions."""

    async def hacer(tx: Transaccion) -> None:
        if not await usuarios.cerrar_sesion(tx.sql, actor.usuario_id, sid):
            if await usuarios.hay_sesion(tx.sql, sid):
                raise Ajeno("sesion-desconocida", objeto=f"sesion {sid[:8]}")
            raise NoEncontrado("sesion-desconocida")
        await anotar_cierre(portal, tx, actor, sid)
        await tx.confirmar()

    await portal.repo.write(hacer)
    portal.vistas.olvidar()


async def cerrar_otras(portal: Portal, actor: Actor) -> int:
    """Ends every session of the actor but the one that asks, of both doors; how many they were. Raises NoAutenticado
    where that one ended, or another tab just gave it another number: then it would be among the others."""

    async def hacer(tx: Transaccion) -> int:
        # It keeps its number until the others ended.
        if not await usuarios.ver(tx.sql, actor.sid, portal.clock()):
            raise NoAutenticado("sesion-terminada")
        cerradas = await usuarios.cerrar_todas(tx.sql, actor.usuario_id, menos=actor.sid)
        if cerradas:
            await anotar_cierre(portal, tx, actor, "otras", cuantas(cerradas))
        await tx.confirmar()
        return cerradas

    cerradas = await portal.repo.write(hacer)
    portal.vistas.olvidar()
    return cerradas


async def anotar_cierre(portal: Portal, tx: Transaccion, quien: Actor, sid: str, motivo: str = "") -> None:
    """A session that was ended before its time. The first letters of its number are enough to tell it by."""
    await auditoria.anotar(tx.sql, portal.clock(), quien, "sesion-cerrar", sid[:8], motivo=motivo)


def cuantas(cerradas: int) -> str:
    """The audit's word of how many were ended beside an act; '' of none."""
    return say("sesiones-cerradas", datos(cuantas=cerradas)) if cerradas else ""
