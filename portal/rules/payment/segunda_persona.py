"""When an act of one operador waits for another, and who that other may be (DOMAIN: amounts over a setting)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from portal.clock import dia
from portal.errors import Rechazo
from portal.rules.access.permisos import Acto
from portal.rules.payment.anulacion import revisar_pedido
from portal.rules.payment.dudas import la_termina_una_persona
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.solicitudes import EstadoSolicitud, Pedida, Solicitud
from portal.structs.usuarios import Actor
from portal.texts.named import datos

# A day after it was asked for nobody answers it any more.
PLAZO = timedelta(hours=24)
# They are not over: nothing else is asked for of that payment meanwhile.
EN_CURSO = frozenset({EstadoSolicitud.PENDIENTE, EstadoSolicitud.APROBADA})
# What whoever answers must be able to do themselves.
ACTO = {
    Pedida.ANULAR: Acto.ANULAR,
    Pedida.RESOLVER: Acto.RESOLVER,
    Pedida.DEVUELTO: Acto.RESOLVER,
    Pedida.ANULAR_TARDE: Acto.ANULAR,
}


def hace_falta(pedida: Pedida, pago: Pago, desde: Mapping[int, Decimal]) -> bool:
    """Whether that act on that payment takes two people: always after its day, and from an amount on. `desde`: that
    amount, by currency."""
    return pedida is Pedida.ANULAR_TARDE or pago.total >= desde[pago.moneda]


def exigir(pedida: Pedida, pago: Pago, desde: Mapping[int, Decimal], *, aprobada: bool) -> None:
    """Raises Rechazo where it takes two people and there is one."""
    if not aprobada and hace_falta(pedida, pago, desde):
        raise Rechazo("falta-otra-persona")


def revisar_pedida(pedida: Pedida, pago: Pago, otras: Iterable[Solicitud], ahora: datetime) -> None:
    """Raises Rechazo for what could not be done even now, or while another request on that payment goes on."""
    revisar_sin_pendientes(otras)
    match pedida:
        case Pedida.ANULAR:
            revisar_pedido(pago, dia(ahora))
        case Pedida.RESOLVER if not la_termina_una_persona(pago, ahora):
            raise Rechazo("pago-no-dudoso")
        case Pedida.DEVUELTO if pago.devolucion is not Devolucion.PENDIENTE:
            raise Rechazo("nada-que-devolver")
        case Pedida.ANULAR_TARDE if pago.estado is not Estado.PAGADO:
            raise Rechazo("pago-no-anulable", datos(caso=pago.estado))


def revisar_sin_pendientes(solicitudes: Iterable[Solicitud]) -> None:
    """Raises Rechazo while one of them goes on."""
    if any(una.estado in EN_CURSO for una in solicitudes):
        raise Rechazo("solicitud-pendiente")


def revisar_respuesta(actor: Actor, solicitud: Solicitud, ahora: datetime) -> None:
    """Raises Rechazo unless that person may answer it now: another one, once, and in time."""
    if solicitud.estado is not EstadoSolicitud.PENDIENTE:
        raise Rechazo("solicitud-respondida")
    if solicitud.vence <= ahora:
        raise Rechazo("solicitud-vencida")
    if solicitud.pide == actor.usuario:
        raise Rechazo("solicitud-propia")
