"""What an operador looks at is somebody else's: each look leaves its row, before anything is shown."""

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.structs.usuarios import Actor, Rol

LARGO_OBJETO = 100


async def anotar(portal: Portal, actor: Actor, accion: str, objeto: str) -> None:
    """Nothing for the other roles: they see what is theirs."""
    if actor.rol is not Rol.OPERADOR:
        return

    async def guardar(tx: Transaccion) -> None:
        await auditoria.anotar(tx.sql, portal.clock(), actor, accion, objeto[:LARGO_OBJETO])
        await tx.confirmar()

    await portal.repo.write(guardar)
