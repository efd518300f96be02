"""The audit as its page lists it: newest first, each question by an index of its own.

Rows are numbered as they are written, so their numbers say the order; a day is turned into numbers first, by the index
of instants.
"""

from datetime import datetime, timedelta

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector, entero, instante
from portal.structs.auditoria import Anotacion, Mirada

# Instances' clocks differ, and a row's instant is told before its number is given: what is so near a day's border is
# looked at by its instant.
DESVIO = timedelta(minutes=5)
ULTIMO = 2**53
CAMPOS = "id, en, actor, rol, accion, objeto, resultado, motivo, direccion"
DESDE = "SELECT id FROM portal_auditoria WHERE en >= :en ORDER BY en, id"
HASTA = "SELECT id FROM portal_auditoria WHERE en < :en ORDER BY en DESC, id DESC"
# What customers do about their own has no entry in its index, and so costs nothing here.
DE_OTROS = "CASE WHEN rol <> 'cliente' OR accion = 'mirar-por-otro' THEN objeto END"
MIRADAS = f"""
SELECT id, en, rol, accion, (SELECT u.nombre FROM portal_usuario u WHERE u.usuario = actor) AS nombre
FROM portal_auditoria
WHERE {DE_OTROS} = :documento AND id < :antes AND CASE
    WHEN accion IN ('consultar', 'ver-pago', 'listar-pagos', 'buscar-clientes', 'ver-cliente', 'mirar-por-otro')
        AND rol <> 'portal' AND resultado = 'ok' THEN 1 END = 1
ORDER BY id DESC"""
INGRESOS = f"""
SELECT en FROM portal_auditoria
WHERE {DE_OTROS} = :usuario AND CASE WHEN accion = 'ingreso' AND resultado = 'ok' THEN 1 END = 1 ORDER BY id DESC"""
_de_fila, _mirada = Lector(Anotacion, "motivo", "direccion"), Lector(Mirada, "nombre")


def sentencia(*, actor: bool, accion: bool) -> str:
    """Those of an actor, of an action, of both or of all, between two numbers and two instants."""
    pedidos = ("actor = :actor AND " if actor else "") + ("accion = :accion AND " if accion else "")
    return (
        f"SELECT {CAMPOS} FROM portal_auditoria WHERE {pedidos}id >= :desde_id AND id < :antes"
        " AND CASE WHEN en >= :desde AND en < :hasta THEN 1 ELSE 0 END = 1 ORDER BY id DESC"
    )


async def listar(
    sql: Sql,
    cuantas: int,
    *,
    actor: str = "",
    accion: str = "",
    desde: datetime | None = None,
    hasta: datetime | None = None,
    antes: int = ULTIMO,
) -> list[Anotacion]:
    """Rows numbered below `antes`, newest first; `hasta` is not included."""
    primero, ultimo = await _entre(sql, desde, hasta)
    pedidos = {clave: valor for clave, valor in (("actor", actor), ("accion", accion)) if valor}
    filas = await sql.primeras(
        sentencia(actor=bool(actor), accion=bool(accion)),
        cuantas,
        **pedidos,
        desde_id=primero,
        antes=min(antes, ultimo),
        desde=en_micros(desde) if desde else 0,
        hasta=en_micros(hasta) if hasta else ULTIMO,
    )
    return [_de_fila(fila) for fila in filas]


async def miradas(sql: Sql, documento: str, cuantas: int, *, antes: int = ULTIMO) -> list[Mirada]:
    """Looks of others at that customer's data, in rows numbered below `antes`, newest first."""
    filas = await sql.primeras(MIRADAS, cuantas, documento=documento, antes=antes)
    return [_mirada(fila) for fila in filas]


async def ultimo_ingreso(sql: Sql, usuario: str) -> datetime | None:
    """When somebody last signed in with that account; None where nobody did."""
    filas = await sql.primeras(INGRESOS, 1, usuario=usuario)
    return instante(filas[0]["en"]) if filas else None


async def _entre(sql: Sql, desde: datetime | None, hasta: datetime | None) -> tuple[int, int]:
    """The numbers between which the rows of those instants are."""
    primero, ultimo = 0, ULTIMO
    if desde is not None:
        hallado = await sql.primeras(DESDE, 1, en=en_micros(desde - DESVIO))
        primero = entero(hallado[0]["id"]) if hallado else ULTIMO
    if hasta is not None:
        hallado = await sql.primeras(HASTA, 1, en=en_micros(hasta + DESVIO))
        ultimo = entero(hallado[0]["id"]) + 1 if hallado else 0
    return primero, ultimo
