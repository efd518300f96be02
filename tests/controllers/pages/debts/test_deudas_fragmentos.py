"""What htmx gets: each fragment alone, with the others that change with it."""

import gzip
from collections.abc import Callable

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.forms import idsession
from tests.pages import pagina

Navegador = TestClient[Litestar]
HTMX = {"hx-request": "true"}
DESTINOS_FIJOS = {"#barra", "#o-minimo", "#o-vencido", "#anuncio"}


def _pedir(web: Navegador, ruta: str, *elegidas: str, **campos: str | list[str]) -> Response:
    numero = idsession(pagina(web.get("/deudas")))
    return web.post(ruta, data={"idsession": numero, "sel": list(elegidas), **campos}, headers=HTMX)


def _destinos(respuesta: Response) -> set[str]:
    return {trozo.split('"', 1)[0] for trozo in respuesta.text.split('<hx-partial hx-target="')[1:]}


@pytest.mark.parametrize("nombre", ["carrito", "listado"])
def test_the_answer_begins_with_its_fragment(web: Navegador, nombre: str) -> None:
    respuesta = _pedir(web, f"/deudas/{nombre}", "A1", "A2", "AGUA-9")
    assert respuesta.status_code == 200
    assert respuesta.text.lstrip().startswith(("<section", "<div"))
    assert f'id="{nombre}"' in respuesta.text.lstrip().split(">", 1)[0]
    assert "<html" not in respuesta.text


def test_the_cart_is_priced_and_said_aloud(web: Navegador) -> None:
    respuesta = _pedir(web, "/deudas/carrito", "A1", "A2", "AGUA-9")
    assert respuesta.text.count("Gs.\xa01.791.475") == 3
    assert "3 deudas elegidas. Total a pagar Gs.\xa01.791.475, comisión incluida." in respuesta.text
    assert _destinos(respuesta) == DESTINOS_FIJOS


def test_a_refused_choice_puts_the_reason_beside_its_row_and_takes_it_away_later(web: Navegador) -> None:
    mala = _pedir(web, "/deudas/carrito", "A2")
    fila = next(destino for destino in _destinos(mala) if destino.startswith("#m-"))
    assert mala.text.count("primero va la cuota 1") >= 2
    assert '<input type="hidden" form="f-deudas" name="dicha" value="A2">' in mala.text
    buena = _pedir(web, "/deudas/carrito", "A1", "A2", "AGUA-9", dicha=["A2"])
    assert _destinos(buena) == DESTINOS_FIJOS | {fila}
    assert f'<hx-partial hx-target="{fila}" hx-swap="innerHTML"></hx-partial>' in buena.text


def test_a_help_ticks_the_rows_and_prices_them(web: Navegador) -> None:
    respuesta = _pedir(web, "/deudas/listado", ayuda="minimo")
    assert respuesta.text.count(" checked") == 3
    assert _destinos(respuesta) == DESTINOS_FIJOS | {"#carrito"}


def test_a_filtered_listing_posts_what_it_hides(web: Navegador) -> None:
    respuesta = _pedir(web, "/deudas/listado", "A1", "AGUA-9", tipo="AGUA")
    assert '<input type="hidden" name="sel" value="A1">' in respuesta.text
    assert "Cuota 1 de 60" not in respuesta.text.split("<hx-partial", 1)[0]
    assert 'hx-swap="innerHTML">1 deuda en la lista. 2 deudas elegidas. ' in respuesta.text


def test_the_cart_travels_light(web: Navegador) -> None:
    respuesta = _pedir(web, "/deudas/carrito", "A1", "A2", "A3", "AGUA-9")
    assert len(gzip.compress(respuesta.content, 9)) <= 1024


def test_a_refusal_goes_to_the_strip_of_notices(web: Navegador) -> None:
    respuesta = web.post("/deudas/carrito", data={"idsession": "999999999"}, headers=HTMX)
    assert respuesta.status_code == 404
    assert respuesta.headers["hx-retarget"] == "#aviso"
    assert respuesta.text.startswith('<div class="aviso" id="aviso" role="alert" data-')
    assert " hidden" not in respuesta.text
    assert "No existe esa consulta." in respuesta.text


def test_without_a_session_it_leads_to_the_form_and_back(anonimo: Navegador) -> None:
    cabeceras = {**HTMX, "sec-fetch-site": "same-origin", "hx-current-url": "http://testserver.local/deudas?moneda=2"}
    respuesta = anonimo.post("/deudas/carrito", data={"idsession": "1"}, headers=cabeceras)
    assert respuesta.status_code == 401
    assert respuesta.headers["hx-redirect"] == "/ingreso?siguiente=%2Fdeudas%3Fmoneda%3D2"


def test_the_confirmation_is_one_fragment(entrar: Callable[[str], Navegador]) -> None:
    web = entrar(datos.AL_DIA)
    numero = idsession(pagina(web.get("/deudas")))
    revisar = web.post("/deudas/revisar", data={"idsession": numero, "sel": "E1"})
    assert revisar.text.count('<section id="confirmacion"') == 1
