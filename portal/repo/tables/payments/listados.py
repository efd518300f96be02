"""Payments by what they have in common."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import entero, texto
from portal.repo.tables.conditions import EN_DUDA, entre
from portal.repo.tables.payments.pagos import CAMPOS, de_fila
from portal.rules.payment.estados import FIRMES
from portal.structs.pagos import Pago

DE_SESION = f"SELECT {CAMPOS} FROM portal_pago WHERE idsession = :idsession ORDER BY id"
POSTERIORES = f"""
SELECT {CAMPOS} FROM portal_pago
WHERE documento = :documento AND {entre(FIRMES)}
    AND (pagado > :pagado OR (pagado = :pagado AND id > :id))"""
LISTAR = f"""
SELECT {CAMPOS} FROM (
    SELECT {CAMPOS}, row_number() OVER (ORDER BY id DESC) AS puesto FROM portal_pago
    WHERE (:emisor IS NULL OR emisor = :emisor)
        AND (:usuario IS NULL OR usuario = :usuario OR documento = :documento)
        AND (:desde IS NULL OR id <= :desde)
        AND (:estado IS NULL OR estado = :estado)
        AND (:buscar IS NULL OR cod_transaccion = :buscar OR documento = :buscar_documento OR id = :numero)
) WHERE puesto <= :limite ORDER BY id DESC"""

PAGADOS_ENTRE = f"SELECT {CAMPOS} FROM portal_pago WHERE pagado >= :desde AND pagado < :hasta ORDER BY id"
EN_DUDA_ENTRE = f"""
SELECT id FROM portal_pago
WHERE creado >= :desde AND creado < :hasta AND {EN_DUDA}
ORDER BY id"""
CANALES = "SELECT DISTINCT coalesce(pasarela, emisor) AS canal FROM portal_pago ORDER BY canal"
CON_LINEA = f"""
SELECT {CAMPOS} FROM portal_pago
WHERE id IN (SELECT pago_id FROM portal_pago_deuda WHERE codmovimiento = :codmovimiento) ORDER BY id"""


async def de_sesion(sql: Sql, idsession: int) -> list[Pago]:
    """Every attempt on that cart."""
    return [de_fila(fila) for fila in await sql.todas(DE_SESION, idsession=idsession)]


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
    usuario: str | None = None,
    documento: str | None = None,
    desde: int | None = None,
    estado: str | None = None,
    buscar: str | None = None,
    buscar_documento: str | None = None,
) -> list[Pago]:
    """Newest first, from number `desde` down; None means whichever."""
    filas = await sql.todas(
        LISTAR,
        limite=limite,
        emisor=emisor,
        usuario=usuario,
        documento=documento,
        desde=desde,
        estado=estado,
        buscar=buscar,
        buscar_documento=buscar_documento or buscar,
        # Oracle's and SQLite's integers end before a long number typed by hand does.
        numero=int(buscar) if buscar and buscar.isdecimal() and len(buscar) <= 15 else None,  # noqa: PLR2004
    )
    return [de_fila(fila) for fila in filas]


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
    return [texto(fila["canal"]) for fila in await sql.todas(CANALES)]
