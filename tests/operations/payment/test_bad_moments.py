"""What fails, breaks or is gone between two steps of a look at a payment: it is told as it is, and nothing is lost."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from portal.errors import NoDisponible, Rechazo
from portal.operations.payment import anulaciones, comprobantes, evidencia, liberaciones
from portal.operations.payment.transitions import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.repo.protocol import Cuerpo, T, Transaccion
from portal.rules.payment.decide import PLAZO
from portal.structs.pagos import Estado, Pago
from portal.texts.catalogue import say
from tests import journeys
from tests.banks import BancoDificil
from tests.conftest import MOTOR, Casa
from tests.races import RepoInterrumpido
from tests.refusals import refused

solo_embebida = pytest.mark.skipif(MOTOR != "embebida", reason="the file and its lock are the embedded engine's")


def con(portal: Portal, mientras: Callable[[], Awaitable[None]], *, caido: bool = False) -> Portal:
    """Something happens while its bank is asked about an order."""
    assert portal.pasarela is not None
    return replace(portal, pasarela=BancoDificil(portal.pasarela, caido=caido, antes_de_consultar=mientras))


def dichos(casa: Casa, pago: Pago) -> list[str]:
    operadora = casa.actor("operadora")
    return [cada.texto for cada in casa.operar(lambda portal: evidencia.leer(portal, operadora, pago.id))]


def test_a_gateway_that_breaks_is_as_good_as_silent_and_the_log_has_why(casa: Casa) -> None:
    """Whatever is wrong in it, it is no answer about the money."""
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)
    casa.clock.adelantar(timedelta(seconds=5))

    async def mirar(portal: Portal) -> Pago:
        async def romperse() -> None:
            raise ZeroDivisionError

        return (await comprobantes.ver(con(portal, romperse), clienta, pago.cod_transaccion)).pago

    with capture_logs() as lineas:
        visto = casa.operar(mirar)
    assert (visto.estado, visto.miradas) == (Estado.POR_VERIFICAR, 1)
    assert dichos(casa, pago) == [say("banco-callado", ())]
    rotos = [linea for linea in lineas if linea["log_level"] == "error"]
    assert [(linea["event"], type(linea["exc_info"])) for linea in rotos] == [
        ("pago_no_se_pudo_mirar", ZeroDivisionError)
    ]
    casa.clock.adelantar(timedelta(minutes=1))
    assert journeys.en_el_banco(casa, pago, "aprobar").estado is Estado.PAGADO


@solo_embebida
def test_a_page_is_shown_though_nothing_can_be_written(casa: Casa) -> None:
    """Neither that the bank was silent nor when to look again: the next look is when it already was to be."""
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)
    casa.clock.adelantar(timedelta(seconds=5))

    async def mirar(portal: Portal) -> Pago:
        with closing(sqlite3.connect(casa.settings.sqlite_path, isolation_level=None)) as otra:

            async def escribe_otra() -> None:
                otra.execute("BEGIN IMMEDIATE")

            sin_escribir = con(portal, escribe_otra, caido=True)
            return (await comprobantes.ver(sin_escribir, clienta, pago.cod_transaccion)).pago

    assert casa.operar(mirar) == pago == journeys.leer(casa, pago)
    assert dichos(casa, pago) == []


class RepoQueSeVa(RepoInterrumpido):
    """Its file is moved away as soon as a change of its own came too late."""

    ruta: Path

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        try:
            return await super().write(cuerpo)
        except OtroFuePrimero:
            self.ruta.rename(self.ruta.with_suffix(".fuera"))
            raise


@solo_embebida
def test_whoever_lost_a_race_and_cannot_see_to_whom_is_told_so(casa: Casa) -> None:
    """Not that the attempt waits no more for the bank, nor that it was given up: nobody knows how it is."""
    pago = journeys.iniciar(casa)
    clienta, ruta = casa.actor(pago.usuario), Path(casa.settings.sqlite_path)

    async def liberar(portal: Portal) -> None:
        async def otra_la_termina() -> None:
            async def hacer(tx: Transaccion) -> None:
                await pasar(portal, tx, pago, Estado.VENCIDO, None, "Pasó el tiempo.")
                await tx.confirmar()

            await portal.repo.write(hacer)

        repo = RepoQueSeVa(portal.repo, None)
        repo.ruta = ruta
        se_va = con(replace(portal, repo=repo), otra_la_termina)
        await liberaciones.liberar(se_va, clienta, pago.cod_transaccion)

    assert refused(casa, NoDisponible, liberar)[0] == "base-quitada"
    ruta.with_suffix(".fuera").rename(ruta)
    assert journeys.leer(casa, pago).estado is Estado.VENCIDO


def test_what_a_gateway_said_of_an_attempt_is_not_kept_of_what_it_became(casa: Casa) -> None:
    """It answered about an attempt that somebody took further meanwhile."""
    pago = journeys.iniciar(casa)
    pagado = journeys.en_el_banco(casa, pago, "aprobar")
    antes = dichos(casa, pago)

    async def tarde(portal: Portal) -> None:
        await evidencia.guardar(portal, pago, "todavía no se pagó")
        await evidencia.guardar(portal, pagado, "se pagó")

    casa.operar(tarde)
    assert dichos(casa, pago) == [*antes, "se pagó"]


def test_a_reversal_that_the_package_refuses_leaves_the_payment_and_its_words(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    journeys.a_mano(casa, "DELETE FROM erp_pago")
    with pytest.raises(Rechazo) as error:
        casa.operar(lambda portal: anulaciones.anular_por_operador(portal, operadora, pago.id, "Eligió mal"))
    assert (error.value.codigo, error.value.codresp) == ("anulacion-rechazada", "20")
    comprobante = casa.operar(lambda portal: comprobantes.por_id(portal, operadora, pago.id))
    assert comprobante.pago.estado is Estado.PAGADO
    assert error.value.mensaje in comprobante.eventos[-1].motivo


def test_a_key_that_clashes_where_no_cart_is_claimed_is_a_failure_and_the_attempt_goes_on_later(casa: Casa) -> None:
    """Only whoever claims a cart can be told that its debts are somebody else's."""
    pago = journeys.interrumpido(casa)
    casa.clock.adelantar(PLAZO * 2)
    journeys.a_mano(
        casa,
        "CREATE TRIGGER choca BEFORE INSERT ON portal_pago_evento WHEN new.a = 'NO_EJECUTADO' "
        "BEGIN INSERT INTO portal_codigo SELECT * FROM portal_codigo; END;",
    )
    with capture_logs() as lineas:
        journeys.barrer(casa)
    assert "pago_no_se_pudo_mirar" in [linea["event"] for linea in lineas if linea["log_level"] == "error"]
    assert journeys.leer(casa, pago).estado is Estado.EN_PROCESO
    journeys.a_mano(casa, "DROP TRIGGER choca")
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.NO_EJECUTADO
