"""Which payments may be taken back (DOMAIN: rule 7)."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.clock import dia
from portal.errors import Rechazo
from portal.rules.access.permisos import concierne
from portal.rules.debts.planes import Planes
from portal.rules.payment.estados import FIRMES
from portal.structs.deudas import Deuda
from portal.structs.pagos import Estado, Pago
from portal.structs.usuarios import Actor, Rol
from portal.texts.named import CodigoNombrado, ComprobanteNombrado, datos


def revisar_anulacion(pago: Pago, posteriores: Sequence[Pago], hoy: date, lector: Actor | None = None) -> None:
    """Raises Rechazo unless the payment may be reversed today.

    posteriores: payments that touch one of its plans and were paid later; one being reversed still counts, since it may
    yet stay paid. lector: who is told which they are, of those that concern them; None for whoever made this one.
    """
    if pago.estado is not Estado.PAGADO or pago.pagado is None:
        raise Rechazo("pago-no-anulable", datos(caso=pago.estado))
    revisar_dia(pago.pagado, hoy)
    firmes = [otro for otro in posteriores if otro.estado in FIRMES]
    conocidos = [otro for otro in firmes if (concierne(lector, otro) if lector else otro.emisor == pago.emisor)]
    if firmes and not conocidos:  # to a canal another's payment does not exist
        raise Rechazo("pago-no-anulable", datos(caso="pago-ajeno-posterior"))
    if conocidos:
        por_numero = lector is not None and lector.rol is Rol.OPERADOR
        nombrados = tuple(
            ComprobanteNombrado(otro.numero) if por_numero else CodigoNombrado(otro.cod_transaccion)
            for otro in conocidos
        )
        raise Rechazo(
            "hay-pago-posterior",
            datos(pagos=nombrados),
            primero=tuple(otro.cod_transaccion for otro in conocidos),
        )


def comparten_plan(unas: Sequence[Deuda], otras: Sequence[Deuda]) -> bool:
    """Whether two payments settled something of one plan, as far as their own debts tell."""
    planes = Planes((*unas, *otras))
    suyos = {llave for deuda in unas for llave in planes.de(deuda)}
    return any(llave in suyos for deuda in otras for llave in planes.de(deuda))


def revisar_pedido(pago: Pago, hoy: date) -> None:
    """Raises Rechazo unless its customer may ask today to have it reversed. Which payment goes first is the staff's
    to see."""
    if pago.estado is not Estado.PAGADO or pago.pagado is None:
        raise Rechazo("pago-no-anulable", datos(caso=pago.estado))
    revisar_dia(pago.pagado, hoy)


def se_puede_pedir(pago: Pago, hoy: date) -> bool:
    """Whether revisar_pedido lets it pass."""
    return pago.estado is Estado.PAGADO and pago.pagado is not None and dia(pago.pagado) == hoy


def revisar_dia(pagado: datetime, hoy: date) -> None:
    """Rule 7's first condition: same business day. Raises Rechazo."""
    if dia(pagado) != hoy:
        raise Rechazo("anulacion-fuera-de-dia", datos(fecha=dia(pagado)))
