"""Failed tries of passwords, and tries under way, in the database so that every instance counts the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import LlaveDuplicada, Sql
from portal.repo.rows import entero, instante, texto

LARGO = 3
ESAS = "llave IN (:llave0, :llave1, :llave2)"
LEER = f"SELECT llave, cuenta, desde FROM portal_intento WHERE {ESAS}"
EN_CURSO = f"""
SELECT llave, count(*) AS cuantos FROM portal_intento_en_curso WHERE {ESAS} AND vence > :ahora GROUP BY llave"""
# Whoever counts holds the row until the commit, so that two instances do not both take the last place.
TOMAR = "UPDATE portal_intento SET cuenta = cuenta WHERE llave = :llave"
CREAR = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, 0, :desde)"
ANOTAR = "UPDATE portal_intento SET cuenta = :cuenta, desde = :desde WHERE llave = :llave"
OLVIDAR = "DELETE FROM portal_intento WHERE llave = :llave"
PERDONAR = "UPDATE portal_intento SET cuenta = 0 WHERE llave >= :inicio AND llave < :final AND cuenta > 0"
RESERVAR = "INSERT INTO portal_intento_en_curso (llave, numero, vence) VALUES (:llave, :numero, :vence)"
SOLTAR = "DELETE FROM portal_intento_en_curso WHERE llave = :llave AND numero = :numero"
PURGAR = """
DELETE FROM portal_intento WHERE llave >= :inicio AND llave < :final AND desde < :antes AND cuenta < :tope"""
PURGAR_EN_CURSO = "DELETE FROM portal_intento_en_curso WHERE vence <= :ahora"


async def leer(sql: Sql, llaves: Sequence[str]) -> dict[str, tuple[int, datetime]]:
    """Failures and their instant for each of those keys (three at most) that has any."""
    filas = await sql.todas(LEER, **_esas(llaves))
    return {texto(fila["llave"]): (entero(fila["cuenta"]), instante(fila["desde"])) for fila in filas}


async def en_curso(sql: Sql, llaves: Sequence[str], ahora: datetime) -> dict[str, int]:
    """Tries under way for each of those keys that has any."""
    filas = await sql.todas(EN_CURSO, **_esas(llaves), ahora=en_micros(ahora))
    return {texto(fila["llave"]): entero(fila["cuantos"]) for fila in filas}


async def tomar(sql: Sql, llaves: Sequence[str], ahora: datetime) -> None:
    """Holds those rows until the transaction ends, in one order for everybody; makes the ones that are not there."""
    for llave in sorted(llaves):
        if await sql.ejecutar(TOMAR, llave=llave):
            continue
        try:
            await sql.ejecutar(CREAR, llave=llave, desde=en_micros(ahora))
        except LlaveDuplicada:  # another instance made it meanwhile
            await sql.ejecutar(TOMAR, llave=llave)


async def anotar(sql: Sql, llave: str, cuenta: int, desde: datetime) -> None:
    """The count of a row that is held."""
    await sql.ejecutar(ANOTAR, llave=llave, cuenta=cuenta, desde=en_micros(desde))


async def reservar(sql: Sql, llaves: Sequence[str], numero: str, vence: datetime) -> None:
    """A try under way, until it is let go or its time is over."""
    await sql.ejecutar_varias(
        RESERVAR, [{"llave": llave, "numero": numero, "vence": en_micros(vence)} for llave in llaves]
    )


async def soltar(sql: Sql, llaves: Sequence[str], numero: str) -> None:
    """It is under way no more."""
    await sql.ejecutar_varias(SOLTAR, [{"llave": llave, "numero": numero} for llave in llaves])


async def olvidar(sql: Sql, llave: str) -> None:
    """A success clears the count."""
    await sql.ejecutar(OLVIDAR, llave=llave)


async def perdonar(sql: Sql, prefijo: str) -> int:
    """Every count whose key begins with that begins anew; how many had any failure."""
    return await sql.ejecutar(PERDONAR, inicio=prefijo, final=_siguiente(prefijo))


async def purgar(sql: Sql, antes_por_prefijo: Mapping[str, datetime], tope: int, ahora: datetime) -> int:
    """Drops counts below `tope` without news since the instant of their prefix, and tries that nobody let go."""
    await sql.ejecutar(PURGAR_EN_CURSO, ahora=en_micros(ahora))
    idas = 0
    for prefijo, antes in antes_por_prefijo.items():
        idas += await sql.ejecutar(PURGAR, inicio=prefijo, final=_siguiente(prefijo), antes=en_micros(antes), tope=tope)
    return idas


def _esas(llaves: Sequence[str]) -> dict[str, str]:
    if not 0 < len(llaves) <= LARGO:
        raise ValueError(llaves)
    llenas = [*llaves, *[llaves[0]] * (LARGO - len(llaves))]
    return {f"llave{nro}": llave for nro, llave in enumerate(llenas)}


def _siguiente(prefijo: str) -> str:
    """The first text after all those that begin with it."""
    return prefijo[:-1] + chr(ord(prefijo[-1]) + 1)
