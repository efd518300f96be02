"""What an act left in the audit."""

from portal.operations.portal import Portal
from portal.repo.protocol import Fila, Transaccion
from tests.conftest import Casa

FILAS = "SELECT actor, objeto, resultado, motivo FROM portal_auditoria WHERE accion = :accion ORDER BY id"


def auditadas(casa: Casa, accion: str) -> list[Fila]:
    """The rows of that action, in order."""

    async def leer(portal: Portal) -> list[Fila]:
        async def mirar(tx: Transaccion) -> list[Fila]:
            return await tx.sql.todas(FILAS, accion=accion)

        return await portal.repo.read(mirar)

    return casa.operar(leer)
