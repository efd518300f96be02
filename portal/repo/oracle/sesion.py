"""A connection in use by one transaction: its calls, what may be tried again, and what waits to be sent."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import oracledb

from portal.errors import ResultadoDesconocido
from portal.repo.oracle.anticipo import AnticipoOracle
from portal.repo.oracle.bloque import Pendiente, armar
from portal.repo.oracle.conexion import Conexion
from portal.repo.oracle.errores import SE_DEJA, Clase, clasificar, tarde, traducir
from portal.repo.oracle.fibra import Fibra
from portal.repo.oracle.pool import Pool

T = TypeVar("T")
Trabajo = Callable[[oracledb.Connection], T]

REPETIBLES = {Clase.PERDIDA, Clase.SIN_ENVIAR, Clase.AGOTADA}


@dataclass(slots=True)
class Confirmacion:
    """How far a commit went: once sent, only an answer can tell that it did not happen."""

    enviada: bool = False
    con_sentencia: bool = False


@dataclass(slots=True)
class Sesion:
    """What a transaction holds. `limite_s` bounds each answer (twice that where the database also ignores the
    interruption), `lectura_s` how long whoever reads waits; `escribe` forbids trying anything again once something was
    sent. `desde` is the monotonic clock when a connection was first asked for, in seconds."""

    pool: Pool
    limite_s: float
    lectura_s: float
    escribe: bool
    conexion: Conexion
    desde: float | None
    atada: bool = False
    sana: bool = True
    prestada: bool = True
    pendientes: list[Pendiente] = field(default_factory=list)
    anticipo: AnticipoOracle | None = None
    en_curso: Fibra[Any] | None = None

    async def hacer(self, trabajo: Trabajo[T], *, es_lectura: bool = False, deja: bool = True) -> T:
        """Runs it, after what was waiting to be sent.

        A read is given up after `lectura_s`, the first wait for a connection included, and its connection with it: in
        a transaction that only reads, and in one that writes where nothing before it left something in the session
        (`deja`). One whose connection died is repeated once on another. A call that met a recompiled package did not
        run, and is repeated once.
        """
        lee = not self.escribe or (es_lectura and not self.atada and not self.pendientes)
        self.atada = self.atada or deja
        hasta = self._hasta()
        return await self._hacer(trabajo, hasta if lee else None)

    def _hasta(self) -> float:
        """When a read that begins now is given up, on the monotonic clock."""
        desde, self.desde = time.monotonic() if self.desde is None else self.desde, None
        return desde + self.lectura_s

    async def _hacer(self, trabajo: Trabajo[T], hasta: float | None) -> T:
        try:
            return await self._correr(lambda: self._con_lo_pendiente(trabajo), hasta)
        except (oracledb.Error, OSError) as error:
            clase = clasificar(error)
            if clase in SE_DEJA:
                self.sana = False
            # What was put off and failed may have run in part: only a call after it can be repeated.
            descartada = clase is Clase.DESCARTADA and not self.pendientes
            repetible = hasta is not None and clase in REPETIBLES and time.monotonic() < hasta
            if not descartada and not repetible:
                raise traducir(error) from error
            if repetible:
                await self._otra_conexion(hasta)
        try:
            return await self._correr(lambda: self._con_lo_pendiente(trabajo), hasta)
        except (oracledb.Error, OSError) as error:
            self.sana = self.sana and clasificar(error) not in SE_DEJA
            raise traducir(error) from error

    async def confirmar(self) -> None:
        """COMMIT, in the same trip as the statements that wait. Raises ResultadoDesconocido where it was sent and
        its answer never came."""
        avance = Confirmacion()
        try:
            await self._correr(lambda: self._confirmar(avance))
        except (oracledb.Error, OSError) as error:
            clase = clasificar(error)
            self.sana = self.sana and clase not in SE_DEJA
            # A statement that the database refused was not committed with it; a bare COMMIT has no such proof.
            seguro = clase in (Clase.SIN_ENVIAR, Clase.DESHECHA)
            perdida = clase in (Clase.PERDIDA, Clase.TARDE) or not avance.con_sentencia
            if avance.enviada and perdida and not seguro:
                self.sana = False
                raise ResultadoDesconocido(str(error).splitlines()[0]) from error
            raise traducir(error) from error

    async def terminar(self) -> None:
        """Rolls back what was not confirmed, and gives the connection back."""
        if not self.prestada:
            return
        if self.en_curso is not None and not self.en_curso.dead:
            # Whoever waited went away: the call still has the connection, and its outcome interests nobody.
            self.en_curso.al_terminar(lambda: self.pool.soltar(self.conexion))
            return
        if self.sana and self.conexion.cruda.transaction_in_progress:
            try:
                await self._correr(self.conexion.cruda.rollback)
            except (oracledb.Error, OSError):
                self.sana = False
            except asyncio.CancelledError:
                await self.terminar()
                raise
        if self.sana:
            self.pool.devolver(self.conexion)
        else:
            self.pool.soltar(self.conexion)

    async def _otra_conexion(self, hasta: float | None) -> None:
        self.pool.soltar(self.conexion)
        self.prestada = False
        try:
            async with asyncio.timeout(None if hasta is None else hasta - time.monotonic()):
                self.conexion = await self.pool.tomar()
        except TimeoutError as error:
            raise tarde() from error
        self.prestada = True
        self.sana = True

    async def _correr(self, trabajo: Callable[[], T], hasta: float | None = None) -> T:
        self.en_curso = fibra = self.conexion.correr(trabajo, limite_s=self.limite_s, hasta=hasta)
        return await fibra

    def _con_lo_pendiente(self, trabajo: Trabajo[T]) -> T:
        if self.pendientes:
            self._enviar(confirma=False)
        return trabajo(self.conexion.cruda)

    def _enviar(self, *, confirma: bool) -> None:
        """What waits, in one trip, and the commit in the same where it is asked for."""
        varias = len(self.pendientes) > 1
        sql, filas = armar(self.pendientes, confirma=confirma) if varias else self.pendientes[0]
        cruda = self.conexion.cruda
        cruda.autocommit = confirma and not varias
        try:
            with cruda.cursor() as cursor:
                cursor.executemany(sql, filas)
        finally:
            cruda.autocommit = False
        self.pendientes.clear()

    def _confirmar(self, avance: Confirmacion) -> None:
        avance.enviada = True
        avance.con_sentencia = bool(self.pendientes)
        if self.pendientes:
            self._enviar(confirma=True)
        else:
            self.conexion.cruda.commit()
