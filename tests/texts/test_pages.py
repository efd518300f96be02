"""In a language that nobody speaks, whatever a page says in Spanish went past gettext."""

import re
from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.controllers.pages.components.componentes import DEBTS, PAYMENTS, REQUESTS
from portal.demo.cuentas import CUENTAS
from portal.structs.canales import Alcance
from portal.texts.languages import SHIPPED
from tests import datos
from tests.conftest import Casa
from tests.journeys import a_mano, iniciar, pagado
from tests.pages import pagina
from tests.texts.pseudo import PSEUDO
from tests.texts.test_doors import EN_PSEUDO
from tests.texts.unmarked import unmarked

# Names, and what the company's own system calls a debt.
DATA = {
    *(name for name, _ in datos.CLIENTES.values()),
    *(said for each in CUENTAS for said in (each.usuario, each.nombre, each.clave)),
    "AB",
    "Agua de",
    "Contado",
    "OO",
    "PORTAL",
    "Pago realizado",
    "consulta: estado=PAGADO; moneda=PYG",
    "Olga Operadora",
    "USD",
    "banco-demo",
    "operadora",
    "testclient",
    # Languages, each by its own name.
    "English",
    "Español",
    "Português",
    "QP",
    "qps",
    "Agua de septiembre",
    "Cancelación anticipada",
    "Cuota de",
    "Espacio Clientes",
    "Expensas de octubre",
    "Gs.",
    "Impuesto inmobiliario",
    "Jardinería de octubre",
    "Las Golondrinas",
    "Las Golondrinas · Espacio Clientes",
    "\u2212Gs.",
    "María Esperanza Benítez de Villalba",
}
OF_ANYBODY = [
    *(f"/componentes/{name}" for name in (*DEBTS, *PAYMENTS, *REQUESTS, "revisar")),
    "/ingreso",
    "/ayuda",
    "/privacidad",
    "/verificar/no-es-ninguno",
    "/baja/no-es-ninguno",
    "/correos",
]
OF_A_CUSTOMER = [
    "/deudas",
    "/deudas?moneda=2",
    "/cuenta?hecho=clave",
    "/cuenta/avisos?hecho=guardado",
    "/cuenta/factores?hecho=quitado",
    "/confirmar",
    "/historial",
    "/historial?lugar=L1&desde=ayer",
    "/lote?por_mes=poco",
    "/estado-de-cuenta?moneda=1",
    "/no-hay",
]
OF_STAFF = [
    "/operador",
    "/operador/pagos",
    "/operador/pagos/1?hecho=resuelto",
    "/operador/bandeja",
    "/operador/correos?hecho=rebotado",
    "/operador/dia",
    "/operador/dia/mes",
    "/operador/dia?fecha=2026-11-20",
    "/operador/extractos",
    "/operador/extractos/columnas?hecho=olvidadas",
    "/cuenta",
]


@pytest.fixture(autouse=True)
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)


def said(client: TestClient[Litestar], address: str) -> set[str]:
    answer = client.get(address, headers=EN_PSEUDO)
    return {
        f"{address}: {text}"
        for text in unmarked(pagina(answer, answer.status_code))
        if text.strip() not in DATA and {piece.strip() for piece in re.split("[·,:]", text)} - {"", *DATA}
    }


def test_pages_of_anybody_say_nothing_past_gettext(casa: Casa) -> None:
    a_mano(casa, "UPDATE portal_usuario SET es_demo = 0")
    with TestClient(casa.app()) as anonimo:
        assert set().union(*(said(anonimo, address) for address in OF_ANYBODY)) == set()


def test_pages_of_a_customer_say_nothing_past_gettext(
    casa: Casa, entrar: Callable[[str], TestClient[Litestar]]
) -> None:
    paid = pagado(casa)
    begun = iniciar(casa, elegidas=frozenset({"A3"}))
    web = entrar(datos.TRES_Y_AGUA)
    pages = [*OF_A_CUSTOMER, *(f"/comprobantes/{pago.cod_transaccion}" for pago in (paid, begun))]
    assert set().union(*(said(web, address) for address in pages)) == set()


def test_pages_of_the_staff_say_nothing_past_gettext(casa: Casa, entrar: Callable[[str], TestClient[Litestar]]) -> None:
    pagado(casa)
    web = entrar("operadora")
    assert set().union(*(said(web, address) for address in OF_STAFF)) == set()


def test_pages_of_who_runs_the_place_say_nothing_past_gettext(entrar: Callable[[str], TestClient[Litestar]]) -> None:
    web = entrar("jefa")
    addresses = ("/operador/canales", "/operador/canales/canal-uno?hecho=registrado")
    # Channels are called as the company calls them, and scopes as OAuth does.
    names = {
        "Canal Dos",
        "Canal Uno",
        "Canal Uno · Espacio Clientes",
        "JJ",
        "Josefa Jara",
        "canal-dos",
        "canal-uno",
        *Alcance,
    }
    assert {text.partition(": ")[2] for address in addresses for text in said(web, address)} <= names


def test_what_no_gettext_said_is_found(anonimo: TestClient[Litestar]) -> None:
    assert "/componentes: Componentes" in said(anonimo, "/componentes")
