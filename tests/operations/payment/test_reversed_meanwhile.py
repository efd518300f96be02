"""A canal takes back what it paid while its customer is at the bank, paying what came after."""

from datetime import timedelta

from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.debts import carrito, consultas
from portal.operations.payment import anular_por_canal, dudosos, pagar_canal, resolver
from portal.operations.portal import Portal
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.payment.test_cobros_tardios import en_el_banco

DEL_CANAL = frozenset({"A1", "A2", "AGUA-9"})
LO_QUE_SIGUE = frozenset({"A3", "A4"})


def paga_el_canal(casa: Casa, documento: str, elegidas: frozenset[str]) -> None:
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> None:
        consulta = await consultas.consultar(portal, canal, documento, 1)
        await carrito.elegir(portal, canal, consulta.idsession, elegidas)
        await pagar_canal(portal, canal, consulta.idsession, "T-1")

    casa.operar(pagar)


def anula_el_canal(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def anular(portal: Portal) -> str:
        return (await anular_por_canal(portal, canal, "T-1")).codresp

    assert casa.operar(anular) == "0"


def cobrado_sin_lo_anterior(casa: Casa) -> Pago:
    paga_el_canal(casa, datos.TRES_Y_AGUA, DEL_CANAL)
    pago = journeys.iniciar(casa, elegidas=LO_QUE_SIGUE)
    anula_el_canal(casa)
    return journeys.en_el_banco(casa, pago, "aprobar")


def resuelve(casa: Casa, pago: Pago, desenlace: Desenlace) -> None:
    operadora = casa.actor("operadora")

    async def decir(portal: Portal) -> Pago:
        return await resolver(portal, operadora, pago.id, desenlace, "Extracto del banco, hoja 3")

    casa.operar(decir)


def test_what_the_bank_charged_out_of_order_is_a_persons_and_its_customer_is_told(
    casa: Casa, web: TestClient[Litestar]
) -> None:
    """The ERP skips nothing, and money that was charged is never given up by the portal alone."""
    pago = cobrado_sin_lo_anterior(casa)
    assert (pago.estado, pago.devolucion) == (Estado.DESCONOCIDO, None)
    assert "primero van la cuota 1" in (pago.desc_resp or "")
    leida = web.get(f"/comprobantes/{pago.cod_transaccion}").text
    assert "No vuelvas a pagar: lo revisa una persona" in leida
    assert "Pago realizado" not in leida


def test_a_person_gives_it_back_and_its_debts_are_free(casa: Casa) -> None:
    pago = cobrado_sin_lo_anterior(casa)
    resuelve(casa, pago, Desenlace.RECHAZADO)
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.devolucion) == (Estado.RECHAZADO, Devolucion.HECHA)
    assert en_el_banco(casa, pago) == "ANULADO"
    otro = journeys.iniciar(casa, elegidas=DEL_CANAL | LO_QUE_SIGUE)
    assert journeys.en_el_banco(casa, otro, "aprobar").estado is Estado.PAGADO


def test_a_person_has_it_tried_again_once_what_came_before_is_paid(casa: Casa) -> None:
    pago = cobrado_sin_lo_anterior(casa)
    antes = journeys.iniciar(casa, elegidas=DEL_CANAL)
    assert journeys.en_el_banco(casa, antes, "aprobar").estado is Estado.PAGADO
    resuelve(casa, pago, Desenlace.NO_EJECUTADO)
    journeys.barrer(casa)
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.devolucion) == (Estado.PAGADO, None)


def test_what_stands_alone_is_paid_all_the_same(casa: Casa) -> None:
    """Carts lose their price with a reversal, and an attempt at the bank has its own."""
    paga_el_canal(casa, datos.DOS_PLANES, frozenset({"G1"}))
    pago = journeys.iniciar(casa, datos.DOS_PLANES, frozenset({"H1", "H2"}))
    anula_el_canal(casa)
    assert journeys.en_el_banco(casa, pago, "aprobar").estado is Estado.PAGADO


def test_it_waits_in_the_tray_until_then(casa: Casa) -> None:
    pago = cobrado_sin_lo_anterior(casa)
    operadora = casa.actor("operadora")

    async def bandeja(portal: Portal) -> set[int]:
        return {cada.id for cada in await dudosos.bandeja(portal, operadora)}

    casa.clock.adelantar(ALARMA + timedelta(seconds=1))
    assert pago.id in casa.operar(bandeja)
    resuelve(casa, pago, Desenlace.RECHAZADO)
    assert pago.id not in casa.operar(bandeja)
