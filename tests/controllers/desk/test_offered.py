"""A page of the desk offers nobody what would be refused: neither a form nor a link, whatever there is to be done."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.mail import bounces
from portal.rules.access.permisos import Acto
from portal.structs.cartas import ClaseDeCarta
from portal.web import policies
from tests import authorized, datos, journeys
from tests.conftest import PAGINA, Casa
from tests.controllers.test_permissions import GENTE, LETRAS
from tests.operations.desk import late
from tests.operations.desk.extracts import subir
from tests.operations.desk.requests import pedida, toda_suma_pide_dos
from tests.operations.mail.letters import carta, encolar, fallar
from tests.pages import pagina
from tests.rules.access.test_permisos import TABLA as PUEDEN

# Whoever runs the place is refused nothing there.
NIVELES = ("mirar", "operador")
# Pages that nothing links to: one searches, or is sent there.
ADEMAS = ("/operador/extractos/columnas", *(f"/operador/clientes/{numero}" for numero in (1, 2, 3)))
# Whole pages: the others are files, and what is signed out of or chosen is anybody's.
DE_LA_MESA = re.compile(r"/operador(/|$)")


def _con_de_todo(casa: Casa) -> None:
    """Something for each act of the desk: in doubt, late, failed, waiting for a second person, given to another."""
    late.tomado(casa)
    journeys.dudoso(casa, datos.SIN_CUOTAS, frozenset({"EXP-3"}))
    de_hoy = journeys.iniciar(casa, datos.CINCO_Y_JARDIN, frozenset({"B1", "B2", "B3", "B4", "JARDIN-7"}))
    pagado, ajustes = journeys.en_el_banco(casa, de_hoy, "aprobar"), casa.settings
    toda_suma_pide_dos(casa)
    pedida(casa, pagado)
    casa.settings = ajustes  # as other tests have them, whose application is this one's too
    subir(casa, b"codigo;fecha;importe;moneda\nBD-1;24/11/2026;850.000;1\n")
    authorized.autorizar(casa, datos.TRES_Y_AGUA, datos.AL_DIA)
    encolar(casa, carta(1, clase=ClaseDeCarta.RECIBO, datos={}))
    fallar(casa, 1)
    operadora = casa.actor("operadora")
    casa.operar(lambda portal: bounces.rebotar(portal, operadora, "no@ejemplo.com", "Volvió dos veces"))


@contextmanager
def _entrado(app: Litestar, usuario: str) -> Iterator[TestClient[Litestar]]:
    with TestClient(app) as cliente:
        cliente.headers.update(PAGINA)
        assert cliente.post("/ingreso", data={"usuario": usuario, "clave": datos.CLAVE}).status_code == 200
        yield cliente


def _ofrecidas(arbol: Element) -> set[tuple[str, str]]:
    """Where each link and each button leads; a form's own address counts where some button has no other."""
    enlaces = {("GET", str(uno.get("href"))) for uno in arbol.iter("a")}
    botones = {
        (str(forma.get("method")).upper(), str(boton.get("formaction") or forma.get("action")))
        for forma in arbol.iter("form")
        for boton in forma.iter("button")
        if boton.get("type") != "button"
    }
    return {
        (metodo, camino)
        for metodo, entero in enlaces | botones
        if DE_LA_MESA.match(camino := re.split(r"[?#]", entero)[0])
    }


def _actos(app: Litestar) -> list[tuple[str, re.Pattern[str], Acto]]:
    """Of each route of the desk, what one has to be let do; those without a parameter first."""
    de_la_mesa = [
        (metodo, re.compile(re.sub(r"{[^}]+}", "[^/]+", ruta)), Acto(str(policies.politica(handler))))
        for metodo, ruta, handler in policies.rutas(app)
        if DE_LA_MESA.match(ruta)
    ]
    return sorted(de_la_mesa, key=lambda una: una[1].pattern.count("[^/]+"))


def _recorrido(cliente: TestClient[Litestar]) -> set[tuple[str, str]]:
    """All that the pages offer that whoever is signed in comes to, by their links."""
    por_ver, vistas, ofrecidas = ["/operador", *ADEMAS], set[str](), set[tuple[str, str]]()
    while por_ver:
        camino = por_ver.pop()
        forma = re.sub(r"\d{4}-\d\d-\d\d", "DIA", camino)
        if forma in vistas:
            continue
        vistas.add(forma)
        nuevas = _ofrecidas(pagina(cliente.get(camino)))
        ofrecidas |= nuevas
        por_ver += [otro for metodo, otro in nuevas if metodo == "GET"]
    assert len(vistas) > 12
    return ofrecidas


def test_no_level_is_offered_what_it_would_be_refused(casa: Casa) -> None:
    _con_de_todo(casa)
    app = casa.app()
    actos = _actos(app)
    cuantas = {}
    for nivel in NIVELES:
        with _entrado(app, GENTE[nivel]) as cliente:
            ofrecidas = _recorrido(cliente)
        pedidos = {
            una: next(acto for metodo, forma, acto in actos if metodo == una[0] and forma.fullmatch(una[1]))
            for una in ofrecidas
        }
        assert {una for una, acto in pedidos.items() if LETRAS[nivel] not in PUEDEN[acto]} == set()
        cuantas[nivel] = len({una for una in pedidos if una[0] == "POST"})
    assert 0 < cuantas["mirar"] < cuantas["operador"], cuantas
