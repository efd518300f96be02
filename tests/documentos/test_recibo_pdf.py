import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader

from portal.documentos import recibo_pdf
from portal.structs.deudas import Deuda
from portal.structs.pagos import Comprobante, Estado
from tests.datos import cuota
from tests.documentos.recibos import URL, agua, comprobante, cuotas

A4 = (595, 842)
ANULADO = datetime(2026, 8, 3, 16, 5, tzinfo=UTC)


def abrir(recibo: Comprobante) -> PdfReader:
    return PdfReader(BytesIO(recibo_pdf.pdf(recibo, URL)))


def leer(recibo: Comprobante) -> str:
    """What is read on it, with plain spaces."""
    return " ".join(abrir(recibo).pages[0].extract_text().split())


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
        "FACTURA CONTADO",
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


def test_a_very_long_name_or_concept_stays_in_its_column() -> None:
    larga = cuota("X" * 20, 1, cuotas(1)[0].vencimiento)
    leido = leer(comprobante((larga,), cliente="Ñ" * 200))
    assert re.search("Ñ{30,}…", leido)
    assert "X" * 20 in leido


def test_the_same_payment_is_the_same_file_and_another_state_is_not() -> None:
    recibo = comprobante(cuotas(3))
    assert recibo_pdf.pdf(recibo, URL) == recibo_pdf.pdf(recibo, URL)
    assert recibo_pdf.pdf(recibo, URL) != recibo_pdf.pdf(comprobante(cuotas(3), Estado.ANULANDO), URL)


def test_it_tells_programs_what_it_is() -> None:
    lector = abrir(comprobante(cuotas(1)))
    assert lector.metadata is not None
    assert lector.metadata.title == "Comprobante de pago 00000012"
    assert lector.metadata.creation_date == datetime(2026, 8, 3, 15, tzinfo=UTC)
    assert lector.trailer["/Root"]["/Lang"] == "es-PY"
