from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.conftest import PAGINA

Navegador = TestClient[Litestar]


@pytest.mark.parametrize(("usuario", "pagina"), [(datos.TRES_Y_AGUA, "/deudas"), ("operadora", "/operador")])
def test_each_role_begins_at_its_own_page(entrar: Callable[[str], Navegador], usuario: str, pagina: str) -> None:
    respuesta = entrar(usuario).get("/", follow_redirects=False)
    assert (respuesta.status_code, respuesta.headers["location"]) == (303, pagina)


def test_who_is_not_signed_in_is_led_to_the_form(anonimo: Navegador) -> None:
    respuesta = anonimo.get("/", headers=PAGINA, follow_redirects=False)
    assert respuesta.status_code == 303
    assert respuesta.headers["location"].startswith("/ingreso")
