from datetime import UTC, datetime, timedelta

import pytest

from portal.rules.payment.cuts import (
    COMO_ESTA,
    EN_VERIFICACION,
    FALLO,
    SIEMPRE_MIRAN,
    cortado,
    incierto,
    mira,
    nada_se_supo,
)
from portal.rules.payment.seguimiento import espera
from portal.structs.pagos import Estado
from portal.structs.pasos import Corte, Esperar, Responder, Sabido, Salida, Suceso
from tests.rules.payment.pagos import pago

AHORA = datetime(2026, 8, 3, 15, tzinfo=UTC)
LUEGO = AHORA + timedelta(minutes=10)


def _sabe(suceso: Suceso, desde: Estado = Estado.EN_PROCESO, **otros: bool | Corte) -> Sabido:
    return Sabido(suceso=suceso, desde=desde, **otros)


@pytest.mark.parametrize("suceso", Suceso)
def test_who_has_news_or_must_know_looks_before_it_is_time(suceso: Suceso) -> None:
    assert mira(pago(Estado.EN_PROCESO, mirar=LUEGO), AHORA, _sabe(suceso)) is (suceso in SIEMPRE_MIRAN)
    assert mira(pago(Estado.EN_PROCESO, mirar=AHORA), AHORA, _sabe(suceso))


def test_once_it_changed_the_attempt_a_run_goes_on_only_in_its_time() -> None:
    for suceso in Suceso:
        ya = _sabe(suceso, cambio=True)
        assert mira(pago(Estado.NO_EJECUTADO, mirar=LUEGO), AHORA, ya) is (suceso is Suceso.RESPONDEN)
        assert not mira(pago(Estado.RECHAZADO, mirar=None), AHORA, ya)
        assert mira(pago(Estado.RECHAZADO, mirar=AHORA), AHORA, ya)


def test_a_look_that_learnt_nothing_pushes_the_next_one_away_but_for_the_sweep_s() -> None:
    callado = pago(Estado.POR_VERIFICAR, miradas=2)
    assert nada_se_supo(callado, AHORA, _sabe(Suceso.BARRIDO)) == COMO_ESTA
    assert nada_se_supo(callado, AHORA, _sabe(Suceso.CANAL_PAGA, nuestro=True)) == COMO_ESTA
    assert nada_se_supo(callado, AHORA, _sabe(Suceso.MIRADA)) == Esperar(hasta=AHORA + espera(3), con_novedad=False)


def test_what_the_package_may_have_done_is_told_so_to_whoever_waits_for_it() -> None:
    assert incierto(pago(Estado.EN_PROCESO), AHORA, _sabe(Suceso.CANAL_PAGA, nuestro=True)) == EN_VERIFICACION
    assert incierto(pago(Estado.EN_PROCESO), AHORA, _sabe(Suceso.BARRIDO)) == COMO_ESTA
    anulando = incierto(pago(Estado.ANULANDO, miradas=0), AHORA, _sabe(Suceso.MIRADA))
    assert anulando == Esperar(hasta=AHORA + espera(1), con_novedad=False)


@pytest.mark.parametrize("suceso", [Suceso.RESPONDEN, Suceso.DEVOLVIERON, Suceso.ANULARON])
def test_a_person_is_told_that_somebody_was_first_or_that_it_failed(suceso: Suceso) -> None:
    for corte in Corte:
        dicho = cortado(pago(Estado.DESCONOCIDO), AHORA, _sabe(suceso, corte=corte))
        assert dicho == (Responder(Salida.SE_ADELANTARON) if corte is Corte.CARRERA else FALLO)


@pytest.mark.parametrize("corte", [Corte.CARRERA, Corte.PERDIDA])
def test_a_lost_race_shows_the_attempt_as_it_is_unless_a_reversal_waits(corte: Corte) -> None:
    assert cortado(pago(Estado.PAGADO), AHORA, _sabe(Suceso.CANAL_PAGA, corte=corte)) == COMO_ESTA
    assert cortado(pago(Estado.ANULANDO), AHORA, _sabe(Suceso.ANULAN, corte=corte)) == EN_VERIFICACION
    assert cortado(pago(Estado.ANULADO), AHORA, _sabe(Suceso.ANULAN, corte=corte)) == COMO_ESTA


@pytest.mark.parametrize(
    ("sabe", "intento", "dicho"),
    [
        (_sabe(Suceso.CANAL_PAGA, nuestro=True, corte=Corte.FALLA), pago(Estado.EN_PROCESO), EN_VERIFICACION),
        (_sabe(Suceso.BARRIDO, nuestro=True, corte=Corte.FALLA), pago(Estado.EN_PROCESO), COMO_ESTA),
        (_sabe(Suceso.ANULAN, corte=Corte.FALLA), pago(Estado.PAGADO), EN_VERIFICACION),
        (_sabe(Suceso.CANAL_PAGA, corte=Corte.FALLA), pago(Estado.NO_EJECUTADO), FALLO),
        (_sabe(Suceso.LIBERAN, corte=Corte.FALLA), pago(Estado.POR_VERIFICAR, referencia="R"), FALLO),
        (_sabe(Suceso.CLIENTE_PAGA, corte=Corte.FALLA), pago(Estado.POR_VERIFICAR), FALLO),
        (
            _sabe(Suceso.CLIENTE_PAGA, corte=Corte.FALLA),
            pago(Estado.POR_VERIFICAR, referencia="R", miradas=0),
            Esperar(hasta=AHORA + espera(1), con_novedad=False),
        ),
    ],
)
def test_a_failure_is_told_to_whoever_asked_for_just_that(sabe: Sabido, intento: object, dicho: object) -> None:
    assert cortado(intento, AHORA, sabe) == dicho  # type: ignore[arg-type]
