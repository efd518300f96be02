from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.rules.lotes.avance import avance
from portal.rules.lotes.months import after
from portal.structs.deudas import Deuda
from portal.structs.lotes import Marca
from tests.datos import HOY, cuota

PRIMERA = date(2025, 1, 10)


def del_plan(*nros: int) -> list[Deuda]:
    """Of sixty, one a month."""
    return [cuota(f"A{nro}", nro, after(PRIMERA, nro - 1)) for nro in nros]


@given(st.data())
def test_every_instalment_has_one_place_and_no_other_is_made_up(data: st.DataObject) -> None:
    primera = data.draw(st.integers(1, 60))
    ultima = data.draw(st.integers(primera, 60))
    pendientes = del_plan(*range(primera, ultima + 1))
    pagadas = del_plan(*data.draw(st.sets(st.integers(1, primera - 1))) if primera > 1 else ())
    visto = avance(pendientes, pagadas, HOY)
    assert visto.total == 60
    assert [cuota.nro for cuota in visto.cuotas] == list(range(1, 61))
    assert [cuota.vence for cuota in visto.cuotas] == [after(PRIMERA, nro) for nro in range(60)]
    assert sum(visto.cuantas(marca) for marca in Marca) == 60
    assert visto.cuantas(Marca.PAGADA) == primera - 1
    assert visto.cuantas(Marca.VENCIDA) == sum(deuda.vencimiento < HOY for deuda in pendientes)
    assert visto.ajenas == primera - 1 - len(pagadas)
    assert visto.supuestas == 60 - ultima
    assert visto.suma(Marca.PAGADA) == sum(deuda.importe for deuda in pagadas)
    assert visto.suma(Marca.VENCIDA) + visto.suma(Marca.POR_VENIR) == 850_000 * (60 - primera + 1)
    assert visto.termina == after(PRIMERA, 59)


def test_without_anything_pending_all_of_it_is_paid() -> None:
    visto = avance([], del_plan(59, 60), HOY)
    assert (visto.cuantas(Marca.PAGADA), visto.ajenas, visto.termina) == (60, 58, None)


def test_nothing_at_all_is_an_empty_plan() -> None:
    visto = avance([], [], HOY)
    assert (visto.cuotas, visto.total, visto.valor, visto.termina) == ((), None, None, None)


@pytest.mark.parametrize("campos", [{"nro_cuota": None}, {"cant_cuotas": None}, {"nro_cuota": 0}, {"nro_cuota": 9_999}])
def test_where_a_row_has_no_number_only_what_is_told_is_shown(campos: dict[str, int | None]) -> None:
    sin = structs.replace(del_plan(22)[0], **campos)
    visto = avance([sin, *del_plan(23, 24)], del_plan(21), HOY)
    assert (visto.total, visto.ajenas, visto.supuestas, visto.termina) == (None, 0, 0, None)
    assert [cuota.marca for cuota in visto.cuotas] == [
        Marca.PAGADA,
        Marca.VENCIDA,
        Marca.VENCIDA,
        Marca.POR_VENIR,
    ]


def test_where_there_is_not_one_a_month_the_others_have_no_day() -> None:
    quincenal = [
        structs.replace(deuda, vencimiento=date(2026, 12, 1 + 14 * n)) for n, deuda in enumerate(del_plan(3, 4))
    ]
    visto = avance(quincenal, [], HOY)
    assert [cuota.vence is not None for cuota in visto.cuotas[:5]] == [False, False, True, True, False]
    assert visto.termina is None


def test_a_number_in_two_rows_is_one_instalment_and_what_is_late_costs_more_only_there() -> None:
    (una,) = del_plan(21)
    cara = structs.replace(una, codmovimiento="B", interes=Decimal(1_000), importe=Decimal(851_000))
    visto = avance([una, cara], [], HOY)
    assert visto.suma(Marca.VENCIDA) == 1_701_000
    assert visto.valor == 850_000
