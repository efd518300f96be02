"""What waits in a company's outbox, and the link that a carta brings."""

from portal.operations.portal import Portal
from portal.repo.tables.mail import cartas
from portal.structs.cartas import ClaseDeCarta, Envio
from tests.conftest import Casa


def waiting(casa: Casa) -> list[Envio]:
    """Every carta that is to be sent, oldest first."""

    async def read(portal: Portal) -> list[Envio]:
        return await portal.repo.read(lambda tx: cartas.pendientes(tx.sql, casa.clock(), 1000))

    return sorted(casa.operar(read), key=lambda each: each.id)


def last(casa: Casa, clase: ClaseDeCarta) -> Envio:
    """The newest carta of that class."""
    return [each for each in waiting(casa) if each.clase is clase][-1]


def token(casa: Casa, clase: ClaseDeCarta) -> str:
    """That of the link in the newest carta of that class."""
    return last(casa, clase).datos["token"]
