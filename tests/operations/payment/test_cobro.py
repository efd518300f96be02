import asyncio
import gc
from datetime import timedelta

import pytest

from portal.errors import EnVerificacion, Rechazo
from portal.operations.debts import carrito, consultas
from portal.operations.payment import anulaciones, pagos
from portal.operations.payment.engine import sin_corte
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import situaciones
from portal.structs.pagos import Estado, Pago
from tests import datos, journeys
from tests.conftest import Casa

ELEGIDAS = frozenset({"A1", "A2", "AGUA-9"})


@pytest.mark.parametrize("canal", ["canal-uno", "canal-dos"])
def test_what_a_customer_is_paying_is_held_from_every_canal(casa: Casa, canal: str) -> None:
    actor = casa.actor(canal)

    async def preparar(portal: Portal) -> int:
        consulta = await consultas.consultar(portal, actor, datos.TRES_Y_AGUA, 1)
        await carrito.elegir(portal, actor, consulta.idsession, ELEGIDAS)
        return consulta.idsession

    idsession = casa.operar(preparar)
    pago = journeys.iniciar(casa)
    with pytest.raises(Rechazo, match="otro pago en curso"):
        casa.operar(lambda portal: pagos.pagar_canal(portal, actor, idsession, "T-1"))

    async def hasta_cuando(portal: Portal) -> set[object]:
        consulta = await consultas.consultar(portal, actor, datos.TRES_Y_AGUA, 1)

        async def mirar(tx: Transaccion) -> set[object]:
            ocupadas = (await situaciones.leer(tx.sql, consulta)).ocupadas
            return {(cada.deuda.codmovimiento, cada.pago.vence) for cada in ocupadas}

        return await portal.repo.read(mirar)

    assert casa.operar(hasta_cuando) == {(cual, pago.vence) for cual in ELEGIDAS}


def test_what_a_canal_is_paying_is_held_from_its_customer_and_from_the_other_canal(casa: Casa) -> None:
    journeys.interrumpido(casa)
    with pytest.raises(AssertionError, match="deuda-en-pago"):
        journeys.iniciar(casa)
    otro = casa.actor("canal-dos")

    async def elegir(portal: Portal) -> list[str]:
        consulta = await consultas.consultar(portal, otro, datos.TRES_Y_AGUA, 1)
        _, elegido = await carrito.elegir(portal, otro, consulta.idsession, ELEGIDAS)
        return [falta.codigo for falta in elegido.faltas]

    assert "deuda-en-pago" in casa.operar(elegir)


def test_a_debt_that_was_paid_is_not_paid_again_though_the_erp_forgot_it(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    journeys.a_mano(casa, "UPDATE erp_deuda SET codtransaccion = NULL")
    with pytest.raises(AssertionError, match=f"deuda-pagada.*{pago.numero}"):
        journeys.iniciar(casa)
    casa.clock.adelantar(timedelta(days=40))
    with pytest.raises(AssertionError, match=f"deuda-pagada.*{pago.numero}"):
        journeys.iniciar(casa, elegidas=ELEGIDAS | {"A3", "A4"})


def test_a_cart_priced_while_another_payment_stood_is_not_paid_at_that_price(casa: Casa) -> None:
    """The package prices only what is pending. What a reversal gives back was not in the price."""
    canal, otro = casa.actor("canal-uno"), casa.actor("canal-dos")

    async def accion(portal: Portal) -> int:
        viejo = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
        await carrito.elegir(portal, canal, viejo.idsession, ELEGIDAS)
        nuevo = await consultas.consultar(portal, otro, datos.TRES_Y_AGUA, 1)
        await carrito.elegir(portal, otro, nuevo.idsession, ELEGIDAS)
        await pagos.pagar_canal(portal, otro, nuevo.idsession, "T-1")
        await carrito.agregar(portal, canal, viejo.idsession, "S", "A3")
        await anulaciones.anular_por_canal(portal, otro, "T-1")
        return viejo.idsession

    idsession = casa.operar(accion)
    with pytest.raises(Rechazo, match="hacé otra consulta"):
        casa.operar(lambda portal: pagos.pagar_canal(portal, canal, idsession, "T-2"))
    a_la_vista = casa.operar(lambda portal: carrito.ver(portal, canal, idsession))
    assert (a_la_vista.total, [falta.codigo for falta in a_la_vista.faltas]) == (None, ["carrito-viejo"])


def test_whatever_breaks_after_the_payment_was_sent_is_no_failure(casa: Casa) -> None:
    """The package works on, and the portal's own record is what cannot be written."""
    canal = casa.actor("canal-uno")

    async def preparar(portal: Portal) -> int:
        consulta = await consultas.consultar(portal, canal, datos.AL_DIA, 1)
        await carrito.elegir(portal, canal, consulta.idsession, frozenset({"E1"}))
        return consulta.idsession

    idsession = casa.operar(preparar)
    journeys.a_mano(
        casa,
        "CREATE TRIGGER rota BEFORE INSERT ON portal_pago_evento WHEN new.a = 'PAGADO' "
        "BEGIN SELECT raise(ABORT, 'rota'); END;",
    )
    with pytest.raises(EnVerificacion):
        casa.operar(lambda portal: pagos.pagar_canal(portal, canal, idsession, "T-1"))
    journeys.a_mano(casa, "DROP TRIGGER rota")
    casa.clock.adelantar(journeys.PLAZO * 2)
    hecho = casa.operar(lambda portal: pagos.pagar_canal(portal, canal, idsession, "T-1"))
    assert hecho.codresp == "0"
    assert len(casa.operar(lambda portal: pagos.listar(portal, canal)).pagos) == 1


def test_a_second_click_gets_the_same_attempt_as_it_is_by_then(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)

    async def otra_vez(portal: Portal) -> tuple[int, Estado]:
        repetido = await pagos.iniciar(portal, clienta, pago.idsession, pago.total)
        return repetido.id, repetido.estado

    assert casa.operar(otra_vez) == (pago.id, Estado.POR_VERIFICAR)
    journeys.en_el_banco(casa, pago, "aprobar")
    assert casa.operar(otra_vez) == (pago.id, Estado.PAGADO)


def test_a_payment_that_ends_badly_after_its_caller_went_away_is_no_noise(casa: Casa) -> None:
    async def accion(_: Portal) -> list[object]:
        avisos: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, aviso: avisos.append(aviso["message"]))
        sigue = asyncio.Event()

        async def pagar() -> Pago:
            await sigue.wait()
            raise EnVerificacion("T-1")

        espera = asyncio.create_task(sin_corte(pagar()))
        await asyncio.sleep(0)
        espera.cancel()
        await asyncio.gather(espera, return_exceptions=True)
        sigue.set()
        await asyncio.sleep(0.01)
        gc.collect()
        return avisos

    assert casa.operar(accion) == []
