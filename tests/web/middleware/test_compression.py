"""What travels is compressed once, pages and files alike, for whoever takes it."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

RUTAS = ("/ayuda", "/static/portal.css", "/docs/openapi.json")


@pytest.mark.parametrize("ruta", RUTAS)
@pytest.mark.parametrize(("pide", "da"), [("gzip, deflate, br", "br"), ("gzip", "gzip")])
def test_pages_and_files_come_as_they_are_asked_for(
    anonimo: TestClient[Litestar], ruta: str, pide: str, da: str
) -> None:
    entera = anonimo.get(ruta, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in entera.headers
    respuesta = anonimo.get(ruta, headers={"accept-encoding": pide})
    assert respuesta.headers["content-encoding"] == da
    assert "Accept-Encoding" in respuesta.headers["vary"].split(", ")
    assert respuesta.content == entera.content  # undone once, it is the page again
    assert respuesta.num_bytes_downloaded < len(entera.content) / 2
