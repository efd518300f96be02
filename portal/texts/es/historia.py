"""What was paid, and how a plan goes: what is refused, and what a payment is called by what it was for."""

from portal.texts.es.label import N_, counted
from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("dia-invalido", "Escribí el día con sus cifras, como 28/11/2026."),
    sentence("periodo-por-venir", "Ese tiempo todavía no empezó: elegí un primer día de hoy o de antes."),
    sentence("plan-desconocido", "Ese plan no está entre los tuyos."),
    sentence("importe-por-mes", "Escribí un importe por mes que llegue al de una cuota, con sus cifras: 1.275.000."),
    sentence("periodo-al-reves", "El primer día no puede venir después del último."),
)

SUERTES = {
    "pagado": N_("Pagado"),
    "en-curso": N_("En curso"),
    "rechazado": N_("No se hizo"),
    "anulado": N_("Anulado"),
}
DOS_COSAS = N_("%(una)s y %(otra)s")
LUGARES = counted("%(cuantos)s lote", "%(cuantos)s lotes")
