from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import PruebaVencida
from portal.rules.access import step_up
from portal.structs.usuarios import Actor, Rol
from tests import datos

AHORA = datos.AHORA
QUIEN = Actor(
    usuario_id=1, usuario="x", rol=Rol.OPERADOR, nombre="X", documento=None, sid="s", puerta="pagina", probada=AHORA
)


@pytest.mark.parametrize(
    ("minutos", "vale"), [(0, True), (9, True), (10, True), (10.01, False), (600, False), (-1, False)]
)
def test_a_proof_is_good_for_ten_minutes(minutos: float, vale: bool) -> None:
    assert step_up.reciente(AHORA, AHORA + timedelta(minutes=minutos)) is vale


def test_a_session_of_before_was_never_proved() -> None:
    with pytest.raises(PruebaVencida) as negado:
        step_up.exigir(structs.replace(QUIEN, probada=None), AHORA)
    assert negado.value.codigo == "prueba-vencida"


def test_a_browser_is_asked_again_and_a_program_is_not() -> None:
    step_up.exigir(QUIEN, AHORA)
    tarde = AHORA + timedelta(minutes=11)
    with pytest.raises(PruebaVencida):
        step_up.exigir(QUIEN, tarde)
    step_up.exigir(structs.replace(QUIEN, puerta="api"), tarde)
    step_up.exigir(structs.replace(QUIEN, puerta=""), tarde)
