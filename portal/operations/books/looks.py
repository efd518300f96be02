"""What an operador looks at is somebody else's, and so is what a customer sees by another's documento: each look leaves
its row, before anything is shown, and whose data they are can see who looked."""

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import anotaciones, auditoria
from portal.rules.access import permisos
from portal.structs.auditoria import MiradasPagina
from portal.structs.usuarios import Actor, Rol

# What a customer sees by another's documento is written down by this name, whatever it is.
POR_OTRO = "mirar-por-otro"
LARGO_OBJETO = 100
POR_PAGINA = 20


async def anotar(portal: Portal, actor: Actor, accion: str, objeto: str, motivo: str = "") -> None:
    """Nothing where it is the actor's own. objeto: the documento, where it is about one customer; motivo: what of
    theirs."""
    if actor.rol is not Rol.OPERADOR and actor.ajena is None:
        return
    if actor.ajena is not None:
        accion, objeto, motivo = POR_OTRO, actor.ajena.documento, f"{accion} {motivo}".strip()

    async def guardar(tx: Transaccion) -> None:
        await auditoria.anotar(tx.sql, portal.clock(), actor, accion, objeto[:LARGO_OBJETO], motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(guardar)


async def a_lo_mio(portal: Portal, actor: Actor, antes: int | None = None) -> MiradasPagina:
    """Who else looked at the actor's own data, newest first, from the rows numbered below `antes`."""
    documento = permisos.documento_propio(actor)
    desde = anotaciones.ULTIMO if antes is None else antes
    filas = await portal.repo.read(lambda tx: anotaciones.miradas(tx.sql, documento, POR_PAGINA + 1, antes=desde))
    vistas = tuple(filas[:POR_PAGINA])
    return MiradasPagina(filas=vistas, siguiente=vistas[-1].id if len(filas) > POR_PAGINA else None)
