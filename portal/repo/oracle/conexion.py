"""Opening and ending a connection of the driver without ever waiting longer than one means to."""

import contextlib
import random
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import oracledb

from portal.repo.oracle.enchufe import por_turnos
from portal.repo.oracle.fibra import Fibra
from portal.settings import Settings

T = TypeVar("T")

PLAZO_S = 3.0
PING_S = 1.0
VIDA_S = 1800
# -03:00 is Asunción since October 2024; a database's own time zone file may still know the daylight saving of before.
SESION = (
    "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD' NLS_NUMERIC_CHARACTERS = '.,' NLS_SORT = BINARY "
    "NLS_COMP = BINARY TIME_ZONE = '-03:00'"
)

oracledb.defaults.fetch_decimals = True  # by default the driver makes floats of amounts

_abriendo = threading.local()
_vigia = threading.Lock()
_vigila = False


@dataclass(slots=True, eq=False)
class Conexion:
    """A connection and its socket. Instants are of the monotonic clock, in seconds."""

    cruda: oracledb.Connection
    enchufe: socket.socket
    abierta: float = field(default_factory=time.monotonic)
    usada: float = field(default_factory=time.monotonic)
    ocupada: bool = False
    vida: float = field(default_factory=lambda: VIDA_S * random.uniform(0.8, 1.2))  # noqa: S311 - spreads reconnections

    def vencida(self) -> bool:
        """It lived long enough: a network between may forget it."""
        return time.monotonic() - self.abierta > self.vida

    def viva(self) -> bool:
        """The driver can still use it, as far as it knows."""
        return not self.vencida() and self.cruda.is_healthy()

    def correr(self, trabajo: Callable[[], T], *, limite_s: float, hasta: float | None = None) -> Fibra[T]:
        """Blocking calls of it, by turns: Fibra tells of the limits."""
        fibra: Fibra[T] = Fibra(limite_s=limite_s, hasta=hasta)
        return fibra.empezar(lambda: self.hacer(trabajo))

    def hacer(self, trabajo: Callable[[], T]) -> T:
        """Inside a fibra: the same. Never two at once: the second would wait for the driver's own lock, and with it the
        loop that the first needs."""
        if self.ocupada:
            raise RuntimeError("the connection is in use")
        self.ocupada = True
        try:
            return trabajo()
        finally:
            self.ocupada = False

    def cortar(self) -> None:
        """Whoever waits on it, wakes up with an error."""
        _cortar([self.enchufe])

    def cerrar(self, *, sana: bool) -> Fibra[None]:
        """Says goodbye where somebody listens; a suspect one is cut."""

        def despedirse() -> None:
            with contextlib.suppress(oracledb.Error, OSError):
                self.cruda.close()
            self.enchufe.close()  # the driver forgets the socket of a connection that was reset

        if not sana:
            self.cortar()
        return self.correr(despedirse, limite_s=PING_S)


def destino(settings: Settings) -> dict[str, str | int | None]:
    """Where the database is, as the driver takes it: one address, or a descriptor with several or with TLS."""
    if not settings.db_dsn:
        return {"host": settings.db_host, "port": settings.db_port, "service_name": settings.db_service}
    return {
        "dsn": settings.db_dsn,
        "wallet_location": settings.db_wallet or None,
        "wallet_password": settings.db_wallet_password or None,
    }


def conectar(settings: Settings) -> Conexion:
    """A session with the portal's settings, or the driver's error within PLAZO_S for each address. Blocks."""
    _vigilar()
    enchufes: list[socket.socket] = []
    cortes: list[threading.Timer] = []
    _abriendo.enchufes, _abriendo.cortes = enchufes, cortes
    try:
        cruda = oracledb.connect(
            user=settings.db_user,
            password=settings.db_password,
            **destino(settings),
            tcp_connect_timeout=PLAZO_S,
            retry_count=0,
            expire_time=2,
            disable_oob=True,
            program="espacio-clientes",
        )
        cruda.module = "espacio-clientes"
        with cruda.cursor() as cursor:
            cursor.execute(SESION)
    except BaseException:
        for enchufe in enchufes:
            enchufe.close()
        raise
    finally:
        for corte in cortes:
            corte.cancel()
        _abriendo.enchufes = None
    *descartados, enchufe = enchufes
    for descartado in descartados:  # of addresses that did not serve
        descartado.close()
    por_turnos(enchufe)
    return Conexion(cruda, enchufe)


def _cortar(enchufes: list[socket.socket]) -> None:
    for enchufe in enchufes:
        with contextlib.suppress(OSError):  # it was closed already
            enchufe.shutdown(socket.SHUT_RDWR)


def _vigilar() -> None:
    """The driver bounds only the TCP handshake: a listener that accepts and stays silent would hold the thread for
    ever. It does not show its socket, so the interpreter's own audit of new ones is asked for it: TLS makes another of
    the one that connected."""
    global _vigila  # noqa: PLW0603 - a hook is added once a process, and cannot be removed
    with _vigia:
        if not _vigila:
            sys.addaudithook(_anotar_enchufe)
            _vigila = True


def _anotar_enchufe(evento: str, detalle: tuple[object, ...]) -> None:
    if evento == "socket.__new__":
        enchufes = getattr(_abriendo, "enchufes", None)
        if enchufes is not None and isinstance(detalle[0], socket.socket):
            enchufes.append(detalle[0])
            corte = threading.Timer(PLAZO_S, _cortar, [[detalle[0]]])
            corte.daemon = True
            corte.start()
            _abriendo.cortes.append(corte)
