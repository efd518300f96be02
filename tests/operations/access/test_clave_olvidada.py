import asyncio
from collections.abc import Coroutine
from datetime import timedelta

import pytest

from portal.errors import DatoInvalido, DemasiadosIntentos, NoAutenticado, NoEncontrado
from portal.operations.access import clave_olvidada, contacto, ingreso, sesiones, usuarios
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.enrolled import application_of
from tests.letters import last, token, waiting
from tests.operations.access.newcomers import RED, reachable
from tests.refusals import reasons, refused

ANA, CORREO = datos.TRES_Y_AGUA, "ana@ejemplo.com.py"
NUEVA = "otra frase que nadie sabe"
A_LA_VEZ = 64


def _ask(casa: Casa, usuario: str = ANA, ip: str = RED) -> None:
    casa.operar(lambda portal: clave_olvidada.pedir(portal, usuario, idioma="es", ip=ip))


def _clases(casa: Casa) -> list[ClaseDeCarta]:
    return [each.clase for each in waiting(casa)]


def test_another_password_ends_every_session_begins_none_and_the_address_is_told(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    _, sesion = casa.operar(lambda portal: ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip=RED))
    _ask(casa, " 4.567.890 ")
    link = token(casa, ClaseDeCarta.CLAVE_NUEVA)
    assert last(casa, ClaseDeCarta.CLAVE_NUEVA).para == CORREO
    assert casa.operar(lambda portal: clave_olvidada.mirar(portal, link)).usuario == ANA
    casa.operar(lambda portal: clave_olvidada.cambiar(portal, link, NUEVA, ip=RED, idioma="gn"))
    assert last(casa, ClaseDeCarta.CAMBIO_DE_CUENTA).idioma == "gn"
    refused(casa, NoAutenticado, lambda portal: ingreso.actor(portal, sesion.sid))
    ana = casa.actor(ANA)
    assert casa.operar(lambda portal: sesiones.abiertas(portal, ana)) == []
    assert last(casa, ClaseDeCarta.CAMBIO_DE_CUENTA).datos == {"cambio": "clave"}
    assert reasons(casa, "clave-cambiar")[-1] == "Sesiones que se cerraron: 1."
    casa.operar(lambda portal: ingreso.entrar(portal, ANA, NUEVA, puerta="pagina", agente="", ip=RED))
    told = refused(casa, NoEncontrado, lambda portal: clave_olvidada.cambiar(portal, link, NUEVA, ip=RED))
    assert told[0] == "enlace-vencido"


def test_a_second_factor_is_asked_for_with_the_new_one_too(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    application_of(casa)
    _ask(casa)
    link = token(casa, ClaseDeCarta.CLAVE_NUEVA)
    casa.operar(lambda portal: clave_olvidada.cambiar(portal, link, NUEVA, ip=RED))
    _, sesion = casa.operar(lambda portal: ingreso.entrar(portal, ANA, NUEVA, puerta="pagina", agente="", ip=RED))
    assert sesion is None


@pytest.mark.parametrize("usuario", ["5999999", "", "  ", "nadie", datos.AL_DIA, "ñ" * 300])
def test_nobody_else_is_written_to_and_nothing_is_told(casa: Casa, usuario: str) -> None:
    """Nobody of that name; or one without an address."""
    _ask(casa, usuario)
    assert waiting(casa) == []
    assert reasons(casa, "clave-pedir") == []


def test_a_link_of_who_was_turned_off_since_changes_nothing(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    _ask(casa)
    link = token(casa, ClaseDeCarta.CLAVE_NUEVA)
    casa.operar(lambda portal: usuarios.desactivar(portal, ANA))
    assert refused(casa, NoEncontrado, lambda portal: clave_olvidada.mirar(portal, link))[0] == "enlace-vencido"
    told = refused(casa, NoEncontrado, lambda portal: clave_olvidada.cambiar(portal, link, NUEVA, ip=RED))
    assert told[0] == "enlace-vencido"


def test_who_was_turned_off_gets_none(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    casa.operar(lambda portal: usuarios.desactivar(portal, ANA))
    _ask(casa)
    assert ClaseDeCarta.CLAVE_NUEVA not in _clases(casa)


def test_five_a_day_and_no_more(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    for _ in range(7):
        _ask(casa)
    assert _clases(casa).count(ClaseDeCarta.CLAVE_NUEVA) == 5
    casa.clock.adelantar(timedelta(days=1))
    _ask(casa)
    assert _clases(casa).count(ClaseDeCarta.CLAVE_NUEVA) == 6


def test_a_network_that_asks_for_everybody_has_to_wait(casa: Casa) -> None:
    async def many(portal: Portal) -> list[object]:
        asked = (clave_olvidada.pedir(portal, f"59000{nro:02}", idioma="es", ip=RED) for nro in range(64))
        return await asyncio.gather(*asked, return_exceptions=True)

    met = casa.operar(many)
    assert sum(isinstance(each, DemasiadosIntentos) for each in met) == 4
    _ask(casa, ip="181.2.2.2")


def test_a_password_that_will_not_do_leaves_the_link(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    _ask(casa)
    link = token(casa, ClaseDeCarta.CLAVE_NUEVA)
    for bad, code in (("corta", "clave-corta"), ("ana4567890", "clave-propia"), ("contraseña1", "clave-comun")):
        told = refused(
            casa,
            DatoInvalido,
            lambda portal, bad=bad: clave_olvidada.cambiar(portal, link, bad, ip=RED),
        )
        assert told[0] == code
    casa.operar(lambda portal: clave_olvidada.cambiar(portal, link, NUEVA, ip=RED))


def test_of_many_who_press_at_once_one_changes_it(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    _ask(casa)
    link = token(casa, ClaseDeCarta.CLAVE_NUEVA)

    async def press(portal: Portal) -> list[object]:
        presses = (clave_olvidada.cambiar(portal, link, f"{NUEVA} {nro}", ip=RED) for nro in range(A_LA_VEZ))
        return await asyncio.gather(*presses, return_exceptions=True)

    met = casa.operar(press)
    assert met.count(None) == 1
    assert sum(isinstance(each, NoEncontrado) for each in met) == A_LA_VEZ - 1


def test_a_link_that_went_to_the_address_of_before_serves_no_more(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    _ask(casa)
    link = token(casa, ClaseDeCarta.CLAVE_NUEVA)
    reachable(casa, ANA, "ana.nueva@ejemplo.com.py")
    assert refused(casa, NoEncontrado, lambda portal: clave_olvidada.mirar(portal, link))[0] == "enlace-vencido"
    ana = casa.actor(ANA)
    assert casa.operar(lambda portal: contacto.mio(portal, ana)).correo == "ana.nueva@ejemplo.com.py"


def test_the_staff_send_the_link_as_often_as_anybody_asks_for_it(casa: Casa) -> None:
    reachable(casa, ANA, CORREO)
    jefa = casa.actor("jefa")

    def send(portal: Portal, usuario: str = ANA) -> Coroutine[object, None, None]:
        return clave_olvidada.mandar(portal, usuario, jefa, "Lo pidió en la oficina")

    for _ in range(clave_olvidada.CARTAS_AL_DIA):
        casa.operar(send)
    assert last(casa, ClaseDeCarta.CLAVE_NUEVA).para == CORREO
    assert refused(casa, DatoInvalido, send)[0] == "correos-de-mas"
    assert refused(casa, NoEncontrado, lambda portal: send(portal, "nadie"))[0] == "usuario-desconocido"
    assert refused(casa, DatoInvalido, lambda portal: send(portal, datos.AL_DIA))[0] == "cuenta-sin-correo"
