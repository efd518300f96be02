"""The outbox as a developer reads it: every mail in words, without a server."""

from portal.errors import NoEncontrado
from portal.operations.mail.contents import reunir
from portal.operations.portal import Portal
from portal.repo.tables.mail import cartas
from portal.structs.cartas import Envio, EstadoDeCarta, Redactada

MUCHAS = 50
DESDE_EL_FINAL = 10**18


async def bandeja(portal: Portal) -> list[Envio]:
    """From the newest down."""
    return await portal.repo.read(lambda tx: cartas.ultimas(tx.sql, MUCHAS, DESDE_EL_FINAL))


async def redactada(portal: Portal, numero: int) -> Redactada:
    """One of them in words. Raises NoEncontrado for one that there is not, that ended, or that nobody would get."""
    envio = await portal.repo.read(lambda tx: cartas.por_id(tx.sql, numero))
    if envio is None or envio.estado is not EstadoDeCarta.PENDIENTE or portal.correo is None:
        raise NoEncontrado("carta-desconocida")
    if (materia := await reunir(portal, envio)) is None:
        raise NoEncontrado("carta-desconocida")
    return await portal.correo.redactar(envio, materia)
