"""How a receipt sums up: its total, and how the payment left the customer."""

from datetime import date
from gettext import NullTranslations

from portal import formats
from portal.clock import dia
from portal.structs.pagos import Estado, Pago
from portal.texts.es import papel
from portal.texts.languages import SPANISH


def cierre(estado: Estado, t: NullTranslations = SPANISH) -> str:
    """The title of its total."""
    return t.gettext(papel.TOTAL_ANULADO if estado is Estado.ANULADO else papel.TOTAL_PAGADO)


def proximo(pago: Pago, hoy: date, t: NullTranslations = SPANISH) -> tuple[str, str]:
    """A title and its words. What was overdue when it was paid says so for ever; of what fell due since then nobody
    knows here whether another payment settled it: only that its day has passed."""
    vence = pago.proximo_vencimiento
    rotulo = t.gettext(papel.PROXIMO)
    if vence is None:
        return rotulo, t.gettext(papel.SIN_PROXIMO)
    fecha = formats.fecha(vence, t)
    if vence < dia(pago.pagado or pago.creado):
        return t.gettext(papel.QUEDO_VENCIDO), t.gettext(papel.DESDE) % {"fecha": fecha}
    if vence < hoy:
        return rotulo, t.gettext(papel.VENCIO) % {"fecha": fecha}
    return rotulo, fecha
