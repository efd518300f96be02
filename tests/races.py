"""What another instance does between two steps of this one, on the same database."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from portal.repo.protocol import Cuerpo, Repo, T


@dataclass
class RepoInterrumpido:
    """Something happens on another instance right before this one writes for that time, counted from 1."""

    repo: Repo
    antes: Callable[[], Awaitable[None]] | None
    escritura: int = 1

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        return await self.repo.read(cuerpo)

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        self.escritura -= 1
        if self.escritura == 0 and self.antes is not None:
            await self.antes()
        return await self.repo.write(cuerpo)

    async def verificar(self) -> None:
        await self.repo.verificar()

    async def cerrar(self) -> None:
        await self.repo.cerrar()
