"""Whom the portal knows, and the words by which they are found.

Who pays, is invited or has an account is known from that same transaction on. No key is unique here: two that write
somebody at once write them twice, which harms nobody who reads, and neither undoes what the other was about.
"""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from portal.inputs import words
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, entero
from portal.structs.clientes import ClienteConocido, PagoHallado

CONOCER = """
INSERT INTO portal_cliente (documento, nombre)
SELECT :documento, :nombre FROM (SELECT count(*) AS cuantos FROM portal_cliente WHERE documento = :documento)
WHERE cuantos = 0"""
NOMBRAR = "UPDATE portal_cliente SET nombre = :nombre WHERE documento = :documento AND nombre <> :nombre"
_NUEVA = """
    AND NOT EXISTS (SELECT 1 FROM portal_cliente_palabra p WHERE p.cliente_id = c.id AND p.palabra = :palabra)"""
AGREGAR = f"""
INSERT INTO portal_cliente_palabra (palabra, cliente_id)
SELECT :palabra, c.id FROM portal_cliente c WHERE c.documento = :documento{_NUEVA}"""
AGREGAR_DE_USUARIO = f"""
INSERT INTO portal_cliente_palabra (palabra, cliente_id)
SELECT :palabra, c.id FROM portal_cliente c
WHERE c.documento = (SELECT u.documento FROM portal_usuario u WHERE u.id = :usuario_id){_NUEVA}"""

# Of several accounts the one that comes first in the alphabet.
CAMPOS = """
c.id, c.documento, c.nombre, (SELECT min(u.usuario) FROM portal_usuario u WHERE u.documento = c.documento) AS usuario,
(SELECT min(u.correo) FROM portal_usuario u WHERE u.documento = c.documento) AS correo"""
POR_ID = f"SELECT {CAMPOS} FROM portal_cliente c WHERE c.id = :id"
POR_DOCUMENTO = f"SELECT {CAMPOS} FROM portal_cliente c WHERE c.documento = :documento ORDER BY c.id"
CON_DOCUMENTO = f"""
SELECT {CAMPOS} FROM portal_cliente c WHERE c.documento >= :desde AND c.documento < :hasta ORDER BY c.documento, c.id"""
QUIENES = """
SELECT cliente_id FROM portal_cliente_palabra
WHERE palabra >= :desde AND palabra < :hasta ORDER BY palabra, cliente_id"""
# Of two words that so many have it does not matter which is looked for first.
RARA = 300
DE_PAGO = f"{CAMPOS}, p.id AS pago_id, p.cod_transaccion, p.moneda, p.subtotal + p.comision AS total"
CON_PAGO = "FROM portal_pago p JOIN portal_cliente c ON c.documento = p.documento"
MINUSCULA = "lower(p.cod_transaccion)"
# A code from its last letter on: no function that both engines have turns a text round.
REVES = f"lower({'||'.join(f'substr(p.cod_transaccion,{letra},1)' for letra in range(20, 0, -1))})"
CON_CODIGO = f"""
SELECT {DE_PAGO} {CON_PAGO} WHERE {MINUSCULA} >= :desde AND {MINUSCULA} < :hasta ORDER BY {MINUSCULA}, p.id"""
CON_FINAL = f"SELECT {DE_PAGO} {CON_PAGO} WHERE {REVES} >= :desde AND {REVES} < :hasta ORDER BY {REVES}, p.id"
CON_TOTAL = f"""
SELECT {DE_PAGO} {CON_PAGO} WHERE p.moneda = :moneda AND p.subtotal + p.comision = :total ORDER BY p.id DESC"""
ENTRE_NUMEROS = f"SELECT {DE_PAGO} {CON_PAGO} WHERE p.id >= :primero AND p.id <= :ultimo ORDER BY p.id DESC"
CON_PARTE = f"""
SELECT {DE_PAGO} {CON_PAGO}
WHERE p.id > :desde AND p.id <= :hasta AND instr({MINUSCULA}, :parte) > 0 ORDER BY p.id DESC"""
CON_NUMERO = f"SELECT {DE_PAGO} {CON_PAGO} WHERE p.id = :numero"
ULTIMO = "SELECT max(id) AS ultimo FROM portal_pago"
Hallazgo: TypeAlias = tuple[ClienteConocido, PagoHallado]
_cliente, _pago = Lector(ClienteConocido), Lector(PagoHallado)


async def conocer(sql: Sql, documento: str, nombre: str, correo: str = "") -> None:
    """That customer is found from now on by that name, that address, and those of before. It costs no trip of its
    own."""
    de_quien: Fila = {"documento": documento, "nombre": nombre}
    await sql.diferir(CONOCER, [de_quien])
    await sql.diferir(NOMBRAR, [de_quien])
    suyas: list[Fila] = [{"documento": documento, "palabra": palabra} for palabra in words.of_person(nombre, correo)]
    await sql.diferir(AGREGAR, suyas)


async def con_correo(sql: Sql, usuario_id: int, correo: str) -> None:
    """The customer of that account is found by that address too; of who has no documento nothing is kept."""
    suyas: list[Fila] = [{"usuario_id": usuario_id, "palabra": palabra} for palabra in words.of_mail(correo)]
    await sql.diferir(AGREGAR_DE_USUARIO, suyas)


async def por_id(sql: Sql, numero: int) -> ClienteConocido | None:
    """By the portal's own number."""
    fila = await sql.una(POR_ID, id=numero)
    return None if fila is None else _cliente(fila)


async def por_documento(sql: Sql, documento: str) -> ClienteConocido | None:
    """By a documento in its normal form."""
    fila = await sql.una(POR_DOCUMENTO, documento=documento)
    return None if fila is None else _cliente(fila)


async def con_documento(sql: Sql, inicio: str, cuantos: int) -> list[ClienteConocido]:
    """Those whose documento begins so."""
    return [_cliente(fila) for fila in await sql.primeras(CON_DOCUMENTO, cuantos, **_tramo(inicio))]


async def con_palabras(sql: Sql, inicios: Sequence[str], cuantas: int) -> list[ClienteConocido]:
    """Those who have a word that begins as each of those; one of whom several do comes as often. The rarest is looked
    for, and the others of whoever has that one: a name that everybody has costs no more than one that few have."""
    tienen = [len(await sql.primeras(QUIENES, RARA, **_tramo(inicio))) if len(inicios) > 1 else 0 for inicio in inicios]
    rara_primero = [inicio for _, inicio in sorted(zip(tienen, inicios, strict=True), key=lambda cada: cada[0])]
    tramos = {
        f"{cual}{nro}": dicho for nro, inicio in enumerate(rara_primero) for cual, dicho in _tramo(inicio).items()
    }
    return [_cliente(fila) for fila in await sql.primeras(de_palabras(len(inicios)), cuantas, **tramos)]


@cache
def de_palabras(cuantas: int) -> str:
    """The first word is looked for in the order of its index; each of the others, of whoever has that one."""
    otras = "".join(
        f"""
    AND EXISTS (
        SELECT 1 FROM portal_cliente_palabra o
        WHERE o.cliente_id = p.cliente_id AND o.palabra >= :desde{nro} AND o.palabra < :hasta{nro}
    )"""
        for nro in range(1, cuantas)
    )
    return f"""
SELECT {CAMPOS} FROM portal_cliente_palabra p JOIN portal_cliente c ON c.id = p.cliente_id
WHERE p.palabra >= :desde0 AND p.palabra < :hasta0{otras}
ORDER BY p.palabra, p.cliente_id"""


async def con_codigo(sql: Sql, inicio: str, cuantos: int) -> list[Hallazgo]:
    """Payments whose code, in lower case, begins so."""
    return _pagos(await sql.primeras(CON_CODIGO, cuantos, **_tramo(inicio)))


async def con_final(sql: Sql, final: str, cuantos: int) -> list[Hallazgo]:
    """Payments whose code, in lower case, ends so."""
    return _pagos(await sql.primeras(CON_FINAL, cuantos, **_tramo(final[::-1])))


async def con_parte(sql: Sql, parte: str, desde: int, hasta: int, cuantos: int) -> list[Hallazgo]:
    """The newest payments after one receipt's number and up to another whose code, in lower case, has that anywhere.
    Each payment between the two is read."""
    return _pagos(await sql.primeras(CON_PARTE, cuantos, parte=parte, desde=desde, hasta=hasta))


async def con_total(sql: Sql, moneda: int, total: int, cuantos: int) -> list[Hallazgo]:
    """The newest payments of that total, in whole units of its currency."""
    return _pagos(await sql.primeras(CON_TOTAL, cuantos, moneda=moneda, total=total))


async def entre_numeros(sql: Sql, primero: int, ultimo: int, cuantos: int) -> list[Hallazgo]:
    """The newest payments between two receipts' numbers, both included."""
    return _pagos(await sql.primeras(ENTRE_NUMEROS, cuantos, primero=primero, ultimo=ultimo))


async def con_numero(sql: Sql, numero: int) -> list[Hallazgo]:
    """The payment of that receipt."""
    return _pagos(await sql.todas(CON_NUMERO, numero=numero))


async def ultimo_numero(sql: Sql) -> int:
    """The newest receipt's number; 0 before the first."""
    fila = await sql.una(ULTIMO)
    return entero(fila["ultimo"] or 0) if fila else 0


def _tramo(inicio: str) -> dict[str, str]:
    return {"desde": inicio, "hasta": words.after(inicio)}


def _pagos(filas: Sequence[Fila]) -> list[Hallazgo]:
    return [(_cliente(fila), _pago(fila, id=entero(fila["pago_id"]))) for fila in filas]
