"""Debts into the embedded ERP's tables, as a company brings them again and again."""

from collections.abc import Iterable

from portal.repo.protocol import Sql
from portal.repo.tablas.erp_de_referencia import fila_de_deuda
from portal.structs.deudas import Deuda

GUARDAR_CLIENTE = """
INSERT INTO erp_cliente (documento, nombre) VALUES (:documento, :nombre)
ON CONFLICT (documento) DO UPDATE SET nombre = excluded.nombre WHERE nombre <> excluded.nombre"""
# What was paid stays as it was paid, and what is being paid as its payer saw it.
GUARDAR_DEUDA = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, observacion, tipo,
    plan_codi, lote, barrio, nro_cuota, cant_cuotas, interes, gastos
) VALUES (
    :codmovimiento, :seq_di, :documento, :descripcion, :impo_maxi, :impo_tota, :mone_codi, :fech_venc, :observacion,
    :tipo, :plan_codi, :lote, :barrio, :nro_cuota, :cant_cuotas, :interes, :gastos
)
ON CONFLICT (codmovimiento) DO UPDATE SET
    seq_di = excluded.seq_di, documento = excluded.documento, descripcion = excluded.descripcion,
    impo_maxi = excluded.impo_maxi, impo_tota = excluded.impo_tota, mone_codi = excluded.mone_codi,
    fech_venc = excluded.fech_venc, observacion = excluded.observacion, tipo = excluded.tipo,
    plan_codi = excluded.plan_codi, lote = excluded.lote, barrio = excluded.barrio, nro_cuota = excluded.nro_cuota,
    cant_cuotas = excluded.cant_cuotas, interes = excluded.interes, gastos = excluded.gastos
WHERE codtransaccion IS NULL
    AND codmovimiento NOT IN (SELECT codmovimiento FROM portal_pago_deuda WHERE abierta = 0)"""
INTOCABLES = """
SELECT codmovimiento FROM erp_deuda WHERE codtransaccion IS NOT NULL
UNION SELECT codmovimiento FROM portal_pago_deuda WHERE abierta = 0"""
CODIGOS = "SELECT codmovimiento FROM erp_deuda"


async def guardar_clientes(sql: Sql, nombres: Iterable[tuple[str, str]]) -> None:
    """(documento, nombre) of each; a known documento gets the new name."""
    await sql.ejecutar_varias(
        GUARDAR_CLIENTE, [{"documento": documento, "nombre": nombre} for documento, nombre in nombres]
    )


async def guardar_deudas(sql: Sql, deudas: Iterable[tuple[str, Deuda]]) -> None:
    """(documento, debt) of each; a pending debt of the same codmovimiento is replaced; one that was paid, or that an
    open payment holds, is kept."""
    await sql.ejecutar_varias(GUARDAR_DEUDA, [fila_de_deuda(documento, deuda) for documento, deuda in deudas])


async def codigos(sql: Sql) -> tuple[frozenset[str], frozenset[str]]:
    """The codmovimientos that exist, and those among them that guardar_deudas would keep."""
    existentes = frozenset(str(fila["codmovimiento"]) for fila in await sql.todas(CODIGOS))
    return existentes, frozenset(str(fila["codmovimiento"]) for fila in await sql.todas(INTOCABLES))
