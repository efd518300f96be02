import logging
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pypdf import PdfReader

from portal.documents import recibo_pdf
from portal.documents.letters import SUSTITUTO, legible
from portal.documents.paper import Hoja
from portal.imports.logo import leer as leer_logo
from portal.rules.desk.empresa import LARGOS
from portal.structs.deudas import Deuda
from portal.structs.empresa import Empresa
from portal.structs.pagos import Comprobante, Estado
from portal.texts.languages import SPANISH
from tests.company import LLENA, RUC, dibujo
from tests.datos import cuota
from tests.documents.recibos import URL, agua, comprobante, cuotas

A4 = (595, 842)
HOY = date(2026, 8, 3)
ANULADO = datetime(2026, 8, 3, 16, 5, tzinfo=UTC)


def abrir(recibo: Comprobante, hoy: date = HOY) -> PdfReader:
    return PdfReader(BytesIO(recibo_pdf.pdf(recibo, URL, hoy)))


def leer(recibo: Comprobante, hoy: date = HOY) -> str:
    """What is read on it, with plain spaces."""
    return " ".join(abrir(recibo, hoy).pages[0].extract_text().split())


@pytest.mark.parametrize(
    "items",
    [cuotas(1), cuotas(7, 2) + (agua(),) * 3, cuotas(60), cuotas(60, 4), cuotas(60, 60), cuotas(300, 100)],
    ids=["1", "10", "60", "60 of 4 plans", "60 of 60 plans", "300 of 100 plans"],
)
def test_it_is_one_a4_page_however_many_items(items: tuple[Deuda, ...]) -> None:
    paginas = abrir(comprobante(items)).pages
    assert len(paginas) == 1
    assert tuple(round(lado) for lado in paginas[0].mediabox.upper_right) == A4


@pytest.mark.parametrize("items", [cuotas(1), cuotas(25), cuotas(60, 60)], ids=["1", "25", "60"])
def test_nothing_overlaps_the_foot_or_leaves_the_sheet(items: tuple[Deuda, ...]) -> None:
    alturas: dict[str, float] = {}
    margenes: list[float] = []

    def mirar(texto: str, cm: list[float], tm: list[float], _fuente: object, _cuerpo: float) -> None:
        if texto.strip():
            x, y = tm[4] + cm[4], tm[5] + cm[5]
            alturas[texto.strip()] = y
            margenes.append(x)

    abrir(comprobante(items)).pages[0].extract_text(visitor_text=mirar)
    assert all(0 <= x <= A4[0] for x in margenes)
    assert min(alturas.values()) > 0
    # The origin is below: the total is the lowest of the detail, and stands above the foot's first line.
    assert alturas["Comisión del servicio"] > alturas["Saldo después de este pago"] + 20


def test_it_says_everything_that_a_receipt_must() -> None:
    leido = leer(comprobante((*cuotas(2), agua())))
    for parte in (
        "N.º 00000012",
        "03/08/2026 12:00",
        "María Ñandutí Ỹvoty",
        "•.•••.890",
        "EC-7F3K2-20418",
        "Factura contado",
        "Plan P0 · Lote L0 · Las Golondrinas",
        "Cuota 1 de 60",
        "A2",
        "15/09/2026",
        "Subtotal",
        "Gs. 1.765.000",
        "Comisión del servicio",
        "Gs. 26.475",
        "Total pagado",
        "Gs. 1.791.475",
        "Gs. 45.900.000",
        "10/12/2026",
        "Pagado",
    ):
        assert parte in leido, parte
    assert "4567890" not in leido.replace(".", "")
    assert "ANULADO" not in leido
    assert "Anulado" not in leido


def test_the_address_is_readable_and_a_link() -> None:
    pagina = abrir(comprobante(cuotas(1))).pages[0]
    assert URL in "".join(pagina.extract_text().split())
    enlaces = [anotacion.get_object()["/A"]["/URI"] for anotacion in pagina["/Annots"]]
    assert enlaces
    assert set(enlaces) == {URL}


def test_its_qr_leads_to_the_address() -> None:
    imagenes = abrir(comprobante(cuotas(1))).pages[0].images
    assert [zxingcpp.read_barcodes(imagen.image.convert("L"))[0].text for imagen in imagenes] == [URL]


def test_a_reversed_one_is_marked_across_and_dated() -> None:
    leido = leer(comprobante(cuotas(1), Estado.ANULADO, anulado=ANULADO))
    assert "ANULADO" in leido
    assert leido.count("Total anulado") == 2
    assert "Total pagado" not in leido
    assert "Saldo después de este pago" not in leido
    assert "Anulado el 03/08/2026 13:05" in leido


def test_one_being_reversed_says_so() -> None:
    assert "Anulación en curso" in leer(comprobante(cuotas(1), Estado.ANULANDO))


def test_dollars_have_their_cents() -> None:
    leido = leer(comprobante(cuotas(3, moneda=2)))
    assert "USD 376,50" in leido
    assert "USD 125,50" in leido


def test_what_does_not_fit_is_added_up_and_told() -> None:
    leido = leer(comprobante((*cuotas(60, 2), agua())))
    assert "Son 61 conceptos: acá se suman por plan." in leido
    assert "Plan P0 · Lote L0 · Las Golondrinas: 30 cuotas, 1 de agua" in leido
    assert "Gs. 25.565.000" in leido


def test_without_balance_nor_next_date_it_says_that() -> None:
    leido = leer(comprobante(cuotas(1), proximo_vencimiento=None, mod_fact=None))
    assert "No hay otro" in leido
    assert "No informado" in leido


def lineas(recibo: Comprobante) -> list[tuple[float, float, str]]:
    """Where each text begins, from the top, and what it says."""
    halladas: list[tuple[float, float, str]] = []

    def mirar(texto: str, cm: list[float], tm: list[float], _fuente: object, _cuerpo: float) -> None:
        if texto.strip():
            halladas.append((A4[1] - tm[5] - cm[5], tm[4] + cm[4], texto.strip()))

    abrir(recibo).pages[0].extract_text(visitor_text=mirar)
    return halladas


def test_a_long_name_takes_a_second_line_and_moves_what_follows() -> None:
    nombre = "Sociedad Anónima Inmobiliaria Agropecuaria e Industrial Las Golondrinas del Ypacaraí"
    sitios = lineas(comprobante(cuotas(1), cliente=nombre))
    partes = [(y, x, texto) for y, x, texto in sitios if texto in nombre and len(texto) > 12]
    assert " ".join(texto for _, _, texto in partes) == nombre
    assert len({y for y, _, _ in partes}) == 2
    assert len({x for _, x, _ in partes}) == 1
    codigo = next(y for y, _, texto in sitios if texto == "Código de transacción")
    assert codigo > max(y for y, _, _ in partes) + 8


def test_a_long_concept_takes_a_second_line_of_its_row() -> None:
    concepto = "Cuota 7 de 60 del terreno de la manzana 14 con acuerdo de refinanciación y mora incluida de ocho días"
    larga = structs.replace(cuotas(1)[0], descripcion=concepto)
    partes = [(y, texto) for y, _, texto in lineas(comprobante((larga,))) if texto in concepto and len(texto) > 12]
    assert " ".join(texto for _, texto in partes) == concepto
    assert len({y for y, _ in partes}) == 2


def test_a_name_without_spaces_and_without_end_stays_in_its_box() -> None:
    larga = cuota("X" * 20, 1, cuotas(1)[0].vencimiento)
    leido = leer(comprobante((larga,), cliente="Ñ" * 300))
    assert re.search("Ñ{30,}…", leido)
    assert "X" * 20 in leido


@pytest.mark.parametrize(
    ("nombre", "leido"),
    [
        ("Наталья Ковалёва", "Наталья Ковалёва"),
        ("Ka\u02bci Aranda", "Ka\u02bci Aranda"),
        ("Ñandutí ≥ 3 lotes", "Ñandutí ≥ 3 lotes"),
        ("Νίκος Παππάς", "Νίκος Παππάς"),
        ("김민준 Kim", "□□□ Kim"),
        (unicodedata.normalize("NFD", "김 Ñandutí Ỹvoty"), "□ Ñandutí Ỹvoty"),
        ("Ana\u200b\u202e\ufe0f María\x07Luz", "Ana María Luz"),
        ("Ana 😀 李", "Ana □ □"),
    ],
)
def test_no_letter_vanishes_and_none_of_them_is_logged(
    nombre: str, leido: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    raro = structs.replace(cuotas(1)[0], descripcion=f"C {nombre}", plan=nombre, barrio=nombre)
    texto = leer(comprobante((raro,), cliente=nombre, mod_fact=f"M {nombre}"))
    for parte in (f"Cliente {leido}", f"C {leido}", f"Plan {leido}", f"· {leido}", f"M {leido}"):
        assert parte in texto, parte
    assert caplog.messages == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_what_the_paper_draws_is_in_its_font(texto: str) -> None:
    for dibujables in _dibujables():
        dibujado = legible(texto, dibujables)
        assert {*map(ord, dibujado), ord(SUSTITUTO)} <= dibujables
        assert dibujado == legible(unicodedata.normalize("NFD", texto), dibujables)


@cache
def _dibujables() -> list[frozenset[int]]:
    hoja = Hoja("x", ANULADO)
    hoja.output()
    return [frozenset(fuente.cmap) for fuente in hoja.fonts.values()]


@pytest.mark.parametrize(
    ("vence", "hoy", "dicho"),
    [
        (date(2026, 8, 3), HOY, "Próximo vencimiento 03/08/2026"),
        (date(2026, 8, 2), HOY, "Quedó vencido Desde el 02/08/2026"),
        (date(2026, 8, 4), date(2026, 8, 5), "Próximo vencimiento Venció el 04/08/2026"),
    ],
)
def test_a_next_date_that_is_past_is_told_as_overdue(vence: date, hoy: date, dicho: str) -> None:
    assert dicho in leer(comprobante(cuotas(1), proximo_vencimiento=vence), hoy)


def test_the_same_payment_is_the_same_file_and_another_state_is_not() -> None:
    recibo = comprobante(cuotas(3))
    assert recibo_pdf.pdf(recibo, URL, HOY) == recibo_pdf.pdf(recibo, URL, HOY)
    assert recibo_pdf.pdf(recibo, URL, HOY) != recibo_pdf.pdf(comprobante(cuotas(3), Estado.ANULANDO), URL, HOY)


def test_it_tells_programs_what_it_is() -> None:
    lector = abrir(comprobante(cuotas(1)))
    assert lector.metadata is not None
    assert lector.metadata.title == "Comprobante de pago 00000012"
    assert lector.metadata.creation_date == datetime(2026, 8, 3, 15, tzinfo=UTC)
    assert lector.trailer["/Root"]["/Lang"] == "es-PY"


@pytest.mark.parametrize("tamano", [(400, 100), (100, 400), (1, 1)])
def test_the_company_heads_it_and_is_reached_at_its_foot(tamano: tuple[int, int]) -> None:
    empresa = structs.replace(LLENA, logo=leer_logo(dibujo(tamano=tamano)))
    papel = recibo_pdf.pdf(comprobante(cuotas(3)), URL, HOY, SPANISH, empresa)
    assert papel == recibo_pdf.pdf(comprobante(cuotas(3)), URL, HOY, SPANISH, empresa)
    (hoja,) = PdfReader(BytesIO(papel)).pages
    assert len(hoja.images) == 2
    leido = hoja.extract_text()
    for dicho in (LLENA.nombre, RUC, LLENA.telefono, LLENA.whatsapp, "Avda. Ñu Guasu 1234, Asunción"):
        assert dicho in leido
    assert "Espacio Clientes" not in leido


def test_the_longest_data_stay_on_the_sheet() -> None:
    empresa = Empresa(**{campo: "Ñ" * largo for campo, largo in LARGOS.items()})
    papel = recibo_pdf.pdf(comprobante(cuotas(3)), URL, HOY, SPANISH, empresa)
    assert len(PdfReader(BytesIO(papel)).pages) == 1


def test_whoever_paid_for_somebody_else_reads_nothing_of_how_they_stand() -> None:
    entero = comprobante(cuotas(2))
    suyo = structs.replace(entero, ajeno=True, pago=structs.replace(entero.pago, documento=""))
    leido = leer(suyo)
    assert "Saldo después de este pago" in leer(entero)
    assert "Saldo después de este pago" not in leido
    assert "No se muestra" in leido
