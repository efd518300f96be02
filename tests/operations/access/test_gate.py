"""A flood of sign-ins from one address waits for itself."""

import asyncio

import pytest

from portal.errors import DemasiadosIntentos, NoAutenticado
from portal.operations.access import gate
from portal.operations.access.gate import A_LA_VEZ, EN_FILA, de_a_pocos


class _Ingresos:
    """Sign-ins that end when they are told to; how many there were at once."""

    def __init__(self) -> None:
        self.adentro = self.mas = 0
        self.abierto = asyncio.Event()

    async def entrar(self, *, ip: str, bien: bool = True) -> str:
        self.adentro += 1
        self.mas = max(self.mas, self.adentro)
        await self.abierto.wait()
        self.adentro -= 1
        if not bien:
            raise NoAutenticado("ingreso-rechazado", "No.")
        return ip


async def _asentar() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_an_address_has_few_places_and_the_others_their_own() -> None:
    async def correr() -> None:
        ingresos = _Ingresos()
        entrar = de_a_pocos(ingresos.entrar)
        propios = [asyncio.ensure_future(entrar(ip="10.0.0.1")) for _ in range(10)]
        await _asentar()
        assert ingresos.mas == A_LA_VEZ
        otro = asyncio.ensure_future(entrar(ip="10.0.0.2"))
        await _asentar()
        assert ingresos.adentro == A_LA_VEZ + 1
        ingresos.abierto.set()
        assert await asyncio.gather(*propios, otro) == ["10.0.0.1"] * 10 + ["10.0.0.2"]
        assert gate._filas[asyncio.get_running_loop()] == {}  # noqa: SLF001 - nothing is kept of who has gone

    asyncio.run(correr())


def test_a_line_that_is_too_long_is_told_and_not_stood_in() -> None:
    async def correr() -> None:
        ingresos = _Ingresos()
        entrar = de_a_pocos(ingresos.entrar)
        propios = [asyncio.ensure_future(entrar(ip="10.0.0.1")) for _ in range(A_LA_VEZ + EN_FILA)]
        await _asentar()
        with pytest.raises(DemasiadosIntentos) as rehusado:
            await entrar(ip="10.0.0.1")
        assert rehusado.value.reintentar_en == 1
        ingresos.abierto.set()
        assert len(await asyncio.gather(*propios)) == A_LA_VEZ + EN_FILA

    asyncio.run(correr())


def test_whoever_goes_away_leaves_its_place() -> None:
    async def correr() -> None:
        ingresos = _Ingresos()
        entrar = de_a_pocos(ingresos.entrar)
        idos = [asyncio.ensure_future(entrar(ip="10.0.0.1", bien=False)) for _ in range(5)]
        await _asentar()
        for ido in idos:
            ido.cancel()
        await asyncio.gather(*idos, return_exceptions=True)
        ingresos.abierto.set()
        assert await entrar(ip="10.0.0.1") == "10.0.0.1"
        with pytest.raises(NoAutenticado):
            await entrar(ip="10.0.0.1", bien=False)

    asyncio.run(correr())
