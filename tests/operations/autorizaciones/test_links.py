"""What is told of a link to the account of a documento, whichever side sends it: the same whoever there is."""

from collections.abc import Awaitable, Callable

import pytest

from portal.errors import DatoInvalido
from portal.operations.access.enlaces import CARTAS_AL_DIA
from portal.operations.autorizaciones import links, offers, requests
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import enlaces
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor
from tests import authorized, datos
from tests.conftest import Casa
from tests.letters import waiting
from tests.refusals import reasons, refused

ANA, BERNARDO, CARMEN = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN, datos.SIN_CUOTAS
Acto = Callable[[Portal, Actor, str], Awaitable[None]]
LOS_DOS = pytest.mark.parametrize(
    ("acto", "tipo", "accion"),
    [
        (requests.pedir, TipoDeEnlace.AUTORIZACION, "autorizacion-pedir"),
        (offers.invitar, TipoDeEnlace.OFRECIMIENTO, "autorizacion-ofrecer"),
    ],
)


@pytest.fixture(autouse=True)
def _sin_espera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.operations.access.even.PISO_S", 0.0)


def _mandar(casa: Casa, acto: Acto, documento: str = BERNARDO, quien: str = ANA) -> None:
    actor = casa.actor(quien)
    casa.operar(lambda portal: acto(portal, actor, documento))


def _vivos(casa: Casa, tipo: TipoDeEnlace, documento: str = BERNARDO) -> list[Enlace]:
    async def leer(tx: Transaccion) -> list[Enlace]:
        return await enlaces.vivos(tx.sql, documento, tipo, casa.clock())

    return casa.operar(lambda portal: portal.repo.read(leer))


def _escritas(casa: Casa, tipo: TipoDeEnlace) -> int:
    return len([carta for carta in waiting(casa) if carta.clase is links.CARTAS[tipo]])


@LOS_DOS
def test_who_has_an_address_who_has_none_and_nobody_are_answered_alike(
    casa: Casa, acto: Acto, tipo: TipoDeEnlace, accion: str
) -> None:
    authorized.con_correo(casa, BERNARDO)
    for documento, escritas in ((BERNARDO, 1), (CARMEN, 1), ("9999999", 1)):
        _mandar(casa, acto, documento)
        assert [una.datos["documento"] for una in _vivos(casa, tipo, documento)] == [ANA]
        assert _escritas(casa, tipo) == escritas
    assert len(reasons(casa, accion)) == 3


@LOS_DOS
def test_one_sends_five_in_a_day_and_the_last_one_counts(
    casa: Casa, acto: Acto, tipo: TipoDeEnlace, accion: str
) -> None:
    for _ in range(CARTAS_AL_DIA):
        _mandar(casa, acto)
    assert len(_vivos(casa, tipo)) == 1
    ana = casa.actor(ANA)
    assert refused(casa, DatoInvalido, lambda portal: acto(portal, ana, BERNARDO))[0] == "pedidos-de-mas"
    authorized.con_correo(casa, BERNARDO)
    _mandar(casa, acto, quien=CARMEN)
    assert (len(_vivos(casa, tipo)), _escritas(casa, tipo)) == (2, 0)
    assert len(reasons(casa, accion)) == CARTAS_AL_DIA + 1
