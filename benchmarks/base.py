"""The measurements' database: the stand-in in a process of its own, with its costly answers made beforehand.

PAWEB_CONSULTA always answers the same twelve debts. The portal's own statements run for real, on SQLite in memory: no
disk is measured. The audit is taken and forgotten, and of the consultations the last few hundred are kept, so that
nothing grows.
"""

import asyncio
import itertools
import sqlite3
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import uvloop

from portal import clock
from portal.repo.migrations.steps import steps
from portal.structs.deudas import Deuda, Tipo
from portal.structs.usuarios import Rol, Sesion, Usuario
from tests import datos
from tests.oracle_wire import paquete
from tests.oracle_wire.handler import Handler, Param
from tests.oracle_wire.listener import OracleWire
from tests.oracle_wire.results import ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.traduccion import PRIMERAS, columnas, por_nombre
from tests.oracle_wire.values import Valor
from tests.repo.oracle.company import VERSION

ESQUEMA = Path(__file__).parent.parent / "portal/repo/embedded/link/schema.sql"
CLIENTES = 16
CANAL = 0
CUANTAS = 500


def usuario(numero: int) -> Usuario:
    """0 is the canal, the others are customers."""
    return Usuario(
        id=numero + 1,
        usuario=f"usuario-{numero}",
        rol=Rol.CLIENTE if numero else Rol.CANAL,
        nombre="Ana Ñandutí",
        documento=documento(numero) if numero else None,
        clave="-",
        activo=True,
    )


def documento(numero: int) -> str:
    """Of a customer."""
    return str(4_000_000 + numero)


def sesion(numero: int) -> Sesion:
    """One that lasts the whole day."""
    ahora = clock.ahora()
    puerta = "pagina" if numero else "api"
    vence = ahora + timedelta(days=1)
    return Sesion(sid=f"sesion-{numero}", usuario_id=numero + 1, creada=ahora, vence=vence, puerta=puerta, agente="")


def _deudas() -> list[Deuda]:
    """Two instalments overdue with the water and the gardening of then, and what is still to come."""
    hoy = clock.dia(clock.ahora())
    dias = [timedelta(days=30 * lugar - 50) for lugar in range(8)]
    return [
        *(datos.cuota(f"C{lugar}", lugar, hoy + cuando) for lugar, cuando in enumerate(dias, 1)),
        *(datos.servicio(f"A{lugar}", Tipo.AGUA, hoy + cuando) for lugar, cuando in enumerate(dias[:3], 1)),
        datos.servicio("J1", Tipo.JARDINERIA, hoy + dias[0]),
    ]


class _Hecho(ResultSet):
    """Rows encoded once: the server must not be what is measured."""

    def __init__(self, deudas: Sequence[Deuda]) -> None:
        super().__init__(paquete.COLUMNAS + paquete.ADICIONALES, [paquete.fila(deuda) for deuda in deudas])
        self._hechas = super().encoded(0, len(self.rows))

    def encoded(self, start: int, stop: int) -> list[bytes]:
        return self._hechas[start:stop]


class Cobranzas(Handler):
    """The company, whose customers always owe the same."""

    def __init__(self, esquema: Path = ESQUEMA) -> None:
        self._deudas = _Hecho(_deudas())
        self._numeros = itertools.count(1)
        self._base = sqlite3.connect(":memory:", isolation_level=None)
        self._base.row_factory = sqlite3.Row
        self._base.execute("PRAGMA foreign_keys = ON")
        self._base.executescript(esquema.read_text("utf-8"))
        self._base.execute("CREATE TABLE portal_version (numero INTEGER, nombre TEXT, huella TEXT)")
        taken = [(row.number, row.name, row.hash) for row in (step.applied for step in steps("oracle"))]
        self._base.executemany("INSERT INTO portal_version VALUES (?, ?, ?)", taken)
        for numero in range(CLIENTES + 1):
            self._abrir(usuario(numero), sesion(numero))

    def signature(self, name: str) -> Sequence[Param]:
        return paquete.FIRMAS[name.rpartition(".")[2]]

    async def call(self, session: Session, name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:  # noqa: ARG002 - the protocol's
        session.in_txn = True
        numero = next(self._numeros)
        if numero % CUANTAS == 0:
            self._base.execute("DELETE FROM portal_consulta WHERE idsession < ?", (numero - CUANTAS,))
        return self._deudas, "Ana Ñandutí", len(self._deudas.rows), numero, "0", "OK"

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        if sql.startswith("ALTER"):
            return 0
        if "portal_version" in sql:
            return VERSION
        if "portal_auditoria" in sql or "portal_cadena" in sql:
            session.in_txn = True
            return 1
        cursor = self._base.execute(PRIMERAS.sub(r" LIMIT \g<cuantas>", sql), por_nombre(sql, binds))
        if cursor.description is None:
            session.in_txn = True
            return cursor.rowcount
        filas = cursor.fetchall()
        nombres = [columna[0] for columna in cursor.description]
        return ResultSet(columnas(nombres, filas, {}), [tuple(fila) for fila in filas])

    def _abrir(self, quien: Usuario, suya: Sesion) -> None:
        campos = ("usuario", "rol", "nombre", "documento", "clave", "activo")
        self._poner("portal_usuario", {**{campo: getattr(quien, campo) for campo in campos}, "es_demo": 0, "creado": 0})
        creada = clock.en_micros(suya.creada)
        self._poner(
            "portal_sesion",
            {
                **{campo: getattr(suya, campo) for campo in ("sid", "usuario_id", "puerta", "agente")},
                "creada": creada,
                "vence": clock.en_micros(suya.vence),
                "probada": creada,
            },
        )

    def _poner(self, tabla: str, fila: dict[str, str | int | None]) -> None:
        # Another tree's tables may lack a column.
        suyas = {nombre for _, nombre, *_ in self._base.execute(f"PRAGMA table_info({tabla})")}
        columnas = sorted(fila.keys() & suyas)
        valores = ", ".join(f":{columna}" for columna in columnas)
        self._base.execute(f"INSERT INTO {tabla} ({', '.join(columnas)}) VALUES ({valores})", fila)  # noqa: S608 - our names


def servir(
    aviso: Connection, latencia_s: float, perfil: str = "19c", version: int = 0, esquema: Path = ESQUEMA
) -> None:
    """Says its port, and serves until it is ended. version: another than the profile's, to say that it is older;
    esquema: another tree's tables, for its portal."""

    async def atender() -> None:
        servidor = OracleWire(Cobranzas(esquema), profile=perfil)
        if version:
            servidor.profile = replace(servidor.profile, version=(version, 3, 0, 0, 0))
        await servidor.start()
        servidor.latency = latencia_s
        servidor.calls = deque(maxlen=0)  # type: ignore[assignment] # it would keep every call for ever
        aviso.send(servidor.port)
        await asyncio.Event().wait()

    uvloop.run(atender())
