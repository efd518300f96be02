"""Which attempts the portal looks at by itself, and those that took too long."""

from datetime import datetime, timedelta

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import instante
from portal.repo.tables.conditions import entre
from portal.repo.tables.payments.pagos import CAMPOS, de_fila
from portal.rules.payment.estados import APROBADOS, EN_DUDA
from portal.structs.pagos import Pago

TANDA = 50
PENDIENTES = f"SELECT {CAMPOS} FROM portal_pago WHERE mirar <= :ahora ORDER BY mirar, id"
PROXIMA = "SELECT min(mirar) AS mirar FROM portal_pago"
LIBRE = """
SELECT id FROM portal_pago WHERE id = :id AND estado = :estado AND intento = :intento AND mirar = :mirar"""
APARTAR = """
UPDATE portal_pago SET mirar = :siguiente, miradas = miradas + 1
WHERE id = :id AND estado = :estado AND intento = :intento AND mirar = :mirar"""
PROGRAMAR = """
UPDATE portal_pago SET mirar = :siguiente, miradas = 0 WHERE id = :id AND estado = :estado AND intento = :intento"""
# Those that only a person can settle now, or that the portal has tried to settle for too long. What a gateway charged
# is tried again and again, and is in doubt since the first try. Of those that were not executed only the watched ones
# are looked at: what a canal never tried again stays so for ever.
DESDE_ANTES = """
(SELECT min(e.en) FROM portal_pago_evento e WHERE e.pago_id = p.id AND e.a = 'EN_PROCESO') < :antes"""
DEMORADOS = f"""
SELECT {CAMPOS} FROM portal_pago
WHERE id IN (
    SELECT p.id FROM portal_pago p WHERE {entre(EN_DUDA, "p.estado")} AND p.cambiado < :antes
    UNION ALL
    SELECT p.id FROM portal_pago p
    WHERE {entre(APROBADOS & EN_DUDA, "p.estado")} AND p.pasarela IS NOT NULL AND {DESDE_ANTES}
    UNION ALL
    SELECT p.id FROM portal_pago p
    WHERE p.mirar > 0 AND CASE WHEN {entre(APROBADOS - EN_DUDA, "p.estado")} THEN 1 END = 1
        AND p.pasarela IS NOT NULL AND {DESDE_ANTES}
    UNION ALL
    SELECT p.id FROM portal_pago p WHERE p.estado = 'POR_VERIFICAR' AND p.vence < :antes
    UNION ALL
    SELECT p.id FROM portal_pago p WHERE p.devolucion = 'PENDIENTE' AND p.cambiado < :antes
)"""
SIN_AVISAR = f"{DEMORADOS} AND avisado IS NULL ORDER BY id"
AVISAR = "UPDATE portal_pago SET avisado = :ahora WHERE id = :id AND avisado IS NULL"


def _micros(instante: datetime | None) -> int | None:
    return None if instante is None else en_micros(instante)


async def pendientes(sql: Sql, ahora: datetime) -> list[Pago]:
    """The attempts whose time to be looked at has come, those that wait longest first, TANDA at most."""
    return [de_fila(fila) for fila in await sql.primeras(PENDIENTES, TANDA, ahora=en_micros(ahora))]


async def proxima(sql: Sql) -> datetime | None:
    """When the next of them has to be looked at, if any."""
    fila = await sql.una(PROXIMA)
    return None if fila is None or fila["mirar"] is None else instante(fila["mirar"])


async def apartar(sql: Sql, pago: Pago, siguiente: datetime) -> bool:
    """One more look at it, by whoever gets True, and the time of the next one should this one end in nothing. Raises
    Ocupado where a transaction is working on it."""
    como_se_vio: Fila = {
        "id": pago.id,
        "estado": pago.estado,
        "intento": pago.intento,
        "mirar": _micros(pago.mirar),
    }
    if await sql.tomar(LIBRE, **como_se_vio) is None:
        return False
    return await sql.ejecutar(APARTAR, **como_se_vio, siguiente=en_micros(siguiente)) == 1


async def programar(sql: Sql, pago: Pago, siguiente: datetime | None) -> None:
    """The look was answered without news: the next one, or none."""
    await sql.ejecutar(PROGRAMAR, id=pago.id, estado=pago.estado, intento=pago.intento, siguiente=_micros(siguiente))


async def demorados(sql: Sql, ahora: datetime, plazo: timedelta) -> list[Pago]:
    """The attempts that have been in doubt for longer than that."""
    return [de_fila(fila) for fila in await sql.todas(f"{DEMORADOS} ORDER BY id", antes=en_micros(ahora - plazo))]


async def primeros_demorados(sql: Sql, ahora: datetime, plazo: timedelta, cuantos: int) -> list[Pago]:
    """So many of those, the oldest first."""
    filas = await sql.primeras(f"{DEMORADOS} ORDER BY id", cuantos, antes=en_micros(ahora - plazo))
    return [de_fila(fila) for fila in filas]


async def sin_avisar(sql: Sql, ahora: datetime, plazo: timedelta) -> list[Pago]:
    """Those of them whose delay was not told yet."""
    return [de_fila(fila) for fila in await sql.todas(SIN_AVISAR, antes=en_micros(ahora - plazo))]


async def avisar(sql: Sql, pago: Pago, ahora: datetime) -> bool:
    """Whether this is the first time that its delay is told."""
    return await sql.ejecutar(AVISAR, id=pago.id, ahora=en_micros(ahora)) == 1
