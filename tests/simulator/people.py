"""What the people of a history share, and how each of them asks something of the portal."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from portal.clock import dia
from portal.errors import PortalError, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.rules.debts.carrito import completar
from portal.structs.deudas import Consulta
from portal.structs.pagos import Estado, Pago
from tests import datos
from tests.simulator.oracle import COBRADO, Roto
from tests.simulator.turns import Vida
from tests.simulator.world import CANALES, Mundo

T = TypeVar("T")
Acto: TypeAlias = Callable[[Portal], Awaitable[T]]

ESPERADOS = (PortalError, ResultadoDesconocido)


class Gente:
    """What the people of a history share: how much was done, which orders and codes they know."""

    def __init__(self, mundo: Mundo, objetivo: int) -> None:
        self.mundo = mundo
        self.azar = mundo.azar
        self.objetivo = objetivo
        self.hechas = 0
        self.traza: list[str] = []
        self.en_vuelo: set[asyncio.Task[object]] = set()
        self.documentos = self.azar.sample(
            [datos.TRES_Y_AGUA, datos.DOS_PLANES, datos.CANCELACION, datos.DOLARES, datos.SIN_CUOTAS, datos.AL_DIA], 3
        )
        self.ordenes: list[tuple[str, Pago]] = []
        self.sesiones: dict[str, list[int]] = {canal: [] for canal in CANALES}
        self.enviados: dict[tuple[str, str], tuple[int, str | None]] = {}

    @property
    def sigue(self) -> bool:
        return self.hechas < self.objetivo

    async def pedir(
        self, que: str, acto: Acto[T], *, en: tuple[Vida, Portal] | None = None, cuenta: int = 1
    ) -> T | None:
        """One request to some instance; None where it was refused, or its answer never came. Anything that a door
        would answer with 500 is a violation."""
        vida, portal = en or self.mundo.alguna()
        self.hechas += cuenta
        tarea: asyncio.Task[T] = asyncio.ensure_future(_correr(acto, portal))  # type: ignore[arg-type]
        self.en_vuelo.add(tarea)
        try:
            respuesta = await tarea
        except ESPERADOS as error:
            self.anotar(vida, que, f"{type(error).__name__} {getattr(error, 'codigo', '')}")
            return None
        except asyncio.CancelledError:
            if self.mundo.termino:
                raise
            self.anotar(vida, que, "sin respuesta")
            return None
        except Roto:
            raise
        except Exception as error:
            raise Roto(f"{que}: a door would answer 500: {error!r}") from error
        finally:
            self.en_vuelo.discard(tarea)
        self.anotar(vida, que, "bien")
        return respuesta

    def anotar(self, vida: Vida, que: str, como: str) -> None:
        self.traza.append(f"{self.mundo.ahora:%d %H:%M:%S.%f} {vida.nombre} {que}: {como}")

    def elegir(self, consulta: Consulta) -> frozenset[str]:
        """Some of it, and mostly with what the rules want beside it."""
        codigos = sorted(deuda.codmovimiento for deuda in consulta.deudas)
        algunas = (
            frozenset(self.azar.sample(codigos, min(len(codigos), self.azar.randrange(1, 4))))
            if codigos
            else frozenset()
        )
        if self.azar.random() < 0.1:
            return algunas
        return completar(consulta.deudas, algunas, dia(self.mundo.ahora))

    def visto(self, pago: Pago | None) -> Pago | None:
        """What a page showed is a promise too."""
        if pago is not None:
            if pago.estado in COBRADO:
                self.mundo.oraculo.prometer(pago.emisor, pago.cod_transaccion, "pagado")
            if pago.estado is Estado.ANULADO:
                self.mundo.oraculo.prometer(pago.emisor, pago.cod_transaccion, "anulado")
            if pago.url_pasarela and pago.referencia and pago.estado is Estado.POR_VERIFICAR:
                self.ordenes.append((pago.referencia, pago))
        return pago


async def _correr(acto: Acto[T], portal: Portal) -> T:
    return await acto(portal)
