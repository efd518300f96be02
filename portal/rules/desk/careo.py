"""What a gateway, the ERP and the extracts say together of a payment in doubt."""

from collections.abc import Iterable
from decimal import Decimal

from portal.structs.careo import DichoDelBanco, Lectura
from portal.structs.dudas import DichoDelErp
from portal.structs.finanzas import Liquidacion
from portal.structs.pagos import Pago
from portal.structs.pasos import DelBanco

COBROS = {
    DelBanco.COBRADO: "COBRADO",
    DelBanco.OTRO_IMPORTE: "OTRO_IMPORTE",
    DelBanco.NO_COBRADO: "NO_COBRADO",
}


def leer(pago: Pago, banco: DichoDelBanco | None, lineas: Iterable[Liquidacion], erp: DichoDelErp) -> Lectura:
    """One sentence's worth of it. An extract that has the charge is believed where the gateway does not say."""
    if erp.falla:
        return Lectura.ERP_CALLADO
    if erp.pendientes and erp.saldadas:
        return Lectura.A_MEDIAS
    cobro = COBROS.get(banco.banco) if banco else None
    aplicado = "SIN_APLICAR" if erp.pendientes else "Y_APLICADO"
    return Lectura(f"{cobro or _segun_extractos(pago, lineas)}_{aplicado}")


def _segun_extractos(pago: Pago, lineas: Iterable[Liquidacion]) -> str:
    importes = [linea.importe for linea in lineas]
    neto = sum(importes, Decimal(0))
    if not importes:
        return "INCIERTO"
    if neto <= 0:
        return "NO_COBRADO"
    return "COBRADO" if neto == pago.total else "OTRO_IMPORTE"
