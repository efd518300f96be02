"""Failed tries of passwords, and tries under way, in the database so that every instance counts the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import LlaveDuplicada, Sql
from portal.repo.rows import entero, instante, texto

LARGO = 3
ESAS = "clave IN (:clave0, :clave1, :clave2)"
LEER = f"SELECT clave, cuenta, desde FROM portal_intento WHERE {ESAS}"
EN_CURSO = f"""
SELECT clave, count(*) AS cuantos FROM portal_intento_en_curso WHERE {ESAS} AND vence > :ahora GROUP BY clave"""
# Whoever counts holds the row until the commit, so that two instances do not both take the last place.
TOMAR = "UPDATE portal_intento SET cuenta = cuenta WHERE clave = :clave"
CREAR = "INSERT INTO portal_intento (clave, cuenta, desde) VALUES (:clave, 0, :desde)"
ANOTAR = "UPDATE portal_intento SET cuenta = :cuenta, desde = :desde WHERE clave = :clave"
OLVIDAR = "DELETE FROM portal_intento WHERE clave = :clave"
PERDONAR = "UPDATE portal_intento SET cuenta = 0 WHERE clave >= :inicio AND clave < :final AND cuenta > 0"
RESERVAR = "INSERT INTO portal_intento_en_curso (clave, numero, vence) VALUES (:clave, :numero, :vence)"
SOLTAR = "DELETE FROM portal_intento_en_curso WHERE clave = :clave AND numero = :numero"
PURGAR = """
DELETE FROM portal_intento WHERE clave >= :inicio AND clave < :final AND desde < :antes AND cuenta < :tope"""
PURGAR_EN_CURSO = "DELETE FROM portal_intento_en_curso WHERE vence <= :ahora"


async def leer(sql: Sql, claves: Sequence[str]) -> dict[str, tuple[int, datetime]]:
    """Failures and their instant for each of those keys (three at most) that has any."""
    filas = await sql.todas(LEER, **_esas(claves))
    return {texto(fila["clave"]): (entero(fila["cuenta"]), instante(fila["desde"])) for fila in filas}


async def en_curso(sql: Sql, claves: Sequence[str], ahora: datetime) -> dict[str, int]:
    """Tries under way for each of those keys that has any."""
    filas = await sql.todas(EN_CURSO, **_esas(claves), ahora=en_micros(ahora))
    return {texto(fila["clave"]): entero(fila["cuantos"]) for fila in filas}


async def tomar(sql: Sql, claves: Sequence[str], ahora: datetime) -> None:
    """Holds those rows until the transaction ends, in one order for everybody; makes the ones that are not there."""
    for clave in sorted(claves):
        if await sql.ejecutar(TOMAR, clave=clave):
            continue
        try:
            await sql.ejecutar(CREAR, clave=clave, desde=en_micros(ahora))
        except LlaveDuplicada:  # another instance made it meanwhile
            await sql.ejecutar(TOMAR, clave=clave)


async def anotar(sql: Sql, clave: str, cuenta: int, desde: datetime) -> None:
    """The count of a row that is held."""
    await sql.ejecutar(ANOTAR, clave=clave, cuenta=cuenta, desde=en_micros(desde))


async def reservar(sql: Sql, claves: Sequence[str], numero: str, vence: datetime) -> None:
    """A try under way, until it is let go or its time is over."""
    await sql.ejecutar_varias(
        RESERVAR, [{"clave": clave, "numero": numero, "vence": en_micros(vence)} for clave in claves]
    )


async def soltar(sql: Sql, claves: Sequence[str], numero: str) -> None:
    """It is under way no more."""
    await sql.ejecutar_varias(SOLTAR, [{"clave": clave, "numero": numero} for clave in claves])


async def olvidar(sql: Sql, clave: str) -> None:
    """A success clears the count."""
    await sql.ejecutar(OLVIDAR, clave=clave)


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


def _esas(claves: Sequence[str]) -> dict[str, str]:
    if not 0 < len(claves) <= LARGO:
        raise ValueError(claves)
    llenas = [*claves, *[claves[0]] * (LARGO - len(claves))]
    return {f"clave{nro}": clave for nro, clave in enumerate(llenas)}


def _siguiente(prefijo: str) -> str:
    """The first text after all those that begin with it."""
    return prefijo[:-1] + chr(ord(prefijo[-1]) + 1)
