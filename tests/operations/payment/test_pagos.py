from dataclasses import replace
from decimal import Decimal

from portal.errors import NoDisponible, Rechazo
from portal.operations.debts import carrito, consultas
from portal.operations.payment import pagos
from portal.operations.payment.anulaciones import anular_por_canal
from portal.operations.payment.gateway import abrir
from portal.operations.payment.seguimiento import recibir_aviso
from portal.operations.portal import Portal
from portal.structs.pagos import Estado
from portal.structs.usuarios import Actor
from tests import datos, journeys
from tests.conftest import Casa
from tests.refusals import refused

ELEGIDAS = frozenset({"A1", "A2", "AGUA-9"})


async def _carrito(portal: Portal, canal: Actor) -> int:
    consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
    await carrito.elegir(portal, canal, consulta.idsession, ELEGIDAS)
    return consulta.idsession


def test_a_code_pays_one_cart_and_never_again_once_it_was_reversed(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> int:
        session = await _carrito(portal, canal)
        primera = await pagos.pagar_canal(portal, canal, session, "T-1")
        assert await pagos.pagar_canal(portal, canal, session, "T-1") == primera
        return session

    session = casa.operar(pagar)
    otra = casa.operar(lambda portal: _carrito(portal, canal))
    usada = refused(casa, Rechazo, lambda portal: pagos.pagar_canal(portal, canal, otra, "T-1"))
    assert usada[0] == "transaccion-ya-usada"
    casa.operar(lambda portal: anular_por_canal(portal, canal, "T-1"))
    anulada = refused(casa, Rechazo, lambda portal: pagos.pagar_canal(portal, canal, session, "T-1"))
    assert anulada[0] == "transaccion-anulada"


def test_a_customer_pays_the_total_that_was_seen_and_no_other(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)

    async def pagar(portal: Portal) -> None:
        consulta, _ = await carrito.mis_deudas(portal, clienta, 1)
        await carrito.elegir(portal, clienta, consulta.idsession, ELEGIDAS)
        await pagos.iniciar(portal, clienta, consulta.idsession, Decimal(1))

    assert refused(casa, Rechazo, pagar)[0] == "carrito-cambio"


def test_a_bank_s_notice_is_kept_and_its_order_asked_about(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    assert pago.referencia is not None

    async def avisar(portal: Portal) -> None:
        await recibir_aviso(replace(portal, pasarela=None), str(pago.referencia), "nadie lo oye")
        await recibir_aviso(portal, "de-nadie", "no se sabe de qué")
        await recibir_aviso(portal, str(pago.referencia), "algo pasó")

    casa.operar(avisar)
    assert journeys.leer(casa, pago).estado is Estado.POR_VERIFICAR


def test_where_nobody_charges_no_order_is_opened(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    assert refused(casa, NoDisponible, lambda portal: abrir(replace(portal, pasarela=None), pago))[0] == "sin-pasarela"
