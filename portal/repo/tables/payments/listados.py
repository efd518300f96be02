"""Payments by what they have in common."""

from datetime import datetime
from functools import cache

from portal.clock import en_micros
from portal.repo.protocol import Sql, Valor
from portal.repo.rows import entero, texto
from portal.repo.tables.conditions import EN_DUDA, entre
from portal.repo.tables.payments.pagos import CAMPOS, de_fila
from portal.rules.payment.estados import FIRMES
from portal.structs.pagos import Pago

DE_SESION = f"SELECT {CAMPOS} FROM portal_pago WHERE idsession = :idsession ORDER BY id"
DE_ENLACE = f"SELECT {CAMPOS} FROM portal_pago WHERE enlace_id = :enlace_id ORDER BY id"
POSTERIORES = f"""
SELECT {CAMPOS} FROM portal_pago
WHERE documento = :documento AND {entre(FIRMES)}
    AND (pagado > :pagado OR (pagado = :pagado AND id > :id))"""
TODOS = f"SELECT {CAMPOS} FROM portal_pago"
# What may be asked for, from what the fewest payments have on: of the same line a row fulfils one, of each line some.
# Each has an index in which the newest come first.
PREGUNTAS = (
    {
        "buscar": "cod_transaccion = :buscar",
        "buscar_documento": "documento = :buscar_documento",
        "numero": "id = :numero",
    },
    {"documento": "documento = :documento"},
    {"emisor": "emisor = :emisor"},
    {"estado": "estado = :estado"},
)
DESDE = "id <= :desde"

PAGADOS_ENTRE = f"SELECT {CAMPOS} FROM portal_pago WHERE pagado >= :desde AND pagado < :hasta ORDER BY id"
# By its day: what no canal tried again stays NO_EJECUTADO for ever, and an index of states would find all of it.
EN_DUDA_ENTRE = f"""
SELECT id FROM portal_pago
WHERE creado >= :desde AND creado < :hasta AND CASE WHEN {EN_DUDA} THEN 1 END = 1
ORDER BY id"""
# One index's next value at a time: the channels are few, and their payments are all there are.
CANAL_SIGUIENTE = """
SELECT min(coalesce(pasarela, emisor)) AS canal FROM portal_pago WHERE coalesce(pasarela, emisor) > :previo"""
PRIMERO = " "
CON_LINEA = f"""
SELECT {CAMPOS} FROM portal_pago
WHERE id IN (SELECT pago_id FROM portal_pago_deuda WHERE codmovimiento = :codmovimiento) ORDER BY id"""


async def de_sesion(sql: Sql, idsession: int) -> list[Pago]:
    """Every attempt on that cart."""
    return [de_fila(fila) for fila in await sql.todas(DE_SESION, idsession=idsession)]


async def de_enlace(sql: Sql, enlace_id: int) -> list[Pago]:
    """Every attempt that began by that link."""
    return [de_fila(fila) for fila in await sql.todas(DE_ENLACE, enlace_id=enlace_id)]


async def posteriores(sql: Sql, pago: Pago) -> list[Pago]:
    """The same customer's payments that came after."""
    return [
        de_fila(fila)
        for fila in await sql.todas(
            POSTERIORES, documento=pago.documento, pagado=en_micros(pago.pagado) if pago.pagado else None, id=pago.id
        )
    ]


async def listar(
    sql: Sql,
    *,
    limite: int,
    emisor: str | None = None,
    documento: str | None = None,
    desde: int | None = None,
    estado: str | None = None,
    buscar: str | None = None,
    buscar_documento: str | None = None,
) -> list[Pago]:
    """Newest first, from number `desde` down; None means whichever. What is searched is a code, a documento or a
    receipt's number."""
    dichos: dict[str, Valor] = {
        "emisor": emisor,
        "documento": documento,
        "desde": desde,
        "estado": estado,
        "buscar": buscar,
        "buscar_documento": buscar and (buscar_documento or buscar),
        # Oracle's and SQLite's integers end before a long number typed by hand does.
        "numero": int(buscar) if buscar and buscar.isdecimal() and len(buscar) <= 15 else None,  # noqa: PLR2004
    }
    pedidos = {nombre: valor for nombre, valor in dichos.items() if valor is not None}
    return [de_fila(fila) for fila in await sql.primeras(sentencia(frozenset(pedidos)), limite, **pedidos)]


@cache
def sentencia(pedidos: frozenset[str]) -> str:
    """The rows of nothing but what was asked for. The first question has a SELECT for each of its answers, and so an
    index; in a CASE the others have none, since a database that took theirs would read what half of all rows have."""
    preguntas = [dichas for una in PREGUNTAS if (dichas := [dicha for cual, dicha in una.items() if cual in pedidos])]
    primera = preguntas[0] if preguntas else [""]
    otras = [f"CASE WHEN {' OR '.join(dichas)} THEN 1 END = 1" for dichas in preguntas[1:]]
    otras += [DESDE] if "desde" in pedidos else []
    maneras = (" AND ".join(filter(None, (una, *otras))) for una in primera)
    return " UNION ".join(f"{TODOS} WHERE {una}" if una else TODOS for una in maneras) + " ORDER BY id DESC"


async def pagados_entre(sql: Sql, desde: datetime, hasta: datetime) -> list[Pago]:
    """Every payment made from `desde` on and before `hasta`, those that were reversed later too."""
    filas = await sql.todas(PAGADOS_ENTRE, desde=en_micros(desde), hasta=en_micros(hasta))
    return [de_fila(fila) for fila in filas]


async def en_duda_entre(sql: Sql, desde: datetime, hasta: datetime) -> tuple[int, ...]:
    """Numbers of the attempts begun in that time whose end is still not known."""
    filas = await sql.todas(EN_DUDA_ENTRE, desde=en_micros(desde), hasta=en_micros(hasta))
    return tuple(entero(fila["id"]) for fila in filas)


async def con_linea(sql: Sql, codmovimiento: str) -> list[Pago]:
    """Every attempt that holds or held that debt."""
    return [de_fila(fila) for fila in await sql.todas(CON_LINEA, codmovimiento=codmovimiento)]


async def canales(sql: Sql) -> list[str]:
    """By whom payments came, each once, in alphabetical order."""
    hallados: list[str] = []
    while True:
        fila = await sql.una(CANAL_SIGUIENTE, previo=hallados[-1] if hallados else PRIMERO)
        if fila is None or fila["canal"] is None:
            return hallados
        hallados.append(texto(fila["canal"]))
