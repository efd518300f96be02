"""The load: keep-alive clients on bare sockets, so cheap that the server is what is measured."""

import asyncio
import time
from multiprocessing.connection import Connection

import uvloop
from msgspec import Struct

CABEZA = b"\r\n\r\n"
LARGO = b"content-length: "
BIEN = b"HTTP/1.1 200"


class Pedido(Struct, frozen=True):
    """For a while (`segundos`) or for so many (`cuantos`), each client with its own request, over and over."""

    puerto: int
    peticiones: tuple[bytes, ...]
    segundos: float = 0.0
    cuantos: int = 0


class Medido(Struct, frozen=True):
    """segundos: what it took. tardanzas: of each answer that was right, in milliseconds. fallas: how many were not.
    largo: bytes of the last one's body."""

    segundos: float
    tardanzas: list[float]
    largo: int = 0
    fallas: int = 0


class _Cliente(asyncio.Protocol):
    """One connection: the next request goes out when the answer is whole."""

    def __init__(self, pedido: Pedido, peticion: bytes, tardanzas: list[float], fin: "asyncio.Future[int]") -> None:
        self._pedido = pedido
        self._peticion = peticion
        self._tardanzas = tardanzas
        self._fin = fin
        self._hasta = time.perf_counter() + pedido.segundos if pedido.segundos else float("inf")
        self._entrada = b""
        self._salida: asyncio.WriteTransport | None = None
        self._antes = 0.0
        self.fallas = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._salida = transport  # type: ignore[assignment]
        self._pedir()

    def data_received(self, data: bytes) -> None:
        self._entrada += data
        corte = self._entrada.find(CABEZA)
        if corte < 0:
            return
        cabeza = self._entrada[:corte].lower()
        largo = int(cabeza.partition(LARGO)[2].split(b"\r\n", 1)[0])
        if len(self._entrada) < corte + len(CABEZA) + largo:
            return
        ahora = time.perf_counter()
        if self._entrada.startswith(BIEN):
            self._tardanzas.append((ahora - self._antes) * 1000)
        else:
            self.fallas += 1
        self._entrada = b""
        if ahora >= self._hasta or len(self._tardanzas) >= (self._pedido.cuantos or float("inf")):
            self._terminar(largo)
        else:
            self._pedir()

    def connection_lost(self, exc: Exception | None) -> None:
        self._terminar(RuntimeError(f"se cortó: {exc}"))

    def _pedir(self) -> None:
        self._antes = time.perf_counter()
        if self._salida is not None:
            self._salida.write(self._peticion)

    def _terminar(self, como: int | Exception) -> None:
        if not self._fin.done():
            self._fin.set_exception(como) if isinstance(como, Exception) else self._fin.set_result(como)
        if self._salida is not None:
            self._salida.close()


async def _medir(pedido: Pedido) -> Medido:
    bucle = asyncio.get_running_loop()
    tardanzas: list[float] = []
    finales: list[asyncio.Future[int]] = []
    clientes: list[_Cliente] = []
    antes = time.perf_counter()
    for peticion in pedido.peticiones:
        fin: asyncio.Future[int] = bucle.create_future()
        finales.append(fin)
        cliente = _Cliente(pedido, peticion, tardanzas, fin)
        clientes.append(cliente)
        await bucle.create_connection(lambda cliente=cliente: cliente, "127.0.0.1", pedido.puerto)
    largos = await asyncio.gather(*finales)
    fallas = sum(cliente.fallas for cliente in clientes)
    return Medido(time.perf_counter() - antes, tardanzas, largos[-1], fallas)


def cargar(pedidos: Connection) -> None:
    """Does what it is asked through the pipe, and answers what it measured, until it is ended."""
    while True:
        pedidos.send(uvloop.run(_medir(pedidos.recv())))


def pedir(tubo: Connection, pedido: object) -> Medido:
    """What the process at the other end of the pipe measured, of what it is asked for."""
    tubo.send(pedido)
    medido: Medido = tubo.recv()
    return medido
