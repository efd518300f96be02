"""The finance desk's sheets, in the same form as the customers'."""

from collections.abc import Iterable

from portal import money
from portal.documents.cells import Importe
from portal.documents.customer_sheets import PAGOS, fila_de_pago
from portal.documents.sheets import Formato, nueva
from portal.rules.desk.cierre import canal
from portal.structs.finanzas import Cierre, ConciliacionVista
from portal.structs.pagos import Pago
from portal.texts.catalogue import say
from portal.texts.named import datos

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


def dia(cierre: Cierre, pagos: Iterable[Pago], formato: Formato) -> bytes:
    """A payment a row with its channel, and whether the day was closed when it was taken away."""
    firmado = f"Cerrado por {cierre.firmado.por}" if cierre.firmado else "Sin cerrar"
    with nueva(formato, "Pagos del día", ("Canal", *PAGOS, "Cierre")) as hoja:
        hoja.agregar((canal(pago), *fila_de_pago(pago), firmado) for pago in pagos)
        return hoja.terminar()


def diferencias(vista: ConciliacionVista, formato: Formato) -> bytes:
    """A difference a row."""
    with nueva(formato, "Diferencias", DIFERENCIAS) as hoja:
        hoja.agregar(
            (
                say("desacuerdo", datos(caso=cada.diferencia.tipo)),
                cada.diferencia.codigo,
                f"{cada.diferencia.pago_id:08d}" if cada.diferencia.pago_id else None,
                money.moneda(cada.diferencia.moneda).iso,
                Importe(cada.diferencia.importe_extracto, cada.diferencia.moneda),
                Importe(cada.diferencia.importe_portal, cada.diferencia.moneda),
                say("que-hacer", datos(caso=cada.diferencia.tipo)),
                cada.explicada,
                cada.por,
            )
            for cada in vista.diferencias
        )
        return hoja.terminar()
