from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from tests.conftest import Casa

PROPIO = "https://tu-frontend.com"


@pytest.fixture
def cliente(casa: Casa) -> Iterator[TestClient[Litestar]]:
    casa.settings = structs.replace(casa.settings, allowed_origins=(PROPIO,))
    with TestClient(casa.app()) as abierto:
        yield abierto


def _consulta_previa(cliente: TestClient[Litestar], origen: str) -> dict[str, str]:
    respuesta = cliente.options(
        "/carrito/agregar",
        headers={
            "origin": origen,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization",
        },
    )
    return {nombre: valor for nombre, valor in respuesta.headers.items() if nombre.startswith("access-control-")}


def test_an_allowed_origin_may_call_without_credentials(cliente: TestClient[Litestar]) -> None:
    previa = _consulta_previa(cliente, PROPIO)
    assert previa["access-control-allow-origin"] == PROPIO
    assert "authorization" in previa["access-control-allow-headers"].lower()
    assert previa.get("access-control-allow-credentials", "false") == "false"
    respuesta = cliente.get("/salud", headers={"origin": PROPIO})
    assert respuesta.headers["access-control-allow-origin"] == PROPIO
    assert "access-control-allow-credentials" not in respuesta.headers
    assert "origin" in respuesta.headers["vary"].lower()


@pytest.mark.parametrize(
    "origen", ["https://otro.com", "https://tu-frontend.com.otro.com", "http://tu-frontend.com", "null"]
)
def test_a_foreign_origin_gets_no_permission(cliente: TestClient[Litestar], origen: str) -> None:
    assert "access-control-allow-origin" not in _consulta_previa(cliente, origen)
    assert "access-control-allow-origin" not in cliente.get("/salud", headers={"origin": origen}).headers


def test_an_error_may_be_read_by_an_allowed_origin_too(cliente: TestClient[Litestar]) -> None:
    respuesta = cliente.get("/pagos", headers={"origin": PROPIO})
    assert respuesta.status_code == 401
    assert respuesta.headers["access-control-allow-origin"] == PROPIO


def test_without_the_setting_nobody_else_may_call(casa: Casa) -> None:
    with TestClient(casa.app()) as cliente:
        assert "access-control-allow-origin" not in cliente.get("/salud", headers={"origin": PROPIO}).headers
