"""Which payments may be taken back (DOMAIN: rule 7)."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.errors import Rechazo
from portal.reloj import dia
from portal.rules.estados import FIRMES
from portal.rules.motivos import enumerar
from portal.rules.permisos import concierne
from portal.rules.planes import Planes
from portal.structs.deudas import Deuda
from portal.structs.pagos import Estado, Pago
from portal.structs.usuarios import Actor, Rol

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


def revisar_anulacion(pago: Pago, posteriores: Sequence[Pago], hoy: date, lector: Actor | None = None) -> None:
    """Raises Rechazo unless the payment may be reversed today.

    posteriores: payments that touch one of its plans and were paid later; one being reversed still counts, since it may
    yet stay paid. lector: who is told which they are, of those that concern them; None for whoever made this one.
    """
    if pago.estado is not Estado.PAGADO or pago.pagado is None:
        raise Rechazo("pago-no-anulable", POR_QUE_NO.get(pago.estado, "Este pago no se puede anular."))
    revisar_dia(pago.pagado, hoy)
    firmes = [otro for otro in posteriores if otro.estado in FIRMES]
    conocidos = [otro for otro in firmes if (concierne(lector, otro) if lector else otro.emisor == pago.emisor)]
    if firmes and not conocidos:  # to a canal another's payment does not exist
        raise Rechazo("pago-no-anulable", "Este pago ya no se puede anular por este medio: pedíselo a la empresa.")
    if conocidos:
        por_numero = lector is not None and lector.rol is Rol.OPERADOR
        nombres = [f"el comprobante {otro.numero}" if por_numero else f"«{otro.cod_transaccion}»" for otro in conocidos]
        otro, va = ("otro", "se anula") if len(conocidos) == 1 else ("otros", "se anulan")
        raise Rechazo(
            "hay-pago-posterior",
            f"Después de este pago hay {otro} del mismo plan: primero {va} {enumerar(nombres)}.",
            primero=tuple(otro.cod_transaccion for otro in conocidos),
        )


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
    revisar_dia(pago.pagado, hoy)


def se_puede_pedir(pago: Pago, hoy: date) -> bool:
    """Whether revisar_pedido lets it pass."""
    return pago.estado is Estado.PAGADO and pago.pagado is not None and dia(pago.pagado) == hoy


def revisar_dia(pagado: datetime, hoy: date) -> None:
    """Rule 7's first condition: same business day. Raises Rechazo."""
    if dia(pagado) != hoy:
        raise Rechazo(
            "anulacion-fuera-de-dia",
            f"Este pago es del {dia(pagado):%d/%m/%Y} y un pago se anula solo en su mismo día.",
        )
