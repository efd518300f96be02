"""Passkeys (WebAuthn level 3): what a browser is asked, and whether its answer holds.

The device always verifies its user (a finger, a face, its PIN): that makes a passkey two factors by itself.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

import msgspec
from msgspec import Struct
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

# What the tables have room for; the standard allows ids of 1,023 bytes.
ID_MAXIMO = 1400
PUBLICA_MAXIMA = 2000
TIMEOUT_MS = 300_000


class InvalidPasskey(Exception):
    """An answer that proves nothing: forged, foreign, mangled, or of another question."""


class Site(Struct, frozen=True):
    """Who asks. rp_id: a host's name, never an address; origin: as a browser sends it."""

    rp_id: str
    origin: str
    name: str


class Answered(Struct, frozen=True):
    """What an answer says before anything of it is believed. handle: whose passkey it claims to be."""

    passkey_id: str
    challenge: bytes
    handle: bytes | None


class Registered(Struct, frozen=True):
    """A passkey that was made: its id and public key in base64url, and its count of signatures."""

    passkey_id: str
    public_key: str
    signatures: int


class _Client(Struct):
    challenge: str


class _Response(Struct, rename="camel"):
    client_data_json: str = msgspec.field(name="clientDataJSON")
    user_handle: str | None = None


class _Credential(Struct):
    id: str
    response: _Response


def handle(user_id: int) -> bytes:
    """By which a device tells one account from another: of no use to whoever reads it, and the same for ever."""
    return sha256(f"espacio-clientes/usuario/{user_id}".encode()).digest()


def to_register(
    site: Site, challenge: bytes, *, user_id: int, user: str, display_name: str, mine: Iterable[str]
) -> str:
    """The question, as JSON: a passkey that the device itself can find, and none that is in `mine`."""
    return options_to_json(
        generate_registration_options(
            rp_id=site.rp_id,
            rp_name=site.name,
            user_id=handle(user_id),
            user_name=user,
            user_display_name=display_name,
            challenge=challenge,
            timeout=TIMEOUT_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=_described(mine),
        )
    )


def to_use(site: Site, challenge: bytes, mine: Iterable[str] = ()) -> str:
    """The question, as JSON: any passkey of this site, or one of `mine`."""
    return options_to_json(
        generate_authentication_options(
            rp_id=site.rp_id,
            challenge=challenge,
            timeout=TIMEOUT_MS,
            allow_credentials=_described(mine) or None,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def read(answer: str) -> Answered:
    """What an answer says of itself. Raises InvalidPasskey."""
    try:
        credential = msgspec.json.decode(answer, type=_Credential)
        client = msgspec.json.decode(_bytes(credential.response.client_data_json), type=_Client)
        claimed = credential.response.user_handle
        if not 1 <= len(credential.id) <= ID_MAXIMO:
            raise InvalidPasskey
        return Answered(_text(_bytes(credential.id)), _bytes(client.challenge), _bytes(claimed) if claimed else None)
    except ValueError as error:  # msgspec's, and those of base64 and UTF-8
        raise InvalidPasskey from error


def registered(site: Site, challenge: bytes, answer: str) -> Registered:
    """The passkey that was made. Raises InvalidPasskey."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except WebAuthnException as error:
        raise InvalidPasskey from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:  # JSON of another shape
        raise InvalidPasskey from error
    found = Registered(_text(made.credential_id), _text(made.credential_public_key), made.sign_count)
    if len(found.passkey_id) > ID_MAXIMO or len(found.public_key) > PUBLICA_MAXIMA:
        raise InvalidPasskey
    return found


def used(site: Site, challenge: bytes, answer: str, *, public_key: str, signatures: int) -> int:
    """How often it says to have signed by now. Raises InvalidPasskey, also where that went back: it was copied."""
    try:
        return verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=_bytes(public_key),
            credential_current_sign_count=signatures,
            require_user_verification=True,
        ).new_sign_count
    except WebAuthnException as error:
        raise InvalidPasskey from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:  # JSON of another shape
        raise InvalidPasskey from error


def _described(ids: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=_bytes(each)) for each in ids]


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """Raises ValueError for what is no base64url."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
