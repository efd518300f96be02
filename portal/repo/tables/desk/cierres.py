"""Days that an operador closed."""

from datetime import date

from portal.clock import en_micros
from portal.money import en_unidades
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector
from portal.structs.finanzas import CierreFirmado, RenglonCierre

FIRMAR = "INSERT INTO portal_cierre (dia, en, por, motivo) VALUES (:dia, :en, :por, :motivo)"
FIRMAR_RENGLON = """
INSERT INTO portal_cierre_renglon (
    dia, canal, moneda, pagados, bruto, anulados, total_anulado, subtotal, comision
) VALUES (:dia, :canal, :moneda, :pagados, :bruto, :anulados, :total_anulado, :subtotal, :comision)"""
FIRMADO = "SELECT en, por, motivo FROM portal_cierre WHERE dia = :dia"
RENGLONES = """
SELECT canal, moneda, pagados, bruto, anulados, total_anulado, subtotal, comision FROM portal_cierre_renglon
WHERE dia = :dia ORDER BY canal, moneda"""
_cierre, _renglon = Lector(CierreFirmado), Lector(RenglonCierre)


async def firmar(sql: Sql, cierre: CierreFirmado) -> None:
    """Keeps the figures of a day. Raises LlaveDuplicada where it was closed before."""
    dia = cierre.dia.isoformat()
    await sql.ejecutar(FIRMAR, dia=dia, en=en_micros(cierre.en), por=cierre.por, motivo=cierre.motivo)
    if cierre.renglones:
        await sql.ejecutar_varias(FIRMAR_RENGLON, [{"dia": dia, **_a_fila(renglon)} for renglon in cierre.renglones])


async def firmado(sql: Sql, dia: date) -> CierreFirmado | None:
    """The figures that were kept, or None."""
    fila = await sql.una(FIRMADO, dia=dia.isoformat())
    if fila is None:
        return None
    renglones = await sql.todas(RENGLONES, dia=dia.isoformat())
    return _cierre(fila, dia=dia, renglones=tuple(_renglon(renglon) for renglon in renglones))


def _a_fila(renglon: RenglonCierre) -> Fila:
    moneda = renglon.moneda
    return {
        "canal": renglon.canal,
        "moneda": moneda,
        "pagados": renglon.pagados,
        "bruto": en_unidades(renglon.bruto, moneda),
        "anulados": renglon.anulados,
        "total_anulado": en_unidades(renglon.total_anulado, moneda),
        "subtotal": en_unidades(renglon.subtotal, moneda),
        "comision": en_unidades(renglon.comision, moneda),
    }
