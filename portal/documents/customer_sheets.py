"""The customers' sheets: their titles and rows."""

from datetime import date

from portal import money
from portal.documents.cells import Fila, Importe
from portal.documents.sheets import Formato, Sheet, nueva
from portal.documents.tipos import NOMBRES
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Pago
from portal.texts.catalogue import say
from portal.texts.named import datos

PAGOS = (
    "Número",
    "Fecha y hora",
    "Estado",
    "Código de transacción",
    "Cliente",
    "Documento",
    "Moneda",
    "Subtotal",
    "Comisión",
    "Total",
    "Modo de facturación",
    "Anulado",
)
DEUDAS = (
    "Plan",
    "Lote",
    "Barrio",
    "Tipo",
    "Concepto",
    "Vencimiento",
    "Situación",
    "Moneda",
    "A pagar",
    "Importe total de la deuda",
    "Interés incluido",
    "Gastos incluidos",
    "Movimiento",
    "Observación",
)


def estado_de_cuenta(consulta: Consulta, hoy: date, formato: Formato) -> bytes:
    """A pending debt a row, in the order of the consultation. What the ERP does not tell is empty."""
    with nueva(formato, "Estado de cuenta", DEUDAS) as hoja:
        hoja.agregar(_fila_de_deuda(deuda, hoy) for deuda in consulta.deudas)
        return hoja.terminar()


def historial(formato: Formato) -> Sheet:
    """An empty one, for rows of `fila_de_pago` that come page by page."""
    return nueva(formato, "Pagos", PAGOS)


def fila_de_pago(pago: Pago) -> Fila:
    """A row under PAGOS; the time is that of the payment, or of its beginning where it never was."""
    return (
        pago.numero,
        pago.pagado or pago.creado,
        say("estado-titulo", datos(caso=pago.estado)),
        pago.cod_transaccion,
        pago.cliente,
        pago.documento,
        money.moneda(pago.moneda).iso,
        Importe(pago.subtotal, pago.moneda),
        Importe(pago.comision, pago.moneda),
        Importe(pago.total, pago.moneda),
        pago.mod_fact,
        pago.anulado,
    )


def _fila_de_deuda(deuda: Deuda, hoy: date) -> Fila:
    return (
        deuda.plan,
        deuda.lote,
        deuda.barrio,
        NOMBRES[deuda.tipo].uno,
        deuda.descripcion,
        deuda.vencimiento,
        "Vencida" if deuda.vencimiento < hoy else "Por vencer",
        money.moneda(deuda.moneda).iso,
        Importe(deuda.importe, deuda.moneda),
        Importe(deuda.importe_maximo, deuda.moneda),
        Importe(deuda.interes, deuda.moneda),
        Importe(deuda.gastos, deuda.moneda),
        deuda.codmovimiento,
        deuda.observacion,
    )
