"""The finance desk's sheets, in the same form as the customers'."""

from collections.abc import Iterable
from gettext import NullTranslations

from portal import money
from portal.documents.cells import Importe
from portal.documents.customer_sheets import columnas_de_pago, fila_de_pago
from portal.documents.sheets import Formato, nueva
from portal.rules.desk.cierre import canal
from portal.structs.finanzas import Cierre, ConciliacionVista
from portal.structs.pagos import Pago
from portal.structs.tabla import Tabla
from portal.texts.catalogue import say
from portal.texts.es import exportacion as textos
from portal.texts.languages import SPANISH
from portal.texts.named import datos


def dia(cierre: Cierre, pagos: Iterable[Pago], formato: Formato, t: NullTranslations = SPANISH) -> bytes:
    """A payment a row with its channel, and whether the day was closed when it was taken away."""
    quien = cierre.firmado.por if cierre.firmado else ""
    firmado = t.gettext(textos.CERRADO_POR) % {"quien": quien} if quien else t.gettext(textos.SIN_CERRAR)
    titulos = (t.gettext(textos.CANAL), *columnas_de_pago(t), t.gettext(textos.CIERRE))
    with nueva(formato, t.gettext(textos.DIA), titulos) as hoja:
        hoja.agregar((canal(pago), *fila_de_pago(pago, t), firmado) for pago in pagos)
        return hoja.terminar()


def pagos(tabla: Tabla, formato: Formato, t: NullTranslations = SPANISH) -> bytes:
    """A payment a row with its channel, and the day on which an extract has it as charged."""
    titulos = (t.gettext(textos.CANAL), *columnas_de_pago(t), t.gettext(textos.LIQUIDADO))
    with nueva(formato, t.gettext(textos.HISTORIAL), titulos) as hoja:
        hoja.agregar((canal(pago), *fila_de_pago(pago, t), tabla.liquidados.get(pago.id)) for pago in tabla.pagos)
        return hoja.terminar()


def diferencias(vista: ConciliacionVista, formato: Formato, t: NullTranslations = SPANISH) -> bytes:
    """A difference a row."""
    titulos = [t.gettext(titulo) for titulo in textos.COLUMNAS_DE_DIFERENCIA]
    with nueva(formato, t.gettext(textos.DIFERENCIAS), titulos) as hoja:
        hoja.agregar(
            (
                say("desacuerdo", datos(caso=cada.diferencia.tipo), t),
                cada.diferencia.codigo,
                f"{cada.diferencia.pago_id:08d}" if cada.diferencia.pago_id else None,
                money.moneda(cada.diferencia.moneda).iso,
                Importe(cada.diferencia.importe_extracto, cada.diferencia.moneda),
                Importe(cada.diferencia.importe_portal, cada.diferencia.moneda),
                Importe(cada.diferencia.importe_erp, cada.diferencia.moneda),
                say("que-hacer", datos(caso=cada.diferencia.tipo), t),
                cada.explicada,
                cada.por,
            )
            for cada in vista.diferencias
        )
        return hoja.terminar()
