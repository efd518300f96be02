"""The receipt on one A4 page, to be kept, printed or sent on."""

from collections.abc import Container, Sequence
from datetime import date
from gettext import NullTranslations
from itertools import takewhile

from fpdf.enums import WrapMode

from portal import formats
from portal.documents import qr
from portal.documents.grupos import RenglonRecibo, renglones
from portal.documents.membrete import SIN_DATOS, membrete
from portal.documents.paper import (
    ALTO,
    ANCHO,
    DERECHA,
    FONDO,
    LINEA,
    MARCA,
    MARCA_SUAVE,
    MARGEN,
    ROJO,
    ROJO_SUAVE,
    TENUE,
    TINTA,
    UTIL,
    Hoja,
    Lado,
)
from portal.documents.resumen import cierre, proximo
from portal.structs.empresa import Empresa
from portal.structs.pagos import Comprobante, Estado, Pago
from portal.texts.catalogue import say
from portal.texts.es import papel
from portal.texts.es.nombre import PORTAL
from portal.texts.languages import SPANISH
from portal.texts.named import datos

PIE = 233.0
TOTALES = 24.0
NOTA = 6.0
RENGLON_COMODO, RENGLON_MINIMO = 7.0, 3.8
COLUMNAS = ((papel.CONCEPTO, 78.0), (papel.MOVIMIENTO, 34.0), (papel.VENCIMIENTO, 24.0), (papel.IMPORTE, 34.0))
SANGRIA = 2.0


def pdf(
    comprobante: Comprobante,
    url_verificacion: str,
    hoy: date,
    t: NullTranslations = SPANISH,
    empresa: Empresa = SIN_DATOS,
) -> bytes:
    """The same payment in the same state is the same file in a language, byte by byte, until `hoy` passes what was due
    next, or the company tells something else of itself."""
    pago = comprobante.pago
    hoja = Hoja(t.gettext(papel.COMPROBANTE_DE) % {"numero": pago.numero}, pago.pagado or pago.creado, t)
    _encabezado(hoja, pago, empresa)
    _total(hoja, pago)
    _detalle(hoja, comprobante, _datos(hoja, pago))
    _pie(hoja, comprobante, url_verificacion, hoy, empresa)
    if pago.estado is Estado.ANULADO:
        _marca_de_anulado(hoja)
    return bytes(hoja.output())


def _encabezado(hoja: Hoja, pago: Pago, empresa: Empresa) -> None:
    membrete(hoja, empresa)
    hoja.texto(MARGEN + 122, 13.4, UTIL - 122, hoja.t.gettext(papel.COMPROBANTE), cuerpo=9.5, color=TENUE, lado="R")
    hoja.texto(MARGEN + 122, 19, UTIL - 122, _numero(hoja, pago), cuerpo=14, negrita=True, lado="R")


def _numero(hoja: Hoja, pago: Pago) -> str:
    return hoja.t.gettext(papel.NUMERO) % {"numero": pago.numero}


def _total(hoja: Hoja, pago: Pago) -> None:
    anulado = pago.estado is Estado.ANULADO
    color = ROJO if anulado else MARCA
    hoja.caja(MARGEN, 33, UTIL, 29, ROJO_SUAVE if anulado else MARCA_SUAVE)
    hoja.texto(MARGEN + 7, 37.5, 100, cierre(pago.estado, hoja.t), cuerpo=9.5, color=TENUE)
    total = formats.dinero(pago.total, pago.moneda, hoja.t)
    hoja.texto(MARGEN + 7, 45, 100, total, cuerpo=25, color=color, negrita=True)
    x, ancho = MARGEN + 109, UTIL - 116
    hoja.texto(x, 37.5, ancho, hoja.t.gettext(papel.FECHA_Y_HORA), cuerpo=9.5, color=TENUE, lado="R")
    instante = pago.pagado or pago.creado
    hoja.texto(x - 30, 43.5, ancho + 30, formats.fecha_hora(instante, hoja.t), cuerpo=12, negrita=True, lado="R")
    dicho = say("estado", datos(caso=pago.estado), hoja.t)
    if pago.anulado:
        desde = formats.fecha_hora(pago.anulado, hoja.t)
        dicho = hoja.t.gettext(papel.ESTADO_DESDE) % {"estado": dicho, "fecha": desde}
    hoja.texto(x, 52.5, ancho, dicho, cuerpo=10.5, color=color, negrita=True, lado="R")


def _datos(hoja: Hoja, pago: Pago) -> float:
    """Where the detail may begin."""
    mitad = UTIL / 2
    documento = formats.enmascarar(pago.documento) or hoja.t.gettext(papel.NO_SE_MUESTRA)
    filas = (
        ((papel.CLIENTE, pago.cliente), (papel.DOCUMENTO, documento)),
        (
            (papel.CODIGO, pago.cod_transaccion),
            (papel.MODO, formats.en_minusculas(pago.mod_fact or "") or hoja.t.gettext(papel.SIN_MODO)),
        ),
    )
    y = 68.5
    for fila in filas:
        altos = []
        for lugar, (rotulo, valor) in enumerate(fila):
            x = MARGEN + mitad * lugar
            hoja.texto(x, y, mitad - 6, hoja.t.gettext(rotulo), cuerpo=8.5, color=TENUE)
            altos.append(hoja.texto(x, y + 4.6, mitad - 6, valor, cuerpo=11, negrita=True, lineas=2))
        y += max(13.5, 4.6 + max(altos) + 3)
    return y + 3.5


def _detalle(hoja: Hoja, comprobante: Comprobante, y: float) -> None:
    pago = comprobante.pago
    _fila(hoja, [hoja.t.gettext(titulo) for titulo, _ in COLUMNAS], y, 4.25, cuerpo=8.5, tenues=range(len(COLUMNAS)))
    hoja.raya(y + 6, MARCA, 0.4)
    desde = y + 6.2
    lugar = PIE - TOTALES - desde
    filas, nota = renglones(comprobante.items, int(lugar / RENGLON_MINIMO) - 1, hoja.t)
    alto = min(RENGLON_COMODO, (lugar - NOTA * bool(nota)) / max(len(filas), 1))
    for numero, fila in enumerate(filas):
        _renglon(hoja, fila, desde + alto * numero, alto, pago.moneda)
    y = desde + alto * len(filas)
    if nota:
        hoja.texto(MARGEN + SANGRIA, y + 1.8, UTIL, nota, cuerpo=8.5, color=TENUE)
        y += NOTA
    _totales(hoja, pago, y)


def _renglon(hoja: Hoja, renglon: RenglonRecibo, y: float, alto: float, moneda: int) -> None:
    cuerpo = min(10.0, alto * 1.65)
    if renglon.importe is None:
        hoja.set_fill_color(*FONDO)
        hoja.rect(MARGEN, y, UTIL, alto, style="F")
        hoja.en_fila(MARGEN + SANGRIA, y, UTIL - 4, alto, renglon.concepto, cuerpo=cuerpo, negrita=True)
        return
    importe = formats.dinero(renglon.importe, moneda, hoja.t)
    _fila(hoja, [renglon.concepto, renglon.movimiento, renglon.vencimiento, importe], y, alto, cuerpo=cuerpo)
    hoja.raya(y + alto, LINEA, 0.15)


def _fila(
    hoja: Hoja, celdas: Sequence[str], y: float, alto: float, *, cuerpo: float, tenues: Container[int] = (1, 2)
) -> None:
    """Each text in its column, the last to the right; a text may use the empty columns beside it."""
    x = MARGEN + SANGRIA
    for lugar, (celda, (_, ancho)) in enumerate(zip(celdas, COLUMNAS, strict=True)):
        ultima = lugar == len(COLUMNAS) - 1
        libres = takewhile(lambda otra: not otra[0], zip(celdas[lugar + 1 :], COLUMNAS[lugar + 1 :], strict=True))
        hasta = ancho - 3 + sum(columna[1] for _, columna in libres)
        color = TENUE if lugar in tenues else TINTA
        lado: Lado = "R" if ultima else "L"
        hoja.en_fila(x, y, ancho if ultima else hasta, alto, celda, cuerpo=cuerpo, color=color, lado=lado)
        x += ancho


def _totales(hoja: Hoja, pago: Pago, y: float) -> None:
    filas = ((papel.SUBTOTAL, pago.subtotal), (papel.COMISION, pago.comision))
    for numero, (rotulo, valor) in enumerate(filas):
        arriba = y + 2.5 + 5.6 * numero
        hoja.texto(MARGEN + 86, arriba, 50, hoja.t.gettext(rotulo), cuerpo=10, color=TENUE)
        hoja.texto(DERECHA - SANGRIA - 50, arriba, 50, formats.dinero(valor, pago.moneda, hoja.t), cuerpo=10, lado="R")
    hoja.texto(MARGEN + 86, y + 15, 40, cierre(pago.estado, hoja.t), cuerpo=12, negrita=True)
    total = formats.dinero(pago.total, pago.moneda, hoja.t)
    hoja.texto(DERECHA - SANGRIA - 60, y + 15, 60, total, cuerpo=12, negrita=True, lado="R")


def _pie(hoja: Hoja, comprobante: Comprobante, url: str, hoy: date, empresa: Empresa) -> None:
    hoja.raya(PIE)
    pago, t = comprobante.pago, hoja.t
    for numero, (rotulo, valor) in enumerate(() if comprobante.ajeno else _despues(pago, hoy, t)):
        y = PIE + 7 + 15 * numero
        hoja.texto(MARGEN, y, 56, rotulo, cuerpo=8.5, color=TENUE)
        hoja.texto(MARGEN, y + 4.6, 56, valor, cuerpo=12, negrita=True, lineas=2)
    x, lado = DERECHA - 32, 32.0
    hoja.image(qr.png(url), x=x, y=PIE + 7, w=lado, h=lado, alt_text=hoja.t.gettext(papel.QR))
    ancho = 74.0
    hoja.texto(x - ancho - 6, PIE + 7, ancho, hoja.t.gettext(papel.AUTENTICO), cuerpo=10, negrita=True, lado="R")
    hoja.texto(x - ancho - 6, PIE + 12.6, ancho, hoja.t.gettext(papel.ESCANEA), cuerpo=9, color=TENUE, lado="R")
    hoja.set_xy(x - ancho - 6, PIE + 18.6)
    hoja.set_font("Noto", "", 8)
    hoja.set_text_color(*MARCA)
    hoja.multi_cell(ancho, 4, url, align="R", wrapmode=WrapMode.CHAR, link=url)
    hoja.raya(ALTO - 18)
    pie = hoja.t.gettext(papel.EMITIDO_POR) % {"portal": empresa.nombre or hoja.t.gettext(PORTAL)}
    hoja.texto(MARGEN, ALTO - 15, UTIL - 40, pie, cuerpo=8, color=TENUE)
    hoja.texto(DERECHA - 38, ALTO - 15, 38, _numero(hoja, pago), cuerpo=8, color=TENUE, lado="R")
    whatsapp = f"WhatsApp {empresa.whatsapp}" if empresa.whatsapp else ""
    como = (empresa.direccion.replace("\n", ", "), empresa.telefono, whatsapp)
    hoja.texto(MARGEN, ALTO - 10.5, UTIL, " · ".join(filter(None, como)), cuerpo=8, color=TENUE)


def _despues(pago: Pago, hoy: date, t: NullTranslations) -> tuple[tuple[str, str], ...]:
    """How the customer stood after it, which a reversal undid."""
    if pago.estado is Estado.ANULADO:
        return ((t.gettext(papel.SE_ANULO), t.gettext(papel.COMO_ESTABAN)),)
    return (t.gettext(papel.SALDO), formats.dinero(pago.saldo_restante, pago.moneda, t)), proximo(pago, hoy, t)


def _marca_de_anulado(hoja: Hoja) -> None:
    """Across the whole sheet and see-through, so that no copy passes for a payment and everything stays readable."""
    with hoja.local_context(fill_opacity=0.13), hoja.rotation(52, ANCHO / 2, ALTO / 2):
        hoja.texto(
            0, ALTO / 2 - 30, ANCHO, hoja.t.gettext(papel.ANULADO), cuerpo=120, color=ROJO, negrita=True, lado="C"
        )
