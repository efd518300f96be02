"""A transaction whose body runs whole in one fibra.

Between two trips of the usual one the request's task is woken and put to sleep through every layer of the web; here the
database's answer wakes the body itself.
"""

import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import oracledb

from portal.repo.oracle.fibra import Fibra
from portal.repo.oracle.sesion import Sesion

T = TypeVar("T")


@dataclass(slots=True)
class SesionDeCorrido(Sesion):
    """Calls run where they are made. Its reads together have `lectura_s`, the wait for a connection included."""

    comienzo: float = field(init=False)

    def __post_init__(self) -> None:
        self.comienzo = time.monotonic() if self.desde is None else self.desde

    async def llevar(self, cuerpo: Callable[[], Coroutine[object, None, T]]) -> T:
        """What it returns. A caller who goes away interrupts nothing."""
        fibra: Fibra[T] = Fibra(limite_s=self.limite_s)
        self.en_curso = fibra
        fibra.al_terminar(self._soltar)
        return await fibra.empezar(lambda: self._llevar(cuerpo))

    def _hasta(self) -> float:
        return self.comienzo + self.lectura_s

    def _llevar(self, cuerpo: Callable[[], Coroutine[object, None, T]]) -> T:
        corrutina = cuerpo()
        try:
            corrutina.send(None)
        except StopIteration as fin:
            hecho: T = fin.value
            return hecho
        else:
            corrutina.close()
            raise RuntimeError("it awaited something else than its transaction")
        finally:
            self._deshacer()

    def _deshacer(self) -> None:
        if self.prestada and self.sana and self.conexion.cruda.transaction_in_progress:
            try:
                self.conexion.hacer(self.conexion.cruda.rollback)
            except (oracledb.Error, OSError):
                self.sana = False

    def _soltar(self) -> None:
        if self.prestada:
            (self.pool.devolver if self.sana else self.pool.soltar)(self.conexion)

    async def _correr(self, trabajo: Callable[[], T], hasta: float | None = None) -> T:
        fibra = self._fibra()
        fibra.hasta = hasta
        try:
            return self.conexion.hacer(trabajo)
        finally:
            fibra.hasta = None

    async def _otra_conexion(self, hasta: float | None) -> None:
        self._fibra().aguardar(super(SesionDeCorrido, self)._otra_conexion(hasta))

    def _fibra(self) -> Fibra[Any]:
        if self.en_curso is None:
            raise RuntimeError("nothing is under way")
        return self.en_curso
