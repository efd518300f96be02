"""Second factors: what a user proves to be the account's owner with, beside the password."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class TipoDeFactor(StrEnum):
    """TOTP: codes of an application (RFC 6238). PASSKEY: a key that a device keeps (WebAuthn), which alone signs in."""

    TOTP = "totp"
    PASSKEY = "passkey"


class Factor(Struct, frozen=True, kw_only=True):
    """One of a user's. Of a totp: semilla, its seed encrypted, and paso, the last step of 30 seconds whose code was
    taken. Of a passkey: its id and public key in base64url, and firmas, how often it says to have signed."""

    id: int
    usuario_id: int
    tipo: TipoDeFactor
    nombre: str
    creado: datetime
    semilla: str | None = None
    paso: int | None = None
    passkey_id: str | None = None
    publica: str | None = None
    firmas: int | None = None
    usado: datetime | None = None


class Factores(Struct, frozen=True, kw_only=True):
    """All of a user's, the oldest first, and how many recovery codes are left; cortos: how many of those are of before,
    when they were short."""

    todos: tuple[Factor, ...] = ()
    respaldos: int = 0
    cortos: int = 0

    def de(self, tipo: TipoDeFactor) -> tuple[Factor, ...]:
        """Those of one kind."""
        return tuple(factor for factor in self.todos if factor.tipo is tipo)
