"""What a table of payments may be asked for, what it adds up to, and when each was settled."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from portal.errors import DatoInvalido
from portal.rules.desk.cierre import canal
from portal.rules.desk.conciliacion import llaves
from portal.rules.payment.estados import FIRMES
from portal.structs.finanzas import Liquidacion
from portal.structs.pagos import Pago
from portal.structs.tabla import FiltroDeTabla, Suma, Total
from portal.texts.named import datos

# What is read for one answer grows with the days that it is about, and with nothing else.
DIAS = 92
DE_ENTRADA = 31


def de_entrada(hoy: date) -> tuple[date, date]:
    """The days of a table for which none were chosen."""
    return hoy - timedelta(days=DE_ENTRADA - 1), hoy


def revisar(filtro: FiltroDeTabla) -> None:
    """Raises DatoInvalido for more days than one answer is made of."""
    if (filtro.hasta - filtro.desde).days >= DIAS:
        raise DatoInvalido("filtro-largo", datos(maximo=DIAS), "desde")


def totales(sumas: Iterable[Suma]) -> tuple[Total, ...]:
    """Currency by currency; what was reversed or never paid is counted, and adds nothing."""
    por_moneda: dict[int, list[Suma]] = {}
    for suma in sumas:
        por_moneda.setdefault(suma.moneda, []).append(suma)
    return tuple(_total(moneda, suyas) for moneda, suyas in sorted(por_moneda.items()))


def liquidados(pagos: Iterable[Pago], lineas: Iterable[Liquidacion]) -> dict[int, date]:
    """By a payment's number, the first day on which an extract of its channel has it as charged. Lines come in the
    order of their days."""
    cobradas = [linea for linea in lineas if linea.importe > 0]
    return {pago.id: suyas[0].fecha for pago in pagos if (suyas := [una for una in cobradas if lo_nombra(una, pago)])}


def lo_nombra(linea: Liquidacion, pago: Pago) -> bool:
    """Whether a line is about that payment."""
    return linea.canal == canal(pago) and linea.codigo in llaves(pago)


def _total(moneda: int, sumas: list[Suma]) -> Total:
    pagados = [suma for suma in sumas if suma.estado in FIRMES]
    return Total(
        moneda=moneda,
        cuantos=sum(suma.cuantos for suma in sumas),
        pagados=sum(suma.cuantos for suma in pagados),
        total=sum((suma.subtotal + suma.comision for suma in pagados), Decimal(0)),
    )
