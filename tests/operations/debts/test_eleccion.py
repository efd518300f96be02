import pytest

from portal.operations.debts import carrito, consultas, eleccion
from portal.operations.debts.eleccion import Ayuda
from portal.operations.portal import Portal
from portal.structs.pagos import Pago
from tests import datos, journeys
from tests.conftest import Casa

TODO = {"A1", "A2", "A3", "AGUA-9"}


@pytest.mark.parametrize(
    ("ayuda", "antes", "hasta", "elegidas"),
    [
        (Ayuda.MINIMO, frozenset(), "", {"A1", "A2", "AGUA-9"}),
        (Ayuda.VENCIDO, frozenset(), "", TODO),
        (Ayuda.HASTA, frozenset(), "A4", TODO | {"A4"}),
        (Ayuda.HASTA, frozenset(), "AJENA", frozenset()),
        (Ayuda.COMPLETAR, frozenset({"A3"}), "", TODO),
        (Ayuda.VACIAR, frozenset({"A1"}), "", frozenset()),
    ],
)
def test_each_help_chooses_what_can_be_paid(
    casa: Casa, ayuda: Ayuda, antes: frozenset[str], hasta: str, elegidas: frozenset[str]
) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)

    async def pedir(portal: Portal) -> set[str]:
        consulta, _ = await carrito.mis_deudas(portal, clienta, 1)
        _, elegido = await eleccion.ayudar(portal, clienta, consulta.idsession, antes, ayuda, hasta)
        assert elegido.faltas == ()
        return {deuda.codmovimiento for deuda in elegido.items}

    assert casa.operar(pedir) == elegidas


def test_no_help_chooses_what_another_payment_has(casa: Casa) -> None:
    pago, canal = journeys.iniciar(casa), casa.actor("canal-uno")

    async def pedir(portal: Portal) -> tuple[set[str], dict[str, Pago]]:
        consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
        _, elegido = await eleccion.ayudar(portal, canal, consulta.idsession, frozenset(), Ayuda.VENCIDO)
        suya = await consultas.consultar(portal, casa_clienta, datos.TRES_Y_AGUA, 1)
        return (
            {deuda.codmovimiento for deuda in elegido.items},
            dict(await eleccion.retenciones(portal, casa_clienta, suya)),
        )

    casa_clienta = casa.actor(datos.TRES_Y_AGUA)
    elegidas, retenidas = casa.operar(pedir)
    assert elegidas == {"A3"}
    assert {codigo: suyo.id for codigo, suyo in retenidas.items()} == dict.fromkeys(("A1", "A2", "AGUA-9"), pago.id)


def test_the_attempt_that_pays_a_cart_is_told_until_it_came_to_nothing(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)
    pago = journeys.iniciar(casa)
    suyo = casa.operar(lambda portal: eleccion.intento(portal, clienta, pago.idsession))
    assert suyo is not None
    assert suyo.id == pago.id
    journeys.en_el_banco(casa, pago, "rechazar")
    assert casa.operar(lambda portal: eleccion.intento(portal, clienta, pago.idsession)) is None
