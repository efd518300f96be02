import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from msgspec import structs

from portal.assembly import armar_portal
from portal.errors import NoDisponible, NoEncontrado, Rechazo
from portal.operations import sweep
from portal.operations.payment import seguimiento
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import Accion, BancoDemo
from portal.pasarela.protocol import Orden, Resultado
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import eventos, pagos
from portal.structs.pagos import Estado
from tests import journeys
from tests.conftest import Casa

T = TypeVar("T")
ORDEN = Orden(
    identificador=7,
    cod_transaccion="EC-7F3K2-20418",
    total=Decimal(1_766_100),
    moneda=1,
    descripcion="Espacio Clientes",
    url_retorno="http://127.0.0.1:8000/comprobantes/EC-7F3K2-20418",
)
EN_DOLARES = structs.replace(ORDEN, identificador=8, total=Decimal("127.38"), moneda=2)
TODO_EL_PLAZO = timedelta(minutes=12)


def con_banco(casa: Casa, accion: Callable[[BancoDemo], Awaitable[T]]) -> T:
    """Each call is another worker: nothing is kept between them but the database."""

    async def en(portal: Portal) -> T:
        assert isinstance(portal.pasarela, BancoDemo)
        return await accion(portal.pasarela)

    return casa.operar(en)


def tomada(casa: Casa, orden: Orden = ORDEN) -> str:
    return con_banco(casa, lambda banco: banco.iniciar(orden)).referencia


def resultado(casa: Casa, referencia: str) -> Resultado:
    return con_banco(casa, lambda banco: banco.consultar(referencia)).resultado


def test_the_same_identifier_is_the_same_order(casa: Casa) -> None:
    inicio = con_banco(casa, lambda banco: banco.iniciar(ORDEN))
    assert con_banco(casa, lambda banco: banco.iniciar(ORDEN)) == inicio
    assert inicio.url == f"{casa.settings.url_publica}/banco-demo/{inicio.referencia}"
    assert tomada(casa, EN_DOLARES) != inicio.referencia


def test_an_identifier_is_not_used_for_another_charge(casa: Casa) -> None:
    tomada(casa)
    with pytest.raises(Rechazo, check=lambda error: error.codigo == "orden-distinta", match="otro importe"):
        tomada(casa, structs.replace(ORDEN, total=Decimal(1)))


def test_a_description_that_real_gateways_refuse_is_refused(casa: Casa) -> None:
    with pytest.raises(ValueError, match="short"):
        tomada(casa, structs.replace(ORDEN, descripcion="x" * 21))


def test_an_order_keeps_its_amount_to_the_cent(casa: Casa) -> None:
    referencia = tomada(casa, EN_DOLARES)
    respuesta = con_banco(casa, lambda banco: banco.consultar(referencia))
    assert (respuesta.resultado, respuesta.total, respuesta.moneda) == (Resultado.PENDIENTE, Decimal("127.38"), 2)


@pytest.mark.parametrize(
    ("accion", "avisos", "enseguida", "a_los_veinte_segundos", "pasado_el_plazo"),
    [
        ("aprobar", 1, "PAGADO", "PAGADO", "PAGADO"),
        ("rechazar", 1, "RECHAZADO", "RECHAZADO", "RECHAZADO"),
        ("demorar", 0, "PENDIENTE", "PAGADO", "PAGADO"),
        ("dos_veces", 2, "PAGADO", "PAGADO", "PAGADO"),
        ("tarde", 0, "PENDIENTE", "PENDIENTE", "PAGADO"),
    ],
)
def test_each_action_gives_its_answer_in_its_time(
    casa: Casa, accion: Accion, avisos: int, enseguida: str, a_los_veinte_segundos: str, pasado_el_plazo: str
) -> None:
    referencia = tomada(casa)
    avisadas: list[str] = []

    async def avisar(cual: str) -> None:
        avisadas.append(cual)

    con_banco(casa, lambda banco: banco.responder(referencia, accion, avisar))
    assert avisadas == [referencia] * avisos
    assert resultado(casa, referencia) == enseguida
    casa.clock.adelantar(timedelta(seconds=20))
    assert resultado(casa, referencia) == a_los_veinte_segundos
    casa.clock.adelantar(TODO_EL_PLAZO)
    assert resultado(casa, referencia) == pasado_el_plazo


def test_only_a_definite_no_has_a_reason(casa: Casa) -> None:
    referencia = tomada(casa)
    con_banco(casa, lambda banco: banco.responder(referencia, "rechazar"))
    assert "no se debitó nada" in con_banco(casa, lambda banco: banco.consultar(referencia)).motivo


def test_late_is_later_than_the_attempt_even_when_answered_after_it(casa: Casa) -> None:
    referencia = tomada(casa)
    casa.clock.adelantar(timedelta(minutes=30))
    con_banco(casa, lambda banco: banco.responder(referencia, "tarde"))
    assert resultado(casa, referencia) is Resultado.PENDIENTE
    casa.clock.adelantar(timedelta(minutes=1))
    assert resultado(casa, referencia) is Resultado.PAGADO


@pytest.mark.parametrize("primera", ["aprobar", "rechazar", "demorar", "tarde"])
def test_an_answered_order_is_answered_for_ever(casa: Casa, primera: Accion) -> None:
    referencia = tomada(casa)
    con_banco(casa, lambda banco: banco.responder(referencia, primera))
    antes = con_banco(casa, lambda banco: banco.orden(referencia))
    assert antes.estado is not Resultado.PENDIENTE
    for segunda in ("aprobar", "rechazar"):
        with pytest.raises(Rechazo, match="no se puede cambiar"):
            con_banco(casa, lambda banco, segunda=segunda: banco.responder(referencia, segunda))
    assert con_banco(casa, lambda banco: banco.orden(referencia)) == antes


def test_of_two_answers_at_once_one_counts(casa: Casa) -> None:
    referencia = tomada(casa)

    async def competir() -> list[str]:
        portales = [armar_portal(casa.settings, casa.clock) for _ in range(6)]
        acciones: list[Accion] = ["aprobar", "rechazar"] * 3

        async def responder(portal: Portal, accion: Accion) -> str:
            assert isinstance(portal.pasarela, BancoDemo)
            try:
                await portal.pasarela.responder(referencia, accion)
            except Rechazo:
                return ""
            return "RECHAZADO" if accion == "rechazar" else "PAGADO"

        try:
            return await asyncio.gather(*map(responder, portales, acciones))
        finally:
            for portal in portales:
                await portal.repo.cerrar()

    ganadoras = [cual for cual in asyncio.run(competir()) if cual]
    assert ganadoras == [resultado(casa, referencia)]


def test_a_shop_that_fails_to_take_the_notice_does_not_stop_the_bank(casa: Casa) -> None:
    referencia = tomada(casa)

    async def caer(_: str) -> None:
        raise NoDisponible("caido", "No responde.", 1)

    con_banco(casa, lambda banco: banco.responder(referencia, "dos_veces", caer))
    assert resultado(casa, referencia) is Resultado.PAGADO


def test_what_was_annulled_before_its_answer_is_never_charged(casa: Casa) -> None:
    referencia = tomada(casa)
    assert con_banco(casa, lambda banco: banco.anular(referencia)).hecha
    with pytest.raises(Rechazo):
        con_banco(casa, lambda banco: banco.responder(referencia, "aprobar"))
    assert resultado(casa, referencia) is Resultado.ANULADO


@pytest.mark.parametrize("accion", ["demorar", "tarde"])
def test_an_annulment_wins_over_an_answer_that_is_still_to_come(casa: Casa, accion: Accion) -> None:
    referencia = tomada(casa)
    con_banco(casa, lambda banco: banco.responder(referencia, accion))
    assert con_banco(casa, lambda banco: banco.anular(referencia)).hecha
    casa.clock.adelantar(TODO_EL_PLAZO)
    assert resultado(casa, referencia) is Resultado.ANULADO


def test_an_annulment_gives_back_what_was_charged_as_often_as_it_is_asked(casa: Casa) -> None:
    referencia = tomada(casa)
    con_banco(casa, lambda banco: banco.responder(referencia, "aprobar"))
    for _ in range(2):
        assert con_banco(casa, lambda banco: banco.anular(referencia)).hecha
        assert resultado(casa, referencia) is Resultado.ANULADO


def test_a_rejected_order_has_nothing_to_give_back(casa: Casa) -> None:
    referencia = tomada(casa)
    con_banco(casa, lambda banco: banco.responder(referencia, "rechazar"))
    assert con_banco(casa, lambda banco: banco.anular(referencia)).hecha
    assert resultado(casa, referencia) is Resultado.RECHAZADO


def test_an_order_never_taken_is_unknown(casa: Casa) -> None:
    with pytest.raises(NoEncontrado):
        con_banco(casa, lambda banco: banco.consultar("BD-INVENTADA"))
    with pytest.raises(NoEncontrado):
        con_banco(casa, lambda banco: banco.anular("BD-INVENTADA"))
    with pytest.raises(NoEncontrado):
        con_banco(casa, lambda banco: banco.responder("BD-INVENTADA", "aprobar"))


def test_a_notice_that_comes_twice_pays_once(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    assert pago.referencia is not None

    async def aprobar(portal: Portal) -> list[Estado]:
        assert isinstance(portal.pasarela, BancoDemo)
        await portal.pasarela.responder(
            pago.referencia or "", "dos_veces", lambda referencia: seguimiento.recibir_aviso(portal, referencia)
        )

        async def mirar(tx: Transaccion) -> list[Estado]:
            return [evento.a for evento in await eventos.eventos(tx.sql, pago.id)]

        return await portal.repo.read(mirar)

    assert casa.operar(aprobar) == [Estado.POR_VERIFICAR, Estado.EN_PROCESO, Estado.PAGADO]


def test_an_answer_that_comes_after_the_term_charges_nobody(casa: Casa) -> None:
    pago = journeys.en_el_banco(casa, journeys.iniciar(casa), "tarde")
    assert pago.referencia is not None
    casa.clock.instante = pago.vence + timedelta(seconds=5)

    async def barrer(portal: Portal) -> Estado | None:
        await sweep.barrer(portal)
        visto = await portal.repo.read(lambda tx: pagos.por_id(tx.sql, pago.id))
        return visto.estado if visto else None

    assert casa.operar(barrer) is Estado.VENCIDO
    casa.clock.adelantar(TODO_EL_PLAZO)
    assert resultado(casa, pago.referencia) is Resultado.ANULADO
