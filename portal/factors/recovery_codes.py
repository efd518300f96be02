"""Codes on paper for whoever lost the other factors: ten, each good once."""

import secrets

from portal.factors import sealing

HOW_MANY = 10
LENGTH = 10
# Without I, L, O, U: nobody takes them for a figure, nor reads a word (Crockford's base 32). 50 bits a code.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_codes() -> tuple[str, ...]:
    """As they are shown: XXXXX-XXXXX."""
    codes = ("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY))
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def normal(typed: str) -> str | None:
    """The form in which codes are compared; None for what cannot be one."""
    code = "".join(each for each in typed.upper() if each not in " -").translate(MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None


def fingerprint(secret_key: str, user_id: int, code: str) -> str:
    """What is kept of one in its normal form: 64 hexadecimal letters, which whoever has the tables alone cannot guess
    from."""
    return sealing.mark(secret_key, "respaldo", f"{user_id}:{code}".encode()).hex()
