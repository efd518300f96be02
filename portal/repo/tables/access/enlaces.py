"""Links that prove something once, by the SHA-256 of their tokens."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, entero
from portal.structs.enlaces import Enlace, TipoDeEnlace

CREAR = """
INSERT INTO portal_enlace (tipo, huella, usuario_id, documento, datos, creado, vence)
VALUES (:tipo, :huella, :usuario_id, :documento, :datos, :creado, :vence)"""
LEER = """
SELECT id, tipo, usuario_id, documento, datos, creado, vence, usado FROM portal_enlace WHERE huella = :huella"""
# Of many at once one changes the row.
USAR = """
UPDATE portal_enlace SET usado = :ahora
WHERE huella = :huella AND tipo = :tipo AND usado IS NULL AND vence > :ahora"""
# Nothing changes: whoever would use it up, or end it, waits.
RETENER = "UPDATE portal_enlace SET usado = usado WHERE id = :id AND usado IS NULL AND vence > :ahora"
TERMINAR = """
UPDATE portal_enlace SET usado = :ahora
WHERE id = :id AND usuario_id = :usuario_id AND tipo = :tipo AND usado IS NULL AND vence > :ahora"""
DE_USUARIO = "usuario_id = :usuario_id AND tipo = :tipo"
DE_DOCUMENTO = "documento = :documento AND tipo = :tipo"
TERMINAR_DE_USUARIO = f"UPDATE portal_enlace SET usado = :ahora WHERE {DE_USUARIO} AND usado IS NULL"
TERMINAR_DE_DOCUMENTO = f"UPDATE portal_enlace SET usado = :ahora WHERE {DE_DOCUMENTO} AND usado IS NULL"
CUANTOS_DE_USUARIO = f"SELECT count(*) AS cuantos FROM portal_enlace WHERE {DE_USUARIO} AND creado > :desde"
CUANTOS_DE_DOCUMENTO = f"SELECT count(*) AS cuantos FROM portal_enlace WHERE {DE_DOCUMENTO} AND creado > :desde"
VIVOS = f"""
SELECT id, tipo, usuario_id, documento, datos, creado, vence, usado FROM portal_enlace
WHERE {DE_DOCUMENTO} AND usado IS NULL AND vence > :ahora ORDER BY id DESC"""
VIVOS_DE_USUARIO = f"""
SELECT id, tipo, usuario_id, documento, datos, creado, vence, usado FROM portal_enlace
WHERE {DE_USUARIO} AND usado IS NULL AND vence > :ahora ORDER BY id DESC"""
PURGAR = "DELETE FROM portal_enlace WHERE vence < :antes"
_enlace = Lector(Enlace)


async def crear(
    sql: Sql,
    ahora: datetime,
    *,
    tipo: TipoDeEnlace,
    huella: str,
    vence: datetime,
    usuario_id: int | None = None,
    documento: str | None = None,
    datos: Mapping[str, str] | None = None,
) -> None:
    """A link that nobody used. Raises LlaveDuplicada where there is one of that token."""
    await sql.ejecutar(
        CREAR,
        tipo=tipo,
        huella=huella,
        usuario_id=usuario_id,
        documento=documento,
        datos=msgspec.json.encode(datos).decode() if datos else None,
        creado=en_micros(ahora),
        vence=en_micros(vence),
    )


async def leer(sql: Sql, huella: str) -> Enlace | None:
    """The link of that token, used or not."""
    fila = await sql.una(LEER, huella=huella)
    return None if fila is None else _leido(fila)


async def usar(sql: Sql, huella: str, tipo: TipoDeEnlace, ahora: datetime) -> bool:
    """Uses it up; False where there is none of that kind that still may be used."""
    return await sql.ejecutar(USAR, huella=huella, tipo=tipo, ahora=en_micros(ahora)) == 1


async def retener(sql: Sql, numero: int, ahora: datetime) -> bool:
    """Keeps one from ending until the transaction does; False where it may not be used any more."""
    return await sql.ejecutar(RETENER, id=numero, ahora=en_micros(ahora)) == 1


async def terminar(sql: Sql, numero: int, usuario_id: int, tipo: TipoDeEnlace, ahora: datetime) -> bool:
    """That one may not be used any more; False where that user has none of that number and kind that may be."""
    filas = await sql.ejecutar(TERMINAR, id=numero, usuario_id=usuario_id, tipo=tipo, ahora=en_micros(ahora))
    return filas == 1


async def terminar_de_usuario(sql: Sql, usuario_id: int, tipo: TipoDeEnlace, ahora: datetime) -> int:
    """None of that user and kind may be used any more; how many they were."""
    return await sql.ejecutar(TERMINAR_DE_USUARIO, usuario_id=usuario_id, tipo=tipo, ahora=en_micros(ahora))


async def terminar_de_documento(sql: Sql, documento: str, tipo: TipoDeEnlace, ahora: datetime) -> int:
    """None of that documento and kind may be used any more; how many they were."""
    return await sql.ejecutar(TERMINAR_DE_DOCUMENTO, documento=documento, tipo=tipo, ahora=en_micros(ahora))


async def cuantos_de_usuario(sql: Sql, usuario_id: int, tipo: TipoDeEnlace, desde: datetime) -> int:
    """How many of that kind were made for that user since then, used or not."""
    fila = await sql.una(CUANTOS_DE_USUARIO, usuario_id=usuario_id, tipo=tipo, desde=en_micros(desde))
    return entero(fila["cuantos"]) if fila else 0


async def cuantos_de_documento(sql: Sql, documento: str, tipo: TipoDeEnlace, desde: datetime) -> int:
    """How many of that kind were made for that documento since then, used or not."""
    fila = await sql.una(CUANTOS_DE_DOCUMENTO, documento=documento, tipo=tipo, desde=en_micros(desde))
    return entero(fila["cuantos"]) if fila else 0


async def vivos(sql: Sql, documento: str, tipo: TipoDeEnlace, ahora: datetime) -> list[Enlace]:
    """Those of that documento and kind that may still be used, newest first."""
    filas = await sql.todas(VIVOS, documento=documento, tipo=tipo, ahora=en_micros(ahora))
    return [_leido(fila) for fila in filas]


async def vivos_de_usuario(sql: Sql, usuario_id: int, tipo: TipoDeEnlace, ahora: datetime) -> list[Enlace]:
    """Those of that user and kind that may still be used, newest first."""
    filas = await sql.todas(VIVOS_DE_USUARIO, usuario_id=usuario_id, tipo=tipo, ahora=en_micros(ahora))
    return [_leido(fila) for fila in filas]


async def purgar(sql: Sql, antes: datetime) -> int:
    """Drops those whose time ended before that instant; how many they were."""
    return await sql.ejecutar(PURGAR, antes=en_micros(antes))


def _leido(fila: Fila) -> Enlace:
    datos = fila["datos"]
    return _enlace(fila, datos=msgspec.json.decode(datos, type=dict[str, str]) if isinstance(datos, str) else {})
