"""The reference ERP's tables, where there is no ERP but ours: filled by the demonstration, on either engine."""

from collections.abc import Iterable
from decimal import Decimal

from portal.money import en_unidades
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import texto
from portal.structs.deudas import Deuda

GUARDAR_CLIENTE = "INSERT INTO erp_cliente (documento, nombre) VALUES (:documento, :nombre)"
GUARDAR_DEUDA = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, observacion, tipo,
    plan_codi, lote, barrio, nro_cuota, cant_cuotas, interes, gastos
) VALUES (
    :codmovimiento, :seq_di, :documento, :descripcion, :impo_maxi, :impo_tota, :mone_codi, :fech_venc, :observacion,
    :tipo, :plan_codi, :lote, :barrio, :nro_cuota, :cant_cuotas, :interes, :gastos
)"""

CODIGOS = "SELECT codmovimiento FROM erp_deuda WHERE documento = :documento"


async def guardar_clientes(sql: Sql, nombres: Iterable[tuple[str, str]]) -> None:
    """(documento, nombre) of each. Raises LlaveDuplicada for a known documento."""
    await sql.ejecutar_varias(
        GUARDAR_CLIENTE, [{"documento": documento, "nombre": nombre} for documento, nombre in nombres]
    )


async def guardar_deudas(sql: Sql, deudas: Iterable[tuple[str, Deuda]]) -> None:
    """(documento, debt) of each. Raises LlaveDuplicada for a known codmovimiento."""
    await sql.ejecutar_varias(GUARDAR_DEUDA, [fila_de_deuda(documento, deuda) for documento, deuda in deudas])


async def codigos_de(sql: Sql, documento: str) -> frozenset[str]:
    """The codmovimientos of a customer's debts, paid ones too."""
    return frozenset(texto(fila["codmovimiento"]) for fila in await sql.todas(CODIGOS, documento=documento))


def fila_de_deuda(documento: str, deuda: Deuda) -> Fila:
    """A pending debt as a row of erp_deuda."""
    moneda = deuda.moneda
    return {
        "codmovimiento": deuda.codmovimiento,
        "seq_di": deuda.seq,
        "documento": documento,
        "descripcion": deuda.descripcion,
        "impo_maxi": en_unidades(deuda.importe_maximo, moneda),
        "impo_tota": en_unidades(deuda.importe, moneda),
        "mone_codi": moneda,
        "fech_venc": deuda.vencimiento.isoformat(),
        "observacion": deuda.observacion,
        "tipo": deuda.tipo,
        "plan_codi": deuda.plan,
        "lote": deuda.lote,
        "barrio": deuda.barrio,
        "nro_cuota": deuda.nro_cuota,
        "cant_cuotas": deuda.cant_cuotas,
        "interes": en_unidades(deuda.interes or Decimal(0), moneda),
        "gastos": en_unidades(deuda.gastos or Decimal(0), moneda),
    }
