"""Whether a run may look now, and what follows where a step could not be taken or taught nothing."""

from datetime import datetime

from portal.rules.payment.estados import FINALES
from portal.rules.payment.respuestas import por_responder
from portal.rules.payment.seguimiento import espera, toca
from portal.structs.pagos import Estado, Pago
from portal.structs.pasos import Corte, Esperar, Paso, Responder, Sabido, Salida, Suceso

COMO_ESTA = Responder(Salida.COMO_ESTA)
EN_VERIFICACION = Responder(Salida.EN_VERIFICACION)
FALLO = Responder(Salida.FALLO)
# They look even where it is not time to: somebody says that there is news, or whoever asks has to know.
SIEMPRE_MIRAN = (Suceso.AVISO, Suceso.BARRIDO, Suceso.LIBERAN)
# They are told that it is not known, and not shown the attempt.
ESPERAN_RESPUESTA = (Suceso.CANAL_PAGA, Suceso.ANULAN)


def mira(pago: Pago, ahora: datetime, sabe: Sabido) -> bool:
    """Whether this run may learn or do something now: once it changed the attempt, only where its time has come."""
    if not sabe.cambio:
        return sabe.suceso in SIEMPRE_MIRAN or toca(pago, ahora)
    if sabe.suceso is Suceso.RESPONDEN and pago.estado not in FINALES:
        return True
    return pago.mirar is not None and pago.mirar <= ahora


def nada_se_supo(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """A look that learnt nothing pushes the next one away; the sweep's was, before it looked."""
    if sabe.suceso is Suceso.BARRIDO or sabe.nuestro:
        return COMO_ESTA
    return Esperar(hasta=ahora + espera(pago.miradas + 1), con_novedad=False)


def incierto(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """The package may have done it: whoever waits is told so, and the attempt's term settles it."""
    if sabe.nuestro and sabe.suceso in ESPERAN_RESPUESTA:
        return EN_VERIFICACION
    return nada_se_supo(pago, ahora, sabe) if pago.estado is Estado.ANULANDO else COMO_ESTA


def cortado(pago: Pago, ahora: datetime, sabe: Sabido) -> Paso:
    """The attempt was read again, and whoever waits learns how it is: no second try in the same run."""
    por_hacer = por_responder(sabe)
    if sabe.corte is Corte.CARRERA and por_hacer:
        return Responder(Salida.SE_ADELANTARON)
    if por_hacer:
        return FALLO
    if sabe.corte is not Corte.FALLA:
        anulan = sabe.suceso is Suceso.ANULAN and pago.estado is not Estado.ANULADO
        return EN_VERIFICACION if anulan else COMO_ESTA
    if sabe.nuestro or (sabe.suceso is Suceso.ANULAN and pago.estado is Estado.PAGADO):
        return EN_VERIFICACION if sabe.suceso in ESPERAN_RESPUESTA else COMO_ESTA
    if _lo_espera(pago, sabe):
        return FALLO
    return nada_se_supo(pago, ahora, sabe)


def _lo_espera(pago: Pago, sabe: Sabido) -> bool:
    """Whether what failed is what was asked for, so that whoever asked is told so."""
    match pago.estado:
        case Estado.NO_EJECUTADO:
            return pago.pasarela is None and sabe.suceso in ESPERAN_RESPUESTA
        case Estado.POR_VERIFICAR:
            return sabe.suceso is Suceso.LIBERAN or (sabe.suceso is Suceso.CLIENTE_PAGA and pago.referencia is None)
        case _:
            return False
