import asyncio
from datetime import timedelta

import pytest

from portal.errors import DatoInvalido, NoEncontrado
from portal.operations.access import altas, primer_acceso, usuarios
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.usuarios import Rol
from tests.conftest import Casa
from tests.letters import last, token
from tests.operations.access.newcomers import CLAVE, CORREO, NUEVA, RED, load, prove
from tests.refusals import refused

A_LA_VEZ = 64


def _link(casa: Casa) -> str:
    async def ask(portal: Portal) -> None:
        await load(portal)
        await primer_acceso.escribir(portal, await prove(portal), CORREO, idioma="es", ip=RED)

    casa.operar(ask)
    return token(casa, ClaseDeCarta.ALTA)


def test_the_mail_goes_to_the_address_that_was_given_and_ends_with_its_link(casa: Casa) -> None:
    _link(casa)
    carta = last(casa, ClaseDeCarta.ALTA)
    assert (carta.para, carta.datos["nombre"]) == (CORREO, "Noelia Ñamandú")
    assert carta.vence == casa.clock() + timedelta(minutes=30)
    assert carta.datos["token"] not in carta.suceso


@pytest.mark.parametrize(
    ("clave", "telefono", "codigo", "campo"),
    [
        ("corta", "", "clave-corta", "nueva"),
        ("password2026", "", "clave-comun", "nueva"),
        ("noelia5123456", "", "clave-propia", "nueva"),
        (CLAVE, "no tengo", "telefono-invalido", "telefono"),
    ],
)
def test_what_will_not_do_is_told_and_the_link_still_serves(
    casa: Casa, clave: str, telefono: str, codigo: str, campo: str
) -> None:
    link = _link(casa)

    with pytest.raises(DatoInvalido) as raised:
        casa.operar(lambda portal: altas.abrir(portal, link, clave, telefono, ip=RED))
    assert (raised.value.codigo, raised.value.campo) == (codigo, campo)
    assert casa.operar(lambda portal: altas.abrir(portal, link, CLAVE, " 0981  123 456 ", ip=RED, idioma="gn")) == NUEVA
    (hecha,) = [cada for cada in casa.operar(usuarios.todos) if cada.usuario == NUEVA]
    assert (hecha.rol, hecha.telefono, hecha.idioma) == (Rol.CLIENTE, "0981 123 456", "gn")


def test_of_many_who_press_at_once_one_opens_the_account(casa: Casa) -> None:
    link = _link(casa)

    async def press(portal: Portal) -> list[object]:
        presses = (altas.abrir(portal, link, CLAVE, "", ip=RED) for _ in range(A_LA_VEZ))
        return await asyncio.gather(*presses, return_exceptions=True)

    met = casa.operar(press)
    assert [each for each in met if isinstance(each, str)] == [NUEVA]
    assert sum(isinstance(each, NoEncontrado) for each in met) == A_LA_VEZ - 1


def test_an_account_that_was_made_meanwhile_is_not_made_twice(casa: Casa) -> None:
    link = _link(casa)
    casa.operar(lambda portal: usuarios.crear(portal, "otra", Rol.CLIENTE, "Noelia", NUEVA, "una clave larga"))
    told = refused(casa, DatoInvalido, lambda portal: altas.abrir(portal, link, CLAVE, "", ip=RED))
    assert told == ("documento-con-cuenta", "Ese documento ya tiene una cuenta: ingresá, o pedí otra clave.")
    casa.operar(lambda portal: altas.mirar(portal, link))


def test_after_its_half_hour_nothing_is_opened(casa: Casa) -> None:
    link = _link(casa)
    casa.clock.adelantar(timedelta(minutes=30))
    assert refused(casa, NoEncontrado, lambda portal: altas.abrir(portal, link, CLAVE, "", ip=RED))[0] == (
        "enlace-vencido"
    )
