"""The debts of an attempt, which nobody else can have while it holds them: under way, and once it paid them."""

from collections.abc import Iterable

import msgspec

from portal.repo.protocol import Sql
from portal.repo.rows import entero, texto
from portal.structs.deudas import Deuda

# Otherwise it is the number of the attempt that let it go.
SIN_SOLTAR = "suelta = 0"

CREAR_LINEA = """
INSERT INTO portal_pago_deuda (pago_id, orden, codmovimiento, seq, deuda, suelta)
VALUES (:pago_id, :orden, :codmovimiento, :seq, :deuda, 0)"""
VIVAS = f"""
SELECT l.codmovimiento, l.seq FROM portal_pago p JOIN portal_pago_deuda l ON l.pago_id = p.id
WHERE p.documento = :documento AND l.{SIN_SOLTAR}"""
LINEAS = "SELECT deuda FROM portal_pago_deuda WHERE pago_id = :id ORDER BY orden"
RETENER = f"UPDATE portal_pago_deuda SET {SIN_SOLTAR} WHERE pago_id = :id"
SOLTAR = "UPDATE portal_pago_deuda SET suelta = :id WHERE pago_id = :id"


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
    return tuple(msgspec.json.decode(texto(fila["deuda"]), type=Deuda) for fila in await sql.todas(LINEAS, id=pago_id))


async def vivas(sql: Sql, documento: str) -> frozenset[tuple[str, int]]:
    """The debts of that documento that attempts hold or paid, by codmovimiento and seq."""
    filas = await sql.todas(VIVAS, documento=documento)
    return frozenset((texto(fila["codmovimiento"]), entero(fila["seq"])) for fila in filas)


async def retener(sql: Sql, pago_id: int) -> None:
    """Its debts are held. Raises LlaveDuplicada where another attempt holds or paid one."""
    await sql.ejecutar(RETENER, id=pago_id)


async def soltar(sql: Sql, pago_id: int) -> None:
    """Its debts are free for other carts."""
    await sql.ejecutar(SOLTAR, id=pago_id)
