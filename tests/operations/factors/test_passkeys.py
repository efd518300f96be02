import asyncio
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, NoAutenticado
from portal.factors import challenges
from portal.operations.access import ingreso, usuarios
from portal.operations.factors import own, passkeys
from portal.operations.portal import Portal
from portal.structs.usuarios import Sesion
from tests import datos
from tests.authenticator import Device, b64
from tests.conftest import Casa
from tests.enrolled import IP, named, passkey_of
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA


@pytest.fixture
def device(casa: Casa) -> Device:
    named(casa)
    return passkey_of(casa)


async def _enter(portal: Portal, answer: str) -> Sesion:
    _, sesion = await passkeys.entrar(portal, answer, agente="", ip=IP)
    return sesion


def test_a_passkey_alone_signs_in(casa: Casa, device: Device) -> None:
    async def cuerpo(portal: Portal) -> None:
        sesion = await _enter(portal, device.use(passkeys.pregunta_de_ingreso(portal)))
        quien = await ingreso.actor(portal, sesion.sid)
        assert (quien.usuario, quien.puerta, quien.probada) == (ANA, "pagina", casa.clock())

    casa.operar(cuerpo)


def test_an_answer_is_good_once_of_64_at_once_too(casa: Casa, device: Device) -> None:
    async def crowd(portal: Portal) -> list[str]:
        answer = device.use(passkeys.pregunta_de_ingreso(portal))
        ends = await asyncio.gather(*(_enter(portal, answer) for _ in range(64)), return_exceptions=True)
        with pytest.raises(NoAutenticado):
            await _enter(portal, answer)
        return ["in" for each in ends if isinstance(each, Sesion)]

    assert casa.operar(crowd) == ["in"]


def _altered(answer: str, change: Callable[[dict[str, object]], None]) -> str:
    whole = json.loads(answer)
    change(whole["response"])
    return json.dumps(whole)


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.pop("userHandle"),
        lambda response: response.update(userHandle=b64(b"de otra persona")),
        lambda response: response.update(signature=b64(b"x" * 70)),
        lambda response: response.update(clientDataJSON=b64(b"{}")),
        lambda response: response.pop("authenticatorData"),
    ],
)
def test_an_altered_answer_is_refused(casa: Casa, device: Device, change: Callable[[dict[str, object]], None]) -> None:
    async def cuerpo(portal: Portal) -> None:
        await _enter(portal, _altered(device.use(passkeys.pregunta_de_ingreso(portal)), change))

    assert refused(casa, NoAutenticado, cuerpo) == (
        "passkey-rechazada",
        "No pudimos comprobar esa llave de acceso: probá de nuevo.",
    )


@pytest.mark.parametrize("purpose", ["confirmar:x", "alta:1:x", "ingresar"])
def test_a_question_for_something_else_signs_nobody_in(casa: Casa, device: Device, purpose: str) -> None:
    async def cuerpo(portal: Portal) -> None:
        reto = challenges.new(portal.settings.secret_key, purpose, portal.clock())
        await _enter(portal, device.use(json.dumps({"challenge": b64(reto)})))

    assert refused(casa, NoAutenticado, cuerpo)[0] == "passkey-rechazada"


def test_an_old_question_is_refused(casa: Casa, device: Device) -> None:
    async def cuerpo(portal: Portal) -> None:
        question = passkeys.pregunta_de_ingreso(portal)
        casa.clock.adelantar(challenges.LASTS)
        await _enter(portal, device.use(question))

    assert refused(casa, NoAutenticado, cuerpo)[0] == "passkey-rechazada"


def test_one_that_nobody_added_is_refused_with_the_same_words(casa: Casa, device: Device) -> None:
    stranger = Device(device.origin, handle=device.handle, rp_id=device.rp_id)

    async def cuerpo(portal: Portal) -> None:
        await _enter(portal, stranger.use(passkeys.pregunta_de_ingreso(portal)))

    assert refused(casa, NoAutenticado, cuerpo)[0] == "passkey-rechazada"


def test_one_that_was_taken_away_or_whose_user_was_turned_off_is_refused(casa: Casa, device: Device) -> None:
    async def off(portal: Portal) -> None:
        await usuarios.desactivar(portal, ANA)
        await _enter(portal, device.use(passkeys.pregunta_de_ingreso(portal)))

    assert refused(casa, NoAutenticado, off)[0] == "passkey-rechazada"

    async def gone(portal: Portal) -> None:
        await usuarios.activar(portal, ANA)
        await own.quitar_todos(portal, ANA)
        await _enter(portal, device.use(passkeys.pregunta_de_ingreso(portal)))

    assert refused(casa, NoAutenticado, gone)[0] == "passkey-rechazada"


def test_one_that_goes_between_its_check_and_its_use_is_refused(casa: Casa, device: Device) -> None:
    async def cuerpo(portal: Portal) -> bool:
        answer = device.use(passkeys.pregunta_de_ingreso(portal))
        checked = await passkeys.comprobar(portal, passkeys.DE_INGRESO, answer)
        await own.quitar_todos(portal, ANA)
        return await portal.repo.write(lambda tx: passkeys.gastar(portal, tx, checked))

    assert not casa.operar(cuerpo)


def test_where_the_address_is_a_number_there_are_none(casa: Casa) -> None:
    casa.settings = structs.replace(casa.settings, url_publica="http://127.0.0.1:8000")

    async def ask(portal: Portal) -> None:
        passkeys.pregunta_de_ingreso(portal)

    assert refused(casa, DatoInvalido, ask)[0] == "sin-passkeys"


def test_it_lasts_no_longer_than_its_session(casa: Casa, device: Device) -> None:
    async def cuerpo(portal: Portal) -> timedelta:
        sesion = await _enter(portal, device.use(passkeys.pregunta_de_ingreso(portal)))
        return sesion.vence - sesion.creada

    assert casa.operar(cuerpo) == ingreso.SESION_PAGINA
