"""What two people of the staff ask of each other over a payment, through the real operations."""

from decimal import Decimal

from msgspec import structs

from portal.operations.desk import solicitudes
from portal.operations.portal import Portal
from portal.structs.pagos import Pago
from portal.structs.solicitudes import Solicitud
from tests.conftest import Casa

MOTIVO = "La clienta eligió mal"
RESPUESTA = "Hablé con ella"


def toda_suma_pide_dos(casa: Casa) -> None:
    """From here on whatever the staff does to a payment takes two people."""
    casa.settings = structs.replace(
        casa.settings, segunda_persona_desde_pyg=Decimal(0), segunda_persona_desde_usd=Decimal(0)
    )


def pedida(casa: Casa, pago: Pago, quien: str = "operadora") -> Solicitud:
    """A reversal that waits for a second person."""
    actor = casa.actor(quien)

    async def pedir(portal: Portal) -> Solicitud:
        assert not await solicitudes.anular(portal, actor, pago.id, MOTIVO)
        return (await solicitudes.de_pago(portal, actor, pago.id))[-1]

    return casa.operar(pedir)


def aprobada(casa: Casa, solicitud: Solicitud, quien: str = "otra-operadora") -> Solicitud:
    """As it is once another person agreed."""
    actor = casa.actor(quien)
    return casa.operar(lambda portal: solicitudes.aprobar(portal, actor, solicitud.id, RESPUESTA))


def ahora(casa: Casa, solicitud: Solicitud) -> Solicitud:
    """As it is kept."""
    actor = casa.actor("mirona")

    async def leer(portal: Portal) -> Solicitud:
        suyas = await solicitudes.de_pago(portal, actor, solicitud.pago_id)
        return next(una for una in suyas if una.id == solicitud.id)

    return casa.operar(leer)
