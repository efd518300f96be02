"""How a receipt sums up: its total, and how the payment left the customer."""

from datetime import date

from portal import formats
from portal.clock import dia
from portal.structs.pagos import Estado, Pago

ROTULO = "Próximo vencimiento"


def cierre(estado: Estado) -> str:
    """The title of its total."""
    return "Total anulado" if estado is Estado.ANULADO else "Total pagado"


def proximo(pago: Pago, hoy: date) -> tuple[str, str]:
    """A title and its words. What was overdue when it was paid says so for ever; of what fell due since then nobody
    knows here whether another payment settled it: only that its day has passed."""
    vence = pago.proximo_vencimiento
    if vence is None:
        return ROTULO, "No hay otro"
    if vence < dia(pago.pagado or pago.creado):
        return "Quedó vencido", f"Desde el {formats.fecha(vence)}"
    if vence < hoy:
        return ROTULO, f"Venció el {formats.fecha(vence)}"
    return ROTULO, formats.fecha(vence)
