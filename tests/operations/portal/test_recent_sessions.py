from datetime import timedelta

import pytest
from msgspec import structs

from portal.operations.portal.recent_sessions import CUANTAS, VALE, Vistas
from portal.structs.usuarios import Actor, Autorizacion, Rol
from tests.datos import AHORA

ANA = Actor(usuario_id=1, usuario="ana", rol=Rol.CLIENTE, nombre="Ana", documento="4567890", sid="s1")


def test_who_was_seen_is_known_for_less_than_a_second() -> None:
    vistas = Vistas()
    vistas.anotar(ANA, AHORA, vistas.olvidos)
    assert vistas.actor("s1", AHORA) is ANA
    assert vistas.actor("s1", AHORA + VALE) is None
    assert vistas.actor("s1", AHORA - timedelta(seconds=1)) is None
    assert vistas.actor("s2", AHORA) is None


def test_an_answer_that_crossed_the_end_of_a_session_is_not_kept() -> None:
    vistas = Vistas()
    antes = vistas.olvidos
    vistas.olvidar()
    vistas.anotar(ANA, AHORA, antes)
    assert vistas.actor("s1", AHORA) is None


@pytest.mark.parametrize(("rol", "queda"), [(Rol.CLIENTE, True), (Rol.CANAL, True), (Rol.OPERADOR, False)])
def test_who_sees_everybody_s_is_asked_for_every_time(rol: Rol, *, queda: bool) -> None:
    vistas = Vistas()
    vistas.anotar(structs.replace(ANA, rol=rol), AHORA, vistas.olvidos)
    assert (vistas.actor("s1", AHORA) is not None) is queda


def test_who_may_choose_another_s_documento_is_asked_for_every_time() -> None:
    vistas = Vistas()
    una = Autorizacion(id=1, usuario_id=1, documento="4000005", nombre="Bernardo", creada=AHORA)
    vistas.anotar(structs.replace(ANA, autorizaciones=(una,)), AHORA, vistas.olvidos)
    assert vistas.actor("s1", AHORA) is None


def test_it_never_holds_more_than_so_many() -> None:
    vistas = Vistas()
    for numero in range(CUANTAS + 1):
        vistas.anotar(structs.replace(ANA, sid=f"s{numero}"), AHORA, 0)
    assert vistas.actor(f"s{CUANTAS}", AHORA) is not None
    assert vistas.actor("s0", AHORA) is None
