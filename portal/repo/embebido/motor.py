"""The embedded database: one SQLite file, several connections, one writer at a time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import aiosqlite

from portal.errors import NoDisponible
from portal.reloj import Reloj
from portal.repo.embebido import funciones
from portal.repo.embebido.paquete import PaqueteEmbebido
from portal.repo.protocol import Anticipo, Cuerpo, Fila, LlaveDuplicada, T, Valor

LECTORAS = 4
ESPERA_MS = 5000
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {ESPERA_MS}",
)


@contextmanager
def _traducir() -> Iterator[None]:
    """SQLite's errors in the portal's words. What it could not do was not done: there is no unknown outcome here."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
            raise LlaveDuplicada from error
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            raise  # a mistake in our SQL, not the weather
        raise NoDisponible(
            "base-no-disponible", f"La base de datos embebida no responde ({error.sqlite_errorname}).", 1
        ) from error


class SqlSqlite:
    """Sql over one connection; `insertar` is SQLite's own way to learn a new row's number."""

    def __init__(self, conexion: aiosqlite.Connection) -> None:
        self._conexion = conexion

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self.todas(sql, **valores)
        return filas[0] if filas else None

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        with _traducir():
            filas = await self._conexion.execute_fetchall(sql, valores)
        return [{nombre.lower(): fila[nombre] for nombre in fila.keys()} for fila in filas]  # noqa: SIM118 - a Row iterates over values

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        return await self.una(sql, **valores)  # whoever writes holds the whole file

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        with _traducir():
            async with self._conexion.execute(sql, valores) as cursor:
                return cursor.rowcount

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        with _traducir():
            async with self._conexion.executemany(sql, filas):
                pass

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        await self.ejecutar_varias(sql, filas)  # the file is here: there is no trip to save

    async def anticipar(self, sql: str, **valores: Valor) -> Anticipo:
        return Anticipo([str(fila["texto"]) for fila in await self.todas(sql, **valores)])

    async def insertar(self, sql: str, **valores: Valor) -> int:
        with _traducir():
            row = await self._conexion.execute_insert(sql, valores)
        if row is None:
            raise sqlite3.InternalError("insert without a row number")
        return int(row[0])


class TransaccionSqlite:
    """A transaction already begun; its engine rolls back what was not confirmed."""

    def __init__(self, conexion: aiosqlite.Connection, reloj: Reloj, tasa: Decimal) -> None:
        self._conexion = conexion
        self.sql = SqlSqlite(conexion)
        self.paquete = PaqueteEmbebido(self.sql, reloj, tasa)

    async def confirmar(self) -> None:
        with _traducir():
            await self._conexion.commit()


class RepoEmbebido:
    """Repo on the file `ruta`. `tasa` is the commission of the embedded package (0.015 is 1.5 %)."""

    def __init__(self, ruta: Path, reloj: Reloj, tasa: Decimal) -> None:
        self.ruta = ruta
        self._reloj = reloj
        self._tasa = tasa
        self._turno = asyncio.Lock()
        self._lugares = asyncio.Semaphore(LECTORAS)
        self._libres: list[aiosqlite.Connection] = []

    async def _conectar(self) -> aiosqlite.Connection:
        if not self.ruta.exists():
            raise NoDisponible(
                "base-no-creada", f"No existe la base embebida {self.ruta.name}: creala con «portal demo».", 30
            )
        with _traducir():
            conexion = await aiosqlite.connect(self.ruta, isolation_level=None)
            conexion.row_factory = sqlite3.Row
            try:
                for pragma in PRAGMAS:
                    await conexion.execute(pragma)
                await funciones.agregar(conexion)
            except sqlite3.Error:
                await conexion.close()
                raise
        return conexion

    @asynccontextmanager
    async def _transaccion(self, comienzo: str) -> AsyncIterator[TransaccionSqlite]:
        conexion = self._libres.pop() if self._libres else await self._conectar()
        sana = False
        try:
            with _traducir():
                await conexion.execute(comienzo)
            try:
                yield TransaccionSqlite(conexion, self._reloj, self._tasa)
            finally:
                if conexion.in_transaction:
                    await conexion.rollback()
            sana = True
        except Exception:
            sana = not conexion.in_transaction
            raise
        finally:
            if sana:
                self._libres.append(conexion)
            else:
                await conexion.close()

    @asynccontextmanager
    async def lectura(self) -> AsyncIterator[TransaccionSqlite]:
        async with self._lugares, self._transaccion("BEGIN") as transaccion:
            yield transaccion

    @asynccontextmanager
    async def escritura(self) -> AsyncIterator[TransaccionSqlite]:
        # The lock orders the writers of this process fairly; those of others wait by busy_timeout.
        async with self._turno, self._transaccion("BEGIN IMMEDIATE") as transaccion:
            yield transaccion

    async def de_corrido(self, cuerpo: Cuerpo[T]) -> T:
        async with self.escritura() as transaccion:
            return await cuerpo(transaccion)

    async def verificar(self) -> None:
        try:
            async with self.lectura() as transaccion:
                await transaccion.sql.una("SELECT count(*) AS cuantos FROM portal_usuario")
        except sqlite3.DatabaseError as error:
            raise NoDisponible(
                "base-ajena", f"{self.ruta.name} no es una base de Espacio Clientes: creala con «portal demo».", 30
            ) from error

    async def crear_esquema(self) -> None:
        """Creates the file and what is missing in it; drops nothing."""
        self.ruta.parent.mkdir(parents=True, exist_ok=True)
        self.ruta.touch(mode=0o600)
        conexion = await self._conectar()
        try:
            await conexion.executescript(files("portal.repo.embebido").joinpath("esquema.sql").read_text("utf-8"))
        finally:
            await conexion.close()

    async def cerrar(self) -> None:
        while self._libres:
            await self._libres.pop().close()
