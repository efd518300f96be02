"""A statement on paper: what was owed, line by line, and what is owed; on as many sheets as it takes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from gettext import NullTranslations

from portal import formats, money
from portal.documents import asientos
from portal.documents.membrete import SIN_DATOS, membrete
from portal.documents.paper import ALTO, DERECHA, LINEA, MARCA, MARGEN, TENUE, UTIL, Hoja, Lado
from portal.structs.empresa import Empresa
from portal.structs.estado_de_cuenta import Asiento, EstadoDeCuenta
from portal.texts.es import estado_de_cuenta as textos
from portal.texts.es import papel
from portal.texts.languages import SPANISH

RENGLON = 7.0
# Below the head of the first sheet, which says it all at once, and of those that follow.
PRIMERA, SIGUIENTE, PIE = 92.0, 34.0, ALTO - 30
COLUMNAS = (
    (textos.DIA, 22.0),
    (textos.CONCEPTO, 74.0),
    (textos.CARGO, 26.0),
    (textos.ABONO, 26.0),
    (textos.SALDO, 26.0),
)
# Of those, the ones that are words; the others are figures, to the right.
PALABRAS = 2


def pdf(estado: EstadoDeCuenta, t: NullTranslations = SPANISH, empresa: Empresa = SIN_DATOS) -> bytes:
    """The same account is the same file in a language, byte by byte."""
    hoja = Hoja(t.gettext(textos.TITULO), datetime.combine(estado.hasta, time(12), UTC), t)
    paginas = list(_en_paginas(estado.asientos))
    for numero, suyos in enumerate(paginas, 1):
        if numero > 1:
            hoja.add_page()
        membrete(hoja, empresa)
        periodo = t.gettext(textos.PERIODO) % {
            "desde": formats.fecha(estado.desde, t),
            "hasta": formats.fecha(estado.hasta, t),
        }
        hoja.texto(MARGEN + 122, 13.4, UTIL - 122, t.gettext(textos.TITULO), cuerpo=14, negrita=True, lado="R")
        hoja.texto(MARGEN + 122, 21, UTIL - 122, periodo, cuerpo=9.5, color=TENUE, lado="R")
        if numero == 1:
            _resumen(hoja, estado)
        _tabla(hoja, suyos, PRIMERA if numero == 1 else SIGUIENTE, estado.moneda)
        _pie(hoja, numero, len(paginas))
    return bytes(hoja.output())


def _en_paginas(todos: Sequence[Asiento]) -> Iterator[Sequence[Asiento]]:
    """At least one, be it empty."""
    caben = int((PIE - PRIMERA) / RENGLON) - 1
    yield todos[:caben]
    siguientes = int((PIE - SIGUIENTE) / RENGLON) - 1
    for desde in range(caben, len(todos), siguientes):
        yield todos[desde : desde + siguientes]


def _resumen(hoja: Hoja, estado: EstadoDeCuenta) -> None:
    t = hoja.t
    documento = formats.enmascarar(estado.documento)
    hoja.texto(MARGEN, 34, UTIL, estado.cliente, cuerpo=12, negrita=True)
    quien = f"{t.gettext(papel.DOCUMENTO)} {documento} · {money.moneda(estado.moneda).iso}"
    hoja.texto(MARGEN, 40.5, UTIL, quien, cuerpo=9.5, color=TENUE)
    for numero, (nombre, importe) in enumerate(asientos.resumen(estado, t)):
        y, negrita = 49 + 6.5 * numero, numero in (0, 3)
        hoja.texto(MARGEN, y, 100, nombre, cuerpo=10.5, negrita=negrita)
        hoja.texto(DERECHA - 60, y, 60, importe, cuerpo=10.5, negrita=negrita, lado="R")
        hoja.raya(y + 5.6, LINEA, 0.15)
    hoja.texto(MARGEN, 77, UTIL, t.gettext(textos.COMO_SE_ARMA), cuerpo=8, color=TENUE, lineas=3)


def _tabla(hoja: Hoja, suyos: Sequence[Asiento], y: float, moneda: int) -> None:
    _fila(hoja, [hoja.t.gettext(titulo) for titulo, _ in COLUMNAS], y, cuerpo=8.5, negrita=True)
    hoja.raya(y + RENGLON, MARCA, 0.4)
    for numero, asiento in enumerate(suyos, 1):
        importe = formats.numero(asiento.importe, moneda, hoja.t)
        cargo, abono = ("", importe) if asiento.pago else (importe, "")
        lugar = asientos.lugar(asiento, hoja.t)
        que = " · ".join(filter(None, (asientos.concepto(asiento, hoja.t), lugar)))
        saldo = formats.numero(asiento.saldo, moneda, hoja.t)
        _fila(hoja, [formats.fecha(asiento.dia, hoja.t), que, cargo, abono, saldo], y + RENGLON * numero, cuerpo=8.5)
        hoja.raya(y + RENGLON * (numero + 1), LINEA, 0.15)


def _fila(hoja: Hoja, celdas: Sequence[str], y: float, *, cuerpo: float, negrita: bool = False) -> None:
    x = MARGEN
    for lugar, (celda, (_, ancho)) in enumerate(zip(celdas, COLUMNAS, strict=True)):
        lado: Lado = "L" if lugar < PALABRAS else "R"
        hoja.en_fila(x, y, ancho - 2, RENGLON, celda, cuerpo=cuerpo, negrita=negrita, lado=lado)
        x += ancho


def _pie(hoja: Hoja, numero: int, todas: int) -> None:
    hoja.raya(ALTO - 18)
    pagina = hoja.t.gettext(textos.PAGINA) % {"una": numero, "todas": todas}
    hoja.texto(MARGEN, ALTO - 15, UTIL, pagina, cuerpo=8, color=TENUE, lado="R")
