"""Passwords: argon2id with OWASP's minimum cost, a few at a time so that a flood of sign-ins cannot own the machine."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from portal.inputs.password import LARGO_MAXIMO, normal

_cifrador = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_hilos = ThreadPoolExecutor(max_workers=2, thread_name_prefix="claves")
# Checked where the user is unknown, so that both answers take the same time.
_SENUELO = _cifrador.hash("nadie tiene esta clave")


class Cotejo(Struct, frozen=True):
    """`renovada`: the hash to keep from here on, where the one at hand is not of today's form."""

    coincide: bool
    renovada: str | None = None


def _coincide(cifrada: str, clave: str) -> bool:
    try:
        return _cifrador.verify(cifrada, clave)
    except (VerificationError, InvalidHashError):
        return False


def _cotejar(cifrada: str, clave: str) -> Cotejo:
    una = normal(clave)
    if _coincide(cifrada, una):
        return Cotejo(coincide=True, renovada=_cifrador.hash(una) if _cifrador.check_needs_rehash(cifrada) else None)
    # Hashes made before there was one form are of what was typed.
    if una != clave and _coincide(cifrada, clave):
        return Cotejo(coincide=True, renovada=_cifrador.hash(una))
    return Cotejo(coincide=False)


async def cifrar(clave: str) -> str:
    """The argon2id hash, with its own salt and parameters."""
    return await asyncio.get_running_loop().run_in_executor(_hilos, _cifrador.hash, normal(clave))


async def verificar(cifrada: str | None, clave: str) -> Cotejo:
    """Whether the password is that of the hash; without hash it takes as long and answers no."""
    # One letter more than a password may have never matches, and is all that is worth hashing.
    cotejo = await asyncio.get_running_loop().run_in_executor(
        _hilos, _cotejar, cifrada or _SENUELO, clave[: LARGO_MAXIMO + 1]
    )
    return cotejo if cifrada is not None else Cotejo(coincide=False)
