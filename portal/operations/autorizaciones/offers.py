"""Inviting somebody to open one's documento: by a link sent to the other's account, who accepts it by a press.

Whoever invites sees what they sent until it is used or over: that nobody has such an account looks as one who does not
answer.
"""

from portal.errors import NoEncontrado
from portal.operations.access import enlaces
from portal.operations.autorizaciones import grants, links
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.rules.access import step_up
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor

TIPO = TipoDeEnlace.OFRECIMIENTO


async def invitar(portal: Portal, actor: Actor, documento: str) -> None:
    """Invites the account of that documento to open the actor's own. Raises PruebaVencida where the session was not
    proved lately, DatoInvalido for what is no documento, is the actor's own, or after five in a day."""
    invitado = links.de_otro(actor, documento)
    step_up.exigir(actor, portal.clock())
    await links.mandar(portal, actor, invitado, TIPO, "autorizacion-ofrecer")


async def vivas(portal: Portal, actor: Actor) -> list[Enlace]:
    """The actor's invitations that nobody accepted yet, newest first."""
    return await portal.repo.read(lambda tx: tabla.vivos_de_usuario(tx.sql, actor.usuario_id, TIPO, portal.clock()))


async def anular(portal: Portal, actor: Actor, numero: int) -> None:
    """Nobody can accept it any more. Raises NoEncontrado where the actor has no such invitation."""

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if not await tabla.terminar(tx.sql, numero, actor.usuario_id, TIPO, ahora):
            raise NoEncontrado("invitacion-terminada")
        await auditoria.anotar(tx.sql, ahora, actor, "ofrecimiento-anular", f"enlace {numero}")
        await tx.confirmar()

    await portal.repo.write(guardar)


async def mirar(portal: Portal, actor: Actor, token: str) -> Enlace:
    """Who invites, for its page. Raises NoEncontrado where it may not be used, or is for another."""
    return await links.mirar(portal, actor, token, TIPO)


async def aceptar(portal: Portal, actor: Actor, token: str) -> None:
    """The actor may open that documento from now on, and both sides are told. Raises as mirar, and DatoInvalido where
    the actor has too many."""

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        enlace = await enlaces.usar(tx, ahora, token, TIPO)
        links.exigir_suyo(actor, enlace)
        titular = await usuarios.por_id(tx.sql, enlace.usuario_id or 0)
        propio = await usuarios.por_id(tx.sql, actor.usuario_id)
        if titular is None or titular.documento is None or not titular.activo or propio is None:
            raise NoEncontrado("enlace-vencido")
        await grants.conceder(tx, ahora, propio, titular.documento, titular.nombre)
        await auditoria.anotar(tx.sql, ahora, actor, "ofrecimiento-aceptar", titular.documento, motivo=actor.usuario)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
