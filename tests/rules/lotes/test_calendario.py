from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.rules.lotes import calendario
from portal.rules.lotes.months import number
from portal.structs.deudas import Deuda, Tipo
from tests.datos import HOY, cuota

CERCA = st.dates(HOY - timedelta(days=300), HOY + timedelta(days=300))


@st.composite
def deudas(draw: st.DrawFn) -> list[Deuda]:
    dias = draw(st.lists(CERCA, max_size=12))
    tipos = st.sampled_from([*Tipo, None])
    return [structs.replace(cuota(f"A{n}", n, dia), tipo=draw(tipos)) for n, dia in enumerate(dias)]


@given(todas=deudas())
def test_six_months_follow_one_another_and_hold_all_that_falls_due_in_them(todas: list[Deuda]) -> None:
    meses = calendario.por_venir(todas, HOY)
    primero = meses[0].primero
    assert [number(mes.primero) for mes in meses] == [number(primero) + n for n in range(6)]
    assert number(primero) - number(HOY) in {0, 1}
    ultimo = number(meses[-1].primero)
    contadas = [deuda for deuda in todas if deuda.vencimiento >= HOY and deuda.tipo is not Tipo.CANCELACION]
    dentro = [deuda for deuda in contadas if number(deuda.vencimiento) <= ultimo]
    assert sorted(deuda.codmovimiento for mes in meses for deuda in mes.deudas) == sorted(
        deuda.codmovimiento for deuda in dentro
    )
    assert sum(mes.suma for mes in meses) == sum(deuda.importe for deuda in dentro)


@given(pendientes=deudas(), pagadas=deudas())
def test_each_month_is_what_was_paid_of_it_and_what_is_missing(pendientes: list[Deuda], pagadas: list[Deuda]) -> None:
    meses = calendario.por_mes(pendientes, pagadas, HOY)
    assert [mes.primero for mes in meses][-1] == HOY.replace(day=1)
    assert len(meses) == calendario.MESES
    for mes in meses:
        assert 0 <= mes.pagado <= mes.vencia
        assert mes.pagado + mes.falta == mes.vencia
        del_mes = [deuda for deuda in pagadas if deuda.vencimiento.replace(day=1) == mes.primero]
        assert mes.pagado == sum((deuda.importe for deuda in del_mes), Decimal(0))


def test_it_begins_with_this_month_while_something_of_it_is_to_come() -> None:
    assert calendario.por_venir([cuota("A", 1, HOY)], HOY)[0].primero == date(2026, 11, 1)
    assert calendario.por_venir([cuota("A", 1, HOY - timedelta(days=1))], HOY)[0].primero == date(2026, 12, 1)
