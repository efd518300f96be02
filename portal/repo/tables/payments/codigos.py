"""Every code that an issuer sent, for ever: to pay with it, or to reverse what it never paid (DOMAIN: rule 7)."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql

TOMAR = """
INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en) VALUES (:emisor, :codigo, :quemado, :en)"""
QUEMADO = "SELECT quemado FROM portal_codigo WHERE emisor = :emisor AND cod_transaccion = :codigo"


async def tomar(sql: Sql, emisor: str, cod_transaccion: str, ahora: datetime) -> None:
    """That code is of a payment from now on. Raises LlaveDuplicada where it was sent before, for whatever."""
    await sql.ejecutar(TOMAR, emisor=emisor, codigo=cod_transaccion, quemado=0, en=en_micros(ahora))


async def quemar(sql: Sql, emisor: str, cod_transaccion: str, ahora: datetime) -> None:
    """That code never pays. Raises LlaveDuplicada where it was sent before, for whatever."""
    await sql.ejecutar(TOMAR, emisor=emisor, codigo=cod_transaccion, quemado=1, en=en_micros(ahora))


async def quemado(sql: Sql, emisor: str, cod_transaccion: str) -> bool:
    """Whether its reversal was asked for before it paid anything."""
    fila = await sql.una(QUEMADO, emisor=emisor, codigo=cod_transaccion)
    return fila is not None and fila["quemado"] == 1
