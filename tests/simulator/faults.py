"""What goes wrong between the portal and the others, at their boundary: the same protocols around the real ones."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from portal.errors import NoDisponible, Ocupado, ResultadoDesconocido
from portal.pasarela.demo.gateway import BancoDemo
from portal.pasarela.protocol import Inicio, Orden, Pasarela, RespuestaPasarela, Reversa
from portal.repo.embedded.link.sql import SqlSqlite
from portal.repo.embedded.paquete import PaqueteEmbebido
from portal.repo.embedded.transactions import TransaccionSqlite
from portal.repo.protocol import Cuerpo, EarlyRead, Fila, T, Valor
from portal.structs.paquete import Respuesta, RespuestaCarrito, RespuestaConsulta, RespuestaPago
from tests import datos
from tests.simulator.engine import EnLinea
from tests.simulator.turns import Turnos, Vida

R = TypeVar("R")
TASA = Decimal("0.015")
# Nobody waits for a lock here.
YA = 0.0


class Clima(Struct):
    """How often each thing goes wrong, out of 1: a statement, a commit's answer, a call of the bank. Until when
    the package is invalid, and which bank the portal works with.
    """

    sentencia: float = 0
    confirmacion: float = 0
    banco: float = 0
    pausa: float = 0.25
    paquete_vuelve: datetime = datos.AHORA
    banco_nombre: str = "banco-demo"
    sorpresa: str = "ninguna"

    def calmar(self) -> None:
        self.sentencia = self.confirmacion = self.banco = self.pausa = 0
        self.paquete_vuelve = datos.AHORA


class RepoConFallas:
    """Repo of one process. What a fault undoes is really undone: the engine below is the real one."""

    def __init__(self, real: EnLinea, mundo: Turnos, vida: Vida, clima: Clima) -> None:
        self.real = real
        self.mundo = mundo
        self.vida = vida
        self.clima = clima

    def falla(self, cuanto: float) -> bool:
        return cuanto > 0 and self.mundo.azar.random() < cuanto

    @asynccontextmanager
    async def _leyendo(self) -> AsyncIterator["TransaccionConFallas"]:
        await self.mundo.turno(self.vida)
        self._cae()
        with self.real.reading(YA) as tx:
            yield TransaccionConFallas(self, tx)

    @asynccontextmanager
    async def _escribiendo(self) -> AsyncIterator["TransaccionConFallas"]:
        await self.mundo.turno(self.vida)
        self._cae()
        if self.mundo.alguien_escribe and self.falla(self.clima.sentencia * 5):
            with self.real.writing(YA):  # SQLite's own answer to whoever does not wait
                pass
        await self.mundo.tomar_escritura(self.vida)
        pila = AsyncExitStack()
        async with pila:
            pila.callback(self.mundo.soltar_escritura)
            adentro = TransaccionConFallas(self, pila.enter_context(self.real.writing(YA)))
            try:
                yield adentro
            except ResultadoDesconocido:
                if adentro.sigue_sola:
                    self._dejar_sola(pila.pop_all(), adentro)
                raise

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        async with self._leyendo() as tx:
            return await cuerpo(tx)

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        async with self._escribiendo() as tx:
            return await cuerpo(tx)

    async def verificar(self) -> None:
        await self.read(lambda tx: tx.sql.una("SELECT 1 AS uno"))

    async def cerrar(self) -> None:
        self.real.cerrar()

    def _cae(self) -> None:
        if self.falla(self.clima.sentencia):
            raise NoDisponible("base-no-disponible", "La base no responde.", 1)

    def _dejar_sola(self, pila: AsyncExitStack, transaccion: "TransaccionConFallas") -> None:
        """The server is still at it when nobody listens any more: it ends later, one way or the other."""
        confirma = self.mundo.azar.random() < 0.6

        async def terminar() -> None:
            for _ in range(self.mundo.azar.randrange(1, 12)):
                await self.mundo.turno(self.mundo.servidor)
            async with pila:
                if confirma:
                    await transaccion.real.confirmar()

        tarea = asyncio.ensure_future(terminar())
        self.mundo.sueltas.add(tarea)
        tarea.add_done_callback(self.mundo.sueltas.discard)


class TransaccionConFallas:
    """Transaccion with faults before each statement and at the commit."""

    def __init__(self, repo: RepoConFallas, real: TransaccionSqlite) -> None:
        self.real = real
        self.repo = repo
        self.sigue_sola = False
        self.sql = SqlConFallas(repo, real.sql)
        self.paquete = PaqueteConFallas(repo, self.sql)

    async def confirmar(self) -> None:
        mundo, vida = self.repo.mundo, self.repo.vida
        await mundo.turno(vida)
        if self.repo.falla(self.repo.clima.confirmacion):
            como = mundo.azar.choice(("perdida", "hecha", "sola", "muere-antes", "muere-despues"))
            if como in ("hecha", "muere-despues"):
                await self.real.confirmar()
            if como.startswith("muere"):
                mundo.matar(vida)
            mundo.exigir(vida)
            self.sigue_sola = como == "sola"
            raise ResultadoDesconocido
        await self.real.confirmar()
        await mundo.turno(vida)


class PaqueteConFallas(PaqueteEmbebido):
    """The package, which somebody recompiles badly now and then: every call fails until it is mended (ORA-04063)."""

    def __init__(self, repo: RepoConFallas, sql: "SqlConFallas") -> None:
        super().__init__(sql, repo.vida.clock, TASA)
        self._repo = repo

    async def consultar(self, documento: str, moneda: int, usuario: str) -> RespuestaConsulta:
        self._exigir()
        return await super().consultar(documento, moneda, usuario)

    async def agregar_al_carrito(
        self, idsession: int, indicador: str, codmovimiento: str, usuario: str
    ) -> RespuestaCarrito:
        self._exigir()
        return await super().agregar_al_carrito(idsession, indicador, codmovimiento, usuario)

    async def pagar(self, session: int, user: str, codtransaccion: str) -> RespuestaPago:
        self._exigir()
        return await super().pagar(session, user, codtransaccion)

    async def anular(self, codtransaccion: str) -> Respuesta:
        self._exigir()
        return await super().anular(codtransaccion)

    def _exigir(self) -> None:
        if self._repo.mundo.ahora < self._repo.clima.paquete_vuelve:
            raise NoDisponible("base-mal-instalada", "PACK_PAGO_WS no compila.", 60)


class SqlConFallas:
    """Sql with a pause, and now and then no answer, before each statement."""

    def __init__(self, repo: RepoConFallas, real: SqlSqlite) -> None:
        self._repo = repo
        self._real = real

    async def _paso(self) -> None:
        repo = self._repo
        if repo.mundo.azar.random() < repo.clima.pausa:
            await repo.mundo.turno(repo.vida)
        repo.mundo.exigir(repo.vida)
        if repo.falla(repo.clima.sentencia):
            raise NoDisponible("base-no-disponible", "La base se cortó en el medio.", 1)

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        await self._paso()
        return await self._real.una(sql, **valores)

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        await self._paso()
        return await self._real.todas(sql, **valores)

    async def primeras(self, sql: str, cuantas: int, **valores: Valor) -> list[Fila]:
        await self._paso()
        return await self._real.primeras(sql, cuantas, **valores)

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        await self._paso()
        if self._repo.falla(self._repo.clima.sentencia):
            raise Ocupado("fila-ocupada", "Otra transacción tiene esa fila.", 1)
        return await self._real.tomar(sql, **valores)

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        await self._paso()
        return await self._real.ejecutar(sql, **valores)

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        await self._paso()
        await self._real.ejecutar_varias(sql, filas)

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        await self._paso()
        await self._real.diferir(sql, filas)

    async def read_early(self, sql: str, **valores: Valor) -> EarlyRead:
        await self._paso()
        return await self._real.read_early(sql, **valores)

    async def insertar(self, sql: str, **valores: Valor) -> int:
        await self._paso()
        return await self._real.insertar(sql, **valores)


class BancoConFallas:
    """Pasarela that does not answer, whose answer is lost, that does not give its word on a reversal, or that was
    replaced; `casa` is the bank's own database."""

    NOMBRE = BancoDemo.nombre

    def __init__(self, real: Pasarela, repo: RepoConFallas, casa: RepoConFallas) -> None:
        self.real = real
        self.casa = casa
        self.monedas = real.monedas
        self._repo = repo

    @property
    def nombre(self) -> str:
        return self._repo.clima.banco_nombre

    async def iniciar(self, orden: Orden) -> Inicio:
        await self._ida()
        return await self._vuelta(await self.real.iniciar(orden))

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        await self._ida()
        return await self._vuelta(await self.real.consultar(referencia))

    async def anular(self, referencia: str) -> Reversa:
        await self._ida()
        if self._repo.falla(self._repo.clima.banco):
            return Reversa(hecha=False)
        reversa = await self._vuelta(await self.real.anular(referencia))
        return Reversa(reversa.hecha and not self._repo.falla(self._repo.clima.banco))

    async def cerrar(self) -> None:
        await self.real.cerrar()

    async def _ida(self) -> None:
        await self._repo.mundo.turno(self._repo.vida)
        if self._repo.falla(self._repo.clima.banco):
            raise NoDisponible("banco-caido", "El banco no responde.", 5)

    async def _vuelta(self, respuesta: R) -> R:
        await self._repo.mundo.turno(self._repo.vida)
        if self._repo.falla(self._repo.clima.banco):
            raise ResultadoDesconocido
        return respuesta
