import pytest

from portal.errors import NoEncontrado
from portal.operations.mail import preferences
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.journeys import pagado
from tests.operations.mail.letters import con_correo, filas

ANA = datos.TRES_Y_AGUA
RECIBO, RECORDATORIO = ClaseDeCarta.RECIBO, ClaseDeCarta.RECORDATORIO


def test_who_said_nothing_gets_all_and_who_chose_gets_that(casa: Casa) -> None:
    actor = casa.actor(ANA)
    assert casa.operar(lambda portal: preferences.ver(portal, actor)) == {RECIBO: True, RECORDATORIO: True}
    for _ in range(2):
        casa.operar(lambda portal: preferences.elegir(portal, actor, {RECORDATORIO}, "es"))
    assert casa.operar(lambda portal: preferences.ver(portal, actor)) == {RECIBO: False, RECORDATORIO: True}
    con_correo(casa, ANA)
    pagado(casa)
    assert filas(casa) == []


def test_the_link_of_a_mail_ends_the_reminders_of_its_reader(casa: Casa) -> None:
    actor = casa.actor(ANA)
    token = preferences.enlace_de_baja(casa.settings, actor.usuario_id).rpartition("/")[2]
    for _ in range(2):
        casa.operar(lambda portal: preferences.dar_de_baja(portal, token))
    assert casa.operar(lambda portal: preferences.ver(portal, actor)) == {RECIBO: True, RECORDATORIO: False}


@pytest.mark.parametrize("token", ["", "1", "1-", "1-" + "0" * 32, "x-y", "٣-" + "0" * 32, "9" * 40 + "-x", "1-ñ"])
def test_a_link_that_we_did_not_write_does_nothing(casa: Casa, token: str) -> None:
    with pytest.raises(NoEncontrado) as negado:
        casa.operar(lambda portal: preferences.dar_de_baja(portal, token))
    assert negado.value.codigo == "baja-desconocida"


def test_a_link_is_of_one_person(casa: Casa) -> None:
    uno, otro = casa.actor(ANA), casa.actor(datos.AL_DIA)
    firma = preferences.enlace_de_baja(casa.settings, uno.usuario_id).rpartition("-")[2]
    with pytest.raises(NoEncontrado):
        preferences.de_quien(casa.settings, f"{otro.usuario_id}-{firma}")
