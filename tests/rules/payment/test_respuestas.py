from datetime import UTC, datetime, timedelta

import pytest

from portal.rules.payment.respuestas import TERMINA, de_una_persona, por_responder
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado
from portal.structs.pasos import Anotar, Guardia, Pasar, Razon, Responder, Sabido, Salida, Suceso
from tests.rules.payment.pagos import pago

AHORA = datetime(2026, 8, 4, 15, tzinfo=UTC)
NO_CORRESPONDE = Responder(Salida.NO_CORRESPONDE)


def _dice(desenlace: Desenlace | None, **otros: bool) -> Sabido:
    return Sabido(suceso=Suceso.RESPONDEN, desde=Estado.DESCONOCIDO, desenlace=desenlace, **otros)


@pytest.mark.parametrize("suceso", Suceso)
def test_only_people_are_answered_and_once(suceso: Suceso) -> None:
    de_alguien = suceso in (Suceso.RESPONDEN, Suceso.DEVOLVIERON, Suceso.ANULARON)
    assert por_responder(Sabido(suceso=suceso, desde=Estado.DESCONOCIDO)) is de_alguien
    assert not por_responder(Sabido(suceso=suceso, desde=Estado.DESCONOCIDO, hecho=True))


@pytest.mark.parametrize("desenlace", Desenlace)
def test_each_answer_ends_a_doubt_under_the_erp_s_word(desenlace: Desenlace) -> None:
    paso = de_una_persona(pago(Estado.DESCONOCIDO), AHORA, _dice(desenlace))
    assert isinstance(paso, Pasar)
    assert (paso.a, paso.guardia, paso.razon) == (TERMINA[desenlace], Guardia.ERP, Razon.UNA_PERSONA)
    assert paso.otro_intento
    assert paso.hecho
    assert paso.pagado == (AHORA if desenlace is Desenlace.PAGADO else None)
    assert paso.por is None
    assert paso.devolucion is None


def test_what_was_never_in_the_package_s_hands_passes_by_them_to_be_paid() -> None:
    viejo = AHORA - timedelta(days=1)
    abandonado = pago(Estado.POR_VERIFICAR, referencia="R", pasarela="otra", vence=viejo, mirar=None)
    paso = de_una_persona(abandonado, AHORA, _dice(Desenlace.PAGADO))
    assert isinstance(paso, Pasar)
    assert (paso.por, paso.a) == (Estado.EN_PROCESO, Estado.PAGADO)


@pytest.mark.parametrize(
    ("estado", "con_pasarela", "devolucion"),
    [
        (Estado.DESCONOCIDO, True, Devolucion.PENDIENTE),
        (Estado.DESCONOCIDO, False, Devolucion.PENDIENTE),
        (Estado.POR_VERIFICAR, False, Devolucion.HECHA),
    ],
)
def test_what_a_bank_charged_for_nothing_goes_back_unless_the_bank_is_gone(
    estado: Estado, con_pasarela: bool, devolucion: Devolucion
) -> None:
    cobrado = pago(estado, referencia="R", pasarela="demo", vence=AHORA - timedelta(days=1))
    paso = de_una_persona(cobrado, AHORA, _dice(Desenlace.RECHAZADO, con_pasarela=con_pasarela))
    assert isinstance(paso, Pasar)
    assert paso.devolucion is devolucion


@pytest.mark.parametrize("estado", [Estado.PAGADO, Estado.RECHAZADO, Estado.ANULADO])
def test_nobody_answers_what_is_in_no_doubt(estado: Estado) -> None:
    assert de_una_persona(pago(estado), AHORA, _dice(Desenlace.PAGADO)) == NO_CORRESPONDE


def test_an_answer_without_its_end_is_none() -> None:
    assert de_una_persona(pago(Estado.DESCONOCIDO), AHORA, _dice(None)) == NO_CORRESPONDE


@pytest.mark.parametrize("devolucion", [None, *Devolucion])
def test_money_is_said_to_be_back_only_where_it_was_to_go(devolucion: Devolucion | None) -> None:
    sabe = Sabido(suceso=Suceso.DEVOLVIERON, desde=Estado.RECHAZADO)
    paso = de_una_persona(pago(Estado.RECHAZADO, devolucion=devolucion), AHORA, sabe)
    if devolucion is Devolucion.PENDIENTE:
        assert paso == Anotar(devolucion=Devolucion.HECHA, razon=Razon.UNA_PERSONA, hecho=True)
    else:
        assert paso == NO_CORRESPONDE


@pytest.mark.parametrize(
    ("pasarela", "referencia", "devolucion"),
    [(None, None, None), ("demo", None, None), ("demo", "R", Devolucion.PENDIENTE)],
)
def test_what_the_company_took_back_by_hand_is_reversed_where_the_erp_claims_it_again(
    pasarela: str | None, referencia: str | None, devolucion: Devolucion | None
) -> None:
    sabe = Sabido(suceso=Suceso.ANULARON, desde=Estado.PAGADO)
    paso = de_una_persona(pago(Estado.PAGADO, pasarela=pasarela, referencia=referencia), AHORA, sabe)
    assert paso == Pasar(
        a=Estado.ANULADO,
        por=Estado.ANULANDO,
        razon=Razon.UNA_PERSONA,
        guardia=Guardia.RECLAMADAS,
        anulado=AHORA,
        devolucion=devolucion,
        hecho=True,
    )


@pytest.mark.parametrize("estado", [estado for estado in Estado if estado is not Estado.PAGADO])
def test_only_a_payment_that_stands_was_taken_back_by_hand(estado: Estado) -> None:
    sabe = Sabido(suceso=Suceso.ANULARON, desde=estado)
    assert de_una_persona(pago(estado), AHORA, sabe) == NO_CORRESPONDE
