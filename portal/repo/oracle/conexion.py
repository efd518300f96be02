"""Opening and ending a connection of the driver without ever waiting longer than one means to."""

import contextlib
import random
import socket
import sys
import threading
import time
from dataclasses import dataclass, field

import oracledb

from portal.settings import Settings

PLAZO_S = 3.0
PING_MS = 1000
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
    enchufe: socket.socket | None
    abierta: float = field(default_factory=time.monotonic)
    usada: float = field(default_factory=time.monotonic)
    limite_ms: int = 0
    vida: float = field(default_factory=lambda: VIDA_S * random.uniform(0.8, 1.2))  # noqa: S311 - spreads reconnections

    def vencida(self) -> bool:
        """It lived long enough: a network between may forget it."""
        return time.monotonic() - self.abierta > self.vida

    def limitar(self, limite_ms: int) -> None:
        """How long an answer may take from now on. The driver asks the system each time: it is told only of changes."""
        if limite_ms != self.limite_ms:
            self.cruda.call_timeout = self.limite_ms = limite_ms

    def cortar(self) -> None:
        """Whoever waits on it, wakes up with an error."""
        if self.enchufe is not None:
            _cortar([self.enchufe])

    def cerrar(self, *, sana: bool) -> None:
        """Says goodbye where somebody listens; a suspect one is cut."""
        if sana:
            self.limitar(PING_MS)
        else:
            self.cortar()
        with contextlib.suppress(oracledb.Error, OSError):
            self.cruda.close()
        if self.enchufe is not None:
            self.enchufe.close()  # the driver forgets the socket of a connection that was reset


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
    for descartado in enchufes[:-1]:  # of addresses that did not serve
        descartado.close()
    return Conexion(cruda, enchufes[-1] if enchufes else None)


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
