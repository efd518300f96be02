"""The embedded database behind the wire: the portal's statements and PACK_PAGO_WS run for real, on a SQLite file.

Each session is a connection of its own, and its transaction a real one. A statement reads what was committed when it
began, as in Oracle. What differs: SQLite has one lock for all that writes, so that a writer waits for any other writer,
not only for one that holds the same rows. FOR UPDATE NOWAIT refuses (ORA-00054) a row that another session took in that
way, told by its table and first column; one that was only updated is waited for. LOCK TABLE keeps others from the same
LOCK TABLE, and from nothing else. No deadlock ever comes from here: ORA-00060 and the like are injected.
"""

import asyncio
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from portal.clock import ASUNCION, Clock
from portal.errors import NoDisponible
from portal.repo.embedded.link.connections import abrir
from portal.repo.embedded.link.sql import SqlSqlite
from portal.repo.embedded.paquete import PaqueteEmbebido
from portal.repo.protocol import LlaveDuplicada
from tests.oracle_wire import ddl, dictionary, paquete
from tests.oracle_wire.dual import dual
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.handler import Handler, Param
from tests.oracle_wire.results import ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.traduccion import OCUPADO, PARA_CAMBIAR, PRIMERAS, columnas, error_de, por_nombre
from tests.oracle_wire.values import Valor

SE_ACEPTA = re.compile(r"\s*(alter\s+session|set\s+transaction)\b", re.IGNORECASE)
CAMBIA = re.compile(r"\s*(insert|update|delete)\b", re.IGNORECASE)
BLOQUEA = re.compile(
    r"\s*lock\s+table\s+(\w+)\s+in\s+exclusive\s+mode(?:\s+wait\s+(\d+)|\s+(nowait))?\s*", re.IGNORECASE
)
DE_TABLA = re.compile(r"\bfrom\s+(\w+)", re.IGNORECASE)
TIPOS = "SELECT c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
SOLO_LEE = frozenset((f"{paquete.PAQUETE}.VALIDAR_USURAIO",))


@dataclass
class Abierta:
    """What a session has of the file; `escribe` while it holds the lock of those that write."""

    conexion: sqlite3.Connection
    paquete: PaqueteEmbebido
    tipos: dict[str, str]
    escribe: bool = False
    tablas: list[asyncio.Lock] = field(default_factory=list)


class BaseSqlite(Handler):
    """`adicionales`: whether PAWEB_CONSULTA has the columns that an installation may add."""

    def __init__(self, ruta: Path, clock: Clock, tasa: Decimal = Decimal("0.015"), *, adicionales: bool = True) -> None:
        self._ruta = ruta
        self._reloj = clock
        self._tasa = tasa
        self._adicionales = adicionales
        self._turno = asyncio.Lock()
        self._tomadas: dict[tuple[str, object], Session] = {}
        self._tablas: dict[str, asyncio.Lock] = {}
        self._adoptada = False

    def signature(self, name: str) -> Sequence[Param]:
        dueno, _, procedimiento = name.rpartition(".")
        if dueno != paquete.PAQUETE or procedimiento not in paquete.FIRMAS:
            return super().signature(name)
        return paquete.FIRMAS[procedimiento]

    async def call(self, session: Session, name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:
        abierta = await self._abierta(session)
        if name not in SOLO_LEE:
            await self._escribir(session, abierta)
        with _en_palabras_de_oracle():
            return await paquete.llamar(abierta.paquete, name.rpartition(".")[2], args, adicionales=self._adicionales)

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        ahora = self._reloj().astimezone(ASUNCION).replace(tzinfo=None)
        if (hallado := dual(session, sql, binds, ahora)) is not None:
            return hallado
        if SE_ACEPTA.match(sql):
            return 0
        abierta = await self._abierta(session)
        if ddl.IS_DDL.match(sql):
            await self._cambiar_esquema(session, sql)
            return 0
        if bloquea := BLOQUEA.fullmatch(sql):
            await self._bloquear(session, abierta, bloquea[1].lower(), 0 if bloquea[3] else bloquea[2])
            return 0
        sql = dictionary.own(sql)
        valores = por_nombre(sql, binds)
        if CAMBIA.match(sql):
            await self._escribir(session, abierta)
        elif bloqueo := PARA_CAMBIAR.search(sql):
            sql = sql[: bloqueo.start()]
            await self._tomar(session, abierta, sql, valores, espera=not bloqueo["modo"])
        sql = PRIMERAS.sub(r" LIMIT \g<cuantas>", sql)
        with _en_palabras_de_oracle():
            cursor = abierta.conexion.execute(sql, valores)
            if cursor.description is None:
                return cursor.rowcount
            filas = cursor.fetchall()
            nombres = [columna[0] for columna in cursor.description]
            return ResultSet(columnas(nombres, filas, abierta.tipos), filas)

    async def commit(self, session: Session) -> None:
        await self._terminar(session, confirma=True)

    async def rollback(self, session: Session) -> None:
        await self._terminar(session, confirma=False)

    async def disconnected(self, session: Session) -> None:
        if abierta := session.state.pop("base", None):
            abierta.conexion.close()

    async def _abierta(self, session: Session) -> Abierta:
        if "base" not in session.state:
            if not self._adoptada:
                dictionary.adopt(self._ruta)
                self._adoptada = True
            conexion = abrir(self._ruta)
            for vista in dictionary.VIEWS:
                conexion.execute(vista)
            tipos: dict[str, str] = dict(conexion.execute(TIPOS).fetchall())
            programas = PaqueteEmbebido(SqlSqlite(conexion), self._reloj, self._tasa)
            session.state["base"] = Abierta(conexion, programas, tipos)
        abierta: Abierta = session.state["base"]
        return abierta

    async def _cambiar_esquema(self, session: Session, sql: str) -> None:
        """It ends the transaction of its session, and is one of its own."""
        await self._terminar(session, confirma=True)
        session.in_txn = False
        async with self._turno:
            with _en_palabras_de_oracle():
                ddl.run(self._ruta, sql)

    async def _bloquear(self, session: Session, abierta: Abierta, tabla: str, espera_s: str | int | None) -> None:
        candado = self._tablas.setdefault(tabla, asyncio.Lock())
        if candado in abierta.tablas:
            return
        try:
            async with asyncio.timeout(None if espera_s is None else float(espera_s)):
                await candado.acquire()
        except TimeoutError as error:
            raise OCUPADO from error
        abierta.tablas.append(candado)
        session.in_txn = True

    async def _tomar(
        self, session: Session, abierta: Abierta, sql: str, valores: dict[str, str | int | None], *, espera: bool
    ) -> None:
        """The rows of that SELECT are this session's until its transaction ends."""
        tabla = DE_TABLA.findall(sql)[0].lower()
        with _en_palabras_de_oracle():
            pedidas = {(tabla, fila[0]) for fila in abierta.conexion.execute(sql, valores)}
        if not espera and any(self._tomadas.get(fila, session) is not session for fila in pedidas):
            raise OCUPADO
        await self._escribir(session, abierta)
        self._tomadas |= dict.fromkeys(pedidas, session)

    async def _escribir(self, session: Session, abierta: Abierta) -> None:
        """The first change of a transaction takes the lock. A call that is given up while it waits leaves nothing."""
        if abierta.escribe:
            return
        await self._turno.acquire()
        abierta.escribe = session.in_txn = True
        try:
            with _en_palabras_de_oracle():
                abierta.conexion.execute("BEGIN IMMEDIATE")
        except OracleError:
            self._soltar(abierta)
            session.in_txn = False
            raise

    async def _terminar(self, session: Session, *, confirma: bool) -> None:
        abierta: Abierta | None = session.state.get("base")
        if abierta is None:
            return
        while abierta.tablas:
            abierta.tablas.pop().release()
        if not abierta.escribe:
            return
        try:
            (abierta.conexion.commit if confirma else abierta.conexion.rollback)()
        finally:
            self._soltar(abierta)

    def _soltar(self, abierta: Abierta) -> None:
        if abierta.escribe:
            abierta.escribe = False
            self._tomadas.clear()  # only one session at a time can have taken any
            self._turno.release()


@contextmanager
def _en_palabras_de_oracle() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, LlaveDuplicada, NoDisponible) as error:
        raise error_de(error) from error
