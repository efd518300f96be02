"""What a large import costs those who sign in and pay meanwhile, and itself in memory.

    python -m benchmarks.importar [--filas 300000] [--calma 10] [--clientes 2]

`portal serve` as it is started for a company, on a file of its own; clients on sockets who sign in, and others who ask
what is owed, choose an instalment and pay it; and `portal importar` in a process of its own, first a list of debts that
are new, then the same as a whole list without a hundredth of them. It ends with 1 where somebody waited more than a
second, something was not answered 200, or the import took more than 200 MB.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import httpx
from msgspec import Struct, field
from rich.console import Console
from rich.table import Table

from benchmarks.processes import servidor
from portal import passwords
from portal.assembly import armar_portal
from portal.clock import ahora, dia
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.settings import cargar
from portal.structs.usuarios import Rol

PUERTO = 8821
CLAVE = "una-clave-larga-de-medir"
PAGADORES, CUOTAS = 800, 12
# Between one and the next of each client: people, and debts enough for the whole measurement.
PAUSA_S = 0.1
TOPE_MS, TOPE_MB = 1_000, 200
TITULOS = "DOCUMENTO;CLIENTE;CODMOVIMIENTO;TIPO;DESCRIPCION;IMPO_TOTA;FECH_VENC;NRO_CUOTA;CANT_CUOTAS;PLAN;LOTE;BARRIO"


class Momento(Struct):
    """A stretch of the measurement; milliseconds of each answer."""

    nombre: str
    ingresos: list[float] = field(default_factory=list)
    pagos: list[float] = field(default_factory=list)
    fallas: list[str] = field(default_factory=list)
    segundos: float = 0.0
    megas: float = 0.0


class Medicion(Struct):
    """Where whoever asks writes what it took."""

    momento: Momento
    sigue: bool = True


def lista(cuantas: int, *, sin_uno_de: int = 0) -> Iterator[str]:
    """The payers' debts and so many others; `sin_uno_de` leaves out one of so many of the others."""
    primero = dia(ahora()) + timedelta(days=5)
    yield TITULOS
    for numero in range(PAGADORES * CUOTAS + cuantas):
        if sin_uno_de and numero >= PAGADORES * CUOTAS and numero % sin_uno_de == 0:
            continue
        cliente, cuota = divmod(numero, CUOTAS)
        vence = primero + timedelta(days=30 * cuota)
        yield (
            f"{4_000_000 + cliente};Cliente Número {cliente} Benítez Ñandutí;M-{numero:08d};CUOTA;"
            f"Cuota {cuota + 1} de {CUOTAS} del lote {cliente};850.000;{vence:%d/%m/%Y};{cuota + 1};{CUOTAS};"
            f"P-{cliente};L-{cliente};Las Golondrinas"
        )


async def gente(portal: Portal) -> None:
    """A canal that pays, and customers who sign in."""
    cifrada = await passwords.cifrar(CLAVE)

    async def hacer(tx: Transaccion) -> None:
        for numero in range(40):
            await usuarios.crear(
                tx.sql,
                ahora(),
                usuario=f"canal-{numero}" if numero == 0 else str(4_000_000 + numero),
                rol=Rol.CLIENTE if numero else Rol.CANAL,
                nombre="Ana Ñandutí",
                documento=str(4_000_000 + numero) if numero else None,
                cifrada=cifrada,
            )
        await tx.confirmar()

    await portal.repo.write(hacer)


async def ingresar(web: httpx.AsyncClient, medicion: Medicion) -> None:
    """One customer after another."""
    for numero in count(1):
        if not medicion.sigue:
            return
        usuario = str(4_000_000 + numero % 39 + 1)
        await pedir(
            medicion, medicion.momento.ingresos, web.post("/token", data={"username": usuario, "password": CLAVE})
        )
        await asyncio.sleep(PAUSA_S)


async def pagar(web: httpx.AsyncClient, medicion: Medicion, cuales: Iterator[int]) -> None:
    """One instalment after another, the oldest of each payer: what is timed is each of the three requests."""
    token = (await web.post("/token", data={"username": "canal-0", "password": CLAVE})).json()["access_token"]
    web.headers["Authorization"] = f"Bearer {token}"
    for numero in cuales:
        if not medicion.sigue:
            return
        tiempos = medicion.momento.pagos
        documento = {"documento": str(4_000_000 + numero % PAGADORES), "moneda": 1}
        consulta = await pedir(medicion, tiempos, web.get("/consulta/deuda-cliente/", params=documento))
        if consulta is None:
            await asyncio.sleep(PAUSA_S)
            continue
        codigo, sesion = consulta["deudas"][0]["CODMOVIMIENTO"], consulta["idsession"]
        elegida = {"idsession": sesion, "indicador": "S", "codmovimiento": codigo, "usuario": "canal-0"}
        await pedir(medicion, tiempos, web.post("/carrito/agregar", params=elegida))
        pago = {"session": sesion, "user": "canal-0", "cod_transaccion": f"B-{numero}"}
        await pedir(medicion, tiempos, web.post("/pago", params=pago))
        await asyncio.sleep(PAUSA_S)


async def pedir(medicion: Medicion, tiempos: list[float], pedido: Awaitable[httpx.Response]) -> dict | None:
    """The answer, with what it took written down; None where it was not 200."""
    comienzo = time.perf_counter()
    momento = medicion.momento
    respuesta = await pedido
    tiempos.append((time.perf_counter() - comienzo) * 1000)
    if respuesta.status_code == httpx.codes.OK:
        return respuesta.json()
    momento.fallas.append(f"{respuesta.status_code} {respuesta.text[:200]}")
    return None


async def importar(momento: Momento, archivo: Path, ajustes: dict[str, str], *opciones: str) -> str:
    """Runs the command to its end, and keeps what it took."""
    comienzo = time.perf_counter()
    proceso = await asyncio.to_thread(
        _correr, [sys.executable, "-m", "portal", "importar", *opciones, str(archivo)], ajustes
    )
    momento.segundos = time.perf_counter() - comienzo
    momento.megas = proceso[1]
    return proceso[0]


def _correr(mandato: list[str], ajustes: dict[str, str]) -> tuple[str, float]:
    with tempfile.TemporaryFile("w+") as salida:
        proceso = subprocess.Popen(mandato, env={**os.environ, **ajustes}, stdout=salida, stderr=salida)  # noqa: S603 - ours
        pico = 0
        while proceso.poll() is None:
            # The kernel's ru_maxrss begins with that of whoever started it, which is this one.
            pico = _pico_en_kb(proceso.pid) or pico
            time.sleep(0.05)
        salida.seek(0)
        dicho = salida.read()
    if proceso.returncode:
        raise RuntimeError(dicho)
    return dicho, pico / 1024


def _pico_en_kb(pid: int) -> int:
    """0 once it has ended."""
    lineas = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(linea.split()[1]) for linea in lineas if linea.startswith("VmHWM:")), 0)


async def medir(carpeta: Path, ajustes: dict[str, str], opciones: argparse.Namespace) -> list[Momento]:
    """The calm, the list of new debts, and the whole list."""
    medicion = Medicion(Momento("en calma"))
    momentos = [medicion.momento]
    nueva, completa = carpeta / "nueva.csv", carpeta / "completa.csv"
    nueva.write_text("\n".join(lista(opciones.filas)), "utf-8")
    completa.write_text("\n".join(lista(opciones.filas, sin_uno_de=100)), "utf-8")
    cuales = iter(range(PAGADORES * CUOTAS - 1))
    async with asyncio.TaskGroup() as grupo:
        for _ in range(opciones.clientes):
            for tarea in (ingresar, pagar):
                web = httpx.AsyncClient(base_url=f"http://127.0.0.1:{PUERTO}", timeout=60)
                grupo.create_task(_cerrando(web, tarea, medicion, cuales))
        await asyncio.sleep(opciones.calma)
        for nombre, archivo, mas in (("lista nueva", nueva, ()), ("lista completa", completa, ("--completa",))):
            medicion.momento = Momento(nombre)
            momentos.append(medicion.momento)
            Console(stderr=True).print(await importar(medicion.momento, archivo, ajustes, *mas), end="")
        medicion.sigue = False
    return momentos


async def _cerrando(
    web: httpx.AsyncClient, tarea: Callable[..., Awaitable[None]], medicion: Medicion, cuales: Iterator[int]
) -> None:
    async with web:
        await (tarea(web, medicion) if tarea is ingresar else tarea(web, medicion, cuales))


def tabla(momentos: list[Momento]) -> Table:
    """A row for each stretch."""
    hecha = Table(title="Mientras se importa", title_justify="left")
    for titulo in (
        "",
        "ingresos",
        "p99 ms",
        "peor ms",
        "pedidos de pago",
        "p99 ms",
        "peor ms",
        "fallas",
        "segundos",
        "MB",
    ):
        hecha.add_column(titulo, justify="right" if titulo else "left")
    for cada in momentos:
        celdas = [cada.nombre]
        for tiempos in (sorted(cada.ingresos), sorted(cada.pagos)):
            p99, peor = (tiempos[int(len(tiempos) * 0.99)], tiempos[-1]) if tiempos else (0.0, 0.0)
            celdas += [str(len(tiempos)), f"{p99:.0f}", f"{peor:.0f}"]
        hecha.add_row(*celdas, str(len(cada.fallas)), f"{cada.segundos:.0f}", f"{cada.megas:.0f}")
    return hecha


def main() -> None:
    """Prints the table."""
    pedido = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pedido.add_argument("--filas", type=int, default=300_000)
    pedido.add_argument("--calma", type=float, default=10)
    pedido.add_argument("--clientes", type=int, default=2, help="que ingresan, y otros tantos que pagan")
    opciones = pedido.parse_args()
    with tempfile.TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        ajustes = {"SQLITE_PATH": str(carpeta / "medida.sqlite3"), "CANAL_PEDIDOS_POR_MINUTO": "1000000"}
        inicial = carpeta / "inicial.csv"
        inicial.write_text("\n".join(lista(0)), "utf-8")
        _correr([sys.executable, "-m", "portal", "importar", str(inicial)], ajustes)
        asyncio.run(_con_portal(ajustes))
        with servidor(["portal", "serve"], PUERTO, ajustes):
            momentos = asyncio.run(medir(carpeta, ajustes, opciones))
    Console().print(tabla(momentos))
    peor = max(max(cada.ingresos + cada.pagos, default=0.0) for cada in momentos)
    megas = max(cada.megas for cada in momentos)
    fallas = [falla for cada in momentos for falla in cada.fallas]
    Console().print(
        f"La espera más larga: {peor:.0f} ms. El pico del que importa: {megas:.0f} MB. Sin 200: {fallas[:3]}"
    )
    sys.exit(peor > TOPE_MS or megas > TOPE_MB or bool(fallas))


async def _con_portal(ajustes: dict[str, str]) -> None:
    portal = armar_portal(cargar(ajustes))
    try:
        await gente(portal)
    finally:
        await portal.cerrar()


if __name__ == "__main__":
    main()
