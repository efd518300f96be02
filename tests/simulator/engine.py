"""The embedded engine without threads: the same transactions, statements and file, so that a seed decides every
order."""

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from portal.clock import Clock
from portal.repo.embedded.link.connections import Conexiones, abrir
from portal.repo.embedded.transactions import Transactions


class ConexionEnLinea(sqlite3.Connection):
    """`al_confirmar` is told of each commit."""

    al_confirmar: Callable[[], None]

    def commit(self) -> None:
        super().commit()
        self.al_confirmar()


class ConexionesEnLinea(Conexiones):
    """Conexiones whose connections are those."""

    def __init__(self, ruta: Path, al_confirmar: Callable[[], None]) -> None:
        super().__init__(ruta)
        self._al_confirmar = al_confirmar

    def _abrir(self) -> ConexionEnLinea:
        conexion = abrir(self._ruta, ConexionEnLinea)
        conexion.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here: that is another proof's
        conexion.al_confirmar = self._al_confirmar
        return conexion


class EnLinea(Transactions):
    """Transactions on those connections, in the loop's own thread."""

    def __init__(self, ruta: Path, clock: Clock, tasa: Decimal, al_confirmar: Callable[[], None]) -> None:
        self._abiertas = ConexionesEnLinea(ruta, al_confirmar)
        super().__init__(self._abiertas, clock, tasa)

    def cerrar(self) -> None:
        self._abiertas.cerrar()
