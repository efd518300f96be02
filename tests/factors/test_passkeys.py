import json
from collections.abc import Callable

import pytest

from portal.factors import passkeys
from portal.factors.passkeys import InvalidPasskey, Registered, Site
from tests.authenticator import Device, b64, unb64

SITE = Site("localhost", "http://localhost:8000", "Espacio Clientes")
CHALLENGE = b"un reto de treinta y dos letras."
OTHER = b"otro reto de treinta y dos letras"


def _question(challenge: bytes = CHALLENGE) -> str:
    return passkeys.to_register(SITE, challenge, user_id=7, user="4567890", display_name="Ana", mine=[b64(b"otra")])


def _made(device: Device) -> Registered:
    return passkeys.registered(SITE, CHALLENGE, device.make(_question()))


def _used(made: Registered, answer: str, signatures: int = 0) -> int:
    return passkeys.used(SITE, CHALLENGE, answer, public_key=made.public_key, signatures=signatures)


def test_the_questions_ask_for_a_passkey_that_finds_itself_and_verifies_its_user() -> None:
    make, use = json.loads(_question()), json.loads(passkeys.to_use(SITE, CHALLENGE))
    assert make["rp"] == {"name": "Espacio Clientes", "id": "localhost"}
    assert make["authenticatorSelection"]["residentKey"] == "required"
    assert make["authenticatorSelection"]["userVerification"] == use["userVerification"] == "required"
    assert [each["id"] for each in make["excludeCredentials"]] == [b64(b"otra")]
    assert unb64(make["user"]["id"]) == passkeys.handle(7)
    assert unb64(use["challenge"]) == CHALLENGE
    assert not use.get("allowCredentials")
    (mine,) = json.loads(passkeys.to_use(SITE, CHALLENGE, [b64(b"mia")]))["allowCredentials"]
    assert mine["id"] == b64(b"mia")


def test_one_that_was_made_signs_and_counts() -> None:
    device = Device(SITE.origin)
    made = _made(device)
    assert made.passkey_id == b64(device.id)
    answer = device.use(passkeys.to_use(SITE, CHALLENGE))
    said = passkeys.read(answer)
    assert (said.passkey_id, said.challenge, said.handle) == (made.passkey_id, CHALLENGE, passkeys.handle(7))
    assert _used(made, answer) == 1


def _other_origin(device: Device) -> None:
    device.origin = "http://localhost:8001"


def _other_site(device: Device) -> None:
    device.rp_id = "otro.example"


def _without_verifying(device: Device) -> None:
    device.verifies = False


def _other_key(device: Device) -> None:
    device.key = Device(SITE.origin).key


@pytest.mark.parametrize("change", [_other_origin, _other_site, _without_verifying, _other_key])
def test_an_answer_of_another_site_key_or_user_proves_nothing(change: Callable[[Device], None]) -> None:
    device = Device(SITE.origin)
    made = _made(device)
    change(device)
    with pytest.raises(InvalidPasskey):
        _used(made, device.use(passkeys.to_use(SITE, CHALLENGE)))


def test_nor_does_one_to_another_question() -> None:
    device = Device(SITE.origin)
    made = _made(device)
    with pytest.raises(InvalidPasskey):
        _used(made, device.use(passkeys.to_use(SITE, OTHER)))
    with pytest.raises(InvalidPasskey):
        passkeys.registered(SITE, CHALLENGE, Device(SITE.origin).make(_question(OTHER)))


def test_a_count_that_goes_back_is_of_a_copy() -> None:
    device = Device(SITE.origin)
    made = _made(device)
    with pytest.raises(InvalidPasskey):
        _used(made, device.use(passkeys.to_use(SITE, CHALLENGE)), signatures=1)


@pytest.mark.parametrize("change", [_other_origin, _without_verifying])
def test_one_made_elsewhere_or_without_verifying_is_refused(change: Callable[[Device], None]) -> None:
    device = Device(SITE.origin)
    change(device)
    with pytest.raises(InvalidPasskey):
        _made(device)


WHOLE = Device(SITE.origin).make(_question())
JUNK = [
    "",
    "{}",
    "[]",
    "[1]",
    "null",
    "7",
    '"x"',
    "{" * 1500,
    '{"id": "ñ", "response": {"clientDataJSON": "e30"}}',
    '{"id": "", "response": {"clientDataJSON": "e30"}}',
    '{"id": "AA", "response": {"clientDataJSON": "AAAA"}}',
    '{"id": "AA", "response": {"clientDataJSON": 7}}',
    '{"id": "AA", "response": null}',
    WHOLE[: len(WHOLE) // 2],
    WHOLE.replace("clientDataJSON", "clientData"),
    WHOLE.replace('"response"', '"answer"'),
    WHOLE.replace("public-key", "password"),
    WHOLE.replace('"rawId"', '"id2"'),
    "\ud800",
]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_proves_nothing_and_is_no_fault(junk: str) -> None:
    with pytest.raises(InvalidPasskey):
        passkeys.registered(SITE, CHALLENGE, junk)
    with pytest.raises(InvalidPasskey):
        passkeys.used(SITE, CHALLENGE, junk, public_key=b64(b"x"), signatures=0)


@pytest.mark.parametrize("junk", [each for each in JUNK if "clientDataJSON" not in each or len(each) < 100])
def test_junk_says_nothing_of_itself(junk: str) -> None:
    with pytest.raises(InvalidPasskey):
        passkeys.read(junk)
