import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from portal.errors import NoEncontrado
from portal.operations.access import enlaces
from portal.operations.access.enlaces import DURACION
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.enlaces import Enlace, TipoDeEnlace
from tests.conftest import Casa
from tests.refusals import refused

ALTA, CLAVE = TipoDeEnlace.ALTA, TipoDeEnlace.CLAVE
A_LA_VEZ = 64


def _hecho(casa: Casa, tipo: TipoDeEnlace = ALTA) -> str:
    async def crear(portal: Portal) -> str:
        async def cuerpo(tx: Transaccion) -> str:
            token = await enlaces.crear(tx, portal.clock(), tipo, documento="4567890", datos={"correo": "a@b.py"})
            await tx.confirmar()
            return token

        return await portal.repo.write(cuerpo)

    return casa.operar(crear)


async def _usar(portal: Portal, token: str, *tipos: TipoDeEnlace) -> Enlace:
    async def cuerpo(tx: Transaccion) -> Enlace:
        enlace = await enlaces.usar(tx, portal.clock(), token, *tipos)
        await tx.confirmar()
        return enlace

    return await portal.repo.write(cuerpo)


def test_looking_uses_nothing_and_using_does(casa: Casa) -> None:
    token = _hecho(casa)
    for _ in range(3):
        mirado = casa.operar(lambda portal: enlaces.mirar(portal, token, ALTA))
    assert (mirado.documento, mirado.datos) == ("4567890", {"correo": "a@b.py"})
    assert casa.operar(lambda portal: _usar(portal, token, CLAVE, ALTA)).id == mirado.id
    told = {
        refused(casa, NoEncontrado, lambda portal: _usar(portal, token, ALTA)),
        refused(casa, NoEncontrado, lambda portal: enlaces.mirar(portal, token, ALTA)),
    }
    assert [code for code, _ in told] == ["enlace-vencido"]


@pytest.mark.parametrize("tipo", TipoDeEnlace)
def test_a_link_serves_its_time_and_no_longer(casa: Casa, tipo: TipoDeEnlace) -> None:
    token = _hecho(casa, tipo)
    casa.clock.adelantar(DURACION[tipo] - timedelta(seconds=1))
    casa.operar(lambda portal: enlaces.mirar(portal, token, tipo))
    casa.clock.adelantar(timedelta(seconds=1))
    assert refused(casa, NoEncontrado, lambda portal: enlaces.mirar(portal, token, tipo))[0] == "enlace-vencido"
    assert refused(casa, NoEncontrado, lambda portal: _usar(portal, token, tipo))[0] == "enlace-vencido"


def test_half_an_hour_but_where_another_person_has_to_find_the_time() -> None:
    assert {tipo: dura for tipo, dura in DURACION.items() if dura != timedelta(minutes=30)} == {
        TipoDeEnlace.INVITACION: timedelta(days=14),
        TipoDeEnlace.PAGO: timedelta(hours=72),
        TipoDeEnlace.AUTORIZACION: timedelta(days=7),
        TipoDeEnlace.OFRECIMIENTO: timedelta(days=7),
    }


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 44, "ñ" * 43, "../" * 9 + "etc/passwd"])
def test_what_is_no_token_of_a_link_is_answered_like_one_that_is_over(casa: Casa, token: str) -> None:
    _hecho(casa)
    for act in (enlaces.mirar, _usar):
        assert refused(casa, NoEncontrado, lambda portal, act=act: act(portal, token, ALTA))[0] == "enlace-vencido"


@pytest.mark.parametrize("tipo", TipoDeEnlace)
def test_one_altered_or_of_another_kind_is_no_use_and_of_many_at_once_one_uses_it(
    casa: Casa, tipo: TipoDeEnlace
) -> None:
    token = _hecho(casa, tipo)
    otros = [cada for cada in TipoDeEnlace if cada is not tipo]
    alterado = token[:-1] + ("A" if token[-1] != "A" else "B")
    for dicho, tipos in ((token, otros), (alterado, [tipo]), (token.swapcase(), [tipo])):
        for act in (enlaces.mirar, _usar):
            told = refused(
                casa, NoEncontrado, lambda portal, act=act, dicho=dicho, tipos=tipos: act(portal, dicho, *tipos)
            )
            assert told[0] == "enlace-vencido"

    async def todos(portal: Portal) -> list[Enlace | BaseException]:
        return await asyncio.gather(*(_usar(portal, token, tipo) for _ in range(A_LA_VEZ)), return_exceptions=True)

    hechos = casa.operar(todos)
    assert sum(isinstance(cada, Enlace) for cada in hechos) == 1
    assert sum(isinstance(cada, NoEncontrado) for cada in hechos) == A_LA_VEZ - 1


def test_the_database_does_not_know_the_token(casa: Casa) -> None:
    token = _hecho(casa)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        assert token not in "\n".join(base.iterdump())


def test_links_are_forgotten_a_month_after_their_time(casa: Casa) -> None:
    _hecho(casa)
    casa.clock.adelantar(enlaces.MEMORIA + timedelta(minutes=30))
    assert casa.operar(enlaces.purgar) == 0
    casa.clock.adelantar(timedelta(seconds=1))
    assert casa.operar(enlaces.purgar) == 1
