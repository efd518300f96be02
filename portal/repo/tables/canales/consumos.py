"""How much of its quotas each channel used, window by window: every instance counts in the same rows."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import LlaveDuplicada, Sql, Valor
from portal.repo.rows import Lector, entero
from portal.structs.canales import Freno, Quota

ESA = "usuario_id = :usuario_id AND quota = :quota AND desde = :desde"
LEER = f"SELECT usados FROM portal_consumo WHERE {ESA}"
# Whoever counts holds the row until the commit, so that two instances do not both take the last of it.
TOMAR = f"UPDATE portal_consumo SET usados = usados WHERE {ESA}"
CREAR = (
    "INSERT INTO portal_consumo (usuario_id, quota, desde, usados, avisado) VALUES (:usuario_id, :quota, :desde, 0, 0)"
)
SUMAR = f"UPDATE portal_consumo SET usados = usados + :cuantos WHERE {ESA}"
AVISAR = f"UPDATE portal_consumo SET avisado = 1 WHERE {ESA} AND avisado = 0"
VISTO = """
SELECT count(*) AS cuantos FROM portal_consumo_documento
WHERE usuario_id = :usuario_id AND desde = :desde AND documento = :documento"""
VER = """
INSERT INTO portal_consumo_documento (usuario_id, desde, documento) VALUES (:usuario_id, :desde, :documento)"""
FRENADOS = """
SELECT u.usuario, c.quota, c.desde, c.usados FROM portal_consumo c JOIN portal_usuario u ON u.id = c.usuario_id
WHERE c.desde >= :desde AND c.avisado = 1 ORDER BY c.desde DESC, u.usuario, c.quota"""
PURGAR = "DELETE FROM portal_consumo WHERE desde < :antes"
PURGAR_DOCUMENTOS = "DELETE FROM portal_consumo_documento WHERE desde < :antes"
_freno = Lector(Freno)


async def usados(sql: Sql, usuario_id: int, quota: Quota, desde: datetime) -> int:
    """How much of that window's quota is taken."""
    fila = await sql.una(LEER, usuario_id=usuario_id, quota=quota, desde=en_micros(desde))
    return 0 if fila is None else entero(fila["usados"])


async def tomar(sql: Sql, usuario_id: int, quota: Quota, desde: datetime) -> int:
    """The same, of a row that is held until the transaction ends; it is made where it was not there."""
    esa: dict[str, Valor] = {"usuario_id": usuario_id, "quota": str(quota), "desde": en_micros(desde)}
    if not await sql.ejecutar(TOMAR, **esa):
        try:
            await sql.ejecutar(CREAR, **esa)
        except LlaveDuplicada:  # another instance made it meanwhile
            await sql.ejecutar(TOMAR, **esa)
    return await usados(sql, usuario_id, quota, desde)


async def sumar(sql: Sql, usuario_id: int, quota: Quota, desde: datetime, cuantos: int) -> None:
    """So much more is taken, of a row that is held."""
    await sql.ejecutar(SUMAR, usuario_id=usuario_id, quota=quota, desde=en_micros(desde), cuantos=cuantos)


async def avisar(sql: Sql, usuario_id: int, quota: Quota, desde: datetime) -> bool:
    """Whether nobody was told yet that the quota of that window is at its end; from now on somebody was."""
    return await sql.ejecutar(AVISAR, usuario_id=usuario_id, quota=quota, desde=en_micros(desde)) > 0


async def visto(sql: Sql, usuario_id: int, desde: datetime, documento: str) -> bool:
    """Whether that documento was asked for in that window."""
    fila = await sql.una(VISTO, usuario_id=usuario_id, desde=en_micros(desde), documento=documento)
    return fila is not None and fila["cuantos"] != 0


async def ver(sql: Sql, usuario_id: int, desde: datetime, documento: str) -> None:
    """It is from now on."""
    await sql.ejecutar(VER, usuario_id=usuario_id, desde=en_micros(desde), documento=documento)


async def frenados(sql: Sql, desde: datetime) -> list[Freno]:
    """Windows since then in which a channel was stopped, newest first."""
    return [_freno(fila) for fila in await sql.todas(FRENADOS, desde=en_micros(desde))]


async def purgar(sql: Sql, antes: datetime, antes_de_documentos: datetime) -> None:
    """Forgets the windows that began before that; which documentos they were, before the other."""
    await sql.ejecutar(PURGAR_DOCUMENTOS, antes=en_micros(antes_de_documentos))
    await sql.ejecutar(PURGAR, antes=en_micros(antes))
