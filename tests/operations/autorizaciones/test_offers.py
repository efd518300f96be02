"""Inviting somebody to open one's documento, and the press by which they accept."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, NoEncontrado, PruebaVencida
from portal.operations.access import enlaces, usuarios
from portal.operations.autorizaciones import grants, offers
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.enlaces import Enlace, TipoDeEnlace
from tests import authorized, datos
from tests.conftest import Casa
from tests.letters import last, token, waiting
from tests.refusals import reasons, refused

ANA, BERNARDO, CARMEN = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN, datos.SIN_CUOTAS
OFRECIMIENTO = ClaseDeCarta.OFRECIMIENTO


@pytest.fixture(autouse=True)
def _sin_espera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.operations.access.even.PISO_S", 0.0)


def _invitar(casa: Casa, documento: str = ANA, quien: str = BERNARDO) -> None:
    actor = casa.actor(quien)
    casa.operar(lambda portal: offers.invitar(portal, actor, documento))


def _vivas(casa: Casa, quien: str = BERNARDO) -> list[Enlace]:
    actor = casa.actor(quien)
    return casa.operar(lambda portal: offers.vivas(portal, actor))


def _no_sirve(casa: Casa, enlace: str, quien: str = ANA) -> bool:
    actor = casa.actor(quien)
    return all(
        refused(casa, NoEncontrado, lambda portal, act=act: act(portal, actor, enlace))[0] == "enlace-vencido"  # type: ignore[misc]
        for act in (offers.mirar, offers.aceptar)
    )


def test_who_is_invited_accepts_by_the_mail_s_link_once_and_both_are_told(casa: Casa) -> None:
    authorized.con_correo(casa, ANA, BERNARDO)
    _invitar(casa, "4.567.890")
    carta = last(casa, OFRECIMIENTO)
    assert (carta.para, carta.datos["pide"]) == (f"{ANA}@ejemplo.com", datos.CLIENTES[BERNARDO][0])
    enlace, ana = token(casa, OFRECIMIENTO), casa.actor(ANA)
    assert _no_sirve(casa, enlace, CARMEN)
    assert casa.operar(lambda portal: offers.mirar(portal, ana, enlace)).datos["documento"] == BERNARDO
    casa.operar(lambda portal: offers.aceptar(portal, ana, enlace))
    (una,) = authorized.con_autorizaciones(casa, ANA).autorizaciones
    assert (una.documento, una.nombre) == (BERNARDO, datos.CLIENTES[BERNARDO][0])
    dicho = {(carta.para, carta.datos["cambio"]) for carta in waiting(casa) if carta.clase is not OFRECIMIENTO}
    assert dicho == {(f"{ANA}@ejemplo.com", "documento-nuevo"), (f"{BERNARDO}@ejemplo.com", "persona-nueva")}
    assert reasons(casa, "ofrecimiento-aceptar") == [ANA]
    assert _no_sirve(casa, enlace)
    assert _vivas(casa) == []


def test_what_cannot_be_offered_is_told(casa: Casa) -> None:
    bernardo = casa.actor(BERNARDO)
    for documento, codigo in ((BERNARDO, "documento-propio"), ("1", "documento-invalido")):

        async def invitar(portal: Portal, documento: str = documento) -> None:
            await offers.invitar(portal, bernardo, documento)

        assert refused(casa, DatoInvalido, invitar)[0] == codigo
    vieja = structs.replace(bernardo, puerta="pagina", probada=casa.clock() - timedelta(hours=1))
    assert refused(casa, PruebaVencida, lambda portal: offers.invitar(portal, vieja, ANA))[0] == "prueba-vencida"


@pytest.mark.parametrize("por", ["anulada", "quitada", "otra", "tarde", "desactivada"])
def test_an_invitation_ends_at_once(casa: Casa, por: str) -> None:
    """Taken back, by taking its person away, by another one, by its time, or with the account that sent it."""
    authorized.con_correo(casa, ANA)
    numero = authorized.autorizar(casa, ANA, BERNARDO)
    _invitar(casa)
    enlace, bernardo = token(casa, OFRECIMIENTO), casa.actor(BERNARDO)
    match por:
        case "anulada":
            suya, carmen = _vivas(casa)[0].id, casa.actor(CARMEN)
            ajena = refused(casa, NoEncontrado, lambda portal: offers.anular(portal, carmen, suya))
            assert ajena[0] == "invitacion-terminada"
            casa.operar(lambda portal: offers.anular(portal, bernardo, suya))
        case "quitada":
            casa.operar(lambda portal: grants.quitar(portal, bernardo, numero))
            assert authorized.con_autorizaciones(casa, ANA).autorizaciones == ()
        case "otra":
            _invitar(casa)
        case "tarde":
            casa.clock.adelantar(enlaces.DURACION[TipoDeEnlace.OFRECIMIENTO])
        case _:
            casa.operar(lambda portal: usuarios.desactivar(portal, BERNARDO))
    ana = casa.actor(ANA)
    assert refused(casa, NoEncontrado, lambda portal: offers.aceptar(portal, ana, enlace))[0] == "enlace-vencido"
