from datetime import timedelta

import pytest
from msgspec import structs

from portal.operations.factors import pending
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import pruebas, usuarios
from portal.structs.usuarios import Usuario
from tests import datos
from tests.conftest import Casa

ANA = datos.TRES_Y_AGUA


async def _ana(portal: Portal) -> Usuario:
    ana = await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, ANA))
    assert ana is not None
    return ana


def test_the_browser_brings_it_back_within_five_minutes(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        begun = pending.nuevo(portal, await _ana(portal))
        sealed = pending.sellar(portal, begun)
        assert pending.abrir(portal, sealed) == begun
        casa.clock.adelantar(timedelta(minutes=5) - timedelta(microseconds=1))
        assert pending.abrir(portal, sealed) == begun
        casa.clock.adelantar(timedelta(microseconds=1))
        assert pending.abrir(portal, sealed) is None

    casa.operar(cuerpo)


@pytest.mark.parametrize("sealed", ["", "x", "A" * 300])
def test_what_is_not_ours_is_none(casa: Casa, sealed: str) -> None:
    async def cuerpo(portal: Portal) -> None:
        assert pending.abrir(portal, sealed) is None

    casa.operar(cuerpo)


def test_a_new_password_and_a_user_that_was_turned_off_end_it(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await _ana(portal)
        begun = pending.nuevo(portal, ana)
        assert pending.vigente(portal, begun, ana)
        assert not pending.vigente(portal, begun, None)
        assert not pending.vigente(portal, begun, structs.replace(ana, clave="otra"))
        assert not pending.vigente(portal, begun, structs.replace(ana, activo=False))
        assert not pending.vigente(portal, begun, structs.replace(ana, id=ana.id + 1))

    casa.operar(cuerpo)


def test_it_says_nothing_to_whoever_reads_it(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await _ana(portal)
        one, other = (pending.sellar(portal, pending.nuevo(portal, ana)) for _ in range(2))
        assert one != other
        assert ana.clave not in one

    casa.operar(cuerpo)


def test_what_was_used_is_forgotten_once_it_would_have_ended(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        async def use(tx: Transaccion) -> None:
            await pruebas.gastar(tx.sql, "una", portal.clock() + timedelta(minutes=5))
            await tx.confirmar()

        await portal.repo.write(use)
        assert await pending.purgar(portal) == 0
        casa.clock.adelantar(timedelta(minutes=5))
        assert await pending.purgar(portal) == 1

    casa.operar(cuerpo)
