from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import Ajeno, NoAutenticado, NoDisponible, NoEncontrado
from portal.operations.access import ingreso, sesiones
from portal.operations.portal import Portal
from portal.repo.protocol import Cuerpo, T, Transaccion
from portal.rules.access.inactividad import CADA
from tests import datos
from tests.conftest import Casa
from tests.enrolled import again, signed_in
from tests.races import RepoInterrumpido
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA


def test_of_the_open_sessions_one_s_own_can_be_ended(casa: Casa) -> None:
    async def two(portal: Portal) -> tuple[list[str], str]:
        for usuario in (ANA, ANA, datos.AL_DIA):
            _, sesion = await ingreso.entrar(portal, usuario, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        actor = casa_ana
        suyas = [cada.sid for cada in await sesiones.abiertas(portal, actor)]
        await sesiones.cerrar(portal, actor, suyas[0])
        assert [cada.sid for cada in await sesiones.abiertas(portal, actor)] == suyas[1:]
        return suyas, sesion.sid

    casa_ana = casa.actor(ANA)
    suyas, ajena = casa.operar(two)
    for sid, kind in ((suyas[0], NoEncontrado), (ajena, Ajeno)):
        told = refused(casa, kind, lambda portal, sid=sid: sesiones.cerrar(portal, casa_ana, sid))
        assert told[0] == "sesion-desconocida"


def test_ending_all_others_leaves_this_one_whose_number_another_tab_changed_meanwhile(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana, otra = await signed_in(portal, ANA), await signed_in(portal, ANA)
        renewed = []

        async def renew() -> None:
            async def write(tx: Transaccion) -> None:
                renewed.append((await sesiones.renovar(tx, ana, casa.clock())).sid)
                await tx.confirmar()

            await portal.repo.write(write)

        here = replace(portal, repo=RepoInterrumpido(portal.repo, renew))
        with pytest.raises(NoAutenticado):
            await sesiones.cerrar_otras(here, ana)
        now = structs.replace(ana, sid=renewed[0])
        assert {cada.sid for cada in await sesiones.abiertas(portal, now)} == {now.sid, otra.sid}
        assert await sesiones.cerrar_otras(portal, now) == 1
        assert [cada.sid for cada in await sesiones.abiertas(portal, now)] == [now.sid]
        assert await sesiones.cerrar_otras(portal, now) == 0

    casa.operar(cuerpo)


class _Counting(RepoInterrumpido):
    """How many times it wrote; full: it takes none."""

    writes = 0
    full = False

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        self.writes += 1
        if self.full:
            raise NoDisponible("base-ocupada", (), 1)
        return await super().write(cuerpo)


@pytest.mark.parametrize(("usuario", "minutes"), [(ANA, 60), ("operadora", 30)])
def test_a_session_that_nobody_uses_ends_and_is_open_no_more(casa: Casa, usuario: str, minutes: int) -> None:
    async def cuerpo(portal: Portal) -> None:
        used, left = await signed_in(portal, usuario), await signed_in(portal, usuario)
        for _ in range(2):
            casa.clock.adelantar(timedelta(minutes=minutes) - CADA)
            await ingreso.actor(portal, used.sid)
        (still,) = await sesiones.abiertas(portal, used)
        assert (still.sid, still.vista) == (used.sid, casa.clock())
        with pytest.raises(NoAutenticado) as told:
            await ingreso.actor(portal, left.sid)
        assert told.value.codigo == "sesion-inactiva"

    casa.operar(cuerpo)


def test_looking_writes_once_in_a_few_minutes(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[int]:
        ana = await signed_in(portal, ANA)
        counted = _Counting(portal.repo, None)
        portal = replace(portal, repo=counted)
        written = []
        for pause in (timedelta(0), CADA - timedelta(seconds=1), timedelta(seconds=1), timedelta(seconds=1), CADA):
            casa.clock.adelantar(pause)
            await ingreso.actor(portal, ana.sid)
            await ingreso.actor(portal, ana.sid)
            written.append(counted.writes)
        # A database that takes no writes shows its pages all the same.
        counted.full = True
        casa.clock.adelantar(CADA)
        await ingreso.actor(portal, ana.sid)
        return written

    assert casa.operar(cuerpo) == [0, 0, 1, 1, 2]


def test_a_program_s_token_is_not_watched(casa: Casa) -> None:
    casa.settings = structs.replace(casa.settings, access_token_expire_minutes=300)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA, puerta="api")
        casa.clock.adelantar(timedelta(hours=4))
        assert (await ingreso.actor(portal, ana.sid)).vista is None
        assert (await again(portal, ana)).sid == ana.sid

    casa.operar(cuerpo)
