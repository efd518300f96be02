"""Which payments a person may end, and with which answers: none that contradicts what the ERP claims.

The ERP knows debts and not attempts. All of them pending: this payment was not applied there. None: it was, or they
were paid by another. Some: a package that settles a whole cart at once cannot have done it, and a receipt for all of
them, or another try, would be false. Where the ERP does not say, nothing can be checked and nothing is taken: whatever
is said then may give money back for a payment that stands.
"""

from collections.abc import Sequence
from datetime import datetime

from portal.errors import Rechazo
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.deudas import Deuda
from portal.structs.dudas import Desenlace, DichoDelErp
from portal.structs.pagos import Estado, Pago
from portal.structs.paquete import RespuestaConsulta
from portal.texts.values import enumerar


def la_termina_una_persona(pago: Pago, ahora: datetime) -> bool:
    """Whether the portal could not settle it by itself: it is in doubt, the package does not take it, or a bank that is
    gone, silent or does not know the order keeps it waiting past its term."""
    match pago.estado:
        case Estado.DESCONOCIDO:
            return True
        case Estado.NO_EJECUTADO:
            return pago.pasarela is not None
        case Estado.POR_VERIFICAR:
            return pago.referencia is not None and pago.vence + ALARMA < ahora
        case _:
            return False


def cotejar(items: Sequence[Deuda], respuesta: RespuestaConsulta, ahora: datetime) -> DichoDelErp:
    """What PAWEB_CONSULTA says of those debts."""
    if respuesta.codresp != "0":
        return DichoDelErp(en=ahora, falla=respuesta.descresp or f"Contestó con el código {respuesta.codresp}")
    debidas = {(deuda.codmovimiento, deuda.seq) for deuda in respuesta.deudas}
    pendientes = tuple(deuda for deuda in items if (deuda.codmovimiento, deuda.seq) in debidas)
    saldadas = tuple(deuda for deuda in items if deuda not in pendientes)
    return DichoDelErp(en=ahora, pendientes=pendientes, saldadas=saldadas)


def caben(pago: Pago, erp: DichoDelErp, *, con_pasarela: bool) -> tuple[Desenlace, ...]:
    """The answers that agree with the ERP, the most likely first. To try again, somebody has to be there to ask."""
    if erp.falla:
        return ()
    if not erp.saldadas:
        otra_vez = pago.estado is Estado.DESCONOCIDO and (con_pasarela or pago.pasarela is None)
        return (Desenlace.RECHAZADO, Desenlace.NO_EJECUTADO) if otra_vez else (Desenlace.RECHAZADO,)
    return (Desenlace.OTRO_PAGO,) if erp.pendientes else (Desenlace.PAGADO, Desenlace.OTRO_PAGO)


def exigir_que_quepa(desenlace: Desenlace, pago: Pago, erp: DichoDelErp, *, con_pasarela: bool) -> None:
    """Raises Rechazo, in the ERP's evidence, for an answer that contradicts it."""
    if desenlace in caben(pago, erp, con_pasarela=con_pasarela):
        return
    if erp.falla:
        raise Rechazo(
            "erp-no-dice",
            f"El sistema de la empresa no dice cómo están esas deudas («{erp.falla}»): sin eso no se puede resolver.",
        )
    if not erp.saldadas and desenlace is Desenlace.NO_EJECUTADO:
        raise Rechazo("sin-reintento", "Nadie va a volver a intentar este pago: elegí cómo terminó.")
    if not erp.saldadas:
        raise Rechazo(
            "deudas-pendientes",
            f"En el sistema de la empresa siguen pendientes {_nombres(erp.pendientes)}: este pago no se aplicó ahí.",
        )
    if not erp.pendientes:
        raise Rechazo(
            "deudas-saldadas",
            f"En el sistema de la empresa ya no están pendientes {_nombres(erp.saldadas)}: si las saldó este pago, se "
            "aplicó; si fue otro, elegí «Se pagaron de otra manera».",
        )
    raise Rechazo(
        "deudas-a-medias",
        f"En el sistema de la empresa siguen pendientes {_nombres(erp.pendientes)}, y {_nombres(erp.saldadas)} no: "
        "un pago no se aplica a medias. Si las saldó este, primero hay que corregirlo ahí.",
    )


def _nombres(deudas: Sequence[Deuda]) -> str:
    return enumerar([deuda.codmovimiento for deuda in deudas])
