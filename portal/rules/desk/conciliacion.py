"""The three-way match: what the ERP applied, what the portal says was paid, what the other side says it charged."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import structs

from portal.rules.desk.cierre import canal
from portal.rules.payment.estados import FIRMES
from portal.structs.finanzas import Conciliacion, Desacuerdo, Diferencia, EnErp, Movimiento
from portal.structs.pagos import Estado, Pago


def comparar(
    movimientos: Sequence[Movimiento], pagos: Iterable[Pago], en_erp: Mapping[int, EnErp], del_canal: str
) -> Conciliacion:
    """Each payment once, under the first disagreement that matters most; what agrees on all three sides is counted.

    pagos: those of the extract's days, and any that its codes name; only those of `del_canal` count. en_erp: by the
    payment's number, what the ERP tells of its debts; a payment that is missing there could not be asked.
    """
    propios = [pago for pago in pagos if canal(pago) == del_canal]
    por_llave = {llave: pago for pago in propios for llave in llaves(pago)}
    juntos: dict[int | str, list[Movimiento]] = {}
    for movimiento in movimientos:
        nuestro = por_llave.get(movimiento.codigo)
        juntos.setdefault(nuestro.id if nuestro else movimiento.codigo, []).append(movimiento)
    diferencias: list[Diferencia] = []
    coinciden = 0
    for suyos in juntos.values():
        pago = por_llave.get(suyos[0].codigo)
        neto = _neto(suyos)
        cobros = sum(movimiento.importe > 0 for movimiento in suyos)
        if cobros == len(suyos):
            tipo = _desacuerdo(neto, pago, en_erp, repetido=cobros > 1)
        else:
            tipo = _con_devolucion(neto, pago, en_erp)
        if tipo is not None:
            diferencias.append(_diferencia(tipo, neto, pago, en_erp))
        elif pago is not None:
            coinciden += 1
    vistos = juntos.keys()
    diferencias.extend(
        _diferencia(Desacuerdo.NO_ESTA_EN_EXTRACTO, None, pago, en_erp)
        for pago in propios
        if pago.id not in vistos and pago.estado in FIRMES
    )
    orden = list(Desacuerdo)
    return Conciliacion(
        coinciden=coinciden,
        diferencias=tuple(sorted(diferencias, key=lambda cada: (orden.index(cada.tipo), cada.codigo))),
    )


def llaves(pago: Pago) -> tuple[str, ...]:
    """The names by which the other side may know it: a canal uses its code; a gateway its own number, or the
    attempt's, which is what the portal gave it."""
    if pago.pasarela is None:
        return (pago.cod_transaccion,)
    return tuple(llave for llave in (str(pago.id), pago.referencia, pago.cod_transaccion) if llave)


def _neto(suyos: Sequence[Movimiento]) -> Movimiento:
    """What stays of the lines of one payment where some gave the money back; else the first of them."""
    primero = suyos[0]
    if all(movimiento.importe > 0 for movimiento in suyos) or len({movimiento.moneda for movimiento in suyos}) > 1:
        return primero
    return structs.replace(primero, importe=sum((movimiento.importe for movimiento in suyos), Decimal(0)))


def _con_devolucion(neto: Movimiento, pago: Pago | None, en_erp: Mapping[int, EnErp]) -> Desacuerdo | None:
    """The charge may be in this extract or in an earlier one. Charged and given back without the portal ever knowing
    is no difference: no money is missing on any side."""
    if neto.importe > 0:
        return _desacuerdo(neto, pago, en_erp, repetido=False)
    if pago is None:
        return Desacuerdo.DEVUELTO_Y_DESCONOCIDO if neto.importe else None
    if pago.estado in FIRMES:
        return Desacuerdo.DEVUELTO_Y_PAGADO
    if neto.importe and (-neto.importe, neto.moneda) != (pago.total, pago.moneda):
        return Desacuerdo.IMPORTE_DISTINTO
    return Desacuerdo.APLICADO_SIN_PAGO if _aplicado(pago, en_erp) else None


def _desacuerdo(
    movimiento: Movimiento, pago: Pago | None, en_erp: Mapping[int, EnErp], *, repetido: bool
) -> Desacuerdo | None:
    if pago is None:
        return Desacuerdo.NO_ESTA_EN_PORTAL
    if repetido:
        return Desacuerdo.REPETIDO_EN_EXTRACTO
    if (movimiento.importe, movimiento.moneda) != (pago.total, pago.moneda):
        return Desacuerdo.IMPORTE_DISTINTO
    aplicado = _aplicado(pago, en_erp)
    if pago.estado in FIRMES:
        return Desacuerdo.PAGADO_SIN_APLICAR if aplicado is False else None
    if pago.estado is Estado.ANULADO:
        return Desacuerdo.COBRADO_Y_ANULADO
    return Desacuerdo.APLICADO_SIN_PAGO if aplicado else Desacuerdo.COBRADO_Y_NO_PAGADO


def _aplicado(pago: Pago, en_erp: Mapping[int, EnErp]) -> bool | None:
    dicho = en_erp.get(pago.id)
    return None if dicho is None else dicho.aplicado


def _diferencia(
    tipo: Desacuerdo, movimiento: Movimiento | None, pago: Pago | None, en_erp: Mapping[int, EnErp]
) -> Diferencia:
    if movimiento is None and pago is None:
        raise AssertionError("a difference is of something")
    return Diferencia(
        tipo=tipo,
        codigo=movimiento.codigo if movimiento else pago.cod_transaccion if pago else "",
        pago_id=pago.id if pago else None,
        moneda=movimiento.moneda if movimiento else pago.moneda if pago else 0,
        importe_extracto=movimiento.importe if movimiento else None,
        importe_portal=pago.total if pago else None,
        importe_erp=en_erp[pago.id].debido if pago and pago.id in en_erp else None,
    )
