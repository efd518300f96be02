"""What may be done about a late reversal, and until when (DOMAIN: a case with an owner and a deadline)."""

from datetime import datetime, timedelta

from portal.clock import dia
from portal.errors import Rechazo
from portal.structs.casos import CasoTardio, EstadoCaso
from portal.structs.pagos import Estado, Pago, Pedido
from portal.structs.usuarios import Actor
from portal.texts.named import datos

# SIFEN: an electronic invoice can be cancelled for so long.
FACTURA = timedelta(hours=48)
# What is older is the company's own to see, without the portal.
ULTIMO = timedelta(days=30)
VIVOS = frozenset({EstadoCaso.ABIERTO, EstadoCaso.TOMADO})


def plazo(pagado: datetime) -> datetime:
    """Until when the invoice of a payment may be cancelled."""
    return pagado + FACTURA


def es_tarde(pago: Pago, ahora: datetime) -> bool:
    """Whether a payment stands whose own day is over: it can only be taken back as a case."""
    return pago.estado is Estado.PAGADO and pago.pagado is not None and dia(pago.pagado) < dia(ahora)


def se_puede_abrir(pago: Pago, pedido: Pedido | None, caso: CasoTardio | None, ahora: datetime) -> bool:
    """Whether its customer may ask for a late reversal: once, and not after the company answered."""
    if caso is not None or pedido is not None or pago.pagado is None:
        return False
    return es_tarde(pago, ahora) and ahora < pago.pagado + ULTIMO


def revisar_apertura(pago: Pago, pedido: Pedido | None, caso: CasoTardio | None, ahora: datetime) -> None:
    """Raises Rechazo where se_puede_abrir() says no."""
    if caso is not None or pedido is not None:
        raise Rechazo("anulacion-ya-pedida")
    if not se_puede_abrir(pago, pedido, caso, ahora):
        caso_de = "muy-tarde" if es_tarde(pago, ahora) else pago.estado
        raise Rechazo("pago-no-anulable", datos(caso=caso_de))


def revisar_vivo(caso: CasoTardio) -> None:
    """Raises Rechazo for one that ended."""
    if caso.estado not in VIVOS:
        raise Rechazo("caso-cerrado")


def revisar_propio(actor: Actor, caso: CasoTardio) -> None:
    """Raises Rechazo unless it goes on and that operador has it: whoever decides has looked at it."""
    revisar_vivo(caso)
    if caso.responsable != actor.usuario:
        raise Rechazo("caso-de-otro", datos(caso="nadie" if caso.responsable is None else "otro"))
