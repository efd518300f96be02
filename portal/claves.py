"""Passwords: argon2id with OWASP's minimum cost, a few at a time so that a flood of sign-ins cannot own the machine."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LARGO_MINIMO = 8
LARGO_MAXIMO = 256

_cifrador = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_hilos = ThreadPoolExecutor(max_workers=2, thread_name_prefix="claves")
# Checked where the user is unknown, so that both answers take the same time.
_SENUELO = _cifrador.hash("nadie tiene esta clave")


def _coincide(cifrada: str, clave: str) -> bool:
    try:
        return _cifrador.verify(cifrada, clave)
    except (VerificationError, InvalidHashError):
        return False


async def cifrar(clave: str) -> str:
    """The argon2id hash, with its own salt and parameters."""
    return await asyncio.get_running_loop().run_in_executor(_hilos, _cifrador.hash, clave)


async def verificar(cifrada: str | None, clave: str) -> bool:
    """Whether the password is that of the hash; without hash it takes as long and answers no."""
    bien = await asyncio.get_running_loop().run_in_executor(_hilos, _coincide, cifrada or _SENUELO, clave)
    return bien and cifrada is not None
