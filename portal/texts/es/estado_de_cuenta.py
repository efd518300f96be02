"""The words of a statement, on its page, on paper and in a sheet."""

from portal.texts.es.label import N_

TITULO = N_("Estado de cuenta")
PERIODO = N_("Del %(desde)s al %(hasta)s")
DEBIAS = N_("Debías al empezar el %(dia)s")
VENCIO = N_("Venció, con su mora")
PAGASTE = N_("Pagaste, sin la comisión")
DEBES = N_("Debés al terminar el %(dia)s")
PAGO = N_("Pago n.º %(numero)s")
DIA = N_("Día")
CONCEPTO = N_("Concepto")
CARGO = N_("Vence")
ABONO = N_("Pago")
SALDO = N_("Saldo")
PAGINA = N_("Página %(una)s de %(todas)s")
COLUMNAS = (
    DIA,
    CONCEPTO,
    N_("Plan"),
    N_("Lote"),
    N_("Movimiento"),
    N_("Comprobante"),
    N_("Moneda"),
    CARGO,
    ABONO,
    SALDO,
)
# What it is made of, and so what it does not tell.
COMO_SE_ARMA = N_(
    "Se arma con lo que debés hoy y con lo que se pagó por este portal. Cada deuda figura el día en que vencía, o el "
    "de su pago si fue antes, por lo que se pagó o por lo que se debe hoy con su mora. Lo que se pagó en otro lado no "
    "figura."
)
