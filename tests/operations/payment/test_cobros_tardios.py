"""A bank that charges what had come to nothing: it is found out, told or not, and goes back once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from portal.operations import sweep
from portal.operations.payment import dudosos, seguimiento
from portal.operations.portal import Portal
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import journeys
from tests.banks import BancoDificil, cobra_igual, con_banco
from tests.conftest import Casa


def en_el_banco(casa: Casa, pago: Pago) -> str:
    async def consultar(portal: Portal) -> str:
        assert portal.pasarela is not None
        return (await portal.pasarela.consultar(pago.referencia or "")).resultado

    return casa.operar(consultar)


@pytest.mark.parametrize("avisa", [True, False])
def test_a_bank_that_charges_again_after_a_reversal_gives_it_back(casa: Casa, avisa: bool) -> None:
    pago = journeys.anulado(casa)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA
    cobra_igual(casa, pago.referencia)
    if avisa:
        casa.operar(lambda portal: seguimiento.recibir_aviso(portal, pago.referencia or ""))
    else:
        casa.clock.adelantar(timedelta(minutes=2))
        journeys.barrer(casa)
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.devolucion) == (Estado.ANULADO, Devolucion.HECHA)
    assert en_el_banco(casa, pago) == "ANULADO"


@pytest.mark.parametrize("como", [journeys.vencido, journeys.anulado])
def test_what_a_person_gave_back_by_another_way_is_not_given_back_twice(
    casa: Casa, como: Callable[[Casa], Pago]
) -> None:
    pago = como(casa)
    journeys.barrer(casa)
    cobra_igual(casa, pago.referencia)
    operadora = casa.actor("operadora")

    async def por_otro_lado(portal: Portal, _: BancoDificil) -> None:
        await seguimiento.recibir_aviso(portal, pago.referencia or "")
        await dudosos.dar_por_devuelto(portal, operadora, pago.id, "Transferencia 123 a su cuenta")

    con_banco(casa, por_otro_lado, devuelve=False)
    casa.operar(lambda portal: seguimiento.recibir_aviso(portal, pago.referencia or ""))
    casa.clock.adelantar(timedelta(minutes=2))
    journeys.barrer(casa)
    assert en_el_banco(casa, pago) == "PAGADO"  # as it was: nobody asked it to give anything back
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA


def test_money_whose_gateway_is_gone_when_it_should_go_back_goes_back_once_it_is_there(casa: Casa) -> None:
    pago = journeys.vencido(casa)
    cobra_igual(casa, pago.referencia)

    async def mirar(portal: Portal, banco: BancoDificil) -> list[str]:
        async def otra() -> None:
            banco.nombre = "otra-pasarela"

        banco.antes_de_consultar = otra
        await seguimiento.recibir_aviso(portal, pago.referencia or "")
        return banco.anulaciones

    with capture_logs() as lineas:
        assert con_banco(casa, mirar) == []
    assert [linea for linea in lineas if linea["log_level"] == "error"] == []
    assert en_el_banco(casa, pago) == "PAGADO"
    casa.clock.adelantar(timedelta(minutes=30))
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA
    assert en_el_banco(casa, pago) == "ANULADO"


def pasan_dos_dias(casa: Casa, **como: bool | str) -> int:
    """With nothing but the sweep; how often the bank was asked of what had come to nothing."""

    async def vivir(portal: Portal, banco: BancoDificil) -> int:
        for _ in range(96):
            casa.clock.adelantar(timedelta(minutes=30))
            await sweep.barrer(portal)
        return len(banco.consultas)

    return con_banco(casa, vivir, **como)


def test_what_the_bank_does_not_know_is_asked_about_for_a_day(casa: Casa) -> None:
    """That it does not know the order is an answer: nobody was charged for it."""
    pago = journeys.vencido(casa)
    journeys.barrer(casa)
    journeys.a_mano(casa, "DELETE FROM banco_demo_orden")
    # After 1 and 10 min, 1, 6 and 24 h, as any other; without an end they would be 96.
    assert 4 <= pasan_dos_dias(casa) <= 5
    assert journeys.leer(casa, pago).mirar is None


def test_a_bank_that_is_gone_is_waited_for_for_a_day(casa: Casa) -> None:
    """Else every look of the sweep would be of orders that nobody can be asked about."""
    pago = journeys.vencido(casa)
    journeys.barrer(casa)
    assert pasan_dos_dias(casa, nombre="otro-banco") == 0
    assert journeys.leer(casa, pago).mirar is None


def test_a_bank_that_is_silent_is_asked_until_it_answers(casa: Casa) -> None:
    """It may have charged all the same: a day of silence is no answer."""
    pago = journeys.vencido(casa)
    journeys.barrer(casa)
    assert pasan_dos_dias(casa, caido=True) == 96
    assert pasan_dos_dias(casa) == 1
    assert journeys.leer(casa, pago).mirar is None
