"""Who did what: appended in the transaction of the act, never changed, each row sealed by the one before."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256

import msgspec

from portal.reloj import en_micros
from portal.repo.protocol import Fila, LlaveDuplicada, Sql
from portal.structs.usuarios import Actor

ORIGEN = "0" * 64
# The lock on this row puts the writers of every instance one after the other, from here to their commit.
AVANZAR = "UPDATE portal_cadena SET nro = nro + 1 WHERE id = 1"
EMPEZAR = "INSERT INTO portal_cadena (id, nro, huella) VALUES (1, 0, :huella)"
FINAL = "SELECT nro, huella FROM portal_cadena WHERE id = 1"
SELLAR = "UPDATE portal_cadena SET huella = :huella WHERE id = 1"
ANOTAR = """
INSERT INTO portal_auditoria (id, en, actor, rol, accion, objeto, resultado, motivo, huella)
VALUES (:id, :en, :actor, :rol, :accion, :objeto, :resultado, :motivo, :huella)"""
TRAMO = """
SELECT id, en, actor, rol, accion, objeto, resultado, motivo, huella FROM portal_auditoria
WHERE id > :desde AND id <= :hasta ORDER BY id"""
CAMPOS = ("id", "en", "actor", "rol", "accion", "objeto", "resultado", "motivo")


def huella(previa: str, fila: Fila) -> str:
    """SHA-256, in hexadecimal, of the hash before and of the row as a JSON list: the chain's link."""
    return sha256(previa.encode() + msgspec.json.encode([fila[campo] for campo in CAMPOS])).hexdigest()


async def anotar(
    sql: Sql, ahora: datetime, actor: Actor | None, accion: str, objeto: str, resultado: str = "ok", motivo: str = ""
) -> None:
    """A row; without actor it was the portal itself. An empty objeto is kept as "-": to Oracle it would be NULL.

    It comes last in its transaction, since it holds the chain's end until the commit.
    """
    if not await sql.ejecutar(AVANZAR):
        with suppress(LlaveDuplicada):  # another instance began it at the same time
            await sql.ejecutar(EMPEZAR, huella=ORIGEN)
        await sql.ejecutar(AVANZAR)
    nro, previa = await final(sql)
    fila: Fila = {
        "id": nro,
        "en": en_micros(ahora),
        "actor": actor.usuario if actor else "PORTAL",
        "rol": str(actor.rol) if actor else "portal",
        "accion": accion,
        "objeto": objeto or "-",
        "resultado": str(resultado),
        "motivo": motivo or None,
    }
    sello = huella(previa, fila)
    await sql.diferir(ANOTAR, [{**fila, "huella": sello}])
    await sql.diferir(SELLAR, [{"huella": sello}])


async def final(sql: Sql) -> tuple[int, str]:
    """The last row's number and hash; 0 and ORIGEN before the first."""
    fila = await sql.una(FINAL)
    return (0, ORIGEN) if fila is None else (int(fila["nro"] or 0), str(fila["huella"]))


async def tramo(sql: Sql, desde: int, hasta: int) -> Sequence[Fila]:
    """Rows after number `desde`, up to `hasta`, in order, with their hashes."""
    return await sql.todas(TRAMO, desde=desde, hasta=hasta)
