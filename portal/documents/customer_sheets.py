"""The customers' sheets: their titles and rows."""

from datetime import date
from gettext import NullTranslations

from portal import money
from portal.documents.cells import Fila, Importe
from portal.documents.sheets import Formato, Sheet, nueva
from portal.documents.tipos import una
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Pago
from portal.texts.catalogue import say
from portal.texts.es import exportacion as textos
from portal.texts.languages import SPANISH
from portal.texts.named import datos


def estado_de_cuenta(consulta: Consulta, hoy: date, formato: Formato, t: NullTranslations = SPANISH) -> bytes:
    """A pending debt a row, in the order of the consultation. What the ERP does not tell is empty."""
    titulos = [t.gettext(titulo) for titulo in textos.COLUMNAS_DE_DEUDA]
    with nueva(formato, t.gettext(textos.ESTADO_DE_CUENTA), titulos) as hoja:
        hoja.agregar(_fila_de_deuda(deuda, hoy, t) for deuda in consulta.deudas)
        return hoja.terminar()


def historial(formato: Formato, t: NullTranslations = SPANISH) -> Sheet:
    """An empty one, for rows of `fila_de_pago` that come page by page."""
    return nueva(formato, t.gettext(textos.HISTORIAL), columnas_de_pago(t))


def columnas_de_pago(t: NullTranslations) -> list[str]:
    """The titles over `fila_de_pago`."""
    return [t.gettext(titulo) for titulo in textos.COLUMNAS_DE_PAGO]


def fila_de_pago(pago: Pago, t: NullTranslations = SPANISH) -> Fila:
    """A row under `columnas_de_pago`; the time is that of the payment, or of its beginning where it never was."""
    return (
        pago.numero,
        pago.pagado or pago.creado,
        say("estado-titulo", datos(caso=pago.estado), t),
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


def _fila_de_deuda(deuda: Deuda, hoy: date, t: NullTranslations) -> Fila:
    return (
        deuda.plan,
        deuda.lote,
        deuda.barrio,
        una(deuda.tipo, t),
        deuda.descripcion,
        deuda.vencimiento,
        t.gettext(textos.VENCIDA if deuda.vencimiento < hoy else textos.POR_VENCER),
        money.moneda(deuda.moneda).iso,
        Importe(deuda.importe, deuda.moneda),
        Importe(deuda.importe_maximo, deuda.moneda),
        Importe(deuda.interes, deuda.moneda),
        Importe(deuda.gastos, deuda.moneda),
        deuda.codmovimiento,
        deuda.observacion,
    )
