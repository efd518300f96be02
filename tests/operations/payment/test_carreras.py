"""Two instances at once on one attempt, where each had read it before the other changed it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import EnVerificacion, NoEncontrado, Rechazo
from portal.operations import sweep
from portal.operations.debts import carrito, consultas
from portal.operations.desk import pedidos
from portal.operations.payment import anulaciones, comprobantes, liberaciones, pagos
from portal.operations.payment.transitions import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.decide import PLAZO
from portal.structs.pagos import Devolucion, Estado, EstadoPedido, Pago
from portal.structs.usuarios import Actor
from tests import datos, journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa
from tests.operations.payment.test_esperas import NO_ANULA
from tests.races import RepoInterrumpido

UN_SEGUNDO = timedelta(seconds=1)


def test_giving_up_what_another_instance_ends_meanwhile_is_no_failure(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    actor = casa.actor(pago.usuario)

    async def liberar(portal: Portal, banco: BancoDificil) -> Pago:
        async def otra() -> None:
            async def hacer(tx: Transaccion) -> None:
                await pasar(portal, tx, pago, Estado.VENCIDO, None, "Pasó el tiempo.")
                await tx.confirmar()

            await portal.repo.write(hacer)
            await banco.banco.anular(pago.referencia or "")

        banco.antes_de_consultar = otra
        return await liberaciones.liberar(portal, actor, pago.cod_transaccion)

    assert con_banco(casa, liberar).estado is Estado.VENCIDO


@pytest.mark.parametrize("fin", [Estado.VENCIDO, Estado.RECHAZADO])
def test_an_attempt_is_not_ended_by_whoever_did_not_see_its_order(casa: Casa, fin: Estado) -> None:
    """The bank took the order after that look: ended so, nobody would have it undone, and it could still charge."""
    pago = journeys.iniciar(casa)
    sin_orden = structs.replace(pago, referencia=None, url_pasarela=None)

    async def terminar(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            devolucion = Devolucion.PENDIENTE if sin_orden.referencia else None
            await pasar(portal, tx, sin_orden, fin, None, "Terminó.", devolucion=devolucion)
            await tx.confirmar()

        await portal.repo.write(hacer)

    with pytest.raises(OtroFuePrimero):
        casa.operar(terminar)
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.referencia) == (Estado.POR_VERIFICAR, pago.referencia)


def test_a_reversal_that_another_instance_is_making_is_not_said_to_be_made(casa: Casa) -> None:
    """The package may still refuse it."""
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")

    async def anular(portal: Portal) -> None:
        repo = RepoInterrumpido(portal.repo, lambda: _anulando(portal, pago, operadora))
        await anulaciones.anular_por_operador(replace(portal, repo=repo), operadora, pago.id, "La clienta eligió mal")

    with pytest.raises(EnVerificacion):
        casa.operar(anular)
    assert journeys.leer(casa, pago).estado is Estado.ANULANDO


def test_a_code_that_is_burnt_while_its_payment_begins_pays_nothing(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> None:
        consulta = await consultas.consultar(portal, canal, datos.AL_DIA, 1)
        await carrito.elegir(portal, canal, consulta.idsession, frozenset({"E1"}))

        async def quemar() -> None:
            with pytest.raises(NoEncontrado):
                await anulaciones.anular_por_canal(portal, canal, "T-1")

        repo = RepoInterrumpido(portal.repo, quemar)
        await pagos.pagar_canal(replace(portal, repo=repo), canal, consulta.idsession, "T-1")

    with pytest.raises(Rechazo, match="ya se anuló"):
        casa.operar(pagar)


def test_the_newest_payment_goes_first_though_it_is_made_while_another_s_reversal_begins(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def anular(portal: Portal) -> None:
        async def otro_pago() -> None:
            await pagar(portal, canal, frozenset({"A3"}), "T-2")

        await pagar(portal, canal, frozenset({"A1", "A2", "AGUA-9"}), "T-1")
        casa.clock.adelantar(UN_SEGUNDO)
        repo = RepoInterrumpido(portal.repo, otro_pago)
        await anulaciones.anular_por_canal(replace(portal, repo=repo), canal, "T-1")

    with pytest.raises(Rechazo) as error:
        casa.operar(anular)
    assert error.value.codigo == "hay-pago-posterior"


async def pagar(portal: Portal, canal: Actor, elegidas: frozenset[str], codigo: str) -> None:
    consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
    await carrito.elegir(portal, canal, consulta.idsession, elegidas)
    await pagos.pagar_canal(portal, canal, consulta.idsession, codigo)


def test_a_request_is_not_refused_while_its_reversal_runs(casa: Casa) -> None:
    """Refused, and reversed all the same: the customer would read that the payment stands."""
    pago = journeys.pagado(casa)
    clienta, operadora = casa.actor(pago.usuario), casa.actor("operadora")
    casa.operar(lambda portal: pedidos.pedir(portal, clienta, pago.cod_transaccion, "Elegí mal"))

    async def empezar(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            vence = portal.clock() + UN_SEGUNDO
            await pasar(portal, tx, pago, Estado.ANULANDO, operadora, "Se pidió.", vence=vence)
            await tx.confirmar()

        await portal.repo.write(hacer)

    async def rechazar(portal: Portal, antes: Callable[[], Awaitable[None]] | None = None) -> None:
        repo = RepoInterrumpido(portal.repo, antes)
        await pedidos.rechazar(replace(portal, repo=repo), operadora, pago.id, "No corresponde")

    async def justo_entonces(portal: Portal) -> None:
        await rechazar(portal, lambda: empezar(portal))

    for como in (justo_entonces, rechazar):
        with pytest.raises(Rechazo) as error:
            casa.operar(como)
        assert error.value.codigo in ("pago-cambio", "pago-en-anulacion")
    casa.clock.adelantar(2 * UN_SEGUNDO)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.ANULADO
    pedido = casa.operar(lambda portal: comprobantes.por_id(portal, operadora, pago.id)).pedido
    assert pedido
    assert pedido.estado is EstadoPedido.ACEPTADA


def test_a_reversal_that_ends_meanwhile_leaves_no_request_behind(casa: Casa) -> None:
    """It answered the requests that there were: one that came after it would wait for ever."""
    pago = journeys.pagado(casa)
    clienta, operadora = casa.actor(pago.usuario), casa.actor("operadora")

    async def pedir(portal: Portal) -> None:
        async def otra() -> None:
            await anulaciones.anular_por_operador(portal, operadora, pago.id, "Lo pidió por teléfono")

        repo = RepoInterrumpido(portal.repo, otra)
        await pedidos.pedir(replace(portal, repo=repo), clienta, pago.cod_transaccion, "Elegí mal")

    with pytest.raises(Rechazo) as error:
        casa.operar(pedir)
    assert error.value.codigo == "pago-no-anulable"
    assert journeys.leer(casa, pago).estado is Estado.ANULADO
    assert casa.operar(lambda portal: pedidos.por_responder(portal, operadora)) == ()


def test_a_reversal_that_another_instance_finishes_first_is_made_once_and_said_to_be_made(casa: Casa) -> None:
    """Whoever asked for it was slow between its claim and the package, and the sweep went on with it."""
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")

    async def anular(portal: Portal) -> str:
        async def barrido() -> None:
            casa.clock.adelantar(PLAZO * 2)
            await sweep.barrer(portal)

        lento = replace(portal, repo=RepoInterrumpido(portal.repo, barrido, escritura=2))
        return (await anulaciones.anular_por_operador(lento, operadora, pago.id, "La clienta eligió mal")).codresp

    assert casa.operar(anular) == "0"
    eventos = casa.operar(lambda portal: comprobantes.por_id(portal, operadora, pago.id)).eventos
    assert [(evento.de, evento.a) for evento in eventos].count((Estado.ANULANDO, Estado.ANULADO)) == 1


def test_a_reversal_that_is_found_refused_meanwhile_is_not_said_to_have_failed(casa: Casa) -> None:
    """Its own try is unknown: under an Idempotency-Key a refusal would be the answer for ever."""
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")
    casa.operar(lambda portal: _anulando(portal, pago, operadora))
    en_anulacion = journeys.leer(casa, pago)
    casa.clock.adelantar(PLAZO * 2)
    journeys.a_mano(casa, NO_ANULA)

    async def anular(portal: Portal) -> None:
        async def otra() -> None:
            async def hacer(tx: Transaccion) -> None:
                await pasar(portal, tx, en_anulacion, Estado.PAGADO, None, "El paquete no la hizo.")
                await tx.confirmar()

            await portal.repo.write(hacer)

        segunda = replace(portal, repo=RepoInterrumpido(portal.repo, otra, escritura=2))
        await anulaciones.anular(segunda, operadora, en_anulacion, "La segunda")

    with pytest.raises(EnVerificacion):
        casa.operar(anular)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO


async def _anulando(portal: Portal, pago: Pago, quien: Actor) -> None:
    async def hacer(tx: Transaccion) -> None:
        await pasar(portal, tx, pago, Estado.ANULANDO, quien, "Se pidió.", vence=portal.clock() + PLAZO)
        await tx.confirmar()

    await portal.repo.write(hacer)
