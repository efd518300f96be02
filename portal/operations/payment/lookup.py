"""Finding one payment, among those that the actor may see."""

from portal.operations.portal import Portal
from portal.repo.tables.payments import pagos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor


async def cargar(portal: Portal, actor: Actor, pago_id: int) -> Pago:
    """The attempt alone."""
    permisos.exigir(actor, Acto.VER_PAGOS)
    return permisos.pago_visible(actor, await portal.repo.read(lambda tx: pagos.por_id(tx.sql, pago_id)))


async def propio(portal: Portal, actor: Actor, cod_transaccion: str) -> Pago:
    """The payment that this very user made with that code. Raises NoEncontrado for any other."""
    return permisos.pago_visible(actor, await con_codigo(portal, actor, cod_transaccion))


async def con_codigo(portal: Portal, actor: Actor, cod_transaccion: str) -> Pago | None:
    """The payment that this very user made with that code, or None."""
    hallados = await portal.repo.read(lambda tx: pagos.por_codigo(tx.sql, cod_transaccion))
    return permisos.propio(actor, hallados)
