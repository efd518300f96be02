"""How much a channel asks for: requests of a minute and distinct documentos of an hour, counted for every instance.

Requests are taken from the count by the handful, so that most of them ask the database nothing; a documento is counted
when it is first asked for, whatever its answer.
"""

from datetime import datetime, timedelta

import structlog

from portal.errors import NoDisponible, QuotaAgotada, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.operations.portal.allowances import Allowance
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.canales import consumos
from portal.rules.canales import quotas
from portal.structs.canales import Consumo, Licencia, Quota
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos

# Windows of the last day are kept, by which the staff see who was stopped; the documentos of one that ended are not.
MEMORIA = timedelta(days=1)

log = structlog.get_logger()


async def contar_pedido(portal: Portal, actor: Actor) -> None:
    """One request more of a channel; whoever is no channel is not counted. Raises QuotaAgotada.

    Where the database cannot count now, this process does alone: a full disk stops no reading.
    """
    if actor.licencia is None:
        return
    tope, ahora = _tope(portal, actor.licencia, Quota.PEDIDOS), portal.clock()
    parte = portal.allowances.de(actor.usuario_id, Quota.PEDIDOS, quotas.ventana(Quota.PEDIDOS, ahora))
    if parte.en_mano == 0 and not parte.cerrada:
        async with portal.allowances.turno(actor.usuario_id):
            if parte.en_mano == 0 and not parte.cerrada:  # whoever was before may have taken enough
                await _tomar(portal, actor, parte, tope)
    if parte.en_mano == 0:
        raise _agotada(Quota.PEDIDOS, tope, ahora)
    parte.en_mano -= 1


async def _tomar(portal: Portal, actor: Actor, parte: Allowance, tope: int) -> None:
    """A handful of the window's requests, or what is left of them."""
    punado = quotas.punado(tope)

    async def tomar(tx: Transaccion) -> tuple[int, int, bool]:
        usados = await consumos.tomar(tx.sql, actor.usuario_id, Quota.PEDIDOS, parte.desde)
        cuantos = min(punado, max(0, tope - usados))
        if cuantos:
            await consumos.sumar(tx.sql, actor.usuario_id, Quota.PEDIDOS, parte.desde, cuantos)
        primera = not cuantos and await consumos.avisar(tx.sql, actor.usuario_id, Quota.PEDIDOS, parte.desde)
        await tx.confirmar()
        return cuantos, max(0, tope - usados - cuantos), primera

    try:
        parte.en_mano, parte.quedan, avisar = await portal.repo.write(tomar)
        if avisar:
            log.warning("canal_frenado", canal=actor.usuario, quota=str(Quota.PEDIDOS), tope=tope)
    except (NoDisponible, ResultadoDesconocido):
        quedan = tope if parte.quedan is None else parte.quedan
        parte.en_mano = min(punado, quedan)
        parte.quedan = quedan - parte.en_mano
    parte.cerrada = parte.en_mano == 0


async def contar_documento(portal: Portal, actor: Actor, documento: str) -> None:
    """A documento that a channel asks for; the same one counts once in its window. Raises QuotaAgotada, and tells the
    staff, once for each window, in the log and in the audit."""
    if actor.licencia is None:
        return
    tope, ahora = _tope(portal, actor.licencia, Quota.DOCUMENTOS), portal.clock()
    desde = quotas.ventana(Quota.DOCUMENTOS, ahora)
    vistos = portal.allowances.vistos(actor.usuario_id, desde)
    if documento in vistos:
        return
    parte = portal.allowances.de(actor.usuario_id, Quota.DOCUMENTOS, desde)
    async with portal.allowances.turno(actor.usuario_id):
        if parte.cerrada:
            cabe = await portal.repo.read(lambda tx: consumos.visto(tx.sql, actor.usuario_id, desde, documento))
        else:
            cabe, parte.quedan = await _contar(portal, actor, documento, desde, tope, ahora)
            parte.cerrada = not cabe
    if not cabe:
        raise _agotada(Quota.DOCUMENTOS, tope, ahora)
    vistos.add(documento)


async def _contar(
    portal: Portal, actor: Actor, documento: str, desde: datetime, tope: int, ahora: datetime
) -> tuple[bool, int]:
    """Whether there is room for it, and how many more there is room for."""

    async def contar(tx: Transaccion) -> tuple[bool, int, bool]:
        usados = await consumos.tomar(tx.sql, actor.usuario_id, Quota.DOCUMENTOS, desde)
        if await consumos.visto(tx.sql, actor.usuario_id, desde, documento):
            return True, max(0, tope - usados), False
        if usados < tope:
            await consumos.sumar(tx.sql, actor.usuario_id, Quota.DOCUMENTOS, desde, 1)
            await consumos.ver(tx.sql, actor.usuario_id, desde, documento)
            await tx.confirmar()
            return True, tope - usados - 1, False
        primera = await consumos.avisar(tx.sql, actor.usuario_id, Quota.DOCUMENTOS, desde)
        if primera:
            motivo = say("canal-frenado", datos(tope=tope))
            await auditoria.anotar(tx.sql, ahora, actor, "canal-frenado", actor.usuario, "quota-agotada", motivo)
        await tx.confirmar()
        return False, 0, primera

    cabe, quedan, avisar = await portal.repo.write(contar)
    if avisar:
        log.error("canal_frenado", canal=actor.usuario, quota=str(Quota.DOCUMENTOS), tope=tope)
    return cabe, quedan


def consumidas(portal: Portal, actor: Actor) -> tuple[Consumo, ...]:
    """How a channel stands with its quotas as this process knows it; one that nothing was asked of yet is whole."""
    if actor.licencia is None:
        return ()
    ahora = portal.clock()
    dichas = []
    for quota in Quota:
        tope = _tope(portal, actor.licencia, quota)
        parte = portal.allowances.de(actor.usuario_id, quota, quotas.ventana(quota, ahora))
        quedan = tope if parte.quedan is None else parte.quedan + parte.en_mano
        dichas.append(quotas.consumo(quota, tope, quedan, ahora))
    return tuple(dichas)


async def purgar(portal: Portal) -> None:
    """Forgets what is of no window that anybody looks at."""
    ahora = portal.clock()

    async def purgar_todas(tx: Transaccion) -> None:
        await consumos.purgar(tx.sql, ahora - MEMORIA, quotas.ventana(Quota.DOCUMENTOS, ahora))
        await tx.confirmar()

    await portal.repo.write(purgar_todas)


def _tope(portal: Portal, licencia: Licencia, quota: Quota) -> int:
    return quotas.tope(licencia, quota, del_portal(portal, quota))


def del_portal(portal: Portal, quota: Quota) -> int:
    """What a channel has that has none of its own."""
    settings = portal.settings
    return settings.canal_pedidos_por_minuto if quota is Quota.PEDIDOS else settings.canal_documentos_por_hora


def _agotada(quota: Quota, tope: int, ahora: datetime) -> QuotaAgotada:
    segundos = quotas.consumo(quota, tope, 0, ahora).falta
    return QuotaAgotada("quota-agotada", datos(caso=str(quota), tope=tope, segundos=segundos), segundos)
