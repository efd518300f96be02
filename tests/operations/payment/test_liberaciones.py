"""Giving a payment up, on the bank's bad days: what is told is what was done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.errors import NoDisponible, PortalError
from portal.operations import sweep
from portal.operations.debts import carrito
from portal.operations.payment import liberaciones, pagos
from portal.operations.portal import Portal
from portal.pasarela.protocol import Inicio, Orden, RespuestaPasarela
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.usuarios import Actor
from tests import datos, journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa

CINCO_S = timedelta(seconds=5)


class BancoQueNoDevuelve(BancoDificil):
    """It tells how an order is, and is silent when it has to undo it."""

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        self.caido = False
        respuesta = await super().consultar(referencia)
        self.caido = True
        return respuesta


async def elegir_y_pagar(portal: Portal, actor: Actor) -> Pago:
    consulta, _ = await carrito.mis_deudas(portal, actor, 1)
    _, elegido = await carrito.elegir(portal, actor, consulta.idsession, frozenset({"A1", "A2", "AGUA-9"}))
    assert elegido.total is not None
    return await pagos.iniciar(portal, actor, consulta.idsession, elegido.total)


def en_el_banco(casa: Casa, pago: Pago) -> str:
    async def consultar(portal: Portal) -> str:
        assert portal.pasarela is not None
        return (await portal.pasarela.consultar(pago.referencia or "")).resultado

    return casa.operar(consultar)


def liberar(casa: Casa, pago: Pago, **como: bool | str) -> Pago:
    clienta = casa.actor(pago.usuario)

    async def accion(portal: Portal, _: BancoDificil) -> Pago:
        return await liberaciones.liberar(portal, clienta, pago.cod_transaccion)

    return con_banco(casa, accion, **como)


def test_a_payment_that_ended_by_that_look_is_told_though_its_undoing_waits(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)
    casa.clock.instante = pago.vence + CINCO_S

    async def accion(portal: Portal) -> Pago:
        assert portal.pasarela is not None
        banco = BancoQueNoDevuelve(portal.pasarela)
        return await liberaciones.liberar(replace(portal, pasarela=banco), clienta, pago.cod_transaccion)

    liberado = casa.operar(accion)
    assert (liberado.estado, liberado.devolucion) == (Estado.VENCIDO, Devolucion.PENDIENTE)
    casa.clock.adelantar(CINCO_S)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA


@pytest.mark.parametrize("como", ["orden desconocida", "otro banco"])
def test_what_the_bank_does_not_know_is_a_person_s_and_no_missing_page(casa: Casa, como: str) -> None:
    pago = journeys.iniciar(casa)
    otro = "otro-banco" if como == "otro banco" else "banco-demo"
    if como == "orden desconocida":
        journeys.a_mano(casa, "DELETE FROM banco_demo_orden")
    with pytest.raises(NoDisponible, match="lo revisa una persona"):
        liberar(casa, pago, nombre=otro)
    assert journeys.leer(casa, pago).estado is Estado.POR_VERIFICAR


def test_what_was_never_opened_ends_though_the_gateway_was_replaced(casa: Casa) -> None:
    """Nobody had an address to pay at, and nobody is asked."""
    pago = sin_orden(casa)
    casa.clock.instante = pago.vence + CINCO_S

    async def barrer(portal: Portal, banco: BancoDificil) -> list[str]:
        await sweep.barrer(portal)
        return banco.consultas

    assert con_banco(casa, barrer, nombre="otro-banco") == []
    assert journeys.leer(casa, pago).estado is Estado.VENCIDO


def sin_orden(casa: Casa) -> Pago:
    """The customer chose to pay, and the bank did not answer."""

    async def accion(portal: Portal, banco: BancoDificil) -> Pago:
        with pytest.raises(PortalError):
            await elegir_y_pagar(portal, clienta)
        banco.caido = False
        return (await pagos.listar(portal, clienta)).pagos[0]

    clienta = casa.actor(datos.TRES_Y_AGUA)
    return con_banco(casa, accion, caido=True)


def test_whoever_clicks_again_when_the_first_try_has_ended_pays(casa: Casa) -> None:
    pago = sin_orden(casa)
    clienta = casa.actor(pago.usuario)
    casa.clock.adelantar(timedelta(seconds=31))
    otro = casa.operar(lambda portal: pagos.iniciar(portal, clienta, pago.idsession, pago.total))
    assert (otro.id, otro.estado) == (pago.id + 1, Estado.POR_VERIFICAR)
    assert otro.referencia
    assert journeys.leer(casa, pago).estado is Estado.VENCIDO


class BancoQueTarda(BancoDificil):
    """By the time that it has opened the order, the customer gave the payment up; and then it does not undo it."""

    portal: Portal
    actor: Actor

    async def iniciar(self, orden: Orden) -> Inicio:
        inicio = await super().iniciar(orden)
        await liberaciones.liberar(self.portal, self.actor, orden.cod_transaccion)
        self.caido = True
        return inicio


def test_an_order_that_was_opened_too_late_is_undone_however_long_that_takes(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)

    async def accion(portal: Portal) -> Pago:
        assert portal.pasarela is not None
        banco = BancoQueTarda(portal.pasarela)
        banco.portal, banco.actor = portal, clienta
        return await elegir_y_pagar(replace(portal, pasarela=banco), clienta)

    pago = casa.operar(accion)
    assert (pago.estado, pago.devolucion, pago.url_pasarela) == (Estado.RECHAZADO, Devolucion.PENDIENTE, None)
    assert en_el_banco(casa, pago) == "PENDIENTE"
    casa.clock.adelantar(CINCO_S)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA
    assert en_el_banco(casa, pago) == "ANULADO"
