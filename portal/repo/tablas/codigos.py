"""Codes whose reversal came before any payment: burnt for ever (DOMAIN: rule 7)."""

from datetime import datetime

from portal.reloj import en_micros
from portal.repo.protocol import Sql

QUEMAR = "INSERT INTO portal_codigo_quemado (emisor, cod_transaccion, en) VALUES (:emisor, :codigo, :en)"
QUEMADO = "SELECT en FROM portal_codigo_quemado WHERE emisor = :emisor AND cod_transaccion = :codigo"


async def quemar(sql: Sql, emisor: str, cod_transaccion: str, ahora: datetime) -> None:
    """That code never pays any more. Raises LlaveDuplicada where it was burnt before."""
    await sql.ejecutar(QUEMAR, emisor=emisor, codigo=cod_transaccion, en=en_micros(ahora))


async def quemado(sql: Sql, emisor: str, cod_transaccion: str) -> bool:
    """Whether its reversal was asked for before it paid anything."""
    return await sql.una(QUEMADO, emisor=emisor, codigo=cod_transaccion) is not None
