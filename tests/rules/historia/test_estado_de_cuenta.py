from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.clock import limites
from portal.rules.debts.saldo import resumir
from portal.rules.historia.estado_de_cuenta import armar
from portal.rules.payment.estados import HECHOS
from portal.structs.deudas import Deuda, Tipo
from portal.structs.estado_de_cuenta import EstadoDeCuenta
from portal.structs.historia import PagoDetallado
from portal.structs.pagos import Estado
from tests.datos import HOY, cuota, servicio
from tests.rules.payment.pagos import pago

PASADOS = st.dates(HOY - timedelta(days=400), HOY)
VENCEN = st.dates(HOY - timedelta(days=400), HOY + timedelta(days=400))


@st.composite
def deudas(draw: st.DrawFn, prefijo: str, cuantas: int = 6) -> tuple[Deuda, ...]:
    dias = draw(st.lists(VENCEN, max_size=cuantas))
    return tuple(
        structs.replace(cuota(f"{prefijo}{n}", n, dia), importe=Decimal(draw(st.integers(1, 10**7))))
        for n, dia in enumerate(dias)
    )


@st.composite
def pagos(draw: st.DrawFn) -> list[PagoDetallado]:
    hechos = []
    for numero in range(draw(st.integers(0, 5))):
        cuando = limites(draw(PASADOS))[0] + timedelta(hours=draw(st.integers(0, 23)))
        estado = draw(st.sampled_from(Estado))
        uno = pago(
            estado,
            id=numero,
            moneda=draw(st.sampled_from((1, 1, 2))),
            creado=cuando,
            pagado=cuando if estado in HECHOS else None,
        )
        hechos.append(PagoDetallado(uno, draw(deudas(f"P{numero}-", 3))))
    return hechos


def de(pendientes: tuple[Deuda, ...], hechos: list[PagoDetallado], desde: date, hasta: date) -> EstadoDeCuenta:
    return armar(pendientes, hechos, moneda=1, desde=desde, hasta=hasta)


@given(pendientes=deudas("A"), hechos=pagos(), dias=st.tuples(PASADOS, PASADOS))
def test_it_squares_line_by_line(
    pendientes: tuple[Deuda, ...], hechos: list[PagoDetallado], dias: tuple[date, date]
) -> None:
    estado = de(pendientes, hechos, min(dias), max(dias))
    assert estado.final == estado.inicial + estado.cargos - estado.pagado
    saldos = [estado.inicial, *(uno.saldo for uno in estado.asientos)]
    for (antes, despues), uno in zip(pairwise(saldos), estado.asientos, strict=True):
        assert despues - antes == (-uno.importe if uno.pago else uno.importe)
    assert saldos[-1] == estado.final
    assert min(saldos) >= 0
    assert [uno.dia for uno in estado.asientos] == sorted(uno.dia for uno in estado.asientos)


@given(pendientes=deudas("A"), hechos=pagos(), dias=st.tuples(PASADOS, PASADOS, PASADOS))
def test_periods_that_follow_one_another_meet(
    pendientes: tuple[Deuda, ...], hechos: list[PagoDetallado], dias: tuple[date, date, date]
) -> None:
    uno, dos, tres = sorted(dias)
    antes, despues, todo = (
        de(pendientes, hechos, uno, dos),
        de(pendientes, hechos, dos + timedelta(days=1), max(tres, dos + timedelta(days=1))),
        de(pendientes, hechos, uno, max(tres, dos + timedelta(days=1))),
    )
    assert antes.final == despues.inicial
    assert (*antes.asientos, *despues.asientos) == todo.asientos
    assert todo.final == despues.final


@given(pendientes=deudas("A"), hechos=pagos(), desde=PASADOS)
def test_it_ends_today_with_what_is_due_today(
    pendientes: tuple[Deuda, ...], hechos: list[PagoDetallado], desde: date
) -> None:
    assert de(pendientes, hechos, desde, HOY).final == resumir(pendientes, HOY + timedelta(days=1)).vencido


@given(pendientes=deudas("A"), hechos=pagos(), desde=PASADOS)
def test_what_was_paid_before_it_begins_changes_nothing(
    pendientes: tuple[Deuda, ...], hechos: list[PagoDetallado], desde: date
) -> None:
    desde_entonces = [cada for cada in hechos if cada.pago.creado >= limites(desde)[0]]
    assert de(pendientes, hechos, desde, HOY) == de(pendientes, desde_entonces, desde, HOY)


def test_an_instalment_paid_late_is_owed_in_between_and_one_paid_before_its_day_never_is() -> None:
    tarde, temprano = cuota("A", 1, date(2026, 9, 10)), cuota("B", 2, date(2026, 12, 10))
    pagado = limites(date(2026, 10, 5))[0]
    hecho = [PagoDetallado(pago(creado=pagado, pagado=pagado), (tarde, temprano))]
    assert de((), hecho, date(2026, 9, 1), date(2026, 9, 30)).final == 850_000
    octubre = de((), hecho, date(2026, 10, 1), date(2026, 10, 31))
    assert (octubre.inicial, octubre.cargos, octubre.pagado, octubre.final) == (850_000, 850_000, 1_700_000, 0)
    assert [uno.dia for uno in octubre.asientos] == [date(2026, 10, 5)] * 2


def test_an_offered_pay_off_is_no_debt() -> None:
    oferta = structs.replace(servicio("C", Tipo.AGUA, date(2026, 11, 1)), tipo=Tipo.CANCELACION)
    assert de((oferta,), [], date(2026, 1, 1), HOY).asientos == ()
