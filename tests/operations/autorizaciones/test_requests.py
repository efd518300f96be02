"""Asking for another's documento, and the answer of whose it is."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, NoEncontrado, PruebaVencida
from portal.operations.access import enlaces, usuarios
from portal.operations.autorizaciones import grants, requests
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor
from tests import authorized, datos
from tests.conftest import Casa
from tests.letters import last, token, waiting
from tests.refusals import reasons, refused

ANA, BERNARDO, CARMEN = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN, datos.SIN_CUOTAS


@pytest.fixture(autouse=True)
def _sin_espera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.operations.access.even.PISO_S", 0.0)


def _pedir(casa: Casa, documento: str = BERNARDO, quien: str = ANA) -> None:
    actor = authorized.con_autorizaciones(casa, quien)
    casa.operar(lambda portal: requests.pedir(portal, actor, documento))


def _pendientes(casa: Casa, quien: str = BERNARDO) -> list[Enlace]:
    actor = casa.actor(quien)
    return casa.operar(lambda portal: requests.pendientes(portal, actor))


def _responder(casa: Casa, numero: int, *, acepta: bool, quien: str = BERNARDO) -> None:
    actor = casa.actor(quien)
    casa.operar(lambda portal: requests.responder(portal, actor, numero, acepta=acepta))


def test_whose_documento_it_is_accepts_by_the_mail_s_link_once(casa: Casa) -> None:
    authorized.con_correo(casa, BERNARDO)
    _pedir(casa, "4.000.005")
    carta = last(casa, ClaseDeCarta.AUTORIZACION)
    assert (carta.para, carta.datos["pide"]) == (f"{BERNARDO}@ejemplo.com", datos.CLIENTES[ANA][0])
    del_correo = token(casa, ClaseDeCarta.AUTORIZACION)
    bernardo, carmen = casa.actor(BERNARDO), casa.actor(CARMEN)
    enlace = casa.operar(lambda portal: requests.mirar(portal, bernardo, del_correo))
    assert enlace.datos == {"nombre": datos.CLIENTES[ANA][0], "documento": ANA}
    for act in (
        lambda portal: requests.mirar(portal, carmen, del_correo),
        lambda portal: requests.responder(portal, carmen, enlace.id, acepta=True),
    ):
        assert refused(casa, NoEncontrado, act)[0] == "enlace-vencido"
    _responder(casa, enlace.id, acepta=True)
    (una,) = authorized.con_autorizaciones(casa, ANA).autorizaciones
    assert (una.documento, una.nombre) == (BERNARDO, datos.CLIENTES[BERNARDO][0])
    assert reasons(casa, "autorizacion-aceptar") == [ANA]
    for act in (
        lambda portal: requests.mirar(portal, bernardo, del_correo),
        lambda portal: requests.responder(portal, bernardo, enlace.id, acepta=True),
    ):
        assert refused(casa, NoEncontrado, act)[0] == "enlace-vencido"


def test_a_no_gives_nothing_and_tells_nothing(casa: Casa) -> None:
    _pedir(casa)
    (pedido,) = _pendientes(casa)
    antes = len(waiting(casa))
    _responder(casa, pedido.id, acepta=False)
    assert (_pendientes(casa), len(waiting(casa))) == ([], antes)
    assert authorized.con_autorizaciones(casa, ANA).autorizaciones == ()
    assert reasons(casa, "autorizacion-rechazar") == [ANA]


def test_what_cannot_be_asked_is_told(casa: Casa) -> None:
    authorized.autorizar(casa, ANA, CARMEN)
    ana = authorized.con_autorizaciones(casa, ANA)
    for documento, codigo in ((ANA, "documento-propio"), (CARMEN, "documento-autorizado"), ("1", "documento-invalido")):

        async def pedir(portal: Portal, documento: str = documento) -> None:
            await requests.pedir(portal, ana, documento)

        assert refused(casa, DatoInvalido, pedir)[0] == codigo


def test_nobody_answers_too_late_or_for_who_may_not_sign_in(casa: Casa) -> None:
    _pedir(casa)
    (pedido,) = _pendientes(casa)
    bernardo = casa.actor(BERNARDO)
    casa.operar(lambda portal: usuarios.desactivar(portal, ANA))

    async def act(portal: Portal) -> None:
        await requests.responder(portal, bernardo, pedido.id, acepta=True)

    assert refused(casa, NoEncontrado, act)[0] == "enlace-vencido"
    casa.operar(lambda portal: usuarios.activar(portal, ANA))
    casa.clock.adelantar(enlaces.DURACION[TipoDeEnlace.AUTORIZACION] + timedelta(seconds=1))
    assert refused(casa, NoEncontrado, act)[0] == "enlace-vencido"
    assert _pendientes(casa) == []


def test_a_yes_is_given_by_who_proved_lately_to_be_oneself(casa: Casa) -> None:
    _pedir(casa)
    (pedido,) = _pendientes(casa)
    vieja: Actor = structs.replace(casa.actor(BERNARDO), puerta="pagina", probada=casa.clock() - timedelta(hours=1))

    async def aceptar(portal: Portal) -> None:
        await requests.responder(portal, vieja, pedido.id, acepta=True)

    assert refused(casa, PruebaVencida, aceptar)[0] == "prueba-vencida"
    casa.operar(lambda portal: requests.responder(portal, vieja, pedido.id, acepta=False))
    bernardo = casa.actor(BERNARDO)
    assert casa.operar(lambda portal: grants.quienes(portal, bernardo)) == []
