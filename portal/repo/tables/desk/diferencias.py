"""What the last comparison of an extract found, and how people explained it."""

from collections.abc import Iterable
from decimal import Decimal

from portal.money import en_unidades
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector
from portal.structs.finanzas import Abierta, Desacuerdo, Diferencia, DiferenciaVista

CREAR = """
INSERT INTO portal_diferencia (
    extracto_id, tipo, codigo, pago_id, moneda, importe_extracto, importe_portal, importe_erp, explicada, por
) VALUES (
    :extracto_id, :tipo, :codigo, :pago_id, :moneda, :importe_extracto, :importe_portal, :importe_erp, :explicada, :por
)"""
OLVIDAR = "DELETE FROM portal_diferencia WHERE extracto_id = :extracto_id"
DE_EXTRACTO = """
SELECT tipo, codigo, pago_id, moneda, importe_extracto, importe_portal, importe_erp, explicada, por
FROM portal_diferencia
WHERE extracto_id = :extracto_id"""
# As the index of those says it.
ABIERTA = "CASE WHEN d.explicada IS NULL THEN d.extracto_id END"
ABIERTAS = f"""
SELECT d.extracto_id, d.tipo, d.moneda, d.importe_extracto, d.importe_portal, e.desde,
    coalesce(p.pagado, p.creado) AS cuando
FROM portal_diferencia d
JOIN portal_extracto e ON e.id = d.extracto_id
LEFT JOIN portal_pago p ON p.id = d.pago_id
WHERE {ABIERTA} > 0
ORDER BY {ABIERTA}"""
EXPLICAR = """
UPDATE portal_diferencia SET explicada = :explicada, por = :por
WHERE extracto_id = :extracto_id AND tipo = :tipo AND codigo = :codigo AND explicada IS NULL"""
_de_fila, _diferencia, _abierta = Lector(DiferenciaVista), Lector(Diferencia), Lector(Abierta)


async def reemplazar(sql: Sql, extracto_id: int, halladas: Iterable[Diferencia]) -> None:
    """The differences of a new comparison; one that was explained and is still there stays explained."""
    explicadas = {
        (vista.diferencia.tipo, vista.diferencia.codigo): vista
        for vista in await de_extracto(sql, extracto_id)
        if vista.explicada
    }
    await sql.ejecutar(OLVIDAR, extracto_id=extracto_id)
    filas = [_a_fila(extracto_id, cada, explicadas.get((cada.tipo, cada.codigo))) for cada in halladas]
    if filas:
        await sql.ejecutar_varias(CREAR, filas)


async def de_extracto(sql: Sql, extracto_id: int) -> tuple[DiferenciaVista, ...]:
    """Those not explained first, in the order of what matters most."""
    orden = list(Desacuerdo)
    vistas = [_vista(fila) for fila in await sql.todas(DE_EXTRACTO, extracto_id=extracto_id)]
    return tuple(
        sorted(
            vistas,
            key=lambda vista: (
                vista.explicada is not None,
                orden.index(vista.diferencia.tipo),
                vista.diferencia.codigo,
            ),
        )
    )


async def abiertas(sql: Sql, cuantas: int) -> list[Abierta]:
    """So many of those that nobody explained, of the oldest extracts first."""
    return [_abierta(fila) for fila in await sql.primeras(ABIERTAS, cuantas)]


async def explicar(sql: Sql, extracto_id: int, tipo: Desacuerdo, codigo: str, explicacion: str, por: str) -> bool:
    """Why it is so, in words; False where there is no such difference, or it was explained before."""
    cambiadas = await sql.ejecutar(
        EXPLICAR, extracto_id=extracto_id, tipo=tipo, codigo=codigo, explicada=explicacion, por=por
    )
    return cambiadas == 1


def _a_fila(extracto_id: int, diferencia: Diferencia, antes: DiferenciaVista | None) -> Fila:
    return {
        "extracto_id": extracto_id,
        "tipo": diferencia.tipo,
        "codigo": diferencia.codigo,
        "pago_id": diferencia.pago_id,
        "moneda": diferencia.moneda,
        "importe_extracto": _unidades(diferencia.importe_extracto, diferencia.moneda),
        "importe_portal": _unidades(diferencia.importe_portal, diferencia.moneda),
        "importe_erp": _unidades(diferencia.importe_erp, diferencia.moneda),
        "explicada": antes.explicada if antes else None,
        "por": antes.por if antes else None,
    }


def _vista(fila: Fila) -> DiferenciaVista:
    return _de_fila(fila, diferencia=_diferencia(fila))


def _unidades(importe: Decimal | None, moneda: int) -> int | None:
    return None if importe is None else en_unidades(importe, moneda)
