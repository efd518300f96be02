"""The finance desk's spreadsheets, in the same form as the customers'."""

from collections.abc import Iterable

from portal import monedas
from portal.documentos.planillas import PAGOS, celda_de_importe, celda_de_texto, fila_de_pago, planilla
from portal.rules.cierre import canal
from portal.rules.conciliacion import EXPLICACIONES
from portal.structs.finanzas import Cierre, ConciliacionVista
from portal.structs.pagos import Pago

DIFERENCIAS = (
    "Diferencia",
    "Código",
    "Pago",
    "Moneda",
    "Importe del extracto",
    "Importe del portal",
    "Qué hacer",
    "Explicación",
    "Explicada por",
)


def dia(cierre: Cierre, pagos: Iterable[Pago]) -> bytes:
    """A payment a row with its channel, and whether the day was closed when it was taken away."""
    firmado = f"Cerrado por {cierre.firmado.por}" if cierre.firmado else "Sin cerrar"
    return planilla(
        ("Canal", *PAGOS, "Cierre"),
        ((celda_de_texto(canal(pago)), *fila_de_pago(pago), firmado) for pago in pagos),
    )


def diferencias(vista: ConciliacionVista) -> bytes:
    """A difference a row."""
    return planilla(
        DIFERENCIAS,
        (
            (
                EXPLICACIONES[cada.diferencia.tipo].titulo,
                celda_de_texto(cada.diferencia.codigo),
                f"{cada.diferencia.pago_id:08d}" if cada.diferencia.pago_id else "",
                monedas.moneda(cada.diferencia.moneda).iso,
                celda_de_importe(cada.diferencia.importe_extracto, cada.diferencia.moneda),
                celda_de_importe(cada.diferencia.importe_portal, cada.diferencia.moneda),
                EXPLICACIONES[cada.diferencia.tipo].que_hacer,
                celda_de_texto(cada.explicada),
                celda_de_texto(cada.por),
            )
            for cada in vista.diferencias
        ),
    )
