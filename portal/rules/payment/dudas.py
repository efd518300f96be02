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
from portal.texts.named import Saying, datos


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
        sin_palabras = Saying("falla-del-erp", datos(caso="sin-palabras", codresp=respuesta.codresp))
        return DichoDelErp(en=ahora, falla=respuesta.descresp or sin_palabras)
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


def por_que_no(desenlace: Desenlace, pago: Pago, erp: DichoDelErp, *, con_pasarela: bool) -> Rechazo | None:
    """Why that answer contradicts the ERP's evidence; None where it may be given."""
    if desenlace in caben(pago, erp, con_pasarela=con_pasarela):
        return None
    if erp.falla:
        return Rechazo("erp-no-dice", datos(falla=erp.falla))
    if not erp.saldadas and desenlace is Desenlace.NO_EJECUTADO:
        return Rechazo("sin-reintento")
    if not erp.saldadas:
        return Rechazo("deudas-pendientes", datos(pendientes=_nombres(erp.pendientes)))
    if not erp.pendientes:
        return Rechazo("deudas-saldadas", datos(saldadas=_nombres(erp.saldadas)))
    return Rechazo("deudas-a-medias", datos(pendientes=_nombres(erp.pendientes), saldadas=_nombres(erp.saldadas)))


def exigir_que_quepa(desenlace: Desenlace, pago: Pago, erp: DichoDelErp, *, con_pasarela: bool) -> None:
    """Raises Rechazo, in the ERP's evidence, for an answer that contradicts it."""
    if (rechazo := por_que_no(desenlace, pago, erp, con_pasarela=con_pasarela)) is not None:
        raise rechazo


def exigir_reclamadas(erp: DichoDelErp) -> None:
    """Raises Rechazo unless the ERP has every debt of the attempt pending again: so it was taken back there."""
    if erp.falla:
        raise Rechazo("erp-no-dice", datos(falla=erp.falla))
    if erp.saldadas:
        raise Rechazo("sin-anular-en-el-erp", datos(saldadas=_nombres(erp.saldadas)))


def _nombres(deudas: Sequence[Deuda]) -> tuple[str, ...]:
    return tuple(deuda.codmovimiento for deuda in deudas)
