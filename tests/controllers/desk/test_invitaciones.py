from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.letters import waiting
from tests.operations.access.newcomers import CORREO, NUEVA, load
from tests.pages import pagina, por_id, texto

Navegador = TestClient[Litestar]
LISTA = f"documento;correo\n{NUEVA};{CORREO}\n{datos.AL_DIA};elvio@ejemplo.com\n1;z\n"


@pytest.fixture
def jefa(entrar: Callable[[str], Navegador]) -> Navegador:
    """Of the level that administers."""
    return entrar("jefa")


def _bring(web: Navegador, contenido: str = LISTA, status: int = 200, **campos: str) -> str:
    answer = web.post(
        "/operador/invitaciones",
        data={"motivo": "Lanzamiento del portal", **campos},
        files={"archivo": ("clientes.csv", contenido.encode(), "text/csv")},
    )
    page = por_id(pagina(answer, status), "contenido")
    rows = (" ".join(map(texto, row)) for row in page.iter("tr"))
    return " / ".join([texto(page), *rows])


def test_what_came_of_each_line_is_told_where_the_list_was_brought(casa: Casa, jefa: Navegador) -> None:
    casa.operar(load)
    assert "sirve 14 días" in texto(pagina(jefa.get("/operador/invitaciones")))
    told = _bring(jefa)
    assert "Se mandó 1 invitación." in told
    assert f"2 5.123.456 {CORREO} invitado" in told
    assert "3 4.000.001 elvio@ejemplo.com ya tiene cuenta" in told
    assert "4 — — no se pudo leerDOCUMENTO lleva entre 6 y 15 letras o números" in told
    assert "ya estaba invitado a esa dirección" in _bring(jefa)
    assert "Se mandó 1 invitación." in _bring(jefa, de_nuevo="1")
    assert [each.clase for each in waiting(casa)] == [ClaseDeCarta.INVITACION] * 2


def test_a_list_that_cannot_be_read_or_has_no_reason_invites_nobody(casa: Casa, jefa: Navegador) -> None:
    casa.operar(load)
    assert "Al encabezado le falta: CORREO." in _bring(jefa, "documento\n4567890\n", 422)
    assert "Escribí el motivo" in _bring(jefa, status=422, motivo="x")
    assert "El archivo está vacío." in _bring(jefa, "", 422)
    assert waiting(casa) == []
