"""What happens next to a payment: one function a state, from what is known to one step.

Whoever runs it takes the step, learns how it went, and asks again, until the step is Responder. What each step says to
people is beside, by its Razon.
"""

from datetime import datetime, timedelta

from portal.rules.payment.cuts import COMO_ESTA, FALLO, cortado, incierto, mira, nada_se_supo
from portal.rules.payment.respuestas import de_una_persona, por_responder
from portal.rules.payment.seguimiento import siguiente
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.pasos import (
    Abrir,
    Anotar,
    Anular,
    DelBanco,
    DelPaquete,
    Devolver,
    Esperar,
    Guardia,
    Pagar,
    Pasar,
    Paso,
    Preguntar,
    Razon,
    Responder,
    Sabido,
    Salida,
    Suceso,
)

# How long whoever claimed an attempt has to reach its fence before anybody else looks at it. It is no part of the
# proof: a row that is locked is being worked on, however long that takes, and one that is not was left behind.
PLAZO = timedelta(seconds=3)

COBRADOS = (DelBanco.COBRADO, DelBanco.OTRO_IMPORTE)


def decide(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """The next step."""
    if sabe.espero:
        return COMO_ESTA
    if sabe.corte is not None:
        return cortado(pago, ahora, sabe)
    if sabe.paquete is DelPaquete.INCIERTO:
        return incierto(pago, ahora, sabe)
    if por_responder(sabe):
        return de_una_persona(pago, ahora, sabe)
    return _segun_el_estado(pago, ahora, sabe)


def _segun_el_estado(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    if sabe.suceso is Suceso.LIBERAN and sabe.desde is not Estado.POR_VERIFICAR:
        return Responder(Salida.NO_CORRESPONDE)
    if pago.devolucion is Devolucion.PENDIENTE:
        return _por_devolver(pago, ahora, sabe)
    return POR_ESTADO[pago.estado](pago, ahora, sabe)


def pago_registrado(ahora: datetime) -> Pasar:
    """What the package's success is written down as: only in the transaction that has it."""
    return Pasar(a=Estado.PAGADO, razon=Razon.REGISTRADO, pagado=ahora)


def anulacion_hecha(pago: Pago, ahora: datetime) -> Pasar:
    """What the package's reversal is written down as: what a gateway charged is owed back."""
    debe = pago.pasarela is not None and pago.referencia is not None
    return Pasar(
        a=Estado.ANULADO, razon=Razon.ANULADO, anulado=ahora, devolucion=Devolucion.PENDIENTE if debe else None
    )


def _espera_al_banco(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    return _por_verificar(pago, ahora, sabe) if pago.referencia else _sin_orden(pago, ahora, sabe)


def _sin_orden(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """Nobody ever had an address to pay at."""
    if pago.vence < ahora and mira(pago, ahora, sabe):
        return Pasar(a=Estado.VENCIDO, razon=Razon.SIN_ABRIR)
    if sabe.suceso is Suceso.LIBERAN:
        return Pasar(a=Estado.RECHAZADO, razon=Razon.LIBERADO, hecho=True)
    return Abrir() if sabe.suceso is Suceso.CLIENTE_PAGA and not sabe.hecho else COMO_ESTA


def _por_verificar(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    if not sabe.con_pasarela:
        return Responder(Salida.LO_VE_UNA_PERSONA) if sabe.suceso is Suceso.LIBERAN else COMO_ESTA
    match sabe.banco:
        case None:
            return Preguntar() if mira(pago, ahora, sabe) else COMO_ESTA
        case DelBanco.PENDIENTE:
            return _pendiente_en_el_banco(pago, ahora, sabe)
        case DelBanco.NO_LA_CONOCE if sabe.suceso is Suceso.LIBERAN:
            return Responder(Salida.LO_VE_UNA_PERSONA)
        case DelBanco.SILENCIO if sabe.suceso is Suceso.LIBERAN:
            return FALLO
        case _:
            return _segun_el_banco(pago, ahora, sabe)


def _pendiente_en_el_banco(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """The attempt ends first, so that nobody can apply it any more, and then the bank undoes its order."""
    if pago.vence < ahora:
        return Pasar(a=Estado.VENCIDO, razon=Razon.FUERA_DE_PLAZO, devolucion=Devolucion.PENDIENTE)
    if sabe.suceso is Suceso.LIBERAN:
        return Pasar(a=Estado.RECHAZADO, razon=Razon.LIBERADO, devolucion=Devolucion.PENDIENTE, hecho=True)
    return Esperar(hasta=siguiente(pago, ahora), con_novedad=True) if pago.miradas else COMO_ESTA


def _segun_el_banco(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    if sabe.banco in COBRADOS:
        razon = Razon.COBRADO if sabe.banco is DelBanco.COBRADO else Razon.OTRO_IMPORTE
        return Pasar(a=Estado.EN_PROCESO, razon=razon, vence=ahora + PLAZO, nuestro=True)
    if sabe.banco is DelBanco.NO_COBRADO:
        return Pasar(a=Estado.RECHAZADO, razon=Razon.NO_COBRADO)
    return nada_se_supo(pago, ahora, sabe)


def _en_proceso(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """Past its term the row's lock is the proof that the work was not done, and the next attempt number keeps a late
    one out."""
    if sabe.paquete is DelPaquete.REHUSO and pago.pasarela:  # money that was charged is a person's to see
        return Pasar(a=Estado.DESCONOCIDO, razon=Razon.COBRADO_SIN_APLICAR)
    if sabe.paquete is DelPaquete.REHUSO:
        return Pasar(a=Estado.RECHAZADO, razon=Razon.REHUSADO)
    if sabe.nuestro and sabe.banco is DelBanco.OTRO_IMPORTE:
        return Pasar(a=Estado.DESCONOCIDO, razon=Razon.OTRO_IMPORTE)
    if sabe.nuestro:
        return Pagar()
    if pago.vence < ahora and mira(pago, ahora, sabe):
        return Pasar(a=Estado.NO_EJECUTADO, razon=Razon.INTERRUMPIDO, otro_intento=True)
    return COMO_ESTA


def _no_ejecutado(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """The bank has charged, as far as is known: it is asked once more, and then applied."""
    if pago.pasarela is None:
        return _no_ejecutado_de_canal(ahora, sabe)
    if not sabe.con_pasarela or pago.referencia is None:
        return COMO_ESTA
    if sabe.banco is None:
        return Preguntar() if mira(pago, ahora, sabe) else COMO_ESTA
    if sabe.banco is DelBanco.PENDIENTE:
        return Esperar(hasta=siguiente(pago, ahora), con_novedad=True) if pago.miradas else COMO_ESTA
    return _segun_el_banco(pago, ahora, sabe)


def _no_ejecutado_de_canal(ahora: datetime, sabe: Sabido) -> Paso:
    """Nobody's money waits: the canal pays again, or gives it up."""
    if sabe.suceso is Suceso.CANAL_PAGA and not sabe.hecho:
        return Pasar(
            a=Estado.EN_PROCESO,
            razon=Razon.OTRA_VEZ,
            guardia=Guardia.CARRITO,
            vence=ahora + PLAZO,
            nuestro=True,
            hecho=True,
        )
    if sabe.suceso is Suceso.ANULAN and not sabe.hecho:
        return Pasar(a=Estado.RECHAZADO, razon=Razon.ABANDONADO, hecho=True)
    return COMO_ESTA


def _pagado(_: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    if sabe.suceso is not Suceso.ANULAN:
        return COMO_ESTA
    if sabe.hecho:
        return Responder(Salida.NO_SE_ANULO)
    return Pasar(
        a=Estado.ANULANDO,
        razon=Razon.SE_PIDIO,
        guardia=Guardia.REGLA_7,
        vence=ahora + PLAZO,
        nuestro=True,
        hecho=True,
    )


def _anulando(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """Past its term whoever gets the row's lock goes on: the package's reversal may be asked for again."""
    if sabe.paquete is DelPaquete.REHUSO:
        return Pasar(a=Estado.PAGADO, razon=Razon.NO_SE_PUDO)
    return Anular() if sabe.nuestro or (pago.vence < ahora and mira(pago, ahora, sabe)) else COMO_ESTA


def _terminado(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """Money that the bank charges for what came to nothing goes back; what a person gave back by another way is not
    given back twice. It is watched for a day, and a bank that is silent by then until it answers: that it does not know
    the order is an answer, and of one that is gone none will come."""
    if sabe.orden is not None and pago.referencia is None:
        return Anotar(devolucion=Devolucion.PENDIENTE, razon=Razon.ABIERTA_TARDE)
    if sabe.cambio or pago.referencia is None or (sabe.banco is None and not mira(pago, ahora, sabe)):
        return COMO_ESTA
    if sabe.banco is None and sabe.con_pasarela:
        return Preguntar()
    if sabe.banco is DelBanco.SILENCIO:
        return nada_se_supo(pago, ahora, sabe)
    if sabe.banco in COBRADOS and not sabe.a_mano:
        return Anotar(devolucion=Devolucion.PENDIENTE, razon=Razon.COBRO_TARDE)
    return Esperar(hasta=siguiente(pago, ahora), con_novedad=True)


def _por_devolver(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """It is asked for as often as it takes, and with rests: a bank that does not undo it is as good as silent."""
    if not sabe.con_pasarela or pago.referencia is None:
        return COMO_ESTA
    match sabe.reversa:
        case None:
            return Devolver() if mira(pago, ahora, sabe) else COMO_ESTA
        case DelBanco.NO_COBRADO:
            razon = Razon.DEVUELTO if pago.estado is Estado.ANULADO else Razon.SIN_EFECTO
            return Anotar(devolucion=Devolucion.HECHA, razon=razon)
        case DelBanco.NO_LA_CONOCE if sabe.suceso is Suceso.RESPONDEN and sabe.desde is Estado.POR_VERIFICAR:
            return Anotar(devolucion=Devolucion.HECHA, razon=Razon.NO_LA_CONOCE, hecho=True)
        case _:
            return nada_se_supo(pago, ahora, sabe)


def _en_duda(_pago: Pago, _ahora: datetime, _sabe: Sabido) -> Paso:
    """A person's."""
    return COMO_ESTA


POR_ESTADO = {
    Estado.POR_VERIFICAR: _espera_al_banco,
    Estado.EN_PROCESO: _en_proceso,
    Estado.NO_EJECUTADO: _no_ejecutado,
    Estado.PAGADO: _pagado,
    Estado.ANULANDO: _anulando,
    Estado.DESCONOCIDO: _en_duda,
    Estado.RECHAZADO: _terminado,
    Estado.VENCIDO: _terminado,
    Estado.ANULADO: _terminado,
}
