"""The driver's socket, made to wait by turns."""

import socket
import ssl
from collections.abc import Callable
from typing import TypeVar

from portal.repo.oracle.fibra import esperar

R = TypeVar("R")


class Enchufe(socket.socket):
    """One of TCP."""

    __slots__ = ()

    def recv(self, cuanto: int, banderas: int = 0, /) -> bytes:
        esperar(self.fileno(), escribe=False)  # the driver asks when it has just sent: the answer is not there yet
        return _cuando_se_pueda(self, lambda: super(Enchufe, self).recv(cuanto, banderas), escribe=False)

    def send(self, datos: bytes, banderas: int = 0, /) -> int:  # type: ignore[override] # the driver sends bytes only
        return _enviar(self, datos, lambda parte: super(Enchufe, self).send(parte, banderas))


class EnchufeTLS(ssl.SSLSocket):
    """One of TLS, which may have to write in order to read."""

    def recv(self, cuanto: int = 1024, banderas: int = 0) -> bytes:
        return _cuando_se_pueda(self, lambda: super(EnchufeTLS, self).recv(cuanto, banderas), escribe=False)

    def send(self, datos: bytes, banderas: int = 0) -> int:  # type: ignore[override] # the driver sends bytes only
        return _enviar(self, datos, lambda parte: super(EnchufeTLS, self).send(parte, banderas))


def por_turnos(enchufe: socket.socket) -> None:
    """From now on it waits by turns. The driver makes its sockets itself and keeps them, but calls them as any
    program does: that one becomes another kind, with the same inside."""
    enchufe.settimeout(0)
    enchufe.__class__ = EnchufeTLS if isinstance(enchufe, ssl.SSLSocket) else Enchufe


def _cuando_se_pueda(enchufe: socket.socket, intentar: Callable[[], R], *, escribe: bool) -> R:
    while True:
        try:
            return intentar()
        except BlockingIOError:
            esperar(enchufe.fileno(), escribe=escribe)
        except ssl.SSLWantReadError:
            esperar(enchufe.fileno(), escribe=False)
        except ssl.SSLWantWriteError:
            esperar(enchufe.fileno(), escribe=True)


def _enviar(enchufe: socket.socket, datos: bytes, enviar: Callable[[memoryview], int]) -> int:
    """All of it: the driver does not look at how much was sent."""
    resto = memoryview(datos)
    while resto:
        resto = resto[_cuando_se_pueda(enchufe, lambda parte=resto: enviar(parte), escribe=True) :]  # type: ignore[misc]
    return len(datos)
