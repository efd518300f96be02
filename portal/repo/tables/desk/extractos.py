"""Extracts of banks and gateways, as they were loaded."""

from collections.abc import Sequence
from datetime import datetime

from portal.clock import en_micros
from portal.money import en_unidades
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, entero, instante, texto
from portal.structs.finanzas import Extracto, Movimiento

CAMPOS = "id, canal, archivo, desde, hasta, lineas, en, por, motivo, comparado, coinciden"
CREAR = """
INSERT INTO portal_extracto (canal, archivo, huella, desde, hasta, lineas, en, por, motivo, comparado, coinciden)
VALUES (:canal, :archivo, :huella, :desde, :hasta, :lineas, :en, :por, :motivo, :en, 0)"""
CREAR_LINEA = """
INSERT INTO portal_extracto_linea (extracto_id, linea, codigo, fecha, importe, moneda)
VALUES (:extracto_id, :linea, :codigo, :fecha, :importe, :moneda)"""
CREAR_REVERSA = CREAR_LINEA.replace("portal_extracto_linea", "portal_extracto_reversa")
CREAR_AVISO = "INSERT INTO portal_extracto_aviso (extracto_id, nro, texto) VALUES (:extracto_id, :nro, :texto)"
LARGO_AVISO = 500
POR_HUELLA = f"SELECT {CAMPOS} FROM portal_extracto WHERE huella = :huella"
POR_ID = f"SELECT {CAMPOS} FROM portal_extracto WHERE id = :id"
ULTIMOS = f"SELECT {CAMPOS} FROM portal_extracto WHERE id > (SELECT max(id) FROM portal_extracto) - 50 ORDER BY id DESC"
LINEAS = """
SELECT linea, codigo, fecha, importe, moneda FROM portal_extracto_linea WHERE extracto_id = :id
UNION ALL
SELECT linea, codigo, fecha, -importe AS importe, moneda FROM portal_extracto_reversa WHERE extracto_id = :id
ORDER BY linea"""
AVISOS = "SELECT texto FROM portal_extracto_aviso WHERE extracto_id = :id ORDER BY nro"
COMPARADO = "UPDATE portal_extracto SET comparado = :en, coinciden = :coinciden WHERE id = :id"
_extracto, _movimiento = Lector(Extracto), Lector(Movimiento)


async def crear(
    sql: Sql, extracto: Extracto, huella: str, movimientos: Sequence[Movimiento], avisos: Sequence[str] = ()
) -> Extracto:
    """A new extract with its lines, and what was passed over; its number comes from the database. Raises LlaveDuplicada
    for a file that was loaded before."""
    await sql.ejecutar(
        CREAR,
        canal=extracto.canal,
        archivo=extracto.archivo,
        huella=huella,
        desde=extracto.desde.isoformat(),
        hasta=extracto.hasta.isoformat(),
        lineas=extracto.lineas,
        en=en_micros(extracto.en),
        por=extracto.por,
        motivo=extracto.motivo,
    )
    fila = await sql.una(POR_HUELLA, huella=huella)
    if fila is None:
        raise LookupError("the extract just loaded is not there")
    nuevo = _extracto(fila)
    dichos: list[Fila] = [
        {"extracto_id": nuevo.id, "nro": nro, "texto": dicho[:LARGO_AVISO]} for nro, dicho in enumerate(avisos, start=1)
    ]
    for sentencia, varias in (
        (CREAR_LINEA, [_a_fila(nuevo.id, cada) for cada in movimientos if cada.importe > 0]),
        (CREAR_REVERSA, [_a_fila(nuevo.id, cada) for cada in movimientos if cada.importe < 0]),
        (CREAR_AVISO, dichos),
    ):
        if varias:
            await sql.ejecutar_varias(sentencia, varias)
    return nuevo


async def hay(sql: Sql, huella: str) -> bool:
    """Whether that file was loaded before."""
    return await sql.una(POR_HUELLA, huella=huella) is not None


async def avisos(sql: Sql, numero: int) -> tuple[str, ...]:
    """What was passed over when it was read."""
    return tuple(texto(fila["texto"]) for fila in await sql.todas(AVISOS, id=numero))


async def por_id(sql: Sql, numero: int) -> tuple[Extracto, datetime, int] | None:
    """The extract, when it was last compared, and how many payments agreed then; None where there is none."""
    fila = await sql.una(POR_ID, id=numero)
    return None if fila is None else (_extracto(fila), instante(fila["comparado"]), entero(fila["coinciden"]))


async def ultimos(sql: Sql) -> list[Extracto]:
    """The newest fifty, newest first."""
    return [_extracto(fila) for fila in await sql.todas(ULTIMOS)]


async def movimientos(sql: Sql, numero: int) -> tuple[Movimiento, ...]:
    """Its lines, in the file's order; what was given back is negative."""
    return tuple(_movimiento(fila) for fila in await sql.todas(LINEAS, id=numero))


def _a_fila(numero: int, movimiento: Movimiento) -> Fila:
    return {
        "extracto_id": numero,
        "linea": movimiento.linea,
        "codigo": movimiento.codigo,
        "fecha": movimiento.fecha.isoformat(),
        "importe": en_unidades(abs(movimiento.importe), movimiento.moneda),
        "moneda": movimiento.moneda,
    }


async def anotar_comparacion(sql: Sql, numero: int, ahora: datetime, coinciden: int) -> None:
    """When it was last compared, and how many agreed."""
    await sql.ejecutar(COMPARADO, id=numero, en=en_micros(ahora), coinciden=coinciden)
