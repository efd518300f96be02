"""Idempotency keys with what was answered under each, byte for byte."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.idempotency import Contestado, KeyedRequest, Registro

DE_ESA_LLAVE = "WHERE usuario = :usuario AND ruta = :ruta AND llave = :llave"
LEER = f"SELECT huella, vence, estado, cuerpo FROM portal_idempotencia {DE_ESA_LLAVE}"
RESERVAR = """
INSERT INTO portal_idempotencia (usuario, ruta, llave, huella, creado, vence)
VALUES (:usuario, :ruta, :llave, :huella, :creado, :vence)"""
RETOMAR = f"UPDATE portal_idempotencia SET vence = :vence {DE_ESA_LLAVE} AND estado IS NULL AND vence = :antes"
# Whoever took the key knows it by the end of its term: another that took it over has a later one.
PROPIA = f"{DE_ESA_LLAVE} AND estado IS NULL AND vence = :vence"
TERMINAR = f"UPDATE portal_idempotencia SET estado = :estado, cuerpo = :cuerpo {PROPIA}"
DUDOSA = f"UPDATE portal_idempotencia SET vence = :ahora {PROPIA}"
SOLTAR = f"DELETE FROM portal_idempotencia {PROPIA}"
OLVIDAR = "DELETE FROM portal_idempotencia WHERE creado < :antes"
_registro, _contestado = Lector(Registro), Lector(Contestado)


async def leer(sql: Sql, pedido: KeyedRequest) -> Registro | None:
    """What was kept under that key, if anything."""
    fila = await sql.una(LEER, **_llave(pedido))
    if fila is None:
        return None
    contestado = None if fila["estado"] is None else _contestado(fila, repetido=True)
    return _registro(fila, contestado=contestado)


async def reservar(sql: Sql, pedido: KeyedRequest, ahora: datetime, vence: datetime) -> None:
    """The key is this request's until `vence`. Raises LlaveDuplicada where another took it first."""
    await sql.ejecutar(
        RESERVAR, **_llave(pedido), huella=pedido.huella, creado=en_micros(ahora), vence=en_micros(vence)
    )


async def retomar(sql: Sql, pedido: KeyedRequest, antes: datetime, vence: datetime) -> bool:
    """Takes over a key that nobody is at; False where another did first."""
    return await sql.ejecutar(RETOMAR, **_llave(pedido), antes=en_micros(antes), vence=en_micros(vence)) == 1


async def terminar(sql: Sql, pedido: KeyedRequest, vence: datetime, contestado: Contestado) -> bool:
    """The answer, for ever the same; False where another request took the key over meanwhile."""
    cambiadas = await sql.ejecutar(
        TERMINAR, **_llave(pedido), vence=en_micros(vence), estado=contestado.estado, cuerpo=contestado.cuerpo
    )
    return cambiadas == 1


async def dejar_dudosa(sql: Sql, pedido: KeyedRequest, vence: datetime, ahora: datetime) -> None:
    """The outcome is not known: the next request with that key asks again."""
    await sql.ejecutar(DUDOSA, **_llave(pedido), vence=en_micros(vence), ahora=en_micros(ahora))


async def soltar(sql: Sql, pedido: KeyedRequest, vence: datetime) -> bool:
    """Nothing is kept under that key: it is as good as new; False where another request took it over meanwhile."""
    return await sql.ejecutar(SOLTAR, **_llave(pedido), vence=en_micros(vence)) == 1


async def olvidar(sql: Sql, antes: datetime) -> None:
    """Drops the keys first used before that instant."""
    await sql.ejecutar(OLVIDAR, antes=en_micros(antes))


def _llave(pedido: KeyedRequest) -> dict[str, str]:
    return {"usuario": pedido.usuario, "ruta": pedido.ruta, "llave": pedido.llave}
