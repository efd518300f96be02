"""What the portal does by itself, and when: a process that dies keeps nobody waiting."""

from datetime import timedelta

import pytest

from portal.operations import sweep
from portal.operations.payment import pagos
from portal.operations.payment.engine import releer
from portal.operations.payment.pagos import cobrar
from portal.operations.payment.transitions import pasar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.decide import PLAZO
from portal.structs.pagos import Estado, Pago
from tests import journeys
from tests.conftest import Casa

CINCO_S = timedelta(seconds=5)


def pasa_hasta(casa: Casa, pago: Pago, estado: Estado) -> timedelta:
    """How long an instance that has just started takes to bring it there, with nobody asking."""

    async def vivir(portal: Portal) -> timedelta:
        comienzo = casa.clock()
        while True:
            await sweep.barrer(portal)
            if (await releer(portal, pago)).estado is estado:
                return casa.clock() - comienzo
            casa.clock.adelantar(await sweep.pausa(portal))

    return casa.operar(vivir)


@pytest.mark.parametrize("muerto_hace", [0, 0.001, 1, 2.5, 2.999, 3, 60])
def test_a_dead_process_s_payment_is_settled_within_five_seconds_of_a_start(casa: Casa, muerto_hace: float) -> None:
    pago = journeys.interrumpido(casa)
    casa.clock.adelantar(timedelta(seconds=muerto_hace))
    assert pasa_hasta(casa, pago, Estado.NO_EJECUTADO) <= CINCO_S


def test_so_is_its_reversal(casa: Casa) -> None:
    pago = journeys.pagado(casa)

    async def empezar(portal: Portal) -> Pago:
        async def hacer(tx: Transaccion) -> Pago:
            anulando = await pasar(portal, tx, pago, Estado.ANULANDO, None, "Se pidió", vence=portal.clock() + PLAZO)
            await tx.confirmar()
            return anulando

        return await portal.repo.write(hacer)

    assert pasa_hasta(casa, casa.operar(empezar), Estado.ANULADO) <= CINCO_S


def test_the_pause_is_until_the_next_one_s_time_within_limits(casa: Casa) -> None:
    assert casa.operar(sweep.pausa) == sweep.PAUSA_MAXIMA
    journeys.interrumpido(casa)
    assert casa.operar(sweep.pausa) == PLAZO
    casa.clock.adelantar(timedelta(hours=1))
    assert casa.operar(sweep.pausa) == sweep.PAUSA_MINIMA


def test_whoever_comes_late_to_the_fence_pays_nothing_and_is_told_the_truth(casa: Casa) -> None:
    """A live attempt that took too long between its claim and the package, and was given up by another instance."""
    pago = journeys.interrumpido(casa)
    canal = casa.actor("canal-uno")
    casa.clock.adelantar(PLAZO + CINCO_S)
    journeys.barrer(casa)
    tarde = casa.operar(lambda portal: cobrar(portal, pago, canal))
    assert (tarde.estado, tarde.intento) == (Estado.NO_EJECUTADO, 2)
    hecho = casa.operar(lambda portal: pagos.pagar_canal(portal, canal, pago.idsession, pago.cod_transaccion))
    assert hecho.codresp == "0"
    assert casa.operar(lambda portal: cobrar(portal, pago, canal)).estado is Estado.PAGADO
