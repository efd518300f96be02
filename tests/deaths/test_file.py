"""The database's file is taken away under two servers that charge: a 200 is in the file that is opened afterwards."""

import asyncio
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.deaths.books import leer, violaciones
from tests.deaths.company import fundar
from tests.deaths.processes import servir
from tests.deaths.test_crowd import dos_instancias, pagar
from tests.deaths.tramites import carrito

A_LA_VEZ = 8
TOMAS: dict[str, Callable[[Path, Path], object]] = {
    "rm": lambda ruta, _: ruta.unlink(),
    "mv": lambda ruta, copia: copia.replace(ruta),
    "cp": lambda ruta, copia: shutil.copyfile(copia, ruta),
}


async def _pagar_todos(apis: Sequence[AsyncClient], sesiones: list[tuple[int, int]], dichos: dict[str, int]) -> None:
    while sesiones:
        numero, session = sesiones.pop()
        respuesta = await pagar(apis[numero % len(apis)], session, f"K-{numero}")
        dichos[f"K-{numero}"] = respuesta.status_code


async def _varios(apis: Sequence[AsyncClient], sesiones: list[tuple[int, int]]) -> dict[str, int]:
    """What each code was answered."""
    dichos: dict[str, int] = {}
    await asyncio.gather(*(_pagar_todos(apis, sesiones, dichos) for _ in range(A_LA_VEZ)))
    return dichos


async def _al_rato(tomar: Callable[[Path, Path], object], ruta: Path, copia: Path) -> None:
    await asyncio.sleep(0.1)
    tomar(ruta, copia)


@pytest.mark.parametrize("toma", TOMAS)
def test_no_payment_is_said_to_be_made_in_a_file_that_is_gone(tmp_path: Path, toma: str, largas: bool) -> None:
    ruta, copia = tmp_path / "base.sqlite3", tmp_path / "copia.sqlite3"
    cuantos = 1000 if largas else 240

    async def correr() -> None:
        origen = await fundar(ruta, cuantos)
        shutil.copyfile(ruta, copia)
        async with dos_instancias(ruta, origen) as apis:
            sesiones = [(n, await carrito(apis[n % 2], n)) for n in range(cuantos)]
            antes = await _varios(apis, [sesiones.pop() for _ in range(cuantos // 4)])
            assert set(antes.values()) == {200}
            medio = [sesiones.pop() for _ in range(cuantos // 4)]
            en_vuelo, _ = await asyncio.gather(_varios(apis, medio), _al_rato(TOMAS[toma], ruta, copia))
            despues = await _varios(apis, sesiones)
            listas = [(await api.get("/salud/lista")).status_code for api in apis]
            vivos = [(await api.get("/salud")).status_code for api in apis]
        # In flight, some were made before; none failed otherwise, and none is promised afterwards.
        assert set(en_vuelo.values()) <= {200, 202, 503}
        assert set(despues.values()) == {503}
        assert (listas, vivos) == ([503, 503], [200, 200])
        registro = await asyncio.to_thread(Path(f"{ruta}.log").read_text, "utf-8")
        assert "base_quitada" in registro or "base_cambiada" in registro
        assert "Traceback" not in registro
        if toma == "rm":
            return
        async with servir(ruta, origen):
            assert await violaciones(ruta, con_auditoria=True) == ()
            assert leer(ruta, "PRAGMA integrity_check") == [("ok",)]
            assert not [fila for fila in leer(ruta, "SELECT cod_transaccion FROM portal_pago") if fila[0] in despues]

    asyncio.run(correr())
