"""The gateway of an attempt, where it is still the one that the portal works with."""

from portal.errors import NoDisponible
from portal.operations.portal import Portal
from portal.pasarela.protocol import Inicio, Orden, Pasarela
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import eventos
from portal.structs.pagos import Evento, Pago
from portal.texts.catalogue import say

EL_PORTAL = "PORTAL"  # as an actor, where nobody asked


def sin_pasarela() -> NoDisponible:
    """What whoever wants to pay in the browser is told where nobody charges."""
    return NoDisponible("sin-pasarela", (), 3600)


def pasarela_de(portal: Portal, pago: Pago) -> Pasarela | None:
    """The gateway that has this attempt; None where another one took its place."""
    return portal.pasarela if portal.pasarela and portal.pasarela.nombre == pago.pasarela else None


def direccion(pago: Pago) -> str:
    """The path at which whoever pays follows that attempt."""
    return f"/pago-por-enlace/{pago.pagador}" if pago.pagador else f"/comprobantes/{pago.cod_transaccion}"


async def abrir(portal: Portal, pago: Pago) -> Inicio:
    """Asks where that attempt is paid. Raises what the gateway raises."""
    if portal.pasarela is None:
        raise sin_pasarela()
    return await portal.pasarela.iniciar(
        Orden(
            identificador=pago.id,
            cod_transaccion=pago.cod_transaccion,
            total=pago.total,
            moneda=pago.moneda,
            descripcion=say("orden-de-pago", ()),
            url_retorno=f"{portal.settings.url_publica}{direccion(pago)}",
            pagador=pago.pagador,
        )
    )


async def devuelto_a_mano(portal: Portal, pago: Pago) -> bool:
    """Whether a person said that the money went back by another way: the gateway may say for ever that it charged."""

    async def cuerpo(tx: Transaccion) -> tuple[Evento, ...]:
        return await eventos.eventos(tx.sql, pago.id)

    *_, ultimo = await portal.repo.read(cuerpo)
    return ultimo.actor != EL_PORTAL
