"""Places where a request dies, and the whole process with it: around the portal's own protocols, so that the portal
itself has no such thing in it.

A request names its place in the header `x-trampa`; `pausa-` before the name makes it rest there instead of dying.
"""

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal

from litestar.types import ASGIApp, HTTPResponseBodyEvent, Message, Receive, Scope, Send

from portal.assembly import armar_portal
from portal.clock import Clock
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import BancoDemo
from portal.pasarela.protocol import Inicio, Orden, RespuestaPasarela, Reversa
from portal.repo.embedded import erp
from portal.repo.embedded.link.sql import SqlSqlite
from portal.repo.embedded.paquete import PaqueteEmbebido
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.embedded.transactions import TransaccionSqlite
from portal.repo.protocol import Cuerpo, EarlyRead, Fila, Repo, T, Transaccion, Valor
from portal.repo.tables.payments import codigos, idempotency, pagos
from portal.settings import Settings
from portal.structs.pagos import Estado
from portal.structs.paquete import Respuesta, RespuestaPago

# m0 before the claim, m1 claim sent, m2 claimed, m3 sent to the package, m4 between two items, m5 before the commit,
# m6 committed and not answered; llave: paid, and the key's answer not kept; m7 response not written, m8 half, m9 whole.
PAGO = ("m0", "m1", "m2", "m3", "m4", "m5", "m6", "llave", "m7", "m8", "m9")
ANULACION = PAGO
# Sending the customer to the bank: the order before it is asked for, taken, and where it is, written down.
IDA = ("m0", "m1", "m2", "orden", "tomada", "anotada", "m7", "m8", "m9")
# Coming back: the bank charged and was not asked, it answered, and then as a canal's payment.
VUELTA = ("consulta", "cobrado", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9")
# An operador's reversal gives the money back.
DEVOLUCION = ("m0", "m1", "m2", "m3", "m4", "m5", "m6", "devolver", "devuelto", "m7", "m8", "m9")

PAUSA_S = 0.5
_trampa: ContextVar[str] = ContextVar("trampa", default="")


def _descansa(lugar: str) -> bool:
    if _trampa.get() == lugar:
        os.kill(os.getpid(), signal.SIGKILL)
    return _trampa.get() == f"pausa-{lugar}"


async def paso(lugar: str) -> None:
    """Here the request that asked for it ends everything."""
    if _descansa(lugar):
        await asyncio.sleep(PAUSA_S)


def paso_adentro(lugar: str) -> None:
    """The same inside of a transaction, which rests in its own thread."""
    if _descansa(lugar):
        time.sleep(PAUSA_S)


class SqlTrampa:
    """Sql, and what this transaction is about: the claim, or the state that it leads to."""

    def __init__(self, sql: SqlSqlite) -> None:
        self._sql = sql
        self.trata_de: str | None = None
        self._saldadas = 0

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        return await self._sql.una(sql, **valores)

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        return await self._sql.todas(sql, **valores)

    async def primeras(self, sql: str, cuantas: int, **valores: Valor) -> list[Fila]:
        return await self._sql.primeras(sql, cuantas, **valores)

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        return await self._sql.tomar(sql, **valores)

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        if (sql == codigos.TOMAR and not valores["quemado"]) or (
            sql == pagos.GUARDAR and valores["estado"] == "ANULANDO"
        ):
            paso_adentro("m0")
        if sql == erp.SALDAR:
            self._saldadas += 1
        if sql == erp.ANULAR or (sql == erp.SALDAR and self._saldadas == 2):
            paso_adentro("m4")
        if sql == pagos.CREAR:
            self.trata_de = "reclamo"
        elif sql == pagos.GUARDAR:
            estado = str(valores["estado"])
            self.trata_de = "reclamo" if estado in (Estado.EN_PROCESO, Estado.ANULANDO) else estado
        elif sql in (pagos.REFERENCIA, idempotency.TERMINAR):
            self.trata_de = "anotacion" if sql == pagos.REFERENCIA else "llave"
        return await self._sql.ejecutar(sql, **valores)

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        await self._sql.ejecutar_varias(sql, filas)

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        await self._sql.diferir(sql, filas)

    async def read_early(self, sql: str, **valores: Valor) -> EarlyRead:
        return await self._sql.read_early(sql, **valores)

    async def insertar(self, sql: str, **valores: Valor) -> int:
        return await self._sql.insertar(sql, **valores)


class PaqueteTrampa(PaqueteEmbebido):
    """The embedded package, over statements that may be the last."""

    async def pagar(self, session: int, user: str, codtransaccion: str) -> RespuestaPago:
        paso_adentro("m3")
        return await super().pagar(session, user, codtransaccion)

    async def anular(self, codtransaccion: str) -> Respuesta:
        paso_adentro("m3")
        return await super().anular(codtransaccion)


class TransaccionTrampa:
    def __init__(self, tx: TransaccionSqlite, clock: Clock, tasa: Decimal) -> None:
        self._tx = tx
        self.sql = SqlTrampa(tx.sql)
        self.paquete = PaqueteTrampa(self.sql, clock, tasa)

    async def confirmar(self) -> None:
        antes, despues = {
            "reclamo": ("m1", "m2"),
            "PAGADO": ("m5", "m6"),
            "ANULADO": ("m5", "m6"),
            "anotacion": ("", "anotada"),
            "llave": ("llave", ""),
        }.get(self.sql.trata_de or "", ("", ""))
        if antes:
            paso_adentro(antes)
        await self._tx.confirmar()
        if despues:
            paso_adentro(despues)


class RepoTrampa:
    """Repo on the embedded engine."""

    def __init__(self, repo: EmbeddedRepo, clock: Clock, tasa: Decimal) -> None:
        self._repo = repo
        self._reloj = clock
        self._tasa = tasa
        self.read = repo.read
        self.verificar = repo.verificar
        self.cerrar = repo.cerrar

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        return await self._repo.write(lambda tx: cuerpo(self._con_trampas(tx)))

    def _con_trampas(self, tx: Transaccion) -> TransaccionTrampa:
        assert isinstance(tx, TransaccionSqlite)
        return TransaccionTrampa(tx, self._reloj, self._tasa)


class BancoTrampa(BancoDemo):
    """The demo bank, whose answers may find nobody; its own orders are safe with it."""

    async def iniciar(self, orden: Orden) -> Inicio:
        await paso("orden")
        inicio = await super().iniciar(orden)
        await paso("tomada")
        return inicio

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        await paso("consulta")
        respuesta = await super().consultar(referencia)
        await paso("cobrado")
        return respuesta

    async def anular(self, referencia: str) -> Reversa:
        await paso("devolver")
        hecho = await super().anular(referencia)
        await paso("devuelto")
        return hecho


def armar(settings: Settings, clock: Clock) -> Portal:
    """The portal that production has, inside of traps."""
    portal = armar_portal(settings, clock)
    assert isinstance(portal.repo, EmbeddedRepo)
    repo: Repo = RepoTrampa(portal.repo, clock, settings.comision)
    return replace(portal, repo=repo, pasarela=BancoTrampa(portal.repo, clock, settings))


def con_trampas(aplicacion: ASGIApp) -> ASGIApp:
    """Reads each request's place to die at, and is that place for its response."""

    async def atender(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            pedida = dict(scope["headers"]).get(b"x-trampa", b"")
            _trampa.set(pedida.decode())
            await aplicacion(scope, receive, _entregar(send))
        else:
            await aplicacion(scope, receive, send)

    return atender


def _entregar(send: Send) -> Send:
    async def entregar(mensaje: Message) -> None:
        if mensaje["type"] == "http.response.start":
            await paso("m7")
            mensaje["headers"] = [*mensaje["headers"], (b"x-proceso", str(os.getpid()).encode())]
        if mensaje["type"] == "http.response.body" and _trampa.get() == "m8":
            mitad: HTTPResponseBodyEvent = {
                "type": "http.response.body",
                "body": mensaje["body"][: len(mensaje["body"]) // 2],
                "more_body": True,
            }
            await send(mitad)
            await _en_la_red()
            await paso("m8")
        await send(mensaje)
        if mensaje["type"] == "http.response.body" and _trampa.get() == "m9":
            await _en_la_red()
            await paso("m9")

    return entregar


async def _en_la_red() -> None:
    """uvloop writes on its next turn."""
    await asyncio.sleep(0.01)
