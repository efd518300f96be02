import asyncio
from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, DemasiadosIntentos, NoAutenticado, PruebaVencida
from portal.operations.access import ingreso, sesiones
from portal.operations.factors import enrolment, own, passkeys, step_up
from portal.operations.portal import Portal
from portal.rules.access.step_up import VALE
from tests import datos
from tests.conftest import Casa
from tests.enrolled import again, named, signed_in, with_application, with_passkey
from tests.refusals import reasons, refused

ANA = datos.TRES_Y_AGUA
LATER = VALE + timedelta(seconds=1)


def test_without_factors_the_password_proves_it(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        casa.clock.adelantar(LATER)
        with pytest.raises(DatoInvalido) as negado:
            await step_up.confirmar(portal, ana, "otra clave", equipo=None)
        assert negado.value.codigo == "clave-incorrecta"
        assert (await again(portal, ana)).probada == datos.AHORA
        await step_up.confirmar(portal, ana, datos.CLAVE, equipo=None)
        assert (await again(portal, ana)).probada == casa.clock()

    casa.operar(cuerpo)


def test_with_a_factor_the_password_proves_nothing(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        antes = await signed_in(portal, ANA)
        app = await with_application(portal, antes)
        ana = await again(portal, antes)
        casa.clock.adelantar(LATER)
        # Also for a request that began before there was a factor.
        for quien in (ana, antes):
            with pytest.raises(DatoInvalido):
                await step_up.confirmar(portal, quien, datos.CLAVE, equipo=None)
        assert (await again(portal, ana)).probada == datos.AHORA
        (factor,) = (await own.mios(portal, ana)).todos
        with pytest.raises(PruebaVencida):
            await own.quitar(portal, await again(portal, ana), factor.id)
        await step_up.confirmar(portal, ana, app.code(casa), equipo=None)
        await own.quitar(portal, await again(portal, ana), factor.id)

    casa.operar(cuerpo)


def test_a_code_that_proved_it_once_does_not_again(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        app = await with_application(portal, ana)
        ana = await again(portal, ana)
        casa.clock.adelantar(LATER)
        await step_up.confirmar(portal, ana, app.codes[0], equipo=None)
        casa.clock.adelantar(LATER)
        await step_up.confirmar(portal, await again(portal, ana), app.codes[0], equipo=None)

    assert refused(casa, DatoInvalido, cuerpo)[0] == "codigo-incorrecto"
    assert len(reasons(casa, "confirmar")) == 2


def test_a_recent_proof_is_asked_for_nothing(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        assert await step_up.confirmar(portal, ana, "", equipo=None) is None
        assert await step_up.confirmar_con_passkey(portal, ana, "") is None
        assert (await again(portal, ana)).sid == ana.sid

    casa.operar(cuerpo)
    assert reasons(casa, "confirmar") == []


def test_guesses_are_counted_as_those_of_a_sign_in(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        casa.clock.adelantar(LATER)
        for _ in range(5):
            with pytest.raises(DatoInvalido):
                await step_up.confirmar(portal, ana, "mal", equipo=None)
        with pytest.raises(DemasiadosIntentos):
            await step_up.confirmar(portal, ana, datos.CLAVE, equipo=None)

    casa.operar(cuerpo)


def test_a_passkey_proves_it_in_the_session_that_asked_and_once(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        device = await with_passkey(portal, ana)
        ana = await again(portal, ana)
        casa.clock.adelantar(LATER)
        answer = device.use(await step_up.pregunta(portal, ana))
        for quien in (structs.replace(ana, sid="otra"), structs.replace(ana, usuario_id=ana.usuario_id + 1)):
            with pytest.raises(DatoInvalido):
                await step_up.confirmar_con_passkey(portal, quien, answer)
        with pytest.raises(DatoInvalido):
            await step_up.confirmar_con_passkey(portal, ana, device.use(passkeys.pregunta_de_ingreso(portal)))
        await step_up.confirmar_con_passkey(portal, ana, answer)
        assert (await again(portal, ana)).probada == casa.clock()
        with pytest.raises(DatoInvalido) as negado:
            await step_up.confirmar_con_passkey(portal, ana, answer)
        assert negado.value.codigo == "passkey-rechazada"

    casa.operar(cuerpo)


def test_adding_one_asks_for_a_recent_proof(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        alta = enrolment.empezar_aplicacion(portal, ana)
        casa.clock.adelantar(LATER)
        with pytest.raises(PruebaVencida):
            enrolment.empezar_aplicacion(portal, ana)
        with pytest.raises(PruebaVencida):
            await enrolment.agregar_aplicacion(portal, ana, alta.sellada, "123456", "Teléfono")
        with pytest.raises(PruebaVencida):
            await enrolment.pregunta(portal, ana)
        with pytest.raises(PruebaVencida):
            await enrolment.agregar_passkey(portal, ana, "{}", "Teléfono")
        with pytest.raises(PruebaVencida):
            await own.renovar_respaldos(portal, ana)

    casa.operar(cuerpo)


@pytest.mark.parametrize("by", ["password", "code", "passkey"])
def test_a_proof_gives_the_session_another_number_and_ends_that_of_before(casa: Casa, by: str) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        app = await with_application(portal, ana) if by == "code" else None
        device = await with_passkey(portal, ana) if by == "passkey" else None
        ana = await again(portal, ana)
        (before,) = await sesiones.abiertas(portal, ana)
        casa.clock.adelantar(LATER)
        if device:
            after = await step_up.confirmar_con_passkey(portal, ana, device.use(await step_up.pregunta(portal, ana)))
        else:
            said = app.codes[0] if app else datos.CLAVE
            after = await step_up.confirmar(portal, ana, said, equipo=None)
        assert after is not None
        assert after.sid != before.sid
        # It is the same session otherwise: it ends when it would have.
        assert structs.replace(after, sid=before.sid, vista=before.vista) == before
        assert await sesiones.abiertas(portal, ana) == [after]
        with pytest.raises(NoAutenticado):
            await ingreso.actor(portal, before.sid)

    casa.operar(cuerpo)


def test_of_64_proofs_at_once_one_session_comes_and_the_others_are_no_failures(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[object]:
        ana = await signed_in(portal, ANA)
        casa.clock.adelantar(LATER)
        told = await asyncio.gather(
            *(step_up.confirmar(portal, ana, datos.CLAVE, equipo=None) for _ in range(64)), return_exceptions=True
        )
        (left,) = await sesiones.abiertas(portal, ana)
        assert [one for one in told if not isinstance(one, Exception)] == [left]
        # The next one still may: nothing was counted against whoever was right.
        casa.clock.adelantar(LATER)
        assert await step_up.confirmar(portal, await again(portal, ana), datos.CLAVE, equipo=None)
        return [type(one) for one in told if isinstance(one, Exception)]

    assert set(casa.operar(cuerpo)) <= {NoAutenticado, DemasiadosIntentos}
    assert len(reasons(casa, "confirmar")) == 2
