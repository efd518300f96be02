import csv
from collections.abc import Callable
from io import StringIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.books import auditoria as libro
from portal.operations.desk import auditorias
from tests import datos, journeys
from tests.conftest import Casa
from tests.pages import pagina, por_id, texto

Navegador = TestClient[Litestar]
PAGINA = "/operador/auditoria"


@pytest.fixture
def jefa(casa: Casa, entrar: Callable[[str], Navegador]) -> Navegador:
    journeys.pagado(casa)
    return entrar("jefa")


def test_who_what_whom_and_when_are_told_and_searched(jefa: Navegador) -> None:
    assert datos.TRES_Y_AGUA in texto(pagina(jefa.get(PAGINA)).find(".//tbody"))
    suyas = pagina(jefa.post(PAGINA, data={"actor": "jefa", "accion": "ver-auditoria"}))
    assert len(suyas.findall(".//tbody/tr")) == 1
    assert por_id(suyas, "actor").get("value") == "jefa"
    assert "No hay anotaciones" in texto(pagina(jefa.post(PAGINA, data={"actor": "nadie"})))


def test_the_next_page_asks_for_the_same(jefa: Navegador, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditorias, "POR_PAGINA", 1)
    arbol = pagina(jefa.post(PAGINA, data={"actor": datos.TRES_Y_AGUA}))
    (antes,) = [boton.get("value") for boton in arbol.iter("button") if boton.get("name") == "antes"]
    siguiente = pagina(jefa.post(PAGINA, data={"actor": datos.TRES_Y_AGUA, "antes": antes or ""}))
    assert texto(siguiente.find(".//tbody")) != texto(arbol.find(".//tbody"))


@pytest.mark.parametrize("campo", ["desde", "hasta"])
def test_what_is_no_day_is_told(jefa: Navegador, campo: str) -> None:
    for dia in ("ayer", "1999-12-31", "9999-12-31"):
        arbol = pagina(jefa.post(PAGINA, data={campo: dia}), 422)
        assert por_id(arbol, campo).get("aria-invalid") == "true"
    pagina(jefa.post(PAGINA, data={"antes": "²"}), 200)


def test_it_is_taken_away_with_a_reason(jefa: Navegador) -> None:
    sin_motivo = pagina(jefa.post(f"{PAGINA}/exportar", data={"actor": "jefa"}), 422)
    assert por_id(sin_motivo, "motivo").get("aria-invalid") == "true"
    pedido = {"actor": "jefa", "accion": "ver-auditoria", "motivo": "Lo pide el contador"}
    hoja = jefa.post(f"{PAGINA}/exportar", data=pedido)
    assert hoja.headers["content-disposition"].startswith('attachment; filename="auditoria-')
    titulos, fila = csv.reader(StringIO(hoja.content.decode("utf-8-sig")), delimiter=";")
    assert dict(zip(titulos, fila, strict=True))["Qué hizo"] == "ver-auditoria"


def test_the_chain_is_verified_on_screen(jefa: Navegador, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libro, "POR_VEZ", 1)
    primera = pagina(jefa.post(f"{PAGINA}/verificar"))
    assert "Verificadas hasta la 1 de" in texto(primera)
    (desde,) = [entrada.get("value") for entrada in primera.iter("input") if entrada.get("value") == "1"]
    assert "Verificadas hasta la 2 de" in texto(pagina(jefa.post(f"{PAGINA}/verificar", data={"desde": desde or ""})))
    pagina(jefa.post(f"{PAGINA}/verificar", data={"desde": "99999"}), 422)
