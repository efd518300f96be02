"""What follows what a person says of a payment: how it ended, that the money went back by another way, or that the
company took it back by hand after its day."""

from datetime import datetime

from portal.rules.payment.dudas import la_termina_una_persona
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.pasos import Anotar, Guardia, Pasar, Paso, Razon, Responder, Sabido, Salida, Suceso

TERMINA = {
    Desenlace.PAGADO: Estado.PAGADO,
    Desenlace.RECHAZADO: Estado.RECHAZADO,
    Desenlace.NO_EJECUTADO: Estado.NO_EJECUTADO,
    Desenlace.OTRO_PAGO: Estado.RECHAZADO,
}


DE_PERSONAS = frozenset({Suceso.RESPONDEN, Suceso.DEVOLVIERON, Suceso.ANULARON})


def por_responder(sabe: Sabido) -> bool:
    """Whether a person said something that is not written down yet."""
    return sabe.suceso in DE_PERSONAS and not sabe.hecho


def de_una_persona(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """What was never in the package's hands passes by them to be paid."""
    if sabe.suceso is Suceso.DEVOLVIERON:
        if pago.devolucion is not Devolucion.PENDIENTE:
            return Responder(Salida.NO_CORRESPONDE)
        return Anotar(devolucion=Devolucion.HECHA, razon=Razon.UNA_PERSONA, hecho=True)
    if sabe.suceso is Suceso.ANULARON:
        return _anulado_a_mano(pago, ahora)
    if sabe.desenlace is None or not la_termina_una_persona(pago, ahora):
        return Responder(Salida.NO_CORRESPONDE)
    a = TERMINA[sabe.desenlace]
    paga, duda = a is Estado.PAGADO, pago.estado is Estado.DESCONOCIDO
    return Pasar(
        a=a,
        razon=Razon.UNA_PERSONA,
        guardia=Guardia.ERP,
        por=Estado.EN_PROCESO if paga and not duda else None,
        otro_intento=True,
        pagado=ahora if paga else None,
        devolucion=_lo_que_cobro(pago, sabe) if a is Estado.RECHAZADO else None,
        hecho=True,
    )


def _anulado_a_mano(pago: Pago, ahora: datetime) -> Paso:
    """The package is not asked: its debts are the ERP's, and there they are owed again. Money that a gateway charged is
    owed back, as in any reversal."""
    if pago.estado is not Estado.PAGADO:
        return Responder(Salida.NO_CORRESPONDE)
    debe = pago.pasarela is not None and pago.referencia is not None
    return Pasar(
        a=Estado.ANULADO,
        razon=Razon.UNA_PERSONA,
        guardia=Guardia.RECLAMADAS,
        por=Estado.ANULANDO,
        anulado=ahora,
        devolucion=Devolucion.PENDIENTE if debe else None,
        hecho=True,
    )


def _lo_que_cobro(pago: Pago, sabe: Sabido) -> Devolucion | None:
    """Of a bank that is gone and never said that it charged, the person's word is all that there will be."""
    if pago.pasarela is None or pago.referencia is None:
        return None
    sin_nadie = pago.estado is Estado.POR_VERIFICAR and not sabe.con_pasarela
    return Devolucion.HECHA if sin_nadie else Devolucion.PENDIENTE
