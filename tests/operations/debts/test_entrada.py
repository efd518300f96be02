import pytest

from portal.errors import NoEncontrado
from portal.operations.debts.entrada import entrar
from tests import datos, journeys
from tests.conftest import Casa


@pytest.mark.parametrize(
    ("documento", "pedida", "recordada", "abre"),
    [
        (datos.DOLARES, None, None, 2),
        (datos.DOLARES, 1, None, 1),
        (datos.DOLARES, None, 1, 2),
        (datos.AL_DIA, None, 2, 1),
        (datos.SIN_DEUDAS, None, None, 1),
    ],
)
def test_it_opens_in_the_currency_that_was_asked_for_or_has_something_overdue(
    casa: Casa, documento: str, pedida: int | None, recordada: int | None, abre: int
) -> None:
    actor = casa.actor(documento)
    assert casa.operar(lambda portal: entrar(portal, actor, pedida, recordada)).consulta.moneda == abre


def test_it_tells_which_payment_under_way_has_each_debt(casa: Casa) -> None:
    pago, actor = journeys.iniciar(casa), casa.actor(datos.TRES_Y_AGUA)
    entrada = casa.operar(lambda portal: entrar(portal, actor, None, None))
    assert {codigo: suyo.id for codigo, suyo in entrada.retenciones.items()} == dict.fromkeys(
        ("A1", "A2", "AGUA-9"), pago.id
    )
    assert entrada.panorama.ofrecidas == ()


def test_a_currency_that_the_company_does_not_use_does_not_exist(casa: Casa) -> None:
    actor = casa.actor(datos.AL_DIA)
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: entrar(portal, actor, 7, None))
