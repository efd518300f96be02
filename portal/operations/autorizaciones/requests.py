"""Asking somebody to open their documento: by a link sent to whose it is, who answers signed in as themselves.

Whoever asks learns of no refusal: it is as though nothing had been answered.
"""

from portal.errors import DatoInvalido, NoEncontrado
from portal.operations.autorizaciones import grants, links
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.rules.access import permisos, step_up
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor

TIPO = TipoDeEnlace.AUTORIZACION


async def pedir(portal: Portal, actor: Actor, documento: str) -> None:
    """Asks whose documento that is, by mail and on their page. Raises DatoInvalido for what is none, is the actor's
    own, may be opened already, or after five in a day."""
    pedido = links.de_otro(actor, documento)
    if any(una.documento == pedido for una in actor.autorizaciones):
        raise DatoInvalido("documento-autorizado", campo="documento")
    await links.mandar(portal, actor, pedido, TIPO, "autorizacion-pedir")


async def pendientes(portal: Portal, actor: Actor) -> list[Enlace]:
    """What others ask of the actor's own documento, newest first."""
    propio = permisos.documento_propio(actor)
    return await portal.repo.read(lambda tx: tabla.vivos(tx.sql, propio, TIPO, portal.clock()))


async def mirar(portal: Portal, actor: Actor, token: str) -> Enlace:
    """What the mail's link asks, for its page. Raises NoEncontrado where it may not be used, or is for another."""
    return await links.mirar(portal, actor, token, TIPO)


async def responder(portal: Portal, actor: Actor, numero: int, *, acepta: bool) -> None:
    """The answer of whose documento it is, once. Raises PruebaVencida where the session was not proved lately and it is
    a yes, NoEncontrado where nobody asks that any more, DatoInvalido where who asked may not have it."""
    propio = permisos.documento_propio(actor)
    if acepta:
        step_up.exigir(actor, portal.clock())

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        vivos = await tabla.vivos(tx.sql, propio, TIPO, ahora)
        enlace = next((uno for uno in vivos if uno.id == numero), None)
        pide = await usuarios.por_id(tx.sql, (enlace and enlace.usuario_id) or 0)
        if pide is None or not pide.activo or not await tabla.terminar(tx.sql, numero, pide.id, TIPO, ahora):
            raise NoEncontrado("enlace-vencido")
        if acepta:
            await grants.conceder(tx, ahora, pide, propio, actor.nombre)
        accion = "autorizacion-aceptar" if acepta else "autorizacion-rechazar"
        await auditoria.anotar(tx.sql, ahora, actor, accion, propio, motivo=pide.usuario)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
