"""The debts of an attempt, and the hold it has on them while it is open."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from portal.reloj import de_micros
from portal.repo.protocol import Sql
from portal.structs.deudas import Deuda
from portal.structs.pagos import Estado

CREAR_LINEA = """
INSERT INTO portal_pago_deuda (pago_id, orden, codmovimiento, seq, deuda, abierta)
VALUES (:pago_id, :orden, :codmovimiento, :seq, :deuda, 0)"""
LINEAS = "SELECT deuda FROM portal_pago_deuda WHERE pago_id = :id ORDER BY orden"
RETENER = "UPDATE portal_pago_deuda SET abierta = 0 WHERE pago_id = :id"
SOLTAR = "UPDATE portal_pago_deuda SET abierta = :id WHERE pago_id = :id"
RETENIDAS = """
SELECT d.codmovimiento, p.vence, p.idsession FROM portal_pago_deuda d JOIN portal_pago p ON p.id = d.pago_id
WHERE p.documento = :documento AND p.moneda = :moneda AND d.abierta = 0
    AND p.estado IN ('POR_VERIFICAR', 'EN_PROCESO', 'NO_EJECUTADO', 'DESCONOCIDO')"""
DUENO = """
SELECT p.id, p.estado FROM portal_pago_deuda d JOIN portal_pago p ON p.id = d.pago_id
WHERE d.codmovimiento = :codmovimiento AND d.seq = :seq AND d.abierta = 0"""


async def crear(sql: Sql, pago_id: int, items: Iterable[Deuda]) -> None:
    """The debts of a new attempt, held. Raises LlaveDuplicada where another attempt holds or paid one."""
    await sql.ejecutar_varias(
        CREAR_LINEA,
        [
            {
                "pago_id": pago_id,
                "orden": orden,
                "codmovimiento": deuda.codmovimiento,
                "seq": deuda.seq,
                "deuda": msgspec.json.encode(deuda).decode(),
            }
            for orden, deuda in enumerate(items)
        ],
    )


async def items(sql: Sql, pago_id: int) -> tuple[Deuda, ...]:
    """Its debts, as they were when it began."""
    return tuple(msgspec.json.decode(str(fila["deuda"]), type=Deuda) for fila in await sql.todas(LINEAS, id=pago_id))


async def retener(sql: Sql, pago_id: int) -> None:
    """Its debts are held. Raises LlaveDuplicada where another attempt holds or paid one."""
    await sql.ejecutar(RETENER, id=pago_id)


async def soltar(sql: Sql, pago_id: int) -> None:
    """Its debts are free for other carts."""
    await sql.ejecutar(SOLTAR, id=pago_id)


async def retenidas(sql: Sql, documento: str, moneda: int) -> Mapping[str, datetime]:
    """The customer's debts in an open attempt, and until when."""
    filas = await sql.todas(RETENIDAS, documento=documento, moneda=moneda)
    return {str(fila["codmovimiento"]): de_micros(int(fila["vence"] or 0)) for fila in filas}


async def duenos(sql: Sql, deudas: Iterable[Deuda]) -> Mapping[int, Estado]:
    """The attempts, by number, that hold or paid any of those debts, and their states."""
    hallados: dict[int, Estado] = {}
    for deuda in deudas:
        if fila := await sql.una(DUENO, codmovimiento=deuda.codmovimiento, seq=deuda.seq):
            hallados[int(fila["id"] or 0)] = Estado(str(fila["estado"]))
    return hallados
