import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos


def test_the_token_has_the_seed_s_shape(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.post("/token", data={"username": "canal-uno", "password": datos.CLAVE})
    assert respuesta.status_code == 200
    assert respuesta.json().keys() == {"access_token", "token_type"}
    assert respuesta.json()["token_type"] == "bearer"


@pytest.mark.parametrize(("usuario", "clave"), [("canal-uno", "otra clave"), ("nadie", datos.CLAVE)])
def test_a_wrong_user_and_a_wrong_password_are_told_alike(
    anonimo: TestClient[Litestar], usuario: str, clave: str
) -> None:
    respuesta = anonimo.post("/token", data={"username": usuario, "password": clave})
    assert respuesta.status_code == 401
    assert respuesta.json()["codigo"] == "ingreso-rechazado"


def test_an_operador_gets_no_token(anonimo: TestClient[Litestar]) -> None:
    assert anonimo.post("/token", data={"username": "operadora", "password": datos.CLAVE}).status_code == 403
