"""The audit's word of a change of the keys that sign tokens."""

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.texts.catalogue import say
from portal.texts.named import datos


async def anotar_rotacion(portal: Portal, kid: str, *, fuga: bool) -> None:
    """A new key was made, which is called so. fuga: because another leaked, so that every session ended with it."""

    async def anotar(tx: Transaccion) -> None:
        motivo = say("clave-rotada", datos(caso="fuga" if fuga else "normal"))
        await auditoria.anotar(tx.sql, portal.clock(), None, "clave-rotar", kid, motivo=motivo)
        await tx.confirmar()

    await portal.repo.write(anotar)
