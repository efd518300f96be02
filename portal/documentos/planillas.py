"""Spreadsheets as CSV, in the one form that a Paraguayan Excel opens with a double click.

UTF-8 with a byte order mark (without it Excel reads Latin-1), `;` between fields and `,` before decimals, as es-PY has
them in Windows; dates dd/MM/yyyy; lines end in CRLF. Amounts have no thousands dot and no symbol, so that they are
numbers; the currency has its own column.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from portal import formatos, monedas
from portal.rules.estados import FRASES
from portal.structs.deudas import Consulta, Deuda, Tipo
from portal.structs.pagos import Pago

# A spreadsheet takes a text that begins so (full width too) for a formula, and descriptions come from elsewhere.
PELIGROSOS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

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
TIPOS = {
    None: "",
    Tipo.CUOTA: "Cuota",
    Tipo.AGUA: "Agua",
    Tipo.JARDINERIA: "Jardinería",
    Tipo.IMPUESTO: "Impuesto",
    Tipo.EXPENSAS: "Expensas",
    Tipo.CANCELACION: "Cancelación",
}


def historial(pagos: Iterable[Pago]) -> bytes:
    """A payment a row, in the order given; the time is that of the payment, or of its beginning where it never was."""
    return planilla(PAGOS, (fila_de_pago(pago) for pago in pagos))


def estado_de_cuenta(consulta: Consulta, hoy: date) -> bytes:
    """A pending debt a row, in the order of the consultation. What the ERP does not tell is empty."""
    return planilla(DEUDAS, (_fila_de_deuda(deuda, hoy) for deuda in consulta.deudas))


def fila_de_pago(pago: Pago) -> tuple[str, ...]:
    """A row under PAGOS."""
    return (
        pago.numero,
        formatos.fecha_hora(pago.pagado or pago.creado),
        FRASES[pago.estado].titulo,
        celda_de_texto(pago.cod_transaccion),
        celda_de_texto(pago.cliente),
        celda_de_texto(pago.documento),
        monedas.moneda(pago.moneda).iso,
        celda_de_importe(pago.subtotal, pago.moneda),
        celda_de_importe(pago.comision, pago.moneda),
        celda_de_importe(pago.total, pago.moneda),
        celda_de_texto(pago.mod_fact),
        formatos.fecha_hora(pago.anulado) if pago.anulado else "",
    )


def _fila_de_deuda(deuda: Deuda, hoy: date) -> tuple[str, ...]:
    return (
        celda_de_texto(deuda.plan),
        celda_de_texto(deuda.lote),
        celda_de_texto(deuda.barrio),
        TIPOS[deuda.tipo],
        celda_de_texto(deuda.descripcion),
        formatos.fecha(deuda.vencimiento),
        "Vencida" if deuda.vencimiento < hoy else "Por vencer",
        monedas.moneda(deuda.moneda).iso,
        celda_de_importe(deuda.importe, deuda.moneda),
        celda_de_importe(deuda.importe_maximo, deuda.moneda),
        celda_de_importe(deuda.interes, deuda.moneda),
        celda_de_importe(deuda.gastos, deuda.moneda),
        celda_de_texto(deuda.codmovimiento),
        celda_de_texto(deuda.observacion),
    )


def planilla(titulos: Sequence[str], filas: Iterable[Sequence[str]]) -> bytes:
    """The file; its cells are made by celda_de_texto and celda_de_importe."""
    salida = StringIO(newline="")
    escritor = csv.writer(salida, delimiter=";", lineterminator="\r\n")
    escritor.writerow(titulos)
    escritor.writerows(filas)
    return salida.getvalue().encode("utf-8-sig")


def celda_de_texto(valor: str | None) -> str:
    """A text that no spreadsheet takes for a formula."""
    texto = valor or ""
    return f"'{texto}" if texto.startswith(PELIGROSOS) else texto


def celda_de_importe(valor: Decimal | None, moneda: int) -> str:
    """A number with its currency's decimals, or empty."""
    return "" if valor is None else str(monedas.redondear(valor, moneda)).replace(".", ",")
