"""Which documento a session has open: every page, cart and receipt belongs to one."""

from portal.errors import NoEncontrado
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, autorizaciones
from portal.rules.access import permisos
from portal.structs.usuarios import Actor


async def elegir(portal: Portal, actor: Actor, numero: int | None) -> None:
    """That authorization's documento, or with None the own. Raises NoEncontrado for one that the actor has not."""
    documento = permisos.documento_propio(actor)
    if numero is not None:
        una = next((cada for cada in actor.autorizaciones if cada.id == numero), None)
        if una is None:
            raise NoEncontrado("autorizacion-desconocida")
        documento = una.documento

    async def guardar(tx: Transaccion) -> None:
        await autorizaciones.elegir(tx.sql, actor.usuario_id, actor.sid, numero)
        await auditoria.anotar(tx.sql, portal.clock(), actor, "documento-elegir", documento)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
