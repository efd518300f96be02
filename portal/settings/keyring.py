"""The keys that sign tokens: SECRET_KEY alone, or those of a file too, which are rotated without ending a session.

A key signs from `desde` on, until a later one does; what it signed is good until `hasta`. The algorithm is the key's
own: what a token says of it is not asked.
"""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from portal.settings.values import is_monotonous

# The longest that a token is good for (ACCESS_TOKEN_EXPIRE_MINUTES may be a whole day).
LIFE = timedelta(days=1)
ALGORITHMS = ("HS256", "HS384", "HS512")
# SECRET_KEY's own name, and that of a token of before there were any.
BASE = "0"
LENGTH = 32


class SigningKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One key. kid: as tokens name it; hasta: None while nothing ends it."""

    kid: str
    alg: str
    clave: str
    desde: datetime
    hasta: datetime | None = None

    def __repr__(self) -> str:
        """Without the key."""
        return f"SigningKey({self.kid})"

    def counts(self, now: datetime) -> bool:
        """Whether what it signed is good then."""
        return self.hasta is None or now < self.hasta


class Keyring(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file's keys, oldest first. secret_key_hasta: until when tokens signed by SECRET_KEY are good."""

    claves: tuple[SigningKey, ...] = ()
    secret_key_hasta: datetime | None = None


def read(file: Path) -> Keyring:
    """What a file holds; nothing where there is none yet. Raises ValueError for one that is no ring, OSError."""
    if not file.exists():
        return Keyring()
    ring = msgspec.json.decode(file.read_bytes(), type=Keyring)
    names = [key.kid for key in ring.claves]
    moments = [moment for key in ring.claves for moment in (key.desde, key.hasta)] + [ring.secret_key_hasta]
    if len({*names, BASE}) != len(names) + 1 or any(moment and moment.tzinfo is None for moment in moments):
        raise ValueError("names twice, or a moment of no zone")
    if not all(key.alg in ALGORITHMS for key in ring.claves):
        raise ValueError("another algorithm")
    return ring


def is_weak(key: str) -> bool:
    """Short, or guessed at once."""
    return len(key) < LENGTH or is_monotonous(key)


def rotated(ring: Keyring, now: datetime, alg: str, *, after: timedelta) -> Keyring:
    """With a new key, which signs after that time so that every instance knows it by then; those before it end when
    their last token does. Without any time it is for a key that leaked: all others end now, and their tokens with
    them. What ended is left out."""
    begins = now + after
    ends = begins + LIFE if after else now
    new = SigningKey(kid=secrets.token_hex(6), alg=alg, clave=secrets.token_urlsafe(64), desde=begins)
    kept = [structs.replace(key, hasta=_sooner(key.hasta, ends)) for key in ring.claves]
    return Keyring(
        claves=(*(key for key in kept if key.counts(now)), new),
        secret_key_hasta=_sooner(ring.secret_key_hasta, ends),
    )


def write(file: Path, ring: Keyring) -> None:
    """In one step, so that nobody reads half of it; for its owner's eyes alone. Raises OSError."""
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(msgspec.json.format(msgspec.json.encode(ring), indent=2))
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _sooner(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else min(one, other)
