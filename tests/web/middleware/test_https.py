"""Production's own: https, names and no demonstration users. The rest of the app is the same."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.settings import Settings
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.journeys import a_mano

PUBLICA = "https://clientes.ejemplo.com.py"


def _en_produccion(settings: Settings) -> Settings:
    """As in production but for the database, which is the embedded one: cargar would refuse it."""
    return structs.replace(
        settings, environment="production", url_publica=PUBLICA, trusted_hosts=("interno.ejemplo.com.py",)
    )


@pytest.fixture
def produccion(casa: Casa) -> Casa:
    a_mano(casa, "UPDATE portal_usuario SET es_demo = 0")
    casa.settings = _en_produccion(casa.settings)
    return casa


def _cliente(casa: Casa, base: str) -> TestClient[Litestar]:
    return TestClient(casa.app(), base_url=base, raise_server_exceptions=False)


def test_http_goes_to_https_under_the_public_name(produccion: Casa) -> None:
    with _cliente(produccion, "http://interno.ejemplo.com.py") as navegador:
        respuesta = navegador.get("/ingreso?siguiente=%2Fdeudas", follow_redirects=False)
    assert respuesta.status_code == 308
    assert respuesta.headers["location"] == f"{PUBLICA}/ingreso?siguiente=%2Fdeudas"
    assert "strict-transport-security" in respuesta.headers


def test_a_program_is_told_instead_of_led_to_https(produccion: Casa) -> None:
    with _cliente(produccion, "http://clientes.ejemplo.com.py") as programa:
        for metodo, ruta in (("POST", "/token"), ("GET", "/pagos"), ("POST", "/pago")):
            respuesta = programa.request(metodo, ruta, follow_redirects=False)
            assert respuesta.status_code == 403, ruta
            assert respuesta.json()["codigo"] == "solo-https"
            assert "location" not in respuesta.headers


def test_https_is_answered_with_secure_cookies(produccion: Casa) -> None:
    with _cliente(produccion, PUBLICA) as navegador:
        respuesta = navegador.post(
            "/ingreso",
            data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE},
            headers=PAGINA,
            follow_redirects=False,
        )
    assert respuesta.status_code == 303
    galleta = respuesta.headers["set-cookie"]
    assert galleta.startswith("__Host-sesion=")
    assert "Secure" in galleta
    assert "HttpOnly" in galleta
    assert "max-age=63072000" in respuesta.headers["strict-transport-security"]


@pytest.mark.parametrize("nombre", ["otro.com", "clientes.ejemplo.com.py.otro.com", "127.0.0.1", "[mal"])
def test_another_name_is_refused_and_never_repeated(produccion: Casa, nombre: str) -> None:
    with _cliente(produccion, PUBLICA) as navegador:
        respuesta = navegador.get("/ingreso", headers={"host": nombre}, follow_redirects=False)
    assert respuesta.status_code == 400
    assert nombre not in respuesta.text


def test_who_watches_from_inside_needs_neither(produccion: Casa) -> None:
    with _cliente(produccion, "http://10.0.0.7:8000") as navegador:
        assert navegador.get("/salud").status_code == 200
        assert navegador.get("/salud/lista").status_code == 200


def test_a_forwarded_scheme_is_not_believed_here(produccion: Casa) -> None:
    with _cliente(produccion, "http://clientes.ejemplo.com.py") as navegador:
        respuesta = navegador.get("/ingreso", headers={"x-forwarded-proto": "https"}, follow_redirects=False)
    assert respuesta.status_code == 308


def test_nobody_signs_in_while_the_demonstration_users_are_there(produccion: Casa) -> None:
    async def volver_demo(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar("UPDATE portal_usuario SET es_demo = 1 WHERE usuario = :quien", quien="canal-uno")
            await tx.confirmar()

        await portal.repo.write(hacer)

    produccion.operar(volver_demo)
    with _cliente(produccion, PUBLICA) as navegador:
        respuesta = navegador.post("/token", data={"username": "canal-dos", "password": datos.CLAVE})
        assert respuesta.status_code == 503
        assert respuesta.json()["codigo"] == "cuentas-de-demostracion"
        pagina = navegador.post("/ingreso", data={"usuario": "operadora", "clave": datos.CLAVE}, headers=PAGINA)
        assert pagina.status_code == 503
        assert "Set-Cookie" not in pagina.headers


def test_in_development_any_name_and_plain_http_will_do(casa: Casa) -> None:
    with _cliente(casa, "http://cualquiera.local:8123") as navegador:
        assert navegador.get("/ingreso").status_code == 200
