"""What does not answer is not hammered, whoever asks; and its delay is told once, from where the doubt began."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from portal.errors import EnVerificacion
from portal.operations import sweep
from portal.operations.payment import anulaciones, comprobantes, dudosos, seguimiento
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import BancoDemo
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import eventos
from portal.rules.payment.decide import PLAZO
from portal.rules.payment.seguimiento import PASO_DEL_BANCO
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import journeys
from tests.banks import BancoDificil, cobra_igual, con_banco
from tests.conftest import Casa

VEINTE_MINUTOS = timedelta(minutes=20)
CAE = "CREATE TRIGGER paquete_caido BEFORE INSERT ON erp_pago BEGIN SELECT raise(ABORT, 'ORA-04063'); END;"
NO_ANULA = "CREATE TRIGGER no_anula BEFORE UPDATE ON erp_pago BEGIN SELECT raise(ABORT, 'ORA-20099'); END;"
VUELVE = "DROP TRIGGER paquete_caido"


def aprobado_sin_paquete(casa: Casa) -> Pago:
    """The bank approved it, and the package is down before anybody looked."""
    pago = journeys.iniciar(casa)

    async def aprobar(portal: Portal) -> None:
        assert isinstance(portal.pasarela, BancoDemo)
        await portal.pasarela.responder(pago.referencia or "", "aprobar")

    casa.operar(aprobar)
    journeys.a_mano(casa, CAE)
    return pago


def intentos(casa: Casa, pago: Pago) -> int:
    """How often the package was called."""

    async def leer(portal: Portal) -> int:
        async def mirar(tx: Transaccion) -> int:
            return sum(evento.a is Estado.EN_PROCESO for evento in await eventos.eventos(tx.sql, pago.id))

        return await portal.repo.read(mirar)

    return casa.operar(leer)


def pasan_veinte_minutos(casa: Casa, pago: Pago) -> set[bool]:
    """With the sweep and a page that is open; whether the tray had it, from the third minute on."""
    clienta, comienzo = casa.actor(pago.usuario), casa.clock()

    async def vivir(portal: Portal) -> set[bool]:
        en_bandeja = set()
        while casa.clock() - comienzo < VEINTE_MINUTOS:
            await comprobantes.ver(portal, clienta, pago.cod_transaccion)
            await sweep.barrer(portal)
            if casa.clock() - comienzo > timedelta(minutes=3):
                en_bandeja.add(pago.id in {cada.id for cada in await dudosos.en_alarma(portal)})
            casa.clock.adelantar(await sweep.pausa(portal))
        return en_bandeja

    return casa.operar(vivir)


def test_so_is_one_that_cannot_reverse_and_no_page_breaks(casa: Casa) -> None:
    """Whatever the package does with a reversal that was cut: no error of it is the customer's."""
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")
    journeys.a_mano(casa, NO_ANULA)

    async def anular(portal: Portal) -> None:
        await anulaciones.anular_por_operador(portal, operadora, pago.id, "La clienta eligió mal")

    with capture_logs(), pytest.raises(EnVerificacion):
        casa.operar(anular)
    with capture_logs() as lineas:
        en_bandeja = pasan_veinte_minutos(casa, pago)
    dichos = [linea["event"] for linea in lineas]
    assert 6 <= dichos.count("pago_no_se_pudo_mirar") <= 12
    assert dichos.count("pago_demorado") == 1
    assert en_bandeja == {True}
    journeys.a_mano(casa, "DROP TRIGGER no_anula")
    casa.clock.adelantar(timedelta(minutes=6))
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.ANULADO


def test_a_package_that_is_down_is_called_with_rests_and_the_delay_is_told_once(casa: Casa) -> None:
    pago = aprobado_sin_paquete(casa)
    with capture_logs() as lineas:
        en_bandeja = pasan_veinte_minutos(casa, pago)
    # 3 s each until it is found out, and 0, 1, 2, 5, 10, 30 s and 5 minutes of rest; without it they would be 300.
    assert 6 <= intentos(casa, pago) <= 12
    assert en_bandeja == {True}
    assert [linea["event"] for linea in lineas].count("pago_demorado") == 1
    journeys.a_mano(casa, VUELVE)
    casa.clock.adelantar(timedelta(minutes=6))
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
    assert casa.operar(dudosos.en_alarma) == ()


def test_an_interruption_that_passes_is_mended_at_once(casa: Casa) -> None:
    """Rests are for what goes on failing: the first retry waits for nothing."""
    pago = aprobado_sin_paquete(casa)
    journeys.barrer(casa)
    casa.clock.adelantar(PASO_DEL_BANCO)
    with capture_logs():
        journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.EN_PROCESO
    journeys.a_mano(casa, VUELVE)
    casa.clock.adelantar(PLAZO + timedelta(milliseconds=1))
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO


def test_a_bank_that_does_not_give_back_is_asked_as_seldom_as_one_that_is_silent(casa: Casa) -> None:
    pago = journeys.vencido(casa)
    cobra_igual(casa, pago.referencia)
    clienta = casa.actor(pago.usuario)

    async def mirar(portal: Portal, banco: BancoDificil) -> int:
        await seguimiento.recibir_aviso(portal, pago.referencia or "")
        for _ in range(30):
            casa.clock.adelantar(timedelta(seconds=2))
            await comprobantes.ver(portal, clienta, pago.cod_transaccion)
        return len(banco.anulaciones)

    # At once, and after 1, 2, 5, 10 and 30 s; without rests they would be 31.
    assert 3 <= con_banco(casa, mirar, devuelve=False) <= 7
    assert journeys.leer(casa, pago).devolucion is Devolucion.PENDIENTE
