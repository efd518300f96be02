"""A link to pay a cart, by whoever makes it: one for what can be paid, few, and ended by hand."""

import pytest

from portal.errors import NoEncontrado, NoPermitido, Rechazo
from portal.operations.access import enlaces
from portal.operations.debts import carrito
from portal.operations.payment_links import owner
from portal.operations.portal import Portal
from portal.structs.enlaces import EnlaceDePago, TipoDeEnlace
from tests import datos, journeys
from tests.conftest import Casa
from tests.refusals import refused


def _vivos(casa: Casa, documento: str = datos.TRES_Y_AGUA) -> list[int]:
    actor = casa.actor(documento)
    return [uno.id for uno in casa.operar(lambda portal: owner.vivos(portal, actor))]


def test_a_link_is_listed_with_what_it_is_for_and_only_to_who_made_it(casa: Casa) -> None:
    token, enlace = journeys.enlace(casa)
    assert (str(enlace.total), enlace.moneda, enlace.cuantas) == ("1791475", 1, 3)
    assert _vivos(casa) == [enlace.id]
    assert _vivos(casa, datos.DOS_PLANES) == []
    guardado = casa.operar(lambda portal: enlaces.mirar(portal, token, TipoDeEnlace.PAGO))
    assert owner.codigos_de(guardado) == {"A1", "A2", "AGUA-9"}


def test_a_link_that_was_ended_is_no_more(casa: Casa) -> None:
    token, enlace = journeys.enlace(casa)
    suya, otra = casa.actor(datos.TRES_Y_AGUA), casa.actor(datos.DOS_PLANES)
    assert refused(casa, NoEncontrado, lambda portal: owner.terminar(portal, otra, enlace.id))[0] == "enlace-terminado"
    casa.operar(lambda portal: owner.terminar(portal, suya, enlace.id))
    assert _vivos(casa) == []
    mirar = lambda portal: enlaces.mirar(portal, token, TipoDeEnlace.PAGO)  # noqa: E731 - one line
    assert refused(casa, NoEncontrado, mirar)[0] == "enlace-vencido"


def _crear(casa: Casa, documento: str, elegidas: frozenset[str]) -> tuple[str, str]:
    actor = casa.actor(documento)

    async def accion(portal: Portal) -> tuple[str, EnlaceDePago]:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        if elegidas:
            await carrito.elegir(portal, actor, consulta.idsession, elegidas)
        return await owner.crear(portal, actor, consulta.idsession)

    return refused(casa, Rechazo, accion)


@pytest.mark.parametrize(
    ("documento", "elegidas", "codigo"),
    [
        (datos.TRES_Y_AGUA, frozenset[str](), "carrito-vacio"),
        (datos.TRES_Y_AGUA, frozenset({"A1"}), "minimo-de-cuotas"),
        (datos.BLOQUEADO, frozenset[str](), "bloqueado"),
    ],
)
def test_what_cannot_be_paid_makes_no_link(casa: Casa, documento: str, elegidas: frozenset[str], codigo: str) -> None:
    assert _crear(casa, documento, elegidas)[0] == codigo
    assert _vivos(casa, documento) == []


def test_there_are_few_links_at_once(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owner, "MAXIMO", 2)
    hechos = [journeys.enlace(casa)[1].id for _ in range(2)]
    assert _crear(casa, datos.TRES_Y_AGUA, frozenset({"A1", "A2", "AGUA-9"}))[0] == "enlaces-de-mas"
    assert _vivos(casa) == hechos[::-1]


def test_a_cart_that_is_too_long_for_a_link_is_said_so(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owner, "LARGO_DATOS", 50)
    assert _crear(casa, datos.TRES_Y_AGUA, frozenset({"A1", "A2", "AGUA-9"}))[0] == "enlace-largo"


@pytest.mark.parametrize("quien", ["canal-uno", "operadora"])
def test_only_a_customer_makes_one(casa: Casa, quien: str) -> None:
    actor = casa.actor(quien)
    refused(casa, NoPermitido, lambda portal: owner.crear(portal, actor, 1))
    refused(casa, NoPermitido, lambda portal: owner.terminar(portal, actor, 1))
