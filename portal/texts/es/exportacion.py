"""The titles of the sheets that are taken away, and what their own columns say."""

from portal.texts.es.label import N_

ESTADO_DE_CUENTA = N_("Estado de cuenta")
HISTORIAL = N_("Pagos")
DIA = N_("Pagos del día")
DIFERENCIAS = N_("Diferencias")

COLUMNAS_DE_PAGO = (
    N_("Número"),
    N_("Fecha y hora"),
    N_("Estado"),
    N_("Código de transacción"),
    N_("Cliente"),
    N_("Documento"),
    N_("Moneda"),
    N_("Subtotal"),
    N_("Comisión"),
    N_("Total"),
    N_("Modo de facturación"),
    N_("Anulado"),
)
CANAL = N_("Canal")
CIERRE = N_("Cierre")
LIQUIDADO = N_("Liquidado")
CERRADO_POR = N_("Cerrado por %(quien)s")
SIN_CERRAR = N_("Sin cerrar")

COLUMNAS_DE_DEUDA = (
    N_("Plan"),
    N_("Lote"),
    N_("Barrio"),
    N_("Tipo"),
    N_("Concepto"),
    N_("Vencimiento"),
    N_("Situación"),
    N_("Moneda"),
    N_("A pagar"),
    N_("Importe total de la deuda"),
    N_("Interés incluido"),
    N_("Gastos incluidos"),
    N_("Movimiento"),
    N_("Observación"),
)
VENCIDA = N_("Vencida")
POR_VENCER = N_("Por vencer")

COLUMNAS_DE_DIFERENCIA = (
    N_("Diferencia"),
    N_("Código"),
    N_("Pago"),
    N_("Moneda"),
    N_("Importe del extracto"),
    N_("Importe del portal"),
    N_("Reclama la empresa"),
    N_("Qué hacer"),
    N_("Explicación"),
    N_("Explicada por"),
)
