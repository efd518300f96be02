import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos


def test_the_token_has_the_seed_s_shape(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.post("/token", data={"username": "canal-uno", "password": datos.CLAVE})
    assert respuesta.status_code == 200
    assert list(respuesta.json()) == ["access_token", "token_type", "expires_in", "scope"]
    assert respuesta.json()["token_type"] == "bearer"


def test_the_token_tells_how_long_it_is_good_for_and_what_for(anonimo: TestClient[Litestar]) -> None:
    canal, cliente = (
        anonimo.post("/token", data={"username": usuario, "password": datos.CLAVE}).json()
        for usuario in ("canal-uno", datos.TRES_Y_AGUA)
    )
    assert (canal["expires_in"], canal["scope"]) == (1800, "consulta carrito pago anulacion pagos:leer")
    # What a customer does by the API.
    assert (cliente["expires_in"], cliente["scope"]) == (1800, "consulta carrito pagos:leer")


@pytest.mark.parametrize(("usuario", "clave"), [("canal-uno", "otra clave"), ("nadie", datos.CLAVE)])
def test_a_wrong_user_and_a_wrong_password_are_told_alike(
    anonimo: TestClient[Litestar], usuario: str, clave: str
) -> None:
    respuesta = anonimo.post("/token", data={"username": usuario, "password": clave})
    assert respuesta.status_code == 401
    assert respuesta.json()["codigo"] == "ingreso-rechazado"


def test_an_operador_gets_no_token(anonimo: TestClient[Litestar]) -> None:
    assert anonimo.post("/token", data={"username": "operadora", "password": datos.CLAVE}).status_code == 403
