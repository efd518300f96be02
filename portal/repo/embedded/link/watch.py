"""Whether the file at the database's path is still the one that was opened, written by nobody but SQLite.

SQLite does not notice when its file is removed, moved over or copied over: it goes on with the one that is gone, or
mixes both. A file of another number is seen at once. Copying over keeps the number, but writes the file outside of a
checkpoint, and SQLite tells in the -shm's header which checkpoints there were (sqlite.org/walformat.html).
"""

import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path

import structlog

from portal.errors import NoDisponible
from portal.texts.named import Saying, datos

ACOMPANANTES = ("-wal", "-shm")
SEGUNDOS = 60

log = structlog.get_logger()

Numero = tuple[int, int]
# The log's salts and how far a checkpoint has come, and means to come.
Marca = tuple[bytes, int, int]


@dataclass
class _Indice:
    """A -shm that this process has open. Closing any descriptor of a file ends the process's locks on it, SQLite's
    too (sqlite.org/howtocorrupt.html §2.2): there is one for all connections, and it goes after the last of them."""

    descriptor: int
    usos: int = 0


_indices: dict[Numero, _Indice] = {}
_candado = threading.Lock()


def _numero(ruta: Path) -> Numero:
    estado = ruta.stat()
    return estado.st_dev, estado.st_ino


class Vigia:
    """Of one database in one process: `empezar` with its first open connection, `terminar` after the last is closed.

    `mirar` raises NoDisponible where the file is not the one that was opened; what was written into from elsewhere
    stays refused until the process starts again. Any thread may ask: one look ends before the next begins.
    """

    def __init__(self, ruta: Path) -> None:
        self._ruta = ruta
        self._acompanantes = tuple(ruta.with_name(ruta.name + sufijo) for sufijo in ACOMPANANTES)
        self._principal: Numero | None = None
        self._abiertos: tuple[Numero, ...] = ()
        self._indice: _Indice | None = None
        self._escrito = (0, 0)
        self._marca: Marca | None = None
        self._de_a_uno = threading.RLock()
        self.ajena: NoDisponible | None = None

    def empezar(self) -> None:
        """A connection is open and has read: from here on the file is known."""
        with self._de_a_uno:
            self._empezar()

    def terminar(self) -> None:
        """No connection is open any more."""
        with self._de_a_uno:
            if self._indice is None:
                return
            with _candado:
                self._indice.usos -= 1
                if not self._indice.usos:
                    _indices.pop(self._abiertos[1], None)
                    os.close(self._indice.descriptor)
            self._indice = None

    def mirar(self) -> None:
        """Raises NoDisponible where the file is not the one that was opened."""
        with self._de_a_uno:
            self._mirar()

    def _empezar(self) -> None:
        if self._indice is not None:
            return
        numero = _numero(self._ruta)
        self._principal = self._principal or numero
        self._abiertos = tuple(_numero(ruta) for ruta in self._acompanantes if ruta.exists())
        if len(self._abiertos) == len(ACOMPANANTES) and hasattr(os, "pread"):
            with _candado:
                llave = self._abiertos[1]
                self._indice = _indices.get(llave) or _indices.setdefault(
                    llave, _Indice(os.open(self._acompanantes[1], os.O_RDONLY))
                )
                self._indice.usos += 1
        self._marca = self._leer_marca()
        estado = self._ruta.stat()
        self._escrito = estado.st_size, estado.st_mtime_ns
        self._mirar()

    def _mirar(self) -> None:
        if self.ajena:
            raise self.ajena
        if self._principal is None:
            return
        antes = self._leer_marca()
        estado = self._comparar(self._principal)
        if self._indice is None:
            return
        marca = self._leer_marca()
        escrito = estado.st_size, estado.st_mtime_ns
        if escrito != self._escrito:
            vistas = {self._marca, antes, marca}
            # A checkpoint came between two looks, or runs; it never makes the file smaller.
            de_sqlite = len(vistas) > 1 or any(vista and vista[1] != vista[2] for vista in vistas)
            if not de_sqlite or escrito[0] < self._escrito[0]:
                self._negar("escrita")
        # The mark from before: a checkpoint that runs meanwhile is still to be seen by the next look.
        self._escrito, self._marca = escrito, antes

    def _comparar(self, principal: Numero) -> os.stat_result:
        try:
            estado = self._ruta.stat()
            acompanantes = tuple(_numero(ruta) for ruta in self._acompanantes) if self._indice else ()
        except OSError as error:
            log.error("base_quitada", base=self._ruta.name, causa=error.strerror)  # noqa: TRY400 - no trace to follow
            raise NoDisponible("base-quitada", datos(archivo=self._ruta.name), SEGUNDOS) from error
        if (estado.st_dev, estado.st_ino) != principal:
            self._negar("otro-archivo")
        if self._indice and acompanantes != self._abiertos:
            self._negar("otro-registro")
        return estado

    def _leer_marca(self) -> Marca | None:
        if self._indice is None:
            return None
        cabecera = os.pread(self._indice.descriptor, 132, 0)
        return cabecera[32:40], *struct.unpack("=I", cabecera[96:100]), *struct.unpack("=I", cabecera[128:])

    def _negar(self, causa: str) -> None:
        """From here on nothing is done with it. Its log is put aside, so that it is never applied to another file."""
        self.ajena = NoDisponible(
            "base-cambiada",
            datos(archivo=self._ruta.name, causa=Saying("base-cambiada-causa", datos(caso=causa))),
            SEGUNDOS,
        )
        log.error("base_cambiada", base=self._ruta.name, causa=causa)
        for ruta, numero in zip(self._acompanantes, self._abiertos, strict=False):
            try:
                if _numero(ruta) == numero:
                    ruta.replace(ruta.with_name(f"{ruta.name}.apartado"))
            except OSError:
                continue  # another process did, or it went with the file
        raise self.ajena
