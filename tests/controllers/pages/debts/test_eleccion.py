import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.controllers.pages.debts.eleccion import Filtro, filtro, lugar, numero
from portal.errors import DatoInvalido
from portal.structs.deudas import Tipo
from tests import datos
from tests.pages import pagina

AGUA = datos.servicio("AGUA", Tipo.AGUA, datos.HOY)
CUOTA = datos.cuota("C", 1, datos.HOY)


@pytest.mark.parametrize(
    ("puesto", "deja"),
    [
        (Filtro(), (True, True)),
        (Filtro(lugar="L1"), (True, True)),
        (Filtro(lugar="L2"), (False, False)),
        (Filtro(tipo="AGUA"), (True, False)),
        (Filtro(vencidas=True), (False, False)),
    ],
)
def test_a_filter_lists_what_it_names(puesto: Filtro, deja: tuple[bool, bool]) -> None:
    assert (puesto.deja(AGUA, vencida=False), puesto.deja(CUOTA, vencida=False)) == deja
    assert puesto.puesto == (puesto != Filtro())


def test_a_kind_that_is_none_lists_all() -> None:
    assert filtro("", "PISCINA", vencidas=False) == Filtro()


def test_its_address_has_what_was_asked_for_and_no_more() -> None:
    assert Filtro().consulta(1) == "moneda=1"
    lleno = Filtro(lugar="L 1", tipo="AGUA", vencidas=True, anios=frozenset({2031, 2028}))
    assert lleno.consulta(2) == "moneda=2&lugar=L+1&tipo=AGUA&vencidas=1&anio=2028,2031"


def test_a_debt_is_of_its_lot_or_else_of_its_plan() -> None:
    assert lugar(datos.cuota("C", 1, datos.HOY, lote="")) == "P1"
    assert lugar(CUOTA) == "L1"


@pytest.mark.parametrize("escrito", ["", "-1", "1.5", "\u0661", "1234567890", "x"])
def test_a_consultation_s_number_is_a_number(escrito: str, web: TestClient[Litestar]) -> None:
    with pytest.raises(DatoInvalido):
        numero(escrito)
    pagina(web.post("/deudas/carrito", data={"idsession": escrito, "sel": "A1"}), 422)
