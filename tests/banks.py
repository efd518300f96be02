"""The demo bank on its bad days: it does not answer, it does not give money back, it charges when nobody expects it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from portal.errors import NoDisponible
from portal.operations.portal import Portal
from portal.pasarela.protocol import Inicio, Orden, Pasarela, RespuestaPasarela, Reversa
from portal.repo.protocol import Transaccion
from tests.conftest import Casa

T = TypeVar("T")


@dataclass
class BancoDificil:
    """A gateway around the demo bank, and what was asked of it; `caido` answers nothing, `devuelve` gives back. What
    happens while it is asked happens before it answers."""

    banco: Pasarela
    caido: bool = False
    devuelve: bool = True
    nombre: str = "banco-demo"
    consultas: list[str] = field(default_factory=list)
    anulaciones: list[str] = field(default_factory=list)
    antes_de_consultar: Callable[[], Awaitable[None]] | None = None
    antes_de_anular: Callable[[], Awaitable[None]] | None = None

    @property
    def monedas(self) -> frozenset[int]:
        return self.banco.monedas

    async def iniciar(self, orden: Orden) -> Inicio:
        self._responder()
        return await self.banco.iniciar(orden)

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        self.consultas.append(referencia)
        if self.antes_de_consultar:
            await self.antes_de_consultar()
        self._responder()
        return await self.banco.consultar(referencia)

    async def anular(self, referencia: str) -> Reversa:
        self.anulaciones.append(referencia)
        self._responder()
        if self.antes_de_anular:
            await self.antes_de_anular()
        return await self.banco.anular(referencia) if self.devuelve else Reversa(hecha=False, dicho="Ya se liquidó")

    def _responder(self) -> None:
        if self.caido:
            raise NoDisponible("banco-caido", "El banco no responde.", 5)


def con_banco(casa: Casa, accion: Callable[[Portal, BancoDificil], Awaitable[T]], **como: bool | str) -> T:
    """Runs it on a portal whose gateway is that bank."""

    async def en(portal: Portal) -> T:
        assert portal.pasarela is not None
        banco = BancoDificil(portal.pasarela, **como)  # type: ignore[arg-type]
        return await accion(replace(portal, pasarela=banco), banco)

    return casa.operar(en)


def cobra_igual(casa: Casa, referencia: str | None) -> None:
    """The bank charges an order, whatever it had said of it."""

    async def cobrar(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(
                "UPDATE banco_demo_orden SET estado = 'PAGADO', respuesta = 'PAGADO' WHERE referencia = :referencia",
                referencia=referencia,
            )
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(cobrar)
