"""The demo bank: a gateway that does on request what real ones do on bad days. No money is real."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from portal.clock import Clock
from portal.errors import PortalError, Rechazo, ResultadoDesconocido
from portal.money import MONEDAS
from portal.pasarela.demo import orders as ordenes
from portal.pasarela.demo.orders import OrdenDemo
from portal.pasarela.protocol import LARGO_DESCRIPCION, Inicio, Orden, RespuestaPasarela, Resultado, Reversa
from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.settings import Settings
from portal.texts.catalogue import say
from portal.texts.named import datos

Accion: TypeAlias = Literal["aprobar", "rechazar", "demorar", "dos_veces", "tarde"]
Avisar: TypeAlias = Callable[[str], Awaitable[None]]

DEMORA = timedelta(seconds=20)
# Past the attempt's term by more than one sweep of the portal, which so finds out first and annuls.
TARDANZA = timedelta(minutes=1)
AVISOS: dict[Accion, int] = {"aprobar": 1, "rechazar": 1, "demorar": 0, "dos_veces": 2, "tarde": 0}
MOTIVOS = {
    Resultado.PENDIENTE: "",
    Resultado.PAGADO: "",
    Resultado.RECHAZADO: say("banco-no-aprobo", datos(caso="demo")),
    Resultado.ANULADO: say("orden-anulada", ()),
}


class BancoDemo:
    """Pasarela. Its orders live in a table of its own, so that they survive a restart and every worker sees them."""

    nombre = "banco-demo"
    monedas = frozenset(MONEDAS)

    def __init__(self, repo: Repo, clock: Clock, settings: Settings) -> None:
        self._repo = repo
        self._reloj = clock
        self._direccion = f"{settings.url_publica.rstrip('/')}/banco-demo/"
        self._plazo = timedelta(minutes=settings.pago_vence_minutos)

    async def iniciar(self, orden: Orden) -> Inicio:
        if len(orden.descripcion) > LARGO_DESCRIPCION:
            raise ValueError("a gateway's description is short")
        try:
            tomada = await self._tomar(orden)
        except LlaveDuplicada:  # another worker took it between our look and our insert
            tomada = await self._tomar(orden)
        if (tomada.total, tomada.moneda) != (orden.total, orden.moneda):
            raise Rechazo("orden-distinta")
        return Inicio(tomada.referencia, self._direccion + tomada.referencia)

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        orden = await self.orden(referencia)
        resultado = orden.en(self._reloj())
        return RespuestaPasarela(
            resultado=resultado,
            total=orden.total,
            moneda=orden.moneda,
            motivo=MOTIVOS[resultado],
            dicho=f"consulta: estado={resultado}; total={orden.total}; moneda={MONEDAS[orden.moneda].iso}",
        )

    async def anular(self, referencia: str) -> Reversa:
        async def anular(tx: Transaccion) -> None:
            await ordenes.por_referencia(tx.sql, referencia)
            await ordenes.anular(tx.sql, referencia)
            await tx.confirmar()

        await self._repo.write(anular)
        return Reversa(hecha=True, dicho="anulación: la orden quedó sin efecto")

    async def cerrar(self) -> None:
        """It holds nothing open: its orders are rows of the portal's own database."""

    async def orden(self, referencia: str) -> OrdenDemo:
        """The order as the bank's own page shows it. Raises NoEncontrado."""
        return await self._repo.read(lambda tx: ordenes.por_referencia(tx.sql, referencia))

    async def responder(self, referencia: str, accion: Accion, avisar: Avisar | None = None) -> OrdenDemo:
        """Does what the customer chose, and tells the shop by `avisar`; an answer that comes later is not told.

        Raises NoEncontrado, or Rechazo where the order was answered or annulled before.
        """

        async def decidir(tx: Transaccion) -> OrdenDemo:
            orden = await ordenes.por_referencia(tx.sql, referencia)
            ahora = self._reloj()
            responde = self._responde(orden, accion, ahora)
            respuesta = Resultado.RECHAZADO if accion == "rechazar" else Resultado.PAGADO
            avisos = AVISOS[accion]
            if not await ordenes.decidir(tx.sql, referencia, respuesta, responde, avisos, ya=responde <= ahora):
                raise Rechazo("orden-ya-respondida")
            respondida = await ordenes.por_referencia(tx.sql, referencia)
            await tx.confirmar()
            return respondida

        respondida = await self._repo.write(decidir)
        if avisar is not None:
            await asyncio.gather(*(_entregar(avisar, referencia) for _ in range(respondida.avisos)))
        return respondida

    def _responde(self, orden: OrdenDemo, accion: Accion, ahora: datetime) -> datetime:
        if accion == "demorar":
            return ahora + DEMORA
        return max(ahora, orden.creado + self._plazo) + TARDANZA if accion == "tarde" else ahora

    async def _tomar(self, orden: Orden) -> OrdenDemo:
        async def tomar(tx: Transaccion) -> OrdenDemo:
            previa = await ordenes.por_identificador(tx.sql, orden.identificador)
            if previa is not None:
                return previa
            # Whoever holds it may answer the order, as with a real bank's address: it cannot be guessed.
            referencia = f"BD-{secrets.token_hex(16).upper()}"
            await ordenes.crear(tx.sql, referencia, orden, self._reloj())
            tomada = await ordenes.por_referencia(tx.sql, referencia)
            await tx.confirmar()
            return tomada

        return await self._repo.write(tomar)


async def _entregar(avisar: Avisar, referencia: str) -> None:
    """A shop that could not take the notice finds out by asking: that is no trouble of the bank's."""
    try:
        await avisar(referencia)
    except (PortalError, ResultadoDesconocido):
        return
