"""kill -9 of a real server, at every named place and at any microsecond; the next one finds everything in order."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path

import pytest

from tests.deaths import traps
from tests.deaths.books import asentado, cuadra, violaciones
from tests.deaths.company import fundar
from tests.deaths.processes import Servidor, cliente, servir
from tests.deaths.tramites import DeCanal, EnElBanco, Tramite, token

CORTAS, LARGAS = 100, 500
# Lives side by side, each of a company of its own: most of the time one waits for a term to end.
A_LA_VEZ = 4
ANTES_S = 0.04

Hacer = Callable[[int], Tramite]
CON_NOMBRE: tuple[tuple[str, Hacer], ...] = (
    *((lugar, lambda n: DeCanal(n, con_llave=True)) for lugar in traps.PAGO),
    *((lugar, DeCanal) for lugar in traps.PAGO if lugar != "llave"),
    *((lugar, lambda n: DeCanal(n, "ANULADO", con_llave=True)) for lugar in traps.ANULACION),
    *((lugar, lambda n: EnElBanco(n, corta="ida")) for lugar in traps.IDA),
    *((lugar, lambda n: EnElBanco(n, corta="vuelta")) for lugar in traps.VUELTA),
    *((lugar, lambda n: EnElBanco(n, "ANULADO", "devolucion")) for lugar in traps.DEVOLUCION),
)
AL_AZAR: tuple[Hacer, ...] = (
    lambda n: DeCanal(n, con_llave=True),
    lambda n: DeCanal(n, "ANULADO"),
    lambda n: EnElBanco(n, corta="vuelta"),
    lambda n: EnElBanco(n, "ANULADO", "devolucion"),
)


@dataclass
class Vida:
    """One company, and what is pending with it from one server to the next. demoras: how long a server that was left
    alone took, from where it accepts, to leave nothing in doubt, in seconds."""

    ruta: Path
    origen: float
    azar: random.Random
    numeros: Iterator[int] = field(default_factory=count)
    pendientes: Sequence[Tramite] = ()
    demoras: list[float] = field(default_factory=list)

    async def recuperar(self, servidor: Servidor, *, esperando: bool) -> None:
        """Everything that was cut is settled, whether the portal is left alone or asked again at once."""
        comienzo = time.monotonic()
        if esperando:
            await asentado(self.ruta)
            self.demoras.append(time.monotonic() - comienzo)
        async with cliente(servidor.puerto) as api:
            api.headers["authorization"] = await token(api)
            await asyncio.gather(*(self._con_paginas(servidor, api, cada.insistir) for cada in self.pendientes))
        await asentado(self.ruta)
        assert await violaciones(self.ruta, con_auditoria=False) == ()
        cuadra(self.ruta, self.pendientes)

    async def morir(self, servidor: Servidor, lugar: str | None, haceres: Sequence[Hacer]) -> None:
        """The first of them dies at that place, and the others with it; without one, all at any time."""
        self.pendientes = [hacer(next(self.numeros)) for hacer in haceres]
        async with cliente(servidor.puerto) as api:
            api.headers["authorization"] = await token(api)
            webs = [cliente(servidor.puerto) for _ in self.pendientes]
            try:
                await asyncio.gather(
                    *(cada.preparar(api, web) for cada, web in zip(self.pendientes, webs, strict=True))
                )
                pedidos = asyncio.gather(
                    *(cada.pedir(lugar or "" if nro == 0 else "") for nro, cada in enumerate(self.pendientes))
                )
                if lugar is None:
                    await asyncio.sleep(self.azar.uniform(0, ANTES_S))
                    servidor.matar()
                await pedidos
                await servidor.terminado()  # or nobody came to that place
            finally:
                await asyncio.gather(*(web.aclose() for web in webs))

    async def _con_paginas(self, servidor: Servidor, api: object, insistir: Callable[..., object]) -> None:
        async with cliente(servidor.puerto) as web:
            await insistir(api, web)  # type: ignore[misc]


async def vivir(vida: Vida, muertes: Iterator[tuple[str | None, Sequence[Hacer]]]) -> int:
    """From one death to the next, until there are no more; how many there were."""
    esperando, murio = False, 0
    for lugar, haceres in muertes:
        async with servir(vida.ruta, vida.origen) as servidor:
            await vida.recuperar(servidor, esperando=esperando)
            await vida.morir(servidor, lugar, haceres)
        esperando, murio = lugar is not None, murio + 1
    async with servir(vida.ruta, vida.origen) as servidor:
        await vida.recuperar(servidor, esperando=esperando)
    assert await violaciones(vida.ruta, con_auditoria=True) == ()
    return murio


def test_nothing_is_lost_doubled_or_partial_wherever_the_server_dies(
    tmp_path: Path, largas: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    cuantas = LARGAS if largas else CORTAS
    azar = random.Random()  # noqa: S311 - when to die
    muertes: list[tuple[str | None, Sequence[Hacer]]] = [
        (lugar, (hacer, otro))
        for (lugar, hacer), otro in zip(islice(cycle(CON_NOMBRE), cuantas * 2 // 3), cycle(AL_AZAR), strict=False)
    ]
    muertes += [(None, AL_AZAR)] * (cuantas - len(muertes))
    azar.shuffle(muertes)
    quedan = iter(muertes)

    async def correr() -> list[Vida]:
        vidas = []
        for n in range(A_LA_VEZ):
            ruta = tmp_path / f"vida-{n}.sqlite3"
            vidas.append(Vida(ruta, await fundar(ruta, cuantas * len(AL_AZAR)), azar))
        murieron = await asyncio.gather(*(vivir(vida, quedan) for vida in vidas))
        assert sum(murieron) == cuantas
        return vidas

    vidas = asyncio.run(correr())
    assert not [vida.ruta for vida in vidas if "Traceback" in Path(f"{vida.ruta}.log").read_text()]
    demoras = sorted(demora for vida in vidas for demora in vida.demoras)
    with capsys.disabled():
        print(  # noqa: T201 - measured, and not asserted
            f"\n{cuantas} muertes; sin dudas después de volver: mediana {demoras[len(demoras) // 2]:.2f} s, "
            f"p99 {demoras[int(len(demoras) * 0.99)]:.2f} s, peor {demoras[-1]:.2f} s"
        )
