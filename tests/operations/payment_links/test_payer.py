"""Whoever pays by a link: what they see and what they do not, one payment, and the ends of the link."""

import asyncio
from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest

from portal.errors import NoEncontrado, Rechazo
from portal.operations import payment
from portal.operations.access import usuarios
from portal.operations.debts import carrito
from portal.operations.payment import anulaciones
from portal.operations.payment_links import owner, payer
from portal.operations.portal import Portal
from portal.structs.enlaces import CarritoAjeno
from portal.structs.pagos import Comprobante, Estado, Pago
from tests import datos, journeys
from tests.conftest import Casa
from tests.refusals import reasons, refused

TOTAL = Decimal(1791475)


def _ver(casa: Casa, token: str) -> CarritoAjeno:
    visto = casa.operar(lambda portal: payer.ver(portal, token, "203.0.113.7"))
    assert isinstance(visto, CarritoAjeno)
    return visto


def _pagar(casa: Casa, token: str, total: Decimal = TOTAL) -> Pago:
    idsession = _ver(casa, token).carrito.idsession
    return casa.operar(lambda portal: payer.pagar(portal, token, idsession, total, "203.0.113.7"))


def _comprobante(casa: Casa, pago: Pago) -> Comprobante:
    assert pago.pagador is not None
    pagador = pago.pagador
    return casa.operar(lambda portal: payer.comprobante(portal, pagador))


def _cerrado(casa: Casa, token: str) -> str:
    return refused(casa, NoEncontrado, lambda portal: payer.ver(portal, token, ""))[0]


def test_the_cart_is_seen_without_whose_it_is(casa: Casa) -> None:
    token, enlace = journeys.enlace(casa)
    visto = _ver(casa, token)
    assert visto.carrito.total == TOTAL
    descripciones = {deuda.descripcion for deuda in visto.carrito.items}
    assert descripciones == {"Agua de 09/2026", "Cuota 1 de 60", "Cuota 2 de 60"}
    assert visto.vence == enlace.vence
    escrito = msgspec.json.encode(visto).decode()
    nombre = datos.CLIENTES[datos.TRES_Y_AGUA][0]
    assert visto.cliente == " ".join(f"{parte[0]}•••" for parte in nombre.split())
    for privado in (datos.TRES_Y_AGUA, nombre, "A1", "AGUA-9", "Cuota 3"):
        assert privado not in escrito
    assert reasons(casa, "consultar")[-1] == "La abrió quien tiene el enlace de pago."


def test_what_the_customer_had_chosen_stays_chosen(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    actor = casa.actor(datos.TRES_Y_AGUA)
    todas = frozenset({"A1", "A2", "A3", "AGUA-9"})

    async def elegir(portal: Portal) -> None:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        await carrito.elegir(portal, actor, consulta.idsession, todas)

    casa.operar(elegir)
    _ver(casa, token)
    _, elegido = casa.operar(lambda portal: carrito.mis_deudas(portal, actor, 1))
    assert {deuda.codmovimiento for deuda in elegido.items} == todas


def test_a_payment_by_a_link_is_its_owner_s_and_ends_the_link(casa: Casa) -> None:
    token, enlace = journeys.enlace(casa)
    pago = _pagar(casa, token)
    assert (pago.usuario, pago.documento, pago.enlace_id) == (datos.TRES_Y_AGUA, datos.TRES_Y_AGUA, enlace.id)
    assert "por un enlace" in reasons(casa, "pago")[-1]
    journeys.en_el_banco(casa, pago, "aprobar")
    assert _comprobante(casa, pago).pago.estado is Estado.PAGADO
    assert _cerrado(casa, token) == "enlace-pagado"
    actor = casa.actor(datos.TRES_Y_AGUA)
    assert casa.operar(lambda portal: owner.vivos(portal, actor)) == []


def test_the_receipt_says_nothing_that_is_the_customer_s_alone(casa: Casa) -> None:
    pago = journeys.en_el_banco(casa, _pagar(casa, journeys.enlace(casa)[0]), "aprobar")
    visto = _comprobante(casa, pago)
    assert visto.ajeno
    assert (visto.pago.saldo_restante, visto.pago.proximo_vencimiento, visto.eventos) == (0, None, ())
    escrito = msgspec.json.encode(visto).decode()
    for privado in (datos.TRES_Y_AGUA, datos.CLIENTES[datos.TRES_Y_AGUA][0], '"A1"', "AGUA-9"):
        assert privado not in escrito


def test_a_link_does_not_come_back_with_a_reversal(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    pago = journeys.en_el_banco(casa, _pagar(casa, token), "aprobar")
    jefa = casa.actor("operadora")
    casa.operar(lambda portal: anulaciones.anular_por_operador(portal, jefa, pago.id, "Pagó por otra"))
    assert _cerrado(casa, token) == "enlace-pagado"


def test_while_somebody_pays_the_link_leads_to_that_payment(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    pago = _pagar(casa, token)
    abierto = casa.operar(lambda portal: payer.ver(portal, token, ""))
    assert isinstance(abierto, Pago)
    assert abierto.id == pago.id
    assert casa.operar(lambda portal: payer.pagar(portal, token, 1, TOTAL, "")).id == pago.id
    journeys.en_el_banco(casa, pago, "rechazar")
    assert _ver(casa, token).carrito.total == TOTAL


def test_a_payment_that_was_given_up_leaves_the_link_good(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    pago = _pagar(casa, token)
    assert pago.pagador is not None
    pagador = pago.pagador
    assert casa.operar(lambda portal: payer.liberar(portal, pagador)).estado is Estado.RECHAZADO
    assert _ver(casa, token).problema == ""


def test_of_two_links_with_the_same_debts_one_is_paid(casa: Casa) -> None:
    una, otra = (journeys.enlace(casa)[0] for _ in range(2))
    vistos = {token: _ver(casa, token).carrito.idsession for token in (una, otra)}

    async def a_la_vez(portal: Portal) -> list[Pago | BaseException]:
        pagos = (payer.pagar(portal, token, idsession, TOTAL, "") for token, idsession in vistos.items())
        return await asyncio.gather(*pagos, return_exceptions=True)

    hechos = casa.operar(a_la_vez)
    assert [type(hecho) for hecho in hechos].count(Pago) == 1
    assert [hecho.codigo for hecho in hechos if isinstance(hecho, Rechazo)] == ["enlace-en-pago"]
    otro = next(token for token, hecho in zip(vistos, hechos, strict=True) if isinstance(hecho, Rechazo))
    assert _ver(casa, otro).problema == "enlace-en-pago"


def test_what_cannot_be_paid_any_more_is_said_without_naming_a_debt(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    visto = _ver(casa, token)
    journeys.pagado(casa)
    assert _ver(casa, token).problema == "enlace-impagable"
    pagar = lambda portal: payer.pagar(portal, token, visto.carrito.idsession, TOTAL, "")  # noqa: E731 - one line
    assert refused(casa, Rechazo, pagar)[0] == "enlace-impagable"


def test_another_total_than_the_one_seen_is_refused(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    idsession = _ver(casa, token).carrito.idsession
    pagar = lambda portal: payer.pagar(portal, token, idsession, TOTAL + 1, "")  # noqa: E731 - one line
    assert refused(casa, Rechazo, pagar)[0] == "carrito-cambio"


def test_a_cart_of_another_opening_is_not_paid_by_it(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    actor = casa.actor(datos.TRES_Y_AGUA)
    propia, _ = casa.operar(lambda portal: carrito.mis_deudas(portal, actor, 1))
    ajena = _ver(casa, journeys.enlace(casa, datos.DOS_PLANES)[0]).carrito
    for idsession in (propia.idsession, ajena.idsession, 999_999):
        pagar = lambda portal, cual=idsession: payer.pagar(portal, token, cual, TOTAL, "")  # noqa: E731 - one line
        assert refused(casa, NoEncontrado, pagar)[0] == "consulta-desconocida"


def test_the_day_after_the_link_is_judged_and_priced_anew(casa: Casa) -> None:
    token, _ = journeys.enlace(casa)
    vieja = _ver(casa, token).carrito.idsession
    casa.clock.adelantar(timedelta(days=1))
    pagar = lambda portal: payer.pagar(portal, token, vieja, TOTAL, "")  # noqa: E731 - one line
    assert refused(casa, Rechazo, pagar)[0] == "enlace-impagable"
    assert _ver(casa, token).carrito.total is not None


@pytest.mark.parametrize("fin", ["terminado", "vencido", "dada-de-baja"])
def test_a_link_that_ended_is_neither_seen_nor_paid(casa: Casa, fin: str) -> None:
    token, enlace = journeys.enlace(casa)
    idsession = _ver(casa, token).carrito.idsession
    actor = casa.actor(datos.TRES_Y_AGUA)
    if fin == "terminado":
        casa.operar(lambda portal: owner.terminar(portal, actor, enlace.id))
    elif fin == "vencido":
        casa.clock.adelantar(timedelta(hours=72))
    else:
        casa.operar(lambda portal: usuarios.desactivar(portal, datos.TRES_Y_AGUA))
    assert _cerrado(casa, token) == "enlace-vencido"
    pagar = lambda portal: payer.pagar(portal, token, idsession, TOTAL, "")  # noqa: E731 - one line
    assert refused(casa, NoEncontrado, pagar)[0] == "enlace-vencido"


def test_a_link_that_ends_between_the_look_and_the_claim_claims_nothing(casa: Casa) -> None:
    token, enlace = journeys.enlace(casa)
    idsession = _ver(casa, token).carrito.idsession
    actor = casa.actor(datos.TRES_Y_AGUA)
    casa.operar(lambda portal: owner.terminar(portal, actor, enlace.id))
    iniciar = lambda portal: payment.iniciar(portal, actor, idsession, TOTAL)  # noqa: E731 - one line
    assert refused(casa, NoEncontrado, iniciar)[0] == "enlace-vencido"


@pytest.mark.parametrize("pagador", ["", "x", "a" * 43])
def test_nobody_s_payment_is_not_found(casa: Casa, pagador: str) -> None:
    _pagar(casa, journeys.enlace(casa)[0])
    assert refused(casa, NoEncontrado, lambda portal: payer.comprobante(portal, pagador))[0] == "pago-desconocido"
    assert refused(casa, NoEncontrado, lambda portal: payer.liberar(portal, pagador))[0] == "pago-desconocido"
