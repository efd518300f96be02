"""An act under an Idempotency-Key: done once, answered the same as often as it is asked, on any instance.

The key is taken in a transaction of its own, so that a second request learns at once that the first is running. The
act itself is safe to run again (a code pays once), which is what happens after an unknown outcome, where a process died
with the key in hand, and beside one that is very slow: the first answer that is kept is everybody's.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from portal.errors import ClaveReutilizada, EnCurso, EnVerificacion, NoDisponible, ResultadoDesconocido
from portal.operations.payment.lookup import con_codigo
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.payments import idempotency
from portal.rules.payment.decide import PLAZO
from portal.structs.idempotency import Contestado, KeyedRequest, Registro
from portal.structs.pagos import Estado
from portal.structs.usuarios import Actor

# Longer than any client keeps trying, and than a month's reconciliation.
MEMORIA = timedelta(days=32)
# Of an answer, in UTF-8: what a text column of an Oracle with default settings has room for.
GUARDABLE = 4000


async def una_vez(portal: Portal, pedido: KeyedRequest, acto: Callable[[], Awaitable[Contestado]]) -> Contestado:
    """The act's definite answer, kept under the key. What the act raises is no answer: it is raised, and not kept.

    Nor is an answer kept that is too long: the key is free again, and the act decides the same when it is asked again.

    Raises ClaveReutilizada where the key came with other parameters, EnCurso while another request runs under it: also
    where that one took the key over because this one took longer than its term.
    """
    tomada = await _tomar(portal, pedido)
    if isinstance(tomada, Contestado):
        return tomada
    try:
        contestado = await acto()
    except EnVerificacion:
        await _guardar_si_se_puede(portal, pedido, tomada, dudosa=True)
        raise
    except Exception:
        await _guardar_si_se_puede(portal, pedido, tomada, dudosa=False)
        raise

    async def guardar(tx: Transaccion) -> tuple[bool, Registro | None]:
        if len(contestado.cuerpo.encode()) > GUARDABLE:
            nuestra = await idempotency.soltar(tx.sql, pedido, tomada)
        else:
            nuestra = await idempotency.terminar(tx.sql, pedido, tomada, contestado)
        ganador = None if nuestra else await idempotency.leer(tx.sql, pedido)
        await tx.confirmar()
        return nuestra, ganador

    nuestra, ganador = await portal.repo.write(guardar)
    if nuestra:
        return contestado
    if ganador and ganador.contestado:
        return ganador.contestado
    raise EnCurso(pedido.cod_transaccion)


async def ya_decidido(portal: Portal, actor: Actor, cod_transaccion: str, *estados: Estado) -> bool:
    """Whether that code's payment had already ended so: the same request without a key is then a repetition."""
    pago = await con_codigo(portal, actor, cod_transaccion)
    return pago is not None and pago.estado in estados


async def _tomar(portal: Portal, pedido: KeyedRequest) -> Contestado | datetime:
    """The answer that the key already has, or until when the caller now holds it."""
    ahora = portal.clock()
    vence = ahora + PLAZO

    async def tomar(tx: Transaccion) -> Contestado | datetime:
        registro = await idempotency.leer(tx.sql, pedido)
        if registro is None:
            await idempotency.olvidar(tx.sql, ahora - MEMORIA)
            await idempotency.reservar(tx.sql, pedido, ahora, vence)
            await tx.confirmar()
            return vence
        if registro.huella != pedido.huella:
            raise ClaveReutilizada
        if registro.contestado:
            return registro.contestado
        libre = registro.vence <= ahora
        if libre and await idempotency.retomar(tx.sql, pedido, registro.vence, vence):
            await tx.confirmar()
            return vence
        raise EnCurso(pedido.cod_transaccion)

    try:
        return await portal.repo.write(tomar)
    except LlaveDuplicada:  # another request took it between our look and our row
        raise EnCurso(pedido.cod_transaccion) from None


async def _guardar_si_se_puede(portal: Portal, pedido: KeyedRequest, vence: datetime, *, dudosa: bool) -> None:
    """Without a database the key frees itself when its term ends."""

    async def dejar(tx: Transaccion) -> None:
        if dudosa:
            await idempotency.dejar_dudosa(tx.sql, pedido, vence, portal.clock())
        else:
            await idempotency.soltar(tx.sql, pedido, vence)
        await tx.confirmar()

    with suppress(NoDisponible, ResultadoDesconocido):
        await portal.repo.write(dejar)
