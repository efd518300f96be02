"""When the portal looks again at an attempt by itself: what is silent is not hammered, and nothing is forgotten."""

from datetime import datetime, timedelta

from portal.rules.payment.estados import EN_EL_PAQUETE, FINALES
from portal.structs.pagos import Devolucion, Estado, Pago

ESPERAS = tuple(timedelta(seconds=segundos) for segundos in (1, 2, 5, 10, 30, 300))
# How often a bank that answers is asked whether the customer has finished there.
PASO_DEL_BANCO = timedelta(seconds=10)
# How long a bank has to tell where the customer pays. Its adapters give up well before.
SIN_ORDEN = timedelta(seconds=30)
# A bank that charges what came to nothing is found out for a day, even where it never tells.
VIGILIA = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
# What nobody could settle in this time is told to the staff.
ALARMA = timedelta(minutes=2)
PRIMER_REINTENTO = 2


def espera(miradas: int) -> timedelta:
    """How long to wait after that many looks in a row that learnt nothing."""
    return ESPERAS[min(max(miradas, 1), len(ESPERAS)) - 1]


def primera(pago: Pago, ahora: datetime) -> datetime | None:
    """When to look at an attempt that has just come to its state; None where it waits for nobody, or for a person."""
    if pago.devolucion is Devolucion.PENDIENTE:
        return ahora
    match pago.estado:
        case Estado.POR_VERIFICAR:
            return min(ahora + PASO_DEL_BANCO, pago.vence) if pago.referencia else pago.vence
        case estado if estado in EN_EL_PAQUETE:
            return pago.vence
        case Estado.NO_EJECUTADO:
            # Each try raises the attempt's number by one. One interruption is mended at once; what goes on is rested.
            pausa = espera(pago.intento - PRIMER_REINTENTO) if pago.intento > PRIMER_REINTENTO else timedelta(0)
            return ahora + pausa if pago.pasarela else None
        case estado if estado in FINALES:
            return ahora + VIGILIA[0] if pago.referencia else None
        case _:
            return None


def siguiente(pago: Pago, ahora: datetime) -> datetime | None:
    """When to look again after a look that the bank answered without news."""
    match pago.estado:
        case Estado.POR_VERIFICAR:
            return min(ahora + PASO_DEL_BANCO, max(pago.vence, ahora))
        case estado if estado in FINALES:
            desde = pago.cambiado or pago.vence
            return next((desde + paso for paso in VIGILIA if desde + paso > ahora), None)
        case _:
            return ahora + espera(pago.miradas)


def toca(pago: Pago, ahora: datetime) -> bool:
    """Whether a look that somebody asks for (a page that is open, a canal that repeats) may learn something now.

    Looks that learnt nothing push the next one away, whoever makes it.
    """
    if pago.mirar is None:
        return False
    if pago.estado is Estado.POR_VERIFICAR and not pago.miradas:
        return True
    return pago.mirar <= ahora
