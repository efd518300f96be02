"""Who wants which mails, and which addresses do not answer."""

from collections.abc import Mapping
from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import LlaveDuplicada, Sql, Valor
from portal.repo.rows import Lector, texto
from portal.structs.cartas import ClaseDeCarta, Rebote

PREFERENCIAS = "SELECT clase, quiere FROM portal_preferencia WHERE usuario_id = :usuario_id"
CAMBIAR = """
UPDATE portal_preferencia SET quiere = :quiere, en = :ahora WHERE usuario_id = :usuario_id AND clase = :clase"""
CREAR = """
INSERT INTO portal_preferencia (usuario_id, clase, quiere, en) VALUES (:usuario_id, :clase, :quiere, :ahora)"""
HABLAR = "UPDATE portal_usuario SET idioma = :idioma WHERE id = :usuario_id AND coalesce(idioma, '-') <> :idioma"
REBOTE = "SELECT correo, en, por, motivo FROM portal_rebote WHERE correo = :correo"
REBOTES = "SELECT correo, en, por, motivo FROM portal_rebote WHERE correo > :desde ORDER BY correo"
REBOTAR = "INSERT INTO portal_rebote (correo, en, por, motivo) VALUES (:correo, :ahora, :por, :motivo)"
OLVIDAR = "DELETE FROM portal_rebote WHERE correo = :correo"
_rebote = Lector(Rebote)


async def preferencias(sql: Sql, usuario_id: int) -> Mapping[ClaseDeCarta, bool]:
    """What that person said; a kind that is not in it was not spoken of."""
    filas = await sql.todas(PREFERENCIAS, usuario_id=usuario_id)
    return {ClaseDeCarta(texto(fila["clase"])): fila["quiere"] == 1 for fila in filas}


async def preferir(sql: Sql, ahora: datetime, usuario_id: int, clase: ClaseDeCarta, *, quiere: bool) -> None:
    """The last word counts. Raises LlaveDuplicada where the same person says another at the same moment."""
    valores: dict[str, Valor] = {
        "usuario_id": usuario_id,
        "clase": clase,
        "quiere": int(quiere),
        "ahora": en_micros(ahora),
    }
    if await sql.ejecutar(CAMBIAR, **valores) == 0:
        await sql.ejecutar(CREAR, **valores)


async def hablar(sql: Sql, usuario_id: int, idioma: str) -> None:
    """The language in which that person is written to from now on. It costs no trip of its own."""
    await sql.diferir(HABLAR, [{"usuario_id": usuario_id, "idioma": idioma}])


async def rebote(sql: Sql, correo: str) -> Rebote | None:
    """That of an address, if its mail came back."""
    fila = await sql.una(REBOTE, correo=correo.lower())
    return None if fila is None else _rebote(fila)


async def rebotes(sql: Sql, cuantos: int, desde: str) -> list[Rebote]:
    """By address, after that one."""
    return [_rebote(fila) for fila in await sql.primeras(REBOTES, cuantos, desde=desde or " ")]


async def rebotar(sql: Sql, ahora: datetime, correo: str, por: str, motivo: str) -> bool:
    """It gets no more mail; False where that was known."""
    try:
        await sql.ejecutar(REBOTAR, correo=correo.lower(), ahora=en_micros(ahora), por=por, motivo=motivo)
    except LlaveDuplicada:
        return False
    return True


async def olvidar_rebote(sql: Sql, correo: str) -> bool:
    """It gets mail again; False where it did."""
    return await sql.ejecutar(OLVIDAR, correo=correo.lower()) == 1
