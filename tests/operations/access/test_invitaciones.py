from collections.abc import Iterable
from datetime import timedelta

import pytest

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido
from portal.imports import clientes_sheet
from portal.operations.access import altas, ingreso, invitaciones
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.invitaciones import Invitacion, Invitado, LineaIlegible, QueFueDe
from tests import datos
from tests.conftest import Casa
from tests.letters import last, token, waiting
from tests.operations.access.newcomers import CLAVE, CORREO, NUEVA, RED, load
from tests.refusals import reasons, refused

UNO = Invitado(linea=2, documento=NUEVA, correo=CORREO)
LISTA = f"documento;correo\n{NUEVA};{CORREO}\n{datos.AL_DIA};elvio@ejemplo.com\n5999999;x@ejemplo.com\n1;z\n"


def _invite(casa: Casa, *who: Invitado | LineaIlegible, again: bool = False) -> list[QueFueDe]:
    async def all_of(portal: Portal, lines: Iterable[Invitado | LineaIlegible]) -> list[QueFueDe]:
        return [each.fue async for each in invitaciones.invitar(portal, lines, de_nuevo=again)]

    return casa.operar(lambda portal: all_of(portal, who))


def _by_page(casa: Casa, usuario: str = "jefa", contenido: str = LISTA) -> list[Invitacion]:
    quien = casa.actor(usuario)
    return casa.operar(
        lambda portal: invitaciones.invitar_pagina(
            portal, quien, clientes_sheet, contenido.encode(), "Lanzamiento del portal"
        )
    )


def test_who_accepts_has_an_account_with_that_address(casa: Casa) -> None:
    casa.operar(load)
    assert _invite(casa, UNO) == [QueFueDe.INVITADO]
    carta = last(casa, ClaseDeCarta.INVITACION)
    assert (carta.para, carta.datos["nombre"]) == (CORREO, "Noelia Ñamandú")
    assert carta.vence == casa.clock() + timedelta(days=14)
    link = token(casa, ClaseDeCarta.INVITACION)
    casa.clock.adelantar(timedelta(days=13))
    casa.operar(lambda portal: altas.abrir(portal, link, CLAVE, "", ip=RED))
    usuario, _ = casa.operar(lambda portal: ingreso.entrar(portal, NUEVA, CLAVE, puerta="pagina", agente="", ip=RED))
    assert (usuario.correo, usuario.documento) == (CORREO, NUEVA)
    assert reasons(casa, "usuario-crear") == ["invitacion"]


def test_each_line_is_told_and_the_others_go_on(casa: Casa) -> None:
    casa.operar(load)
    hechas = _by_page(casa)
    assert [(each.linea, each.fue) for each in hechas] == [
        (2, QueFueDe.INVITADO),
        (3, QueFueDe.CON_CUENTA),
        (4, QueFueDe.DESCONOCIDO),
        (5, QueFueDe.ILEGIBLE),
    ]
    assert [each.para for each in waiting(casa)] == [CORREO]
    assert reasons(casa, "usuario-invitar") == ["Lanzamiento del portal"]


def test_a_list_that_is_brought_again_writes_to_nobody_twice(casa: Casa) -> None:
    casa.operar(load)
    assert _invite(casa, UNO) == [QueFueDe.INVITADO]
    first = token(casa, ClaseDeCarta.INVITACION)
    assert _invite(casa, UNO) == [QueFueDe.ESTABA_INVITADO]
    casa.operar(lambda portal: altas.mirar(portal, first))
    assert _invite(casa, UNO, again=True) == [QueFueDe.INVITADO]
    assert refused(casa, NoEncontrado, lambda portal: altas.mirar(portal, first))[0] == "enlace-vencido"
    assert _invite(casa, Invitado(linea=2, documento=NUEVA, correo="otra@ejemplo.com")) == [QueFueDe.INVITADO]
    casa.clock.adelantar(timedelta(days=14))
    assert _invite(casa, UNO) == [QueFueDe.INVITADO]


def test_the_list_s_name_goes_before_the_company_s(casa: Casa) -> None:
    casa.operar(load)
    _invite(casa, Invitado(linea=2, documento=NUEVA, correo=CORREO, nombre="Noelia"))
    assert last(casa, ClaseDeCarta.INVITACION).datos["nombre"] == "Noelia"


@pytest.mark.parametrize("usuario", [datos.AL_DIA, "canal-uno", "mirona", "operadora"])
def test_only_who_administers_invites(casa: Casa, usuario: str) -> None:
    with pytest.raises(NoPermitido):
        _by_page(casa, usuario)
    assert waiting(casa) == []


def test_a_page_takes_no_more_than_somebody_waits_for(casa: Casa) -> None:
    many = "documento;correo\n" + "".join(f"51{nro:05};a{nro}@ejemplo.com\n" for nro in range(501))
    with pytest.raises(DatoInvalido) as raised:
        _by_page(casa, contenido=many)
    assert (raised.value.codigo, raised.value.campo) == ("invitaciones-de-mas", "archivo")
    assert waiting(casa) == []
