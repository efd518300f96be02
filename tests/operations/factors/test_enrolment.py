import asyncio
from datetime import timedelta

import pyotp
import pytest

from portal.errors import DatoInvalido, NoAutenticado
from portal.operations.access import ingreso
from portal.operations.factors import enrolment, own
from portal.operations.portal import Portal
from portal.rules.access.factores import MAXIMO
from portal.structs.factores import TipoDeFactor
from tests import datos
from tests.authenticator import Device
from tests.conftest import Casa
from tests.enrolled import ORIGIN, again, named, signed_in, with_application, with_passkey
from tests.refusals import reasons, refused

ANA = datos.TRES_Y_AGUA


def _code(portal: Portal, seed: str, steps: int = 0) -> str:
    return pyotp.TOTP(seed).generate_otp(int(portal.clock().timestamp()) // 30 + steps)


def test_an_application_is_added_by_a_code_of_its_own(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        begun = enrolment.empezar_aplicacion(portal, ana)
        assert begun.semilla in begun.direccion
        assert begun.semilla not in begun.sellada
        with pytest.raises(DatoInvalido) as negado:
            await enrolment.agregar_aplicacion(portal, ana, begun.sellada, _code(portal, begun.semilla, 9), "Teléfono")
        assert negado.value.codigo == "codigo-incorrecto"
        shown_again = enrolment.seguir_aplicacion(portal, ana, begun.sellada)
        assert shown_again.semilla == begun.semilla
        added = await enrolment.agregar_aplicacion(
            portal, ana, shown_again.sellada, _code(portal, begun.semilla), "Teléfono"
        )
        assert len(added.codigos) == 10
        mine = await own.mios(portal, ana)
        assert [(one.tipo, one.nombre) for one in mine.todos] == [(TipoDeFactor.TOTP, "Teléfono")]
        assert mine.respaldos == 10

    casa.operar(cuerpo)
    assert reasons(casa, "factor-agregar") == ["totp"]


def test_a_seed_is_added_once_by_whom_it_was_given_to_and_in_its_time(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[str]:
        ana, otra = await signed_in(portal, ANA), await signed_in(portal, datos.AL_DIA)
        begun = enrolment.empezar_aplicacion(portal, ana)
        code = _code(portal, begun.semilla)
        refusals = []
        for quien in (otra, ana, ana):
            try:
                await enrolment.agregar_aplicacion(portal, quien, begun.sellada, code, "Teléfono")
            except DatoInvalido as error:
                refusals.append(error.codigo)
        late = enrolment.empezar_aplicacion(portal, ana)
        casa.clock.adelantar(timedelta(minutes=9))
        enrolment.seguir_aplicacion(portal, ana, late.sellada)
        casa.clock.adelantar(timedelta(minutes=6))
        with pytest.raises(DatoInvalido):
            enrolment.seguir_aplicacion(portal, ana, late.sellada)
        return refusals

    assert casa.operar(cuerpo) == ["alta-vencida", "alta-vencida"]


def test_of_64_that_add_one_seed_one_does(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> int:
        ana = await signed_in(portal, ANA)
        begun = enrolment.empezar_aplicacion(portal, ana)
        code = _code(portal, begun.semilla)
        adding = (enrolment.agregar_aplicacion(portal, ana, begun.sellada, code, "T") for _ in range(64))
        await asyncio.gather(*adding, return_exceptions=True)
        return len((await own.mios(portal, ana)).todos)

    assert casa.operar(cuerpo) == 1


def test_the_first_one_brings_recovery_codes_and_the_second_none(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        app = await with_application(portal, ana)
        ana, device = await again(portal, ana), Device(ORIGIN)
        question = await enrolment.pregunta(portal, ana)
        assert (await enrolment.agregar_passkey(portal, ana, device.make(question), "Notebook")).codigos == ()
        mine = await own.mios(portal, ana)
        assert (len(app.codes), mine.respaldos) == (10, 10)
        assert [one.tipo for one in mine.todos] == [TipoDeFactor.TOTP, TipoDeFactor.PASSKEY]

    casa.operar(cuerpo)


def test_a_passkey_is_added_once_and_an_answer_too(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> list[str]:
        ana, otra = await signed_in(portal, ANA), await signed_in(portal, datos.AL_DIA)
        device = Device(ORIGIN)
        answer = device.make(await enrolment.pregunta(portal, ana))
        await enrolment.agregar_passkey(portal, ana, answer, "Notebook")
        refusals = []
        for quien, what in (
            (ana, answer),
            (otra, device.make(await enrolment.pregunta(portal, otra))),
            (otra, device.make(await enrolment.pregunta(portal, ana))),
            (otra, "{}"),
        ):
            with pytest.raises(DatoInvalido) as negado:
                await enrolment.agregar_passkey(portal, quien, what, "Notebook")
            refusals.append(negado.value.codigo)
        return refusals

    assert casa.operar(cuerpo) == ["passkey-rechazada", "passkey-repetida", "passkey-rechazada", "passkey-rechazada"]


def test_the_other_sessions_end_and_this_one_has_another_number(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        elsewhere, here = await signed_in(portal, ANA), await signed_in(portal, ANA)
        await with_application(portal, here)
        assert (await again(portal, here)).probada == casa.clock()
        for ended in (elsewhere, here):
            with pytest.raises(NoAutenticado) as told:
                await ingreso.actor(portal, ended.sid)
            assert told.value.codigo == "sesion-terminada"

    casa.operar(cuerpo)


def test_there_is_room_for_ten(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        for _ in range(MAXIMO + 1):
            await with_passkey(portal, await again(portal, ana))

    assert refused(casa, DatoInvalido, cuerpo)[0] == "demasiados-factores"


@pytest.mark.parametrize("name", ["", " ", "x" * 61])
def test_it_has_a_name(casa: Casa, name: str) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        begun = enrolment.empezar_aplicacion(portal, ana)
        await enrolment.agregar_aplicacion(portal, ana, begun.sellada, _code(portal, begun.semilla), name)

    assert refused(casa, DatoInvalido, cuerpo)[0] == "nombre-de-factor"
