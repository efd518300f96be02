"""What makes an application of the portal says the reader's language, and holds nobody's name."""

from io import BytesIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from PIL import Image

from portal.texts.es.pagina import DESCRIPCION
from portal.texts.languages import SHIPPED
from tests.conftest import PAGINA
from tests.pages import pagina, texto
from tests.texts.pseudo import PSEUDO


def test_the_manifest_says_what_a_phone_asks_for(anonimo: TestClient[Litestar]) -> None:
    answer = anonimo.get("/manifest.webmanifest", params={"idioma": "es"})
    assert answer.headers["content-type"] == "application/manifest+json"
    said = answer.json()
    assert (said["lang"], said["start_url"], said["display"]) == ("es", "/", "standalone")
    assert (said["name"], said["short_name"]) == ("Espacio Clientes", "Espacio Clientes")
    for icon in said["icons"]:
        drawing = Image.open(BytesIO(anonimo.get(icon["src"]).content))
        assert f"{drawing.width}x{drawing.height}" == icon["sizes"]
    assert {(icon["sizes"], icon["purpose"]) for icon in said["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


def test_the_manifest_is_of_the_language_of_its_page(
    monkeypatch: pytest.MonkeyPatch, anonimo: TestClient[Litestar]
) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)
    said = anonimo.get("/manifest.webmanifest", params={"idioma": "qps"}, headers={"accept-language": "es"}).json()
    assert said["lang"] == "qps"
    assert said["description"] == PSEUDO.gettext(DESCRIPCION)


def test_the_worker_speaks_for_the_whole_portal(anonimo: TestClient[Litestar]) -> None:
    worker = anonimo.get("/sw.js")
    assert worker.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "max-age=3600" in worker.headers["cache-control"]
    page = anonimo.get("/ingreso", headers=PAGINA)
    assert 'data-sw="/sw.js?idioma=es&amp;v=' in page.text
    assert "manifest-src 'self'" in page.headers["content-security-policy"]


def test_the_page_without_connection_is_nobody_s(web: TestClient[Litestar]) -> None:
    lost, sent = (pagina(web.get("/sin-conexion", params=asked)) for asked in ({}, {"envio": "1"}))
    for page in (lost, sent):
        assert "Salir" not in texto(page)
        assert "Sin conexión" in texto(page)
    assert "No pudimos saber si llegó lo que mandaste." in texto(sent)
    assert "Reintentar" in texto(lost)
