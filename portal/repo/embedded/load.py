"""A company's list of debts into the embedded ERP: many short writes, seen by everybody as one.

The rows are gathered in a table that nobody reads; one short commit puts the list in force; from then on the ERP
carries over what it says of a customer before it answers anything of that customer (aplicacion.py), while the import
goes on carrying over the others. An import that dies before that commit changed nothing, and after it everything.
"""

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from portal.clock import Clock, en_micros
from portal.errors import NoDisponible, Rechazo
from portal.repo.embedded.carrying import aplicar
from portal.repo.embedded.incoming import COLUMNAS, Incoming
from portal.repo.protocol import Fila, Repo, Sql, Transaccion
from portal.repo.rows import entero, texto
from portal.texts.named import datos

T = TypeVar("T")

# A write of so many rows lasts some milliseconds, and then the others have their turn for twice as long: SQLite's
# writers do not queue, they look again every few milliseconds.
TANDA = 500
PAUSA_S = 0.02
DESCANSO = 2
INTENTOS = 20
ESPERA_S = 1.0

TODAS = ("retira", *COLUMNAS)
JUNTAR = f"INSERT INTO erp_carga_deuda ({', '.join(TODAS)}) VALUES ({', '.join(f':{cada}' for cada in TODAS)})"
ESTADO = "SELECT estado, en FROM erp_carga"
EMPEZAR = "INSERT INTO erp_carga (id, ficha, estado, en) VALUES (1, :ficha, 'JUNTANDO', :en)"
TOMAR = "UPDATE erp_carga SET ficha = :ficha"
PASAR = "UPDATE erp_carga SET estado = :estado, en = :en WHERE ficha = :ficha"
MIA = "SELECT estado FROM erp_carga WHERE ficha = :ficha"
TERMINAR = "DELETE FROM erp_carga WHERE ficha = :ficha"
SIGUIENTES = """
SELECT codmovimiento FROM erp_carga_deuda WHERE codmovimiento > :desde AND resultado IS NULL
ORDER BY codmovimiento LIMIT :cuantas"""
RESULTADOS = "SELECT resultado, count(*) AS cuantas FROM erp_carga_deuda GROUP BY resultado"
BORRAR = """
DELETE FROM erp_carga_deuda
WHERE codmovimiento IN (SELECT codmovimiento FROM erp_carga_deuda ORDER BY codmovimiento LIMIT :cuantas)"""


class Carga:
    """One import. The newest one is the only whose writes count: an older one that still runs stops at its next."""

    def __init__(self, repo: Repo, clock: Clock, avanzar: Callable[[int], None], tanda: int = TANDA) -> None:
        self._repo = repo
        self._reloj = clock
        self._avanzar = avanzar
        self._tanda = tanda
        self._ficha = secrets.token_hex(8)

    async def preparar(self) -> None:
        """Takes the place of any other import; finishes what one had put in force and sweeps what it had not."""
        estado = await self._turno(self._tomar)
        if estado == "VIGENTE":
            await self._aplicar()
        await self._limpiar()
        await self._turno(self._empezar)

    async def cargar(self, llegadas: Incoming) -> Counter[str]:
        """The list in force and carried over; how many debts there were of each `resultado`."""
        for tanda in llegadas.tandas(self._tanda):
            await self._turno(partial(_juntar, filas=tanda), "JUNTANDO")
            self._avanzar(len(tanda))
        await self._turno(partial(self._pasar, estado="VIGENTE"), "JUNTANDO")
        await self._aplicar()
        resultados = await self._contar()
        await self._limpiar()
        return resultados

    async def dejar(self) -> None:
        """Gives up its place, having loaded nothing."""
        await self._limpiar()

    async def _aplicar(self) -> None:
        desde: str | None = ""
        while desde is not None:
            desde = await self._turno(partial(self._tramo, desde=desde), "VIGENTE")
        await self._turno(partial(self._pasar, estado="LIMPIANDO"), "VIGENTE")

    async def _tramo(self, sql: Sql, desde: str) -> str | None:
        """Carries some over; the last code of them, or None at the end."""
        codigos = [
            texto(fila["codmovimiento"]) for fila in await sql.todas(SIGUIENTES, desde=desde, cuantas=self._tanda)
        ]
        if not codigos:
            return None
        vigor = await sql.una(ESTADO)
        await aplicar(sql, codigos, entero(vigor["en"]) if vigor else 0)
        self._avanzar(len(codigos))
        return codigos[-1]

    async def _contar(self) -> Counter[str]:
        filas = await self._repo.read(lambda tx: tx.sql.todas(RESULTADOS))
        return Counter({texto(fila["resultado"]): entero(fila["cuantas"]) for fila in filas})

    async def _limpiar(self) -> None:
        while await self._turno(lambda sql: sql.ejecutar(BORRAR, cuantas=self._tanda), "JUNTANDO", "LIMPIANDO"):
            pass
        await self._turno(lambda sql: sql.ejecutar(TERMINAR, ficha=self._ficha))

    async def _tomar(self, sql: Sql) -> str:
        fila = await sql.una(ESTADO)
        if fila is None:
            await self._empezar(sql)
            return "JUNTANDO"
        await sql.ejecutar(TOMAR, ficha=self._ficha)
        return texto(fila["estado"])

    async def _empezar(self, sql: Sql) -> None:
        if await sql.una(ESTADO):
            raise Rechazo("otra-importacion", datos(caso="empezo"))
        await sql.ejecutar(EMPEZAR, ficha=self._ficha, en=en_micros(self._reloj()))

    async def _pasar(self, sql: Sql, estado: str) -> None:
        await sql.ejecutar(PASAR, ficha=self._ficha, estado=estado, en=en_micros(self._reloj()))

    async def _turno(self, accion: Callable[[Sql], Awaitable[T]], *exigidos: str) -> T:
        """One short write, where this import's place is still its own and the list is where it should be; afterwards
        it waits twice as long as it made others wait."""

        async def cuerpo(tx: Transaccion) -> tuple[T, float]:
            comienzo = time.monotonic()
            if exigidos:
                await self._exigir(tx.sql, exigidos)
            hecho = await accion(tx.sql)
            await tx.confirmar()
            return hecho, time.monotonic() - comienzo

        for intento in range(INTENTOS):
            try:
                hecho, tardo = await self._repo.write(cuerpo)
            except NoDisponible:
                if intento == INTENTOS - 1:
                    raise
                await asyncio.sleep(ESPERA_S)
            else:
                await asyncio.sleep(max(PAUSA_S, DESCANSO * tardo))
                return hecho
        raise AssertionError("unreachable")

    async def _exigir(self, sql: Sql, exigidos: Sequence[str]) -> None:
        fila = await sql.una(MIA, ficha=self._ficha)
        if fila is None:
            raise Rechazo("otra-importacion", datos(caso="tomo-el-lugar"))
        if fila["estado"] not in exigidos:
            raise AssertionError(f"a list that is {fila['estado']} was taken for {exigidos}")


async def _juntar(sql: Sql, filas: Sequence[Fila]) -> None:
    await sql.ejecutar_varias(JUNTAR, filas)
