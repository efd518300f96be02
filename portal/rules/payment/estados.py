"""The life of a payment attempt: its legal changes of state."""

from portal.errors import Rechazo
from portal.structs.pagos import Estado, Pago
from portal.texts.named import Saying, datos

# From None: a customer's attempt begins at the bank, a canal's in the package.
# NO_EJECUTADO is proof that the package did nothing. It is tried again, or it ends RECHAZADO where whoever holds the
# money gives the attempt up (the canal reverses its code, the gateway gives the money back). It never ends VENCIDO,
# which says that no money was confirmed.
TRANSICIONES: frozenset[tuple[Estado | None, Estado]] = frozenset(
    {
        (None, Estado.POR_VERIFICAR),
        (None, Estado.EN_PROCESO),
        (Estado.POR_VERIFICAR, Estado.EN_PROCESO),
        (Estado.POR_VERIFICAR, Estado.RECHAZADO),
        (Estado.POR_VERIFICAR, Estado.VENCIDO),
        (Estado.EN_PROCESO, Estado.PAGADO),
        (Estado.EN_PROCESO, Estado.RECHAZADO),
        (Estado.EN_PROCESO, Estado.NO_EJECUTADO),
        (Estado.EN_PROCESO, Estado.DESCONOCIDO),
        (Estado.DESCONOCIDO, Estado.PAGADO),
        (Estado.DESCONOCIDO, Estado.RECHAZADO),
        (Estado.DESCONOCIDO, Estado.NO_EJECUTADO),
        (Estado.NO_EJECUTADO, Estado.EN_PROCESO),
        (Estado.NO_EJECUTADO, Estado.RECHAZADO),
        (Estado.PAGADO, Estado.ANULANDO),
        (Estado.ANULANDO, Estado.ANULADO),
        (Estado.ANULANDO, Estado.PAGADO),
    }
)

INICIALES = frozenset(a for de, a in TRANSICIONES if de is None)

# Every state is in one of these three: its end is still to come, the ERP had it paid, or it came to nothing.
EN_CURSO = frozenset({Estado.POR_VERIFICAR, Estado.EN_PROCESO, Estado.NO_EJECUTADO, Estado.DESCONOCIDO})
HECHOS = frozenset({Estado.PAGADO, Estado.ANULANDO, Estado.ANULADO})
SIN_EFECTO = frozenset({Estado.RECHAZADO, Estado.VENCIDO})

# Nothing follows them.
FINALES = SIN_EFECTO | {Estado.ANULADO}
# Paid, and not reversed so far: one being reversed may yet stay paid.
FIRMES = HECHOS - {Estado.ANULADO}
# Whoever had to charge has charged, and the ERP has not paid so far as is known.
APROBADOS = EN_CURSO - {Estado.POR_VERIFICAR}
# Their debts are nobody else's, whoever pays. NO_EJECUTADO joins them where a gateway charged it: see retiene().
RETIENEN = FIRMES | EN_CURSO - {Estado.NO_EJECUTADO}
# They were claimed for a call of the package: it is at it, or whoever called it was cut.
EN_EL_PAQUETE = frozenset({Estado.EN_PROCESO, Estado.ANULANDO})
# Their end is not known while money may have moved. NO_EJECUTADO joins them where a gateway charged: see en_duda().
EN_DUDA = EN_EL_PAQUETE | {Estado.DESCONOCIDO}
# The portal comes back to them by itself. NO_EJECUTADO joins them where a gateway charged it.
VIGILADOS = EN_EL_PAQUETE | {Estado.POR_VERIFICAR}
# They have a term by which they end, or are looked at.
CON_TERMINO = frozenset({Estado.POR_VERIFICAR, Estado.EN_PROCESO})


def verificar_transicion(de: Estado | None, a: Estado) -> None:
    """Raises Rechazo where an attempt in state `de` cannot pass to `a`."""
    if (de, a) not in TRANSICIONES:
        llega = Saying("estado-titulo", datos(caso=a))
        if de is None:
            raise Rechazo("estado-no-permite", datos(caso="sin-pago", a=llega))
        raise Rechazo("estado-no-permite", datos(de=Saying("estado-titulo", datos(caso=de)), a=llega))


def en_duda(pago: Pago) -> bool:
    """Whether its end is not known while somebody's money, or the ERP, may already have moved."""
    if pago.estado is Estado.NO_EJECUTADO:
        return pago.pasarela is not None
    return pago.estado in EN_DUDA


def retiene(pago: Pago) -> bool:
    """Whether it keeps its debts from other attempts: while it is open, and once it paid them.

    A canal's attempt that was not executed lets them go, for nobody's money waits; a customer's holds them, since the
    bank has already approved it.
    """
    if pago.estado is Estado.NO_EJECUTADO:
        return pago.pasarela is not None
    return pago.estado in RETIENEN
