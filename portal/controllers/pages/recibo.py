"""What the templates of a payment need, for its owner's page and for the staff's."""

from datetime import timedelta
from urllib.parse import quote

from portal import formats
from portal.clock import dia
from portal.documents.grupos import por_plan
from portal.documents.resumen import cierre, proximo
from portal.operations.portal import Portal
from portal.rules.desk.casos import se_puede_abrir
from portal.rules.payment.anulacion import se_puede_pedir
from portal.structs.pagos import Comprobante
from portal.texts.es import pagina, papel
from portal.web.language import translations


def falta(plazo: timedelta) -> str:
    """How long is left, in words; '' when nothing is."""
    t = translations()
    segundos = int(plazo.total_seconds())
    if segundos <= 0:
        return ""
    if segundos < 60:  # noqa: PLR2004 - a minute
        return t.gettext(pagina.MENOS_DE_UN_MINUTO)
    minutos = segundos // 60
    return t.ngettext(*pagina.MINUTOS, minutos) % {"minutos": minutos}


def url_verificacion(portal: Portal, comprobante: Comprobante) -> str:
    """Where the QR leads: an absolute address, from the settings and never from the request's Host."""
    return f"{portal.settings.url_publica.rstrip('/')}/verificar/{comprobante.pago.verificador}"


def _por_whatsapp(portal: Portal, comprobante: Comprobante) -> str:
    """Where the payer chooses whom to send it to: what it says is what the QR says, so that anyone may check it."""
    pago, t = comprobante.pago, translations()
    texto = t.gettext(papel.POR_WHATSAPP) % {
        "numero": pago.numero,
        "total": formats.dinero(pago.total, pago.moneda, t),
        "direccion": url_verificacion(portal, comprobante),
    }
    return f"https://wa.me/?text={quote(texto, safe='')}"


def contexto(portal: Portal, comprobante: Comprobante) -> dict[str, object]:
    """The context shared by every template of a payment."""
    pago = comprobante.pago
    return {
        "comprobante": comprobante,
        "pago": pago,
        "grupos": por_plan(comprobante.items, translations()),
        "cierre": cierre(pago.estado, translations()),
        "proximo": proximo(pago, dia(portal.clock()), translations()),
        "resta": falta(pago.vence - portal.clock()),
        "url_verificacion": url_verificacion(portal, comprobante),
        "whatsapp": _por_whatsapp(portal, comprobante),
        "pedido": comprobante.pedido,
        "caso": comprobante.caso,
        "notas": comprobante.notas,
        "se_puede_pedir": comprobante.pedido is None and se_puede_pedir(pago, dia(portal.clock())),
        "se_puede_pedir_tarde": se_puede_abrir(pago, comprobante.pedido, comprobante.caso, portal.clock()),
        "error": None,
        "motivo": "",
    }
