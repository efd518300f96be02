"""How long a session lasts is told by its page, and by every answer."""

from datetime import timedelta

from litestar import Litestar
from litestar.testing import TestClient

from portal.rules.access.inactividad import SESION_PAGINA
from tests import datos
from tests.conftest import Casa
from tests.pages import pagina

Navegador = TestClient[Litestar]


def test_a_page_says_how_long_its_session_lasts_and_being_there_makes_it_last(casa: Casa, web: Navegador) -> None:
    (ficha,) = (each for each in pagina(web.get("/cuenta")).iter("section") if each.get("id") == "sesion")
    assert ficha.get("data-resta") == "3600"
    casa.clock.adelantar(timedelta(minutes=50))
    seguir = web.get("/sesion")
    assert (seguir.status_code, seguir.headers["sesion-resta"]) == (204, "3600")
    casa.clock.adelantar(timedelta(minutes=55))
    left = SESION_PAGINA - timedelta(minutes=105)
    assert web.get("/sesion").headers["sesion-resta"] == str(int(left.total_seconds()))


def test_who_has_no_session_is_told_nothing_of_one(anonimo: Navegador) -> None:
    respuesta = anonimo.get("/ingreso")
    assert "sesion-resta" not in respuesta.headers
    assert 'id="sesion"' not in respuesta.text


def test_a_token_of_the_api_has_no_page_to_tell(anonimo: Navegador) -> None:
    token = anonimo.post("/token", data={"username": datos.AL_DIA, "password": datos.CLAVE}).json()["access_token"]
    respuesta = anonimo.get("/pagos", headers={"authorization": f"Bearer {token}"})
    assert respuesta.status_code == 200
    assert "sesion-resta" not in respuesta.headers
