"""What a passkey signs: a number that is told by itself to be ours, for what it was given and until when.

Nothing is kept of one until it is used, so that asking for many fills nothing.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from portal.clock import de_micros, en_micros
from portal.factors import sealing

LASTS = timedelta(minutes=10)
NONCE = 16
UNTIL = 8
MARK = 32


def new(secret_key: str, purpose: str, now: datetime) -> bytes:
    """56 bytes, for that purpose alone."""
    said = secrets.token_bytes(NONCE) + en_micros(now + LASTS).to_bytes(UNTIL, "big")
    return said + _mark(secret_key, purpose, said)


def until(secret_key: str, purpose: str, challenge: bytes, now: datetime) -> datetime | None:
    """When it ends; None for one that ended, is for something else, or is not ours."""
    said, mark = challenge[: NONCE + UNTIL], challenge[NONCE + UNTIL :]
    if len(mark) != MARK or not hmac.compare_digest(mark, _mark(secret_key, purpose, said)):
        return None
    end = de_micros(int.from_bytes(said[NONCE:], "big"))
    return end if end > now else None


def _mark(secret_key: str, purpose: str, said: bytes) -> bytes:
    return sealing.mark(secret_key, "reto", purpose.encode() + b"\0" + said)
