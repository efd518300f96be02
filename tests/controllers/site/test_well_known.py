"""What a browser, a robot and whoever found a fault ask of any site."""

from datetime import UTC, datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.settings import AjusteInvalido, cargar
from tests.conftest import PAGINA, Casa
from tests.controllers.api.channel import PROBLEMA
from tests.pages import pagina, texto

SEGURIDAD = "/.well-known/security.txt"


def test_the_icon_is_one(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.get("/favicon.ico")
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (200, "image/vnd.microsoft.icon")
    assert respuesta.content.startswith(b"\0\0\1\0\3\0")
    assert "max-age=86400" in respuesta.headers["cache-control"]


def test_robots_are_led_to_what_is_nobody_s_and_asked_to_leave_the_rest(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.get("/robots.txt")
    assert respuesta.headers["content-type"] == "text/plain; charset=utf-8"
    first, *allowed, last, end = respuesta.text.split("\n")
    assert (first, last, end) == ("User-agent: *", "Disallow: /", "")
    assert allowed == [
        f"Allow: {path}" for path in ("/ingreso$", "/ayuda$", "/privacidad$", "/static/", "/favicon.ico")
    ]


@pytest.mark.parametrize(
    ("ruta", "dice"),
    [
        ("/ingreso", "index"),
        ("/ayuda", "index"),
        ("/privacidad", "index"),
        ("/verificar/x", "noindex"),
        ("/primer-acceso", "noindex"),
        ("/clave", "noindex"),
        ("/no-existe", "noindex"),
    ],
)
def test_each_page_says_whether_a_search_may_show_it(anonimo: TestClient[Litestar], ruta: str, dice: str) -> None:
    assert f'<meta name="robots" content="{dice}">' in anonimo.get(ruta, headers=PAGINA).text


def test_without_a_contact_there_is_no_security_txt(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.get(SEGURIDAD)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (404, PROBLEMA)
    pagina(anonimo.get(SEGURIDAD, headers=PAGINA), 404)


def test_whoever_found_a_fault_knows_whom_to_tell(casa: Casa) -> None:
    casa.settings = structs.replace(
        casa.settings,
        contacto_seguridad="mailto:seguridad@ejemplo.com.py",
        url_publica="https://clientes.ejemplo.com.py/",
    )
    with TestClient(casa.app()) as cliente:
        respuesta = cliente.get(SEGURIDAD)
    assert respuesta.headers["content-type"] == "text/plain; charset=utf-8"
    campos = dict(linea.split(": ", 1) for linea in respuesta.text.splitlines())
    assert campos["Contact"] == "mailto:seguridad@ejemplo.com.py"
    assert campos["Preferred-Languages"] == "es, en"
    assert campos["Canonical"] == f"https://clientes.ejemplo.com.py{SEGURIDAD}"
    vence = datetime.strptime(campos["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < vence - casa.clock.instante < timedelta(days=365)


@pytest.mark.parametrize(
    "contacto",
    ["seguridad@ejemplo.com.py", "http://ejemplo.com.py", "mailto:", "mailto:a@b.py\nHash: x", "https://", "tel:x y"],
)
def test_a_contact_is_an_address_that_anybody_can_use(contacto: str) -> None:
    with pytest.raises(AjusteInvalido, match="CONTACTO_SEGURIDAD"):
        cargar({"CONTACTO_SEGURIDAD": contacto})


@pytest.mark.parametrize("ruta", ["/docs/nada", "/docs/nada/mas", "/docs/openapi.yaml", "/docs/favicon.ico"])
def test_what_is_not_there_below_docs_is_told_as_everywhere(anonimo: TestClient[Litestar], ruta: str) -> None:
    dicha = pagina(anonimo.get(ruta, headers=PAGINA), 404)
    assert "Esta dirección no existe." in texto(dicha)
    respuesta = anonimo.get(ruta)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (404, PROBLEMA)
    assert anonimo.get("/docs").status_code == 200
