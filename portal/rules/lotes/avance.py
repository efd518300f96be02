"""How far a plan is, from what is pending in the ERP and what the portal's own receipts show.

The ERP lists what is pending, and mostly not all that is to come; of what was paid it tells nothing. What it tells is
the number of each instalment: up to the last that is pending, those that are not pending themselves are paid, wherever
it was; and those after it, up to how many there are, have still to come. Where numbers and days agree by months, all
others have their month too. Rows without a number are told as they are, and nothing follows from them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec import structs

from portal.rules.debts.series import ordenadas
from portal.rules.lotes.months import after, number
from portal.structs.deudas import Deuda
from portal.structs.lotes import Avance, CuotaMarcada, Marca

# Nobody sells a lot in more: a number beyond it is a slip of somebody's hand, and is not drawn.
MAXIMO = 600


def avance(pendientes: Iterable[Deuda], pagadas: Iterable[Deuda], hoy: date) -> Avance:
    """Of the instalments of one plan: those pending, and those that a receipt shows as paid."""
    deben, hechas = ordenadas(pendientes), ordenadas(pagadas)
    todas = [*hechas, *deben]
    if not todas or any(not _numerada(cuota) for cuota in todas):
        return _como_estan(deben, hechas, hoy)
    total = max(max(cuota.cant_cuotas or 0, cuota.nro_cuota or 0) for cuota in todas)
    por_nro = _por_numero(hechas) | _por_numero(deben)
    debidos = {cuota.nro_cuota for cuota in deben}
    ultima = max((cuota.nro_cuota or 0 for cuota in deben), default=total)
    valor = _valor(deben or hechas)
    base = _por_meses(todas)
    cuotas = []
    for nro in range(1, total + 1):
        suya = por_nro.get(nro)
        pagada = nro not in debidos and (nro <= ultima or suya is not None)
        vence = suya.vencimiento if suya else after(base.vencimiento, nro - (base.nro_cuota or 0)) if base else None
        supuesta = valor if nro > ultima else None
        cuotas.append(
            CuotaMarcada(
                marca=Marca.PAGADA if pagada else _marca(vence, hoy) if nro in debidos else Marca.POR_VENIR,
                nro=nro,
                vence=vence,
                importe=suya.importe if suya else None if pagada else supuesta,
            )
        )
    return Avance(
        cuotas=tuple(cuotas),
        total=total,
        ajenas=sum(cuota.marca is Marca.PAGADA and cuota.nro not in por_nro for cuota in cuotas),
        supuestas=sum(cuota.marca is not Marca.PAGADA and cuota.nro not in por_nro for cuota in cuotas),
        valor=valor,
    )


def _como_estan(deben: Sequence[Deuda], hechas: Sequence[Deuda], hoy: date) -> Avance:
    """Only what is told, for a plan of which some row has no number."""
    marcadas = [(cuota, Marca.PAGADA) for cuota in hechas] + [
        (cuota, _marca(cuota.vencimiento, hoy)) for cuota in deben
    ]
    return Avance(
        cuotas=tuple(
            CuotaMarcada(marca=marca, nro=cuota.nro_cuota, vence=cuota.vencimiento, importe=cuota.importe)
            for cuota, marca in marcadas
        ),
        total=None,
        ajenas=0,
        supuestas=0,
        valor=_valor(deben or hechas),
    )


def _numerada(cuota: Deuda) -> bool:
    nro, cuantas = cuota.nro_cuota, cuota.cant_cuotas
    return nro is not None and cuantas is not None and 1 <= nro <= MAXIMO and cuantas <= MAXIMO


def _marca(vence: date | None, hoy: date) -> Marca:
    return Marca.VENCIDA if vence is not None and vence < hoy else Marca.POR_VENIR


def _por_numero(cuotas: Iterable[Deuda]) -> dict[int, Deuda]:
    """One row for each number, with the amount of all of its rows: the ERP may split one."""
    hallada: dict[int, Deuda] = {}
    importes: dict[int, Decimal] = {}
    for cuota in cuotas:
        nro = cuota.nro_cuota or 0
        hallada.setdefault(nro, cuota)
        importes[nro] = importes.get(nro, Decimal(0)) + cuota.importe
    return {nro: structs.replace(cuota, importe=importes[nro]) for nro, cuota in hallada.items()}


def _valor(cuotas: Sequence[Deuda]) -> Decimal | None:
    """The last one's amount without what being late cost."""
    ultima = max(cuotas, key=lambda cuota: (cuota.nro_cuota or 0, cuota.vencimiento), default=None)
    return None if ultima is None else ultima.importe - (ultima.interes or 0) - (ultima.gastos or 0)


def _por_meses(cuotas: Sequence[Deuda]) -> Deuda | None:
    """The row from which the days of all others are counted; None where there is not one a month."""
    base = max(cuotas, key=lambda cuota: cuota.nro_cuota or 0)
    corrido = number(base.vencimiento) - (base.nro_cuota or 0)
    return base if all(number(cada.vencimiento) - (cada.nro_cuota or 0) == corrido for cada in cuotas) else None
