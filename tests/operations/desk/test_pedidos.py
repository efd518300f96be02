from datetime import timedelta

import pytest

from portal.errors import DatoInvalido, NoEncontrado, Rechazo
from portal.operations.desk import pedidos
from portal.operations.payment import comprobantes
from portal.operations.portal import Portal
from portal.structs.pagos import Estado, EstadoPedido, Pago, Pedido
from tests import datos, journeys
from tests.conftest import Casa

MOTIVO = "Elegí la cuota equivocada"


def _pedir(casa: Casa, pago: Pago, motivo: str = MOTIVO) -> Pedido:
    clienta = casa.actor(datos.TRES_Y_AGUA)
    return casa.operar(lambda portal: pedidos.pedir(portal, clienta, pago.cod_transaccion, motivo))


def _como_esta(casa: Casa, pago: Pago) -> tuple[Estado, Pedido | None]:
    clienta = casa.actor(datos.TRES_Y_AGUA)

    async def ver(portal: Portal) -> tuple[Estado, Pedido | None]:
        visto = await comprobantes.ver(portal, clienta, pago.cod_transaccion)
        return visto.pago.estado, visto.pedido

    return casa.operar(ver)


def test_it_is_asked_for_once_with_a_reason_and_of_one_s_own_payment(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    with pytest.raises(DatoInvalido):
        _pedir(casa, pago, "no")
    assert _pedir(casa, pago).estado is EstadoPedido.PEDIDA
    with pytest.raises(Rechazo) as otra_vez:
        _pedir(casa, pago)
    assert otra_vez.value.codigo == "anulacion-ya-pedida"
    vecino = casa.actor(datos.AL_DIA)
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: pedidos.pedir(portal, vecino, pago.cod_transaccion, MOTIVO))


def test_the_staff_grants_it_and_the_payment_is_reversed(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    _pedir(casa, pago)
    ((pedido, suyo),) = casa.operar(lambda portal: pedidos.por_responder(portal, operadora))
    assert (pedido.motivo, suyo.id) == (MOTIVO, pago.id)
    casa.operar(lambda portal: pedidos.aceptar(portal, operadora, pago.id, "La clienta se equivocó"))
    estado, respondido = _como_esta(casa, pago)
    assert estado is Estado.ANULADO
    assert respondido is not None
    assert respondido.estado is EstadoPedido.ACEPTADA
    assert casa.operar(lambda portal: pedidos.por_responder(portal, operadora)) == ()


def test_the_staff_refuses_it_and_the_payment_stands(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    _pedir(casa, pago)
    casa.operar(lambda portal: pedidos.rechazar(portal, operadora, pago.id, "Ya se imputó en caja"))
    estado, respondido = _como_esta(casa, pago)
    assert estado is Estado.PAGADO
    assert respondido is not None
    assert (respondido.estado, respondido.respuesta) == (EstadoPedido.RECHAZADA, "Ya se imputó en caja")
    with pytest.raises(Rechazo) as otra_vez:
        casa.operar(lambda portal: pedidos.rechazar(portal, operadora, pago.id, "Ya se imputó en caja"))
    assert otra_vez.value.codigo == "pedido-respondido"


def test_the_next_day_the_portal_answers_what_nobody_did(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    _pedir(casa, pago)
    assert casa.operar(pedidos.cerrar_el_dia) == 0
    casa.clock.adelantar(timedelta(days=1))
    assert casa.operar(pedidos.cerrar_el_dia) == 1
    assert casa.operar(pedidos.cerrar_el_dia) == 0
    _, respondido = _como_esta(casa, pago)
    assert respondido is not None
    assert respondido.estado is EstadoPedido.RECHAZADA
