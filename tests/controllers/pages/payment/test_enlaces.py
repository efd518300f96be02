"""The owner's end of a link to pay: made from the review, sent, and ended from the account."""

import re
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from litestar import Litestar
from litestar.testing import TestClient

from tests.forms import enviar
from tests.pages import acciones, enlaces, pagina, texto, titulo

Navegador = TestClient[Litestar]


def _revisado(web: Navegador) -> str:
    elegido = pagina(enviar(web, pagina(web.get("/deudas")), ayuda="minimo"))
    return enviar(web, elegido, "/deudas/revisar").url.path


def hacer(web: Navegador) -> Element:
    ruta = _revisado(web)
    assert f"{ruta}/enlace" in acciones(pagina(web.get(ruta)))
    return pagina(web.post(f"{ruta}/enlace"))


def test_the_link_is_shown_to_be_copied_and_sent(web: Navegador) -> None:
    arbol = hacer(web)
    assert titulo(arbol) == "Que pague otra persona"
    assert "Gs. 1.791.475" in texto(arbol)
    url = next(str(campo.get("value")) for campo in arbol.iter("input") if campo.get("id") == "url")
    assert re.fullmatch(r"http://localhost:8000/por-enlace/[\w-]{43}", url)
    whatsapp = next(uno for uno in enlaces(arbol) if uno.startswith("https://wa.me/?text="))
    assert url in unquote(whatsapp)
    assert "Gs. 1.791.475" in unquote(whatsapp).replace("\xa0", " ")


def test_it_is_ended_from_the_account_and_shown_there_no_more(web: Navegador) -> None:
    hacer(web)
    cuenta = pagina(web.get("/cuenta"))
    assert "Enlaces para que pague otra persona" in texto(cuenta)
    terminar = next(uno for uno in acciones(cuenta) if uno.endswith("/terminar"))
    despues = pagina(web.post(terminar))
    assert "Terminaste ese enlace" in texto(despues)
    assert "Enlaces para que pague otra persona" not in texto(despues)
    assert "ya no estaba vigente" in texto(pagina(web.post(terminar), 404))


def test_a_cart_that_cannot_be_paid_makes_no_link_and_says_why(web: Navegador) -> None:
    ruta = _revisado(web)
    banco = web.post(ruta, data={"total": "1791475"}, follow_redirects=False)
    assert banco.status_code == 303
    arbol = pagina(web.post(f"{ruta}/enlace"), 409)
    assert titulo(arbol) == "Tus deudas"
    assert "/por-enlace/" not in texto(arbol)
