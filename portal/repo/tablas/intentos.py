"""Failed tries to sign in, counted in the database so that every instance counts the same."""

from datetime import datetime, timedelta

from portal.reloj import de_micros, en_micros
from portal.repo.protocol import Sql

LEER = "SELECT cuenta, desde FROM portal_intento WHERE clave = :clave"
CREAR = "INSERT INTO portal_intento (clave, cuenta, desde) VALUES (:clave, 1, :desde)"
CONTAR = "UPDATE portal_intento SET cuenta = :cuenta, desde = :desde WHERE clave = :clave"
DESCONTAR = "UPDATE portal_intento SET cuenta = cuenta - 1 WHERE clave = :clave"
OLVIDAR = "DELETE FROM portal_intento WHERE clave = :clave"


async def contar(sql: Sql, clave: str, ahora: datetime, ventana: timedelta) -> tuple[int, datetime]:
    """One more try under that key: how many there are in this window, and when the window ends."""
    fila = await sql.una(LEER, clave=clave)
    if fila is None:
        await sql.ejecutar(CREAR, clave=clave, desde=en_micros(ahora))
        return 1, ahora + ventana
    desde, cuenta = de_micros(int(fila["desde"] or 0)), int(fila["cuenta"] or 0) + 1
    if ahora - desde >= ventana:
        desde, cuenta = ahora, 1
    await sql.ejecutar(CONTAR, clave=clave, cuenta=cuenta, desde=en_micros(desde))
    return cuenta, desde + ventana


async def olvidar(sql: Sql, clave: str) -> None:
    """A success clears the count."""
    await sql.ejecutar(OLVIDAR, clave=clave)


async def descontar(sql: Sql, clave: str) -> None:
    """That one was no failure."""
    await sql.ejecutar(DESCONTAR, clave=clave)
