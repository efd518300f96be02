import re
from xml.etree.ElementTree import Element, fromstring

import pytest
import zxingcpp
from PIL import Image

from portal.documents import qr
from tests.documents.recibos import URL

SVG = "{http://www.w3.org/2000/svg}"
TRAMO = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")
AUMENTO = 8


def _svg(url: str) -> Element:
    return fromstring(qr.svg(url))  # noqa: S314 - our own image


def _dibujar(svg: Element) -> Image.Image:
    """The image as a browser would paint it: strokes one unit high, along the given runs."""
    _, _, ancho, alto = (int(lado) for lado in svg.attrib["viewBox"].split())
    imagen = Image.new("L", (ancho, alto), 255)
    trazo = next(camino for camino in svg.iter(f"{SVG}path") if "stroke" in camino.attrib)
    x, y = 0.0, 0.0
    for orden, uno, otro in TRAMO.findall(trazo.attrib["d"]):
        if orden == "h":
            imagen.paste(0, (int(x), int(y), int(x + float(uno)), int(y) + 1))
            x += float(uno)
        elif orden == "M":
            x, y = float(uno), float(otro)
        else:
            x, y = x + float(uno), y + float(otro)
    return imagen.resize((ancho * AUMENTO, alto * AUMENTO), Image.Resampling.NEAREST)


@pytest.mark.parametrize("url", [URL, "http://127.0.0.1:8000/verificar/x", f"{URL}{'x' * 200}"])
def test_a_phone_reads_the_address(url: str) -> None:
    assert [leido.text for leido in zxingcpp.read_barcodes(_dibujar(_svg(url)))] == [url]


def test_the_file_for_paper_reads_the_same() -> None:
    papel = Image.open(qr.png(URL)).convert("L")
    assert [leido.text for leido in zxingcpp.read_barcodes(papel)] == [URL]


def test_it_scales_and_obeys_the_strictest_policy() -> None:
    svg = _svg(URL)
    assert svg.get("width") is None
    assert svg.get("viewBox")
    for elemento in svg.iter():
        assert elemento.tag in {f"{SVG}svg", f"{SVG}path"}
        assert not {"style", "href"} & set(elemento.attrib)
