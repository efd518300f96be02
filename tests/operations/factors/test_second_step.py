import asyncio
from datetime import timedelta

import pytest

from portal.errors import DemasiadosIntentos, NoAutenticado
from portal.operations.access import ingreso, usuarios
from portal.operations.factors import pending, second_step
from portal.operations.factors.pending import Pendiente
from portal.operations.portal import Portal
from portal.structs.usuarios import Equipo, Sesion, Usuario
from tests import datos
from tests.conftest import Casa
from tests.enrolled import IP, application_of
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA
WRONG = "AAAAA-AAAAA"


async def _begin(portal: Portal) -> Pendiente:
    usuario, sesion = await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip=IP)
    assert sesion is None
    return pending.nuevo(portal, usuario)


async def _enter(
    portal: Portal, begun: Pendiente, code: str, *, equipo: Equipo | None = None
) -> tuple[Usuario, Sesion]:
    return await second_step.entrar(portal, begun, code, puerta="pagina", agente="", ip=IP, equipo=equipo)


@pytest.mark.parametrize("which", ["application", "paper"])
def test_after_the_password_a_code_signs_in(casa: Casa, which: str) -> None:
    ana = application_of(casa)
    code = ana.code(casa) if which == "application" else ana.codes[0]

    async def cuerpo(portal: Portal) -> None:
        usuario, sesion = await _enter(portal, await _begin(portal), code)
        quien = await ingreso.actor(portal, sesion.sid)
        assert (quien.usuario, quien.probada, quien.factores) == (usuario.usuario, casa.clock(), 1)

    casa.operar(cuerpo)


def test_a_code_is_good_once_and_so_is_the_first_step(casa: Casa) -> None:
    ana = application_of(casa)

    async def again_the_code(portal: Portal) -> None:
        await _enter(portal, await _begin(portal), ana.code(casa))
        await _enter(portal, await _begin(portal), ana.code(casa))

    assert refused(casa, NoAutenticado, again_the_code)[0] == "codigo-incorrecto"

    async def again_the_step(portal: Portal) -> None:
        begun = await _begin(portal)
        await _enter(portal, begun, ana.codes[0])
        await _enter(portal, begun, ana.codes[1])

    assert refused(casa, NoAutenticado, again_the_step)[0] == "paso-vencido"


def test_of_64_with_one_code_one_gets_in(casa: Casa) -> None:
    ana = application_of(casa)

    async def crowd(portal: Portal) -> list[str]:
        begun = await _begin(portal)
        tries = (_enter(portal, begun, ana.code(casa)) for _ in range(64))
        ends = await asyncio.gather(*tries, return_exceptions=True)
        return ["in" for each in ends if isinstance(each, tuple)]

    assert casa.operar(crowd) == ["in"]


def test_five_wrong_codes_make_wait_but_for_the_browser_that_is_known(casa: Casa) -> None:
    ana = application_of(casa)

    async def guess(portal: Portal) -> None:
        begun = await _begin(portal)
        for _ in range(5):
            with pytest.raises(NoAutenticado):
                await _enter(portal, begun, WRONG)
        with pytest.raises(DemasiadosIntentos) as negado:
            await _enter(portal, begun, ana.code(casa))
        assert negado.value.reintentar_en == 300
        known = Equipo(numero="x" * 16, cuentas=(second_step.throttle.cuenta_de(portal.settings, ANA),))
        await _enter(portal, begun, ana.code(casa), equipo=known)

    casa.operar(guess)


def test_twenty_in_an_hour_and_fifty_in_a_day_are_all(casa: Casa) -> None:
    application_of(casa)

    async def guess(portal: Portal) -> int:
        wrong = 0
        for _ in range(24 * 12):
            begun = await _begin(portal)
            for _ in range(5):
                try:
                    await _enter(portal, begun, WRONG)
                except NoAutenticado:
                    wrong += 1
                except DemasiadosIntentos:
                    break
            casa.clock.adelantar(timedelta(minutes=5))
            if casa.clock() - datos.AHORA == timedelta(hours=1):
                assert wrong == 20
            if wrong == 50:
                break
        with pytest.raises(DemasiadosIntentos):
            await _enter(portal, await _begin(portal), WRONG)
        return wrong

    assert casa.operar(guess) == 50


def test_who_runs_the_portal_lifts_the_wait(casa: Casa) -> None:
    ana = application_of(casa)

    async def cuerpo(portal: Portal) -> None:
        begun = await _begin(portal)
        for _ in range(5):
            with pytest.raises(NoAutenticado):
                await _enter(portal, begun, WRONG)
        await usuarios.desbloquear(portal, ANA)
        await _enter(portal, begun, ana.code(casa))

    casa.operar(cuerpo)


def test_a_new_password_ends_the_first_step(casa: Casa) -> None:
    ana = application_of(casa)

    async def cuerpo(portal: Portal) -> None:
        begun = await _begin(portal)
        await usuarios.cambiar_clave(portal, ANA, "otra clave larga 9")
        await _enter(portal, begun, ana.code(casa))

    assert refused(casa, NoAutenticado, cuerpo)[0] == "paso-vencido"


def test_a_program_brings_both_at_once(casa: Casa) -> None:
    ana = application_of(casa)

    async def both(portal: Portal, code: str) -> Sesion:
        _, sesion = await second_step.entrar_de_una(portal, ANA, datos.CLAVE, code, agente="", ip=IP)
        return sesion

    assert refused(casa, NoAutenticado, lambda portal: both(portal, "")) == (
        "factor-requerido",
        "Tu cuenta tiene un segundo paso: mandá también el código de tu aplicación en «otp».",
    )
    assert refused(casa, NoAutenticado, lambda portal: both(portal, "000000"))[0] == "codigo-incorrecto"
    assert casa.operar(lambda portal: both(portal, ana.code(casa))).puerta == "api"


def test_without_a_factor_the_password_is_all(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> Sesion:
        _, sesion = await second_step.entrar_de_una(portal, ANA, datos.CLAVE, "123456", agente="", ip=IP)
        return sesion

    assert casa.operar(cuerpo).puerta == "api"
