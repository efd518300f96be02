"""Whoever claims a cart at the instant at which somebody else takes its code, its debts or its attempt."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from portal.errors import Rechazo
from portal.operations.debts import carrito, consultas
from portal.operations.payment import pagos
from portal.operations.portal import Portal
from portal.rules.payment.decide import PLAZO
from portal.structs.pagos import Estado, Pago
from portal.structs.paquete import RespuestaPago
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from tests import datos, journeys
from tests.conftest import Casa
from tests.races import RepoInterrumpido
from tests.refusals import refused

ELEGIDAS = frozenset({"A1", "A2", "AGUA-9"})


async def lleno(portal: Portal, canal: Actor, documento: str = datos.TRES_Y_AGUA) -> int:
    elegidas = ELEGIDAS if documento == datos.TRES_Y_AGUA else frozenset({"E1"})
    consulta = await consultas.consultar(portal, canal, documento, 1)
    await carrito.elegir(portal, canal, consulta.idsession, elegidas)
    return consulta.idsession


def cobros(casa: Casa) -> int:
    """How many payments the package made."""
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return int(base.execute("SELECT count(*) FROM erp_pago").fetchone()[0])


def intentos(casa: Casa) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return base.execute("SELECT emisor, estado FROM portal_pago ORDER BY id").fetchall()


def test_a_code_that_comes_twice_at_once_pays_once_and_both_are_told_so(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> list[RespuestaPago]:
        session = await lleno(portal, canal)
        dichas: list[RespuestaPago] = []

        async def primera() -> None:
            dichas.append(await pagos.pagar_canal(portal, canal, session, "T-1"))

        segunda = replace(portal, repo=RepoInterrumpido(portal.repo, primera))
        return [*dichas, await pagos.pagar_canal(segunda, canal, session, "T-1"), *dichas]

    segunda, primera = casa.operar(pagar)
    assert (segunda.codresp, segunda) == ("0", primera)
    assert cobros(casa) == 1


def test_a_code_that_pays_another_cart_at_once_is_used(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> None:
        uno, otro = await lleno(portal, canal), await lleno(portal, canal, datos.AL_DIA)

        async def primera() -> None:
            await pagos.pagar_canal(portal, canal, uno, "T-1")

        segunda = replace(portal, repo=RepoInterrumpido(portal.repo, primera))
        await pagos.pagar_canal(segunda, canal, otro, "T-1")

    assert refused(casa, Rechazo, pagar)[0] == "transaccion-ya-usada"
    assert cobros(casa) == 1


def test_an_empty_cart_pays_nothing_and_leaves_its_code_free(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def vacio(portal: Portal) -> int:
        return (await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)).idsession

    session = casa.operar(vacio)
    assert refused(casa, Rechazo, lambda portal: pagos.pagar_canal(portal, canal, session, "T-1"))[0] == "carrito-vacio"

    async def pagar(portal: Portal) -> str:
        return (await pagos.pagar_canal(portal, canal, await lleno(portal, canal), "T-1")).codresp

    assert casa.operar(pagar) == "0"


def sin_ejecutar(casa: Casa) -> Pago:
    """The first canal's attempt was cut before the package: its debts are free again, and its code may come back."""
    pago = journeys.interrumpido(casa)
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.NO_EJECUTADO
    return pago


def al_instante(casa: Casa, pago: Pago, cuando: str) -> None:
    """Where two transactions run at once, that attempt takes its debts again as soon as another one begins. On the
    embedded database none does, and a trigger stands for it."""
    journeys.a_mano(
        casa,
        f"CREATE TRIGGER al_instante {cuando} BEGIN "  # noqa: S608 - our own
        f"UPDATE portal_pago SET estado = 'EN_PROCESO' WHERE id = {pago.id}; "
        f"UPDATE portal_pago_deuda SET suelta = 0 WHERE pago_id = {pago.id}; END;",
    )


def test_debts_that_another_attempt_takes_at_that_instant_are_told_to_be_in_payment(casa: Casa) -> None:
    pago = sin_ejecutar(casa)
    al_instante(casa, pago, "AFTER INSERT ON portal_pago")
    otro = casa.actor("canal-dos")
    session = casa.operar(lambda portal: lleno(portal, otro))
    with pytest.raises(Rechazo) as error:
        casa.operar(lambda portal: pagos.pagar_canal(portal, otro, session, "T-2"))
    assert error.value.codigo == "deuda-en-pago"
    assert set(error.value.sobran) == ELEGIDAS
    assert intentos(casa) == [("canal-uno", "NO_EJECUTADO")]  # nothing of the claim stays
    assert cobros(casa) == 0


def test_debts_that_are_free_again_by_then_are_told_to_have_been_somebody_s(casa: Casa) -> None:
    """Whoever had them at that instant may be gone by the time that they are looked for."""
    pago = sin_ejecutar(casa)
    al_instante(casa, pago, "BEFORE INSERT ON portal_pago_deuda")
    otro = casa.actor("canal-dos")
    session = casa.operar(lambda portal: lleno(portal, otro))
    assert refused(casa, Rechazo, lambda portal: pagos.pagar_canal(portal, otro, session, "T-2")) == (
        "deuda-en-pago",
        "Una de esas deudas tiene otro pago en curso.",
    )
    assert intentos(casa) == [("canal-uno", "NO_EJECUTADO")]


def test_a_code_that_is_sent_again_waits_for_whoever_took_its_debts_at_that_instant(casa: Casa) -> None:
    primero = sin_ejecutar(casa)
    segundo = journeys.interrumpido(casa, "T-2")
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    al_instante(casa, segundo, f"AFTER UPDATE OF estado ON portal_pago WHEN new.id = {primero.id}")
    canal = casa.actor("canal-uno")
    otra_vez = refused(casa, Rechazo, lambda portal: pagos.pagar_canal(portal, canal, primero.idsession, "T-1"))
    assert otra_vez[0] == "deuda-en-pago"
    assert intentos(casa) == [("canal-uno", "NO_EJECUTADO")] * 2
    journeys.a_mano(casa, "DROP TRIGGER al_instante")
    hecho = casa.operar(lambda portal: pagos.pagar_canal(portal, canal, primero.idsession, "T-1"))
    assert (hecho.codresp, cobros(casa)) == ("0", 1)


def test_a_code_that_is_sent_again_pays_only_what_it_claimed(casa: Casa) -> None:
    """The package pays whatever the cart holds, and it was free to change since."""
    pago = sin_ejecutar(casa)
    canal = casa.actor("canal-uno")

    async def otra_vez(portal: Portal) -> None:
        await carrito.agregar(portal, canal, pago.idsession, "S", "A3")
        await pagos.pagar_canal(portal, canal, pago.idsession, "T-1")

    assert refused(casa, Rechazo, otra_vez)[0] == "carrito-cambio"
    assert (journeys.leer(casa, pago).estado, cobros(casa)) == (Estado.NO_EJECUTADO, 0)


def test_whoever_comes_late_to_the_package_is_kept_out(casa: Casa) -> None:
    """It claimed the attempt and slept past its term: by then it was found not to be executed, and is another try's."""
    pago = sin_ejecutar(casa)
    canal = casa.actor("canal-uno")
    tarde = casa.operar(lambda portal: pagos.cobrar(portal, pago, canal))
    assert (tarde.estado, cobros(casa)) == (Estado.NO_EJECUTADO, 0)


def test_a_payment_that_the_package_refuses_is_told_in_its_words_or_where_it_has_none_in_the_portal_s(
    casa: Casa,
) -> None:
    canal = casa.actor("canal-uno")
    session = casa.operar(lambda portal: lleno(portal, canal))
    journeys.a_mano(casa, "UPDATE erp_deuda SET codtransaccion = 'A-MANO' WHERE codmovimiento = 'A1'")

    def pagar() -> tuple[str, str]:
        return refused(casa, Rechazo, lambda portal: pagos.pagar_canal(portal, canal, session, "T-1"))

    codigo, dicho = pagar()
    assert (codigo, dicho != say("pago-rechazado", ())) == ("pago-rechazado", True)
    journeys.a_mano(casa, "UPDATE portal_pago SET desc_resp = NULL")  # as Oracle keeps an answer without words
    assert pagar() == ("pago-rechazado", say("pago-rechazado", ()))
