"""Files of extracts that wait for an answer: kept in the database, so that any instance can go on."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector, texto
from portal.structs.finanzas import Borrador

PARTE = 3_000  # in base64, what a text column of every engine holds
DURA = timedelta(days=1)
CREAR = """
INSERT INTO portal_extracto_borrador (llave, canal, archivo, motivo, en, por)
VALUES (:llave, :canal, :archivo, :motivo, :en, :por)"""
CREAR_PARTE = "INSERT INTO portal_extracto_parte (llave, nro, texto) VALUES (:llave, :nro, :texto)"
DE_LLAVE = """
SELECT llave, canal, archivo, motivo, por FROM portal_extracto_borrador
WHERE llave = :llave AND por = :por AND en > :desde"""
PARTES = "SELECT texto FROM portal_extracto_parte WHERE llave = :llave ORDER BY nro"
OLVIDAR_PARTES = """
DELETE FROM portal_extracto_parte
WHERE llave IN (SELECT llave FROM portal_extracto_borrador WHERE por = :por OR en <= :desde)"""
OLVIDAR = "DELETE FROM portal_extracto_borrador WHERE por = :por OR en <= :desde"
_de_fila = Lector(Borrador)


async def guardar(sql: Sql, ahora: datetime, borrador: Borrador) -> None:
    """The only one of that person: it takes the place of another, and of whatever nobody came back for."""
    await olvidar(sql, ahora, borrador.por)
    await sql.ejecutar(
        CREAR,
        llave=borrador.llave,
        canal=borrador.canal,
        archivo=borrador.archivo,
        motivo=borrador.motivo,
        en=en_micros(ahora),
        por=borrador.por,
    )
    escrito = b64encode(borrador.contenido).decode()
    await sql.ejecutar_varias(
        CREAR_PARTE,
        [
            {"llave": borrador.llave, "nro": nro, "texto": escrito[desde : desde + PARTE]}
            for nro, desde in enumerate(range(0, len(escrito), PARTE))
        ],
    )


async def de_llave(sql: Sql, ahora: datetime, llave: str, por: str) -> Borrador | None:
    """That person's, or None."""
    fila = await sql.una(DE_LLAVE, llave=llave, por=por, desde=en_micros(ahora - DURA))
    if fila is None:
        return None
    partes = await sql.todas(PARTES, llave=llave)
    return _de_fila(fila, contenido=b64decode("".join(texto(parte["texto"]) for parte in partes)))


async def olvidar(sql: Sql, ahora: datetime, por: str) -> None:
    """That person's, and what is older than a day."""
    desde = en_micros(ahora - DURA)
    await sql.ejecutar(OLVIDAR_PARTES, por=por, desde=desde)
    await sql.ejecutar(OLVIDAR, por=por, desde=desde)
