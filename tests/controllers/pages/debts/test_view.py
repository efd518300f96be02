from collections.abc import Callable

from litestar import Litestar
from litestar.testing import TestClient

from tests import datos, journeys
from tests.conftest import Casa
from tests.pages import pagina, texto

Entrar = Callable[[str], TestClient[Litestar]]


def test_a_payment_of_several_debts_is_told_once_and_another_apart(casa: Casa, entrar: Entrar) -> None:
    journeys.iniciar(casa, datos.DOS_PLANES, frozenset({"G1"}))
    journeys.iniciar(casa, datos.DOS_PLANES, frozenset({"H1", "H2"}))
    leido = texto(pagina(entrar(datos.DOS_PLANES).get("/deudas")))
    assert leido.count("Tenés un pago sin terminar") == 2
    assert "En un pago sin terminar 3 deudas" in leido


def test_a_payment_of_which_nobody_knows_yet_offers_no_way_back_to_the_bank(casa: Casa, entrar: Entrar) -> None:
    journeys.dudoso(casa)
    leido = texto(pagina(entrar(datos.TRES_Y_AGUA).get("/deudas")))
    assert "Tenés un pago que se está verificando" in leido
    assert "Volver al banco" not in leido
    assert "Ver ese pago" in leido
