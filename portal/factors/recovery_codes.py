"""Codes on paper for whoever lost the other factors: ten, each good once."""

import secrets

from portal.factors import sealing

HOW_MANY = 10
# 120 bits: as what cannot be guessed, a fast hash keeps it well enough (ASVS 6.5.2 asks for 112).
LENGTH = 24
GROUP = 4
# Those that were made before had 50 bits; whoever has some is told to make others.
SHORT = 10
# Without I, L, O, U: nobody takes them for a figure, nor reads a word (Crockford's base 32).
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_codes() -> tuple[str, ...]:
    """As they are shown: in six groups, XXXX-XXXX-XXXX-XXXX-XXXX-XXXX."""
    groups = range(LENGTH // GROUP)
    return tuple(
        "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in groups) for _ in range(HOW_MANY)
    )


def normal(typed: str) -> str | None:
    """The form in which codes are compared; None for what cannot be one."""
    code = "".join(each for each in typed.upper() if each not in " -").translate(MISREAD)
    return code if len(code) in (LENGTH, SHORT) and set(code) <= set(LETTERS) else None


def fingerprint(secret_key: str, user_id: int, code: str) -> str:
    """What is kept of one in its normal form: 64 hexadecimal letters, which whoever has the tables alone cannot guess
    from."""
    return sealing.mark(secret_key, "respaldo", f"{user_id}:{code}".encode()).hex()
