import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.controllers.api.channel import PROBLEMA


@pytest.mark.parametrize(
    "ruta", ["/consulta/deuda-cliente/?documento=4567890&moneda=1", "/carrito/1", "/pago/T-1", "/pagos"]
)
def test_without_a_token_nothing_is_told(anonimo: TestClient[Litestar], ruta: str) -> None:
    respuesta = anonimo.get(ruta)
    assert (respuesta.status_code, respuesta.headers["www-authenticate"]) == (401, "Bearer")
    assert respuesta.headers["content-type"] == PROBLEMA
    assert respuesta.json()["codigo"] == "sin-sesion"


def test_a_cookie_does_not_open_the_api(web: TestClient[Litestar]) -> None:
    assert web.get("/pagos", headers={"accept": "application/json"}).status_code == 401
