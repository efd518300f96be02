"""Which payments may be taken back (DOMAIN: rule 7)."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.errors import Rechazo
from portal.reloj import dia
from portal.rules.motivos import enumerar
from portal.rules.planes import Planes
from portal.structs.deudas import Deuda
from portal.structs.pagos import Estado, Pago

POR_QUE_NO = {
    Estado.POR_VERIFICAR: "Este pago todavía espera al banco: no hay nada que anular.",
    Estado.EN_PROCESO: "Este pago se está procesando: esperá el resultado antes de anularlo.",
    Estado.RECHAZADO: "Este pago fue rechazado: no hay nada que anular.",
    Estado.NO_EJECUTADO: "Este pago no llegó a aplicarse: no hay nada que anular.",
    Estado.DESCONOCIDO: "Este pago se está verificando: esperá el resultado antes de anularlo.",
    Estado.VENCIDO: "Este pago venció sin hacerse: no hay nada que anular.",
    Estado.ANULANDO: "Este pago ya se está anulando: esperá el resultado.",
    Estado.ANULADO: "Este pago ya está anulado.",
}


def revisar_anulacion(pago: Pago, posteriores: Sequence[Pago], hoy: date) -> None:
    """Raises Rechazo unless the payment may be reversed today.

    posteriores: payments that touch one of its plans and were paid later; one being reversed still counts, since it may
    yet stay paid.
    """
    if pago.estado is not Estado.PAGADO or pago.pagado is None:
        raise Rechazo("pago-no-anulable", POR_QUE_NO.get(pago.estado, "Este pago no se puede anular."))
    firmes = [otro for otro in posteriores if otro.estado in (Estado.PAGADO, Estado.ANULANDO)]
    revisar_dia_y_orden(pago.pagado, [f"el comprobante {otro.numero}" for otro in firmes], hoy)


def comparten_plan(unas: Sequence[Deuda], otras: Sequence[Deuda]) -> bool:
    """Whether two payments settled something of one plan, as far as their own debts tell."""
    planes = Planes((*unas, *otras))
    suyos = {clave for deuda in unas for clave in planes.de(deuda)}
    return any(clave in suyos for deuda in otras for clave in planes.de(deuda))


def revisar_pedido(pago: Pago, hoy: date) -> None:
    """Raises Rechazo unless its customer may ask today to have it reversed. Which payment goes first is the staff's
    to see."""
    if pago.estado is not Estado.PAGADO or pago.pagado is None:
        raise Rechazo("pago-no-anulable", POR_QUE_NO.get(pago.estado, "Este pago no se puede anular."))
    revisar_dia_y_orden(pago.pagado, (), hoy)


def se_puede_pedir(pago: Pago, hoy: date) -> bool:
    """Whether revisar_pedido lets it pass."""
    return pago.estado is Estado.PAGADO and pago.pagado is not None and dia(pago.pagado) == hoy


def revisar_dia_y_orden(pagado: datetime, posteriores: Sequence[str], hoy: date) -> None:
    """The two conditions of rule 7 on a payment that stands: same business day, and the newest of its plans first.

    posteriores: how people name the later payments that stand. Raises Rechazo.
    """
    if dia(pagado) != hoy:
        raise Rechazo(
            "anulacion-fuera-de-dia",
            f"Este pago es del {dia(pagado):%d/%m/%Y} y un pago se anula solo en su mismo día.",
        )
    if posteriores:
        otro, va = ("otro", "se anula") if len(posteriores) == 1 else ("otros", "se anulan")
        raise Rechazo(
            "hay-pago-posterior",
            f"Después de este pago hay {otro} del mismo plan: primero {va} {enumerar(posteriores)}.",
        )
