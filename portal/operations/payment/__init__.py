"""A payment, from its claim to whatever ends it: what happens to it, one door each.

A canal pays (pagar_canal), a customer pays (iniciar) or gives it up (liberar), somebody looks at it or the sweep does
(avanzar), its gateway has news (recibir_aviso), its reversal is asked for (anular_por_canal, anular_por_operador) or,
done by hand, is written down (anotar_anulado), and a person says how it ended (examinar, resolver) or that the money
went back (dar_por_devuelto).
"""

from portal.operations.payment.anulaciones import anotar_anulado, anular_por_canal, anular_por_operador
from portal.operations.payment.dudosos import dar_por_devuelto, examinar, resolver
from portal.operations.payment.liberaciones import liberar
from portal.operations.payment.pagos import iniciar, pagar_canal
from portal.operations.payment.seguimiento import avanzar, recibir_aviso
from portal.operations.payment.transitions import OtroFuePrimero

__all__ = [
    "OtroFuePrimero",
    "anotar_anulado",
    "anular_por_canal",
    "anular_por_operador",
    "avanzar",
    "dar_por_devuelto",
    "examinar",
    "iniciar",
    "liberar",
    "pagar_canal",
    "recibir_aviso",
    "resolver",
]
