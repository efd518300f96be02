"""A pool of connections for an event loop: bounded waits, one prober when the database is down, and few enough
tries of a refused password. The driver's own pool wedges on a listener that accepts and stays silent."""

import asyncio
import math
import random
import time
from collections import deque
from collections.abc import Coroutine
from typing import Any, TypeVar

import oracledb

from portal.repo.oracle.connection import PING_S, Connection
from portal.repo.oracle.driver import connect
from portal.repo.oracle.errors import BaseCaida, Clase, clasificar, traducir
from portal.settings import Settings

T = TypeVar("T")

ESPERA_S = 1.0
OCIO_S = 30
RETROCESO_S = (0.2, 4.0)
CUENTA_S = 5.0
# Waits after each refused password. Oracle's default profile locks an account at ten refusals in a row, however far
# apart, and every process counts: three each leave room for three processes.
CLAVE_S = (5.0, 600.0)
SIN_ESPERANZA = 2
REDONDEO_S = 0.01  # a loop's timer may fire that much early
LLENO = ("base-ocupada", "Hay muchas personas a la vez: probá de nuevo en unos segundos.", 2)
CERRADA = ("base-no-disponible", "El servicio se está reiniciando: probá de nuevo en unos segundos.", 2)
NO_RESPONDE = ("base-no-disponible", "La base de datos no responde: probá de nuevo en unos segundos.", 2)
SIN_LUGAR = "Todas las conexiones están ocupadas: ORACLE_POOL_MAX es poco, o la base está lenta."
SILENCIO = "DB_HOST no contesta: revisá la dirección, la red, y si la base está colgada."


class Pool:
    """Used from one event loop. Every connection is either free, lent, or being opened."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._libres: list[Connection] = []
        self._prestadas = 0
        self._abriendo = 0
        self._esperan: deque[asyncio.Future[Connection]] = deque()
        self._tareas: set[asyncio.Task[Any]] = set()
        self._fallas = 0
        self._claves_rehusadas = 0
        self._hasta = 0.0
        self._caida: BaseCaida | None = None
        self._duda_desde = 0.0
        self._reintento: asyncio.TimerHandle | None = None
        self._cerrado = False

    async def tomar(self) -> Connection:
        """A connection that answers, within ESPERA_S. Raises NoDisponible."""
        hasta = time.monotonic() + ESPERA_S
        while self._libres:
            conexion = self._libres.pop()
            self._prestadas += 1
            if conexion.alive() and (self._reciente(conexion) or await self._contesta(conexion, hasta)):
                return conexion
            self.soltar(conexion)
        return await self._esperar(hasta)

    def devolver(self, conexion: Connection) -> None:
        """Takes back a connection without a transaction."""
        if self._cerrado or conexion.expired():
            self._cerrar(conexion, sana=True)
            return
        conexion.used = time.monotonic()
        self._prestadas -= 1
        self._entregar(conexion)

    def soltar(self, conexion: Connection) -> None:
        """Ends one that cannot be trusted. Others that rested since before are asked before they are lent."""
        self._duda_desde = time.monotonic()
        self._cerrar(conexion, sana=False)

    async def cerrar(self) -> None:
        """Ends every connection; those that are lent end when they come back."""
        self._cerrado = True
        if self._reintento:
            self._reintento.cancel()
        for espera in self._esperan:
            if not espera.done():
                espera.set_exception(BaseCaida(*CERRADA))
        libres, self._libres = self._libres, []
        self._prestadas += len(libres)
        for conexion in libres:
            self._cerrar(conexion, sana=True)
        await asyncio.gather(*self._tareas, return_exceptions=True)

    def _reciente(self, conexion: Connection) -> bool:
        """It answered a moment ago, and no other was doubted since."""
        return time.monotonic() - conexion.used < OCIO_S and conexion.used > self._duda_desde

    async def _contesta(self, conexion: Connection, hasta: float) -> bool:
        """Whoever asks may go away; the question, which is a call, may not be interrupted."""
        try:
            await asyncio.shield(self.keep(conexion.run(lambda raw: raw.ping(), PING_S, hasta)))
        except (oracledb.Error, OSError):
            return False
        except asyncio.CancelledError:
            self.soltar(conexion)
            raise
        return True

    async def _esperar(self, hasta: float) -> Connection:
        """The next one that is free, until `hasta` of the monotonic clock."""
        bucle = asyncio.get_running_loop()
        espera: asyncio.Future[Connection] = bucle.create_future()
        clock = bucle.call_later(hasta - time.monotonic(), self._despedir, espera)
        self._esperan.append(espera)
        self._abrir_si_falta()
        try:
            self._desahuciar()
            return await espera
        except asyncio.CancelledError:
            if espera.done() and not espera.cancelled() and espera.exception() is None:
                self.devolver(espera.result())
            raise
        finally:
            clock.cancel()
            if espera in self._esperan:
                self._esperan.remove(espera)

    def _despedir(self, espera: asyncio.Future[Connection]) -> None:
        """It waited enough."""
        if not espera.done():
            espera.set_exception(BaseCaida(*LLENO, causa=SIN_LUGAR) if self._prestadas else self._sin_base())

    def _entregar(self, conexion: Connection) -> None:
        while self._esperan:
            espera = self._esperan.popleft()
            if not espera.done():
                self._prestadas += 1
                espera.set_result(conexion)
                return
        self._libres.append(conexion)

    def _cerrar(self, conexion: Connection, *, sana: bool) -> None:
        async def cerrar() -> None:
            try:
                await conexion.close(healthy=sana)
            finally:
                self._prestadas -= 1
                self._abrir_si_falta()
                self._desahuciar()

        self.keep(cerrar())

    def _abrir_si_falta(self) -> None:
        """Opens for those who wait, and up to the minimum; one at a time while the database does not answer."""
        if self._cerrado or time.monotonic() < self._hasta - REDONDEO_S:
            return
        todas = len(self._libres) + self._prestadas + self._abriendo
        faltan = max(len(self._esperan), self._settings.oracle_pool_min - todas) - self._abriendo
        a_la_vez = 1 if self._fallas else self._settings.oracle_pool_inc
        for _ in range(min(faltan, a_la_vez - self._abriendo, self._settings.oracle_pool_max - todas)):
            self._abriendo += 1
            self.keep(self._abrir())

    async def _abrir(self) -> None:
        try:
            conexion = Connection(await connect(self._settings))
        except (oracledb.Error, OSError) as error:
            self._abriendo -= 1
            self._anotar_falla(error)
            return
        self._abriendo -= 1
        self._fallas, self._claves_rehusadas, self._hasta, self._caida = 0, 0, 0.0, None
        if self._cerrado:
            self._prestadas += 1
            self._cerrar(conexion, sana=True)
            return
        self._entregar(conexion)
        self._abrir_si_falta()

    def _anotar_falla(self, error: Exception) -> None:
        """When the next attempt is, and those who wait are told where that is far."""
        clase = clasificar(error)
        espera = self._espera(clase)
        self._fallas += SIN_ESPERANZA if clase in (Clase.CLAVE, Clase.CUENTA) else 1
        self._hasta = time.monotonic() + espera
        traducido = traducir(error)
        self._caida = traducido if isinstance(traducido, BaseCaida) else None
        if espera < math.inf:
            self._reintento = asyncio.get_running_loop().call_later(espera, self._abrir_si_falta)
        self._desahuciar()

    def _espera(self, clase: Clase) -> float:
        """Seconds until the next attempt: longer after each failure, steady where the account cannot be locked by it,
        and for ever where one more refusal might."""
        if clase is Clase.CLAVE:
            self._claves_rehusadas += 1
            return CLAVE_S[self._claves_rehusadas - 1] if self._claves_rehusadas <= len(CLAVE_S) else math.inf
        piso, techo = RETROCESO_S
        larga = CUENTA_S if clase is Clase.CUENTA else min(techo, piso * 2**self._fallas)
        return larga * random.uniform(0.5, 1)  # noqa: S311 - spreads the instances

    def _desahuciar(self) -> None:
        """Those who wait are told at once where waiting has no sense: after a second failure in a row, and with nothing
        that might still come back or open."""
        if self._fallas < SIN_ESPERANZA or self._prestadas or self._abriendo:
            return
        for quien in self._esperan:
            if not quien.done():
                quien.set_exception(self._sin_base())

    def _sin_base(self) -> BaseCaida:
        caida = self._caida or BaseCaida(*NO_RESPONDE, causa=SILENCIO)
        return BaseCaida(caida.codigo, caida.mensaje, caida.reintentar_en, caida.causa)

    def keep(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """A task of its own for it, which somebody holds until it ends; what it met interests nobody who went away."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tareas.add(task)
        task.add_done_callback(self._terminada)
        return task

    def _terminada(self, task: asyncio.Task[Any]) -> None:
        self._tareas.discard(task)
        if not task.cancelled():
            task.exception()
