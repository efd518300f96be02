"""What whoever acts on a payment is told where it is not possible, each at the act that says it."""

from dataclasses import replace
from decimal import Decimal

from portal.errors import NoDisponible, NoEncontrado, Rechazo
from portal.operations.payment import comprobantes, dudosos, liberaciones, pagos
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import BancoDemo
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Pago
from portal.texts.catalogue import say
from tests import journeys
from tests.conftest import Casa
from tests.refusals import refused

EVIDENCIA = "El banco dice que no cobró"


def test_nobody_charges_here(casa: Casa) -> None:
    clienta = casa.actor(journeys.iniciar(casa).usuario)

    async def pay(portal: Portal) -> Pago:
        return await pagos.iniciar(replace(portal, pasarela=None), clienta, 1, Decimal(1))

    assert refused(casa, NoDisponible, pay) == (
        "sin-pasarela",
        "El pago por internet no está habilitado en este momento.",
    )


def test_the_bank_is_told_whom_the_order_is_of(casa: Casa) -> None:
    pago = journeys.iniciar(casa)

    async def order(portal: Portal) -> str:
        assert isinstance(portal.pasarela, BancoDemo)
        return (await portal.pasarela.orden(pago.referencia or "")).descripcion

    assert casa.operar(order) == say("orden-de-pago", ()) == "Espacio Clientes"


def test_a_code_of_no_receipt(casa: Casa) -> None:
    assert refused(casa, NoEncontrado, lambda portal: comprobantes.verificar(portal, "inventado")) == (
        "comprobante-desconocido",
        "Este código no corresponde a ningún comprobante.",
    )


def test_what_ended_is_not_given_up(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    clienta = casa.actor(pago.usuario)
    assert refused(casa, Rechazo, lambda portal: liberaciones.liberar(portal, clienta, pago.cod_transaccion)) == (
        "pago-no-liberable",
        "Este pago ya no espera al banco: mirá cómo terminó.",
    )


def test_what_the_bank_does_not_know_is_for_a_person(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)
    journeys.a_mano(casa, "DELETE FROM banco_demo_orden")
    assert refused(casa, NoDisponible, lambda portal: liberaciones.liberar(portal, clienta, pago.cod_transaccion)) == (
        "pago-sin-banco",
        "El banco no reconoce este pago: lo revisa una persona de la empresa, y el resultado aparece acá.",
    )


def test_what_is_in_no_doubt_needs_no_person(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    resolved = refused(
        casa, Rechazo, lambda portal: dudosos.resolver(portal, operadora, pago.id, Desenlace.PAGADO, EVIDENCIA)
    )
    assert resolved == ("pago-no-dudoso", "Ese pago no está en duda: no hay nada que resolver.")
    given_back = refused(casa, Rechazo, lambda portal: dudosos.dar_por_devuelto(portal, operadora, pago.id, EVIDENCIA))
    assert given_back == ("nada-que-devolver", "Ese pago no tiene dinero por devolver.")
