from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.clock import dia
from portal.rules.historia import meses
from portal.rules.payment.estados import EN_CURSO, FIRMES, HECHOS, SIN_EFECTO
from portal.structs.historia import FiltroHistoria, PagoDetallado, Suerte
from portal.structs.pagos import Estado
from tests.datos import AHORA, cuota
from tests.rules.payment.pagos import pago

LOTES = ("L1", "L2", "")


@st.composite
def detallados(draw: st.DrawFn) -> list[PagoDetallado]:
    hechos = []
    for numero in range(draw(st.integers(0, 12))):
        estado = draw(st.sampled_from(Estado))
        creado = AHORA - timedelta(hours=draw(st.integers(0, 5_000)))
        items = tuple(
            cuota(f"{numero}-{n}", n, AHORA.date(), plan="", lote=draw(st.sampled_from(LOTES)))
            for n in range(draw(st.integers(1, 3)))
        )
        uno = pago(
            estado,
            id=numero,
            moneda=draw(st.sampled_from((1, 2))),
            creado=creado,
            total=Decimal(7),
            pagado=creado if estado in HECHOS else None,
        )
        hechos.append(PagoDetallado(uno, items))
    return sorted(hechos, key=lambda cada: cada.pago.creado, reverse=True)


@given(todos=detallados(), lugar=st.sampled_from(LOTES))
def test_each_is_in_its_own_month_and_the_months_add_up_to_all(todos: list[PagoDetallado], lugar: str) -> None:
    por_mes = meses.por_mes(todos, lugar)
    assert [cada for mes in por_mes for cada in mes.pagos] == todos
    assert all(meses.dia_de(cada.pago).replace(day=1) == mes.primero for mes in por_mes for cada in mes.pagos)
    juntas: dict[int, Decimal] = {}
    for mes in por_mes:
        for moneda, suma in mes.sumas:
            juntas[moneda] = juntas.get(moneda, Decimal(0)) + suma
    assert tuple(sorted(juntas.items())) == meses.sumar(todos, lugar)


@given(todos=detallados())
def test_only_what_stays_paid_is_added_up(todos: list[PagoDetallado]) -> None:
    firmes = [cada for cada in todos if cada.pago.estado in FIRMES]
    assert meses.sumar(todos) == meses.sumar(firmes)
    assert sum(suma for _, suma in meses.sumar(todos)) == 7 * len(firmes)


@given(todos=detallados())
def test_the_parts_of_each_place_are_all_that_was_paid_without_its_commission(todos: list[PagoDetallado]) -> None:
    for cada in todos:
        partes = sum(meses.importe(cada, lugar) for lugar, _ in meses.lugares([cada]))
        assert partes == sum(deuda.importe for deuda in cada.items if deuda.lugar)


def test_every_state_has_one_fate() -> None:
    assert sorted(estado for suerte in Suerte for estado in meses.DE_SUERTE[suerte]) == sorted(Estado)
    assert meses.DE_SUERTE[Suerte.EN_CURSO] == EN_CURSO
    assert meses.DE_SUERTE[Suerte.RECHAZADO] == SIN_EFECTO


@given(todos=detallados(), suerte=st.sampled_from([None, *Suerte]), lugar=st.sampled_from(LOTES))
def test_a_filter_leaves_no_other(todos: list[PagoDetallado], suerte: Suerte | None, lugar: str) -> None:
    filtro = FiltroHistoria(suerte=suerte, lugar=lugar)
    for cada in todos:
        assert meses.deja(filtro, cada) == (
            (suerte is None or cada.pago.estado in meses.DE_SUERTE[suerte])
            and (not lugar or lugar in {deuda.lugar for deuda in cada.items})
        )


def test_a_page_begins_with_a_whole_month() -> None:
    instantes = [datetime(2026, mes, 15, tzinfo=UTC) for mes in (11, 10, 10, 9)]
    pagos = [pago(Estado.RECHAZADO, creado=instante) for instante in instantes]
    assert meses.desde_mes_entero(pagos, 2) == dia(instantes[1]).replace(day=1)
    assert meses.desde_mes_entero(pagos, 4) is None
