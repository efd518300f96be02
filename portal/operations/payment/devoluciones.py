"""Giving back what a gateway may have charged for an attempt that came to nothing.

It is decided in the transaction that ends the attempt, so that nobody can pay it any more, and asked of the gateway
afterwards, as often as it takes: a gateway that is asked first would give back money that another instance is applying.
"""

from msgspec import structs

from portal.errors import ResultadoDesconocido
from portal.operations.payment.evidencia import escuchar, guardar
from portal.operations.payment.transiciones import OtroFuePrimero, anotar
from portal.operations.portal import Portal
from portal.pasarela.protocol import Pasarela
from portal.repo.tablas import eventos, pagos
from portal.rules.miradas import primera
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.usuarios import Actor

DEVUELTO = "El banco devolvió el dinero."
SIN_EFECTO = "El banco dejó la orden sin efecto: no queda nada debitado."
PORTAL = "PORTAL"
COBRO_TARDE = "El banco cobró después de que este pago terminara: se le pide que devuelva el dinero."


def pasarela_de(portal: Portal, pago: Pago) -> Pasarela | None:
    """The gateway that has this attempt, where it still is the one that the portal works with."""
    return portal.pasarela if portal.pasarela and portal.pasarela.nombre == pago.pasarela else None


async def devolver(portal: Portal, pago: Pago) -> Pago:
    """Asks the gateway to undo an attempt whose devolucion is PENDIENTE; it stays so where that is not certain.

    Raises what the gateway raises, and ResultadoDesconocido where it has not undone it: to ask for that again without
    rest learns no more than asking a gateway that is silent.
    """
    pasarela = pasarela_de(portal, pago)
    if pasarela is None or pago.referencia is None:
        return pago
    reversa = await escuchar(portal, pago, pasarela.anular(pago.referencia))
    if not reversa.hecha:
        await guardar(portal, pago, reversa.dicho)
        raise ResultadoDesconocido("the gateway has not undone it", dicho=reversa.dicho)
    motivo = DEVUELTO if pago.estado is Estado.ANULADO else SIN_EFECTO
    return await marcar(portal, pago, Devolucion.HECHA, None, motivo, reversa.dicho)


async def devuelto_a_mano(portal: Portal, pago: Pago) -> bool:
    """Whether a person said that the money went back by another way: the gateway may say for ever that it charged."""
    if pago.devolucion is not Devolucion.HECHA:
        return False
    async with portal.repo.lectura() as tx:
        *_, ultimo = await eventos.eventos(tx.sql, pago.id)
    return ultimo.actor != PORTAL


async def marcar(
    portal: Portal,
    pago: Pago,
    devolucion: Devolucion,
    actor: Actor | None,
    motivo: str,
    dicho: str = "",
    *,
    referencia: str | None = None,
) -> Pago:
    """Writes down that the money is to be given back, or was, and what the gateway said; referencia is the order, where
    it was not known before. Raises OtroFuePrimero where somebody else did."""
    ahora = portal.reloj()
    marcado = structs.replace(
        pago, devolucion=devolucion, cambiado=ahora, miradas=0, referencia=referencia or pago.referencia
    )
    marcado = structs.replace(marcado, mirar=primera(marcado, ahora))
    async with portal.repo.escritura() as tx:
        if not await pagos.marcar_devolucion(tx.sql, pago, marcado):
            raise OtroFuePrimero
        await anotar(portal, tx, marcado, pago.estado, actor, motivo, dicho)
        await tx.confirmar()
    return marcado
