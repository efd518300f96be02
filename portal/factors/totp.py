"""Codes of an application: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as every application has them."""

import hmac
from datetime import datetime

import pyotp

STEP_S = 30
DIGITS = 6
# A clock that is half a minute off, or a code typed just too late, is still somebody's.
WINDOW = 1


def new_seed() -> str:
    """160 bits in base32, as applications take it."""
    return pyotp.random_base32()


def accepted_step(seed: str, code: str, last: int, now: datetime) -> int | None:
    """The step whose code this is, if it is one around now and after `last`; otherwise None. Whoever keeps it as the
    last takes each code once: pyotp's own verify() would take one again for a minute and a half."""
    if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
        return None
    totp, step = pyotp.TOTP(seed), int(now.timestamp()) // STEP_S
    return next(
        (
            one
            for one in range(step - WINDOW, step + WINDOW + 1)
            if one > last and hmac.compare_digest(totp.generate_otp(one), code)
        ),
        None,
    )


def address(seed: str, user: str, issuer: str) -> str:
    """What the QR says, by which an application takes the seed."""
    return pyotp.TOTP(seed).provisioning_uri(name=user, issuer_name=issuer)
