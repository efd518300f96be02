"""Every code that an issuer sent, for ever: to pay with it, or to reverse what it never paid (DOMAIN: rule 7)."""

from collections.abc import Sequence
from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql, Valor

# One row where nobody else registered any of the binds of the code.
TOMAR = """
INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en)
SELECT :emisor, :codigo, :quemado, :en FROM (
    SELECT count(*) AS ajenos FROM portal_canal c JOIN portal_usuario u ON u.id = c.usuario_id
    WHERE u.usuario <> :emisor AND c.prefijo IN (:c0, :c1, :c2, :c3, :c4, :c5, :c6, :c7, :c8)
) WHERE ajenos = 0"""
QUEMADO = "SELECT quemado FROM portal_codigo WHERE emisor = :emisor AND cod_transaccion = :codigo"


async def tomar(sql: Sql, emisor: str, cod_transaccion: str, comienzos: Sequence[str], ahora: datetime) -> bool:
    """That code is of a payment from now on; False where it begins as another's registered prefix, and nothing is
    written. comienzos: every prefix that it could be of. Raises LlaveDuplicada where it was sent before, for
    whatever."""
    return await sql.ejecutar(TOMAR, **_valores(emisor, cod_transaccion, comienzos, ahora), quemado=0) > 0


async def quemar(sql: Sql, emisor: str, cod_transaccion: str, comienzos: Sequence[str], ahora: datetime) -> bool:
    """That code never pays; False, and LlaveDuplicada, as tomar() has them."""
    return await sql.ejecutar(TOMAR, **_valores(emisor, cod_transaccion, comienzos, ahora), quemado=1) > 0


async def quemado(sql: Sql, emisor: str, cod_transaccion: str) -> bool:
    """Whether its reversal was asked for before it paid anything."""
    fila = await sql.una(QUEMADO, emisor=emisor, codigo=cod_transaccion)
    return fila is not None and fila["quemado"] == 1


def _valores(emisor: str, cod_transaccion: str, comienzos: Sequence[str], ahora: datetime) -> dict[str, Valor]:
    esos = {f"c{nro}": comienzo for nro, comienzo in enumerate(comienzos)}
    return {"emisor": emisor, "codigo": cod_transaccion, "en": en_micros(ahora), **esos}
