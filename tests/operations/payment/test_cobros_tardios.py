"""A bank that charges what had come to nothing: it is found out, told or not, and goes back once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

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
