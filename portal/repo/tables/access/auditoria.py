"""Who did what: appended in the transaction of the act, never changed, each row sealed by the one before."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import entero, texto
from portal.structs.usuarios import Actor

ORIGEN = "0" * 64
LARGO_DIRECCION = 45
COMENZAR = """
INSERT INTO portal_cadena (id, nro, huella)
SELECT 1, 0, :origen FROM (SELECT count(*) AS cuantas FROM portal_cadena WHERE id = 1) WHERE cuantas = 0"""
# The lock on this row puts the writers of every instance one after the other, from here to their commit: no trip may
# come between, so that the link is computed where the row is. standard_hash is Oracle's; repo/embedded has the same.
AVANZAR = """
UPDATE portal_cadena
SET nro = nro + 1, huella = lower(rawtohex(standard_hash(huella || (nro + 1) || :sello, 'SHA256'))) WHERE id = 1"""
ANOTAR = """
INSERT INTO portal_auditoria (id, en, actor, rol, accion, objeto, resultado, motivo, direccion, huella)
SELECT nro, :en, :actor, :rol, :accion, :objeto, :resultado, :motivo, :direccion, huella FROM portal_cadena
WHERE id = 1"""
FINAL = "SELECT nro, huella FROM portal_cadena WHERE id = 1"
TRAMO = """
SELECT id, en, actor, rol, accion, objeto, resultado, motivo, direccion, huella FROM portal_auditoria
WHERE id > :desde AND id <= :hasta ORDER BY id"""
CAMPOS = ("en", "actor", "rol", "accion", "objeto", "resultado", "motivo")


def huella(previa: str, fila: Fila) -> str:
    """The chain's link: SHA-256, in hexadecimal, of the link before, the row's number and its seal."""
    return sha256(f"{previa}{fila['id']}{_sello(fila)}".encode()).hexdigest()


def _sello(fila: Fila) -> str:
    """SHA-256 of the row's own fields as a JSON list: 64 letters whatever they hold, the same in any database's
    character set. One without address is sealed as every row was before there were addresses."""
    campos = [fila[campo] for campo in CAMPOS]
    if fila["direccion"] is not None:
        campos.append(fila["direccion"])
    return sha256(msgspec.json.encode(campos)).hexdigest()


async def anotar(
    sql: Sql,
    ahora: datetime,
    actor: Actor | None,
    accion: str,
    objeto: str,
    resultado: str = "ok",
    motivo: str = "",
    *,
    direccion: str = "",
) -> None:
    """A row; without actor it was the portal itself. An empty objeto is kept as "-": to Oracle it would be NULL. The
    address is the actor's own, where there is an actor.

    It comes last in its transaction, since it holds the chain's end until the commit, and costs no trip of its own. The
    chain is begun by whoever writes first of all, which is a user being made.
    """
    fila: Fila = {
        "en": en_micros(ahora),
        "actor": actor.usuario if actor else "PORTAL",
        "rol": str(actor.rol) if actor else "portal",
        "accion": accion,
        "objeto": objeto or "-",
        "resultado": str(resultado),
        "motivo": motivo or None,
        "direccion": (actor.direccion if actor else direccion)[:LARGO_DIRECCION] or None,
    }
    await sql.diferir(COMENZAR, [{"origen": ORIGEN}])
    await sql.diferir(AVANZAR, [{"sello": _sello(fila)}])
    await sql.diferir(ANOTAR, [fila])


async def final(sql: Sql) -> tuple[int, str]:
    """The last row's number and hash; 0 and ORIGEN before the first."""
    fila = await sql.una(FINAL)
    return (0, ORIGEN) if fila is None else (entero(fila["nro"]), texto(fila["huella"]))


async def tramo(sql: Sql, desde: int, hasta: int) -> Sequence[Fila]:
    """Rows after number `desde`, up to `hasta`, in order, with their hashes."""
    return await sql.todas(TRAMO, desde=desde, hasta=hasta)
