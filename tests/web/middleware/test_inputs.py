"""Input that no door takes: told in Spanish, with the right status, without giving any of it back."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.conftest import PAGINA, ClienteApi
from tests.controllers.api.channel import PROBLEMA
from tests.pages import pagina

FORMULARIO = "application/x-www-form-urlencoded"
CREDENCIALES = b"username=canal-uno&password=clave+de+prueba"
MALAS_CONSULTAS = {
    "invalid UTF-8": "documento=4567890%FF&moneda=1",
    "overlong UTF-8": "documento=4567890%C0%AF&moneda=1",
    "a lone surrogate": "documento=4567890%ED%A0%80&moneda=1",
    "NUL": "documento=4567890%00&moneda=1",
    "CRLF": "documento=4567890%0D%0AX-Mal:1&moneda=1",
    "C1 control": "documento=4567890%C2%85&moneda=1",
    "line separator": "documento=4567890%E2%80%A8&moneda=1",
    "right to left": "documento=4567890&moneda=1%E2%80%AE",
    "a repeated name": "documento=4567890&documento=4000001&moneda=1",
    "a repeated name, written in another way": "documento=4567890&d%6Fcumento=4000001&moneda=1",
    "a bad name": "documento=4567890&moneda=1&%FF=1",
    "a huge number": "documento=4567890&moneda=" + "9" * 60,
    "no number": "documento=4567890&moneda=NaN",
    "a number with a point": "documento=4567890&moneda=1.5",
    "infinity": "documento=4567890&moneda=1e400",
    "an empty one": "documento=4567890&moneda=",
}


@pytest.mark.parametrize("consulta", MALAS_CONSULTAS.values(), ids=MALAS_CONSULTAS)
def test_a_query_that_is_not_what_it_should(
    anonimo: TestClient[Litestar], canal_api: ClienteApi, consulta: str
) -> None:
    respuesta = anonimo.get(f"/consulta/deuda-cliente/?{consulta}", headers=canal_api.cabeceras)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (400, PROBLEMA)
    assert "4567890" not in respuesta.text
    assert "x-mal" not in respuesta.headers


@pytest.mark.parametrize("moneda", ["3", "99", "100", "1000000"])
def test_a_currency_that_does_not_exist_is_the_package_s_to_refuse(canal_api: ClienteApi, moneda: str) -> None:
    respuesta = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=moneda)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "consulta-rechazada")


def test_a_name_that_nobody_asked_for_is_let_be(canal_api: ClienteApi) -> None:
    assert canal_api.get("/pagos", otra="cosa").status_code == 200


@pytest.mark.parametrize(
    "tipo",
    [
        "",
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded-2",
        f"{FORMULARIO}; charset=utf-16",
        f"{FORMULARIO}, text/plain",
    ],
)
def test_a_form_comes_as_a_form(anonimo: TestClient[Litestar], tipo: str) -> None:
    cabeceras = {"content-type": tipo} if tipo else {}
    token = anonimo.post("/token", content=CREDENCIALES, headers=cabeceras)
    assert (token.status_code, token.headers["content-type"]) == (415, PROBLEMA)
    cuerpo = f"usuario={datos.TRES_Y_AGUA}&clave=clave+de+prueba"
    pagina(anonimo.post("/ingreso", content=cuerpo, headers=PAGINA | cabeceras), 415)


def test_a_page_takes_no_file_s_form(anonimo: TestClient[Litestar]) -> None:
    cabeceras = PAGINA | {"content-type": "multipart/form-data; boundary=x"}
    pagina(anonimo.post("/ingreso", content=f"usuario={datos.TRES_Y_AGUA}&clave=x", headers=cabeceras), 415)


@pytest.mark.parametrize("tipo", [FORMULARIO, f"{FORMULARIO}; charset=UTF-8", FORMULARIO.upper()])
def test_a_form_s_type_is_written_in_several_ways(anonimo: TestClient[Litestar], tipo: str) -> None:
    assert anonimo.post("/token", content=CREDENCIALES, headers={"content-type": tipo}).status_code == 200


@pytest.mark.parametrize(
    "cuerpo",
    [
        b"username=canal-uno&password=\xff",
        b"username=canal-uno&password=%FF",
        b"username=canal%00uno&password=x",
        b"username=canal-uno&username=otro&password=x",
        b"username=canal-uno&password=x%E2%80%AE",
        b"username=canal-uno",
        b"password=x",
        b"=&=&=",
        b"%",
        b"&" * 60_000,
        b"username=" + b"u" * 61 + b"&password=x",
        b"username=canal-uno&password=" + b"x" * 257,
        b"",
    ],
)
def test_a_body_that_is_not_what_it_should(anonimo: TestClient[Litestar], cuerpo: bytes) -> None:
    respuesta = anonimo.post("/token", content=cuerpo, headers={"content-type": FORMULARIO})
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (400, PROBLEMA)
    assert "canal-uno" not in respuesta.text


def test_a_text_area_brings_line_ends(operador_web: TestClient[Litestar]) -> None:
    datos_form = {"documento": datos.TRES_Y_AGUA, "motivo": "Llamó por teléfono\r\n\tdos veces"}
    pagina(operador_web.post("/operador/clientes/deudas", data=datos_form))


@pytest.mark.parametrize("ruta", ["/token", "/ingreso"])
def test_a_body_over_the_limit(anonimo: TestClient[Litestar], ruta: str) -> None:
    respuesta = anonimo.post(
        ruta, content=b"usuario=" + b"a" * 66_000, headers=PAGINA | {"content-type": FORMULARIO, "accept": "*/*"}
    )
    assert respuesta.status_code == 413
    assert "aaaa" not in respuesta.text


@pytest.mark.parametrize("metodo", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "get"])
@pytest.mark.parametrize("ruta", ["/pago", "/salir"])
def test_a_method_that_is_not_there_tells_which_are(anonimo: TestClient[Litestar], metodo: str, ruta: str) -> None:
    respuesta = anonimo.request(metodo, ruta)
    assert respuesta.status_code == 405
    assert set(respuesta.headers["allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    "ruta",
    [
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%252e%252e/app.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/portal.css/x",
        "/static/" + "a" * 300,
        "/static/",
        "/comprobantes/..%2f..%2fetc%2fpasswd",
        "/verificar/..%2fapp.py",
        "/docs/..%2f..%2fapp.py",
    ],
)
def test_no_path_leads_out(web: TestClient[Litestar], ruta: str) -> None:
    respuesta = web.get(ruta)
    assert respuesta.status_code == 404, respuesta.text
    assert "import" not in respuesta.text.replace("important", "")
