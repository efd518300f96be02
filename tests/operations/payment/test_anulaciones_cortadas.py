"""A reversal whose process died goes on as what it was: by whoever asked for it, and within rule 7."""

from datetime import timedelta

import pytest

from portal.errors import Rechazo
from portal.operations.debts import carrito, consultas
from portal.operations.desk import pedidos
from portal.operations.payment import anulaciones, comprobantes, pagos
from portal.operations.payment.transitions import pasar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.decide import PLAZO
from portal.structs.pagos import Estado, EstadoPedido, Pago
from tests import datos, journeys
from tests.conftest import Casa

UN_DIA = timedelta(days=1)


def pagado_por_canal(casa: Casa, codigo: str, elegidas: frozenset[str]) -> Pago:
    canal = casa.actor("canal-uno")

    async def accion(portal: Portal) -> Pago:
        consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
        await carrito.elegir(portal, canal, consulta.idsession, elegidas)
        await pagos.pagar_canal(portal, canal, consulta.idsession, codigo)
        return (await pagos.listar(portal, canal)).pagos[0]

    return casa.operar(accion)


def cortar(casa: Casa, pago: Pago, quien: str) -> None:
    """Whoever claimed its reversal died before the package was called."""
    actor = casa.actor(quien)

    async def reclamar(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            vence = portal.clock() + PLAZO
            await pasar(portal, tx, pago, Estado.ANULANDO, actor, "Se pidió", vence=vence)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(reclamar)


@pytest.mark.parametrize("quien", ["operadora", "canal-uno"])
def test_it_is_who_asked_for_it_who_reversed(casa: Casa, quien: str) -> None:
    pago = pagado_por_canal(casa, "T-1", frozenset({"A1", "A2", "AGUA-9"}))
    operadora = casa.actor("operadora")
    cortar(casa, pago, quien)
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    comprobante = casa.operar(lambda portal: comprobantes.por_id(portal, operadora, pago.id))
    assert comprobante.pago.estado is Estado.ANULADO
    assert [evento.actor for evento in comprobante.eventos][-2:] == [quien, quien]


def test_the_request_that_it_answers_names_that_person(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    clienta, operadora = casa.actor(pago.usuario), casa.actor("operadora")
    casa.operar(lambda portal: pedidos.pedir(portal, clienta, pago.cod_transaccion, "Elegí mal"))
    cortar(casa, pago, "operadora")
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    pedido = casa.operar(lambda portal: comprobantes.por_id(portal, operadora, pago.id)).pedido
    assert pedido
    assert (pedido.estado, pedido.actor) == (EstadoPedido.ACEPTADA, "operadora")


def test_the_next_day_it_is_not_made_though_the_package_would(casa: Casa) -> None:
    """Rule 7 is the portal's too: it was not done on its day, and the row's lock proves it."""
    pago = pagado_por_canal(casa, "T-1", frozenset({"A1", "A2", "AGUA-9"}))
    canal = casa.actor("canal-uno")
    cortar(casa, pago, "canal-uno")
    casa.clock.adelantar(UN_DIA)
    journeys.a_mano(casa, f"UPDATE erp_pago SET pagado = pagado + {24 * 3600 * 1_000_000}")  # noqa: S608 - our own
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
    with pytest.raises(Rechazo) as error:
        casa.operar(lambda portal: anulaciones.anular_por_canal(portal, canal, "T-1"))
    assert error.value.codigo == "anulacion-fuera-de-dia"


def test_a_payment_that_was_made_meanwhile_goes_first(casa: Casa) -> None:
    pago = pagado_por_canal(casa, "T-1", frozenset({"A1", "A2", "AGUA-9"}))
    cortar(casa, pago, "canal-uno")
    casa.clock.adelantar(timedelta(seconds=1))
    pagado_por_canal(casa, "T-2", frozenset({"A3"}))
    journeys.a_mano(casa, "UPDATE erp_pago SET pagado = pagado + 9000000 WHERE codtransaccion = 'T-1'")
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
