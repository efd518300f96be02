from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.rules.lotes import ritmo
from portal.rules.lotes.avance import avance
from portal.rules.lotes.months import number
from tests.datos import HOY
from tests.rules.lotes.test_avance import del_plan

VISTO = avance(del_plan(*range(23, 29)), [], HOY)
FALTA = 38 * 850_000


@given(por_mes=st.integers(1, 40_000_000))
def test_what_is_left_is_paid_by_then_and_not_a_month_before(por_mes: int) -> None:
    fin = ritmo.termina(VISTO, Decimal(por_mes), HOY)
    if fin is None:
        assert por_mes * ritmo.LEJOS < FALTA
        return
    meses = number(fin) - number(HOY) + 1
    assert por_mes * meses >= FALTA > por_mes * (meses - 1)


@given(uno=st.integers(850_000, 40_000_000), mas=st.integers(0, 40_000_000))
def test_paying_more_never_ends_later(uno: int, mas: int) -> None:
    antes, despues = (ritmo.termina(VISTO, Decimal(cada), HOY) for cada in (uno + mas, uno))
    assert antes is not None
    assert despues is not None
    assert antes <= despues
    assert ritmo.meses_antes(VISTO, antes) >= ritmo.meses_antes(VISTO, despues) >= 0


def test_the_worked_case() -> None:
    assert (ritmo.resta(VISTO), ritmo.minimo(VISTO)) == (FALTA, 850_000)
    fin = ritmo.termina(VISTO, Decimal(1_700_000), HOY)
    assert fin == date(2028, 5, 1)
    assert ritmo.meses_antes(VISTO, fin) == 19


def test_it_is_not_told_of_what_is_not_known() -> None:
    for visto in (avance([], [], HOY), avance([], del_plan(60), HOY), structs.replace(VISTO, total=None)):
        assert (ritmo.resta(visto), ritmo.minimo(visto)) == (None, None)
        assert ritmo.termina(visto, Decimal(1), HOY) is None
    assert ritmo.termina(VISTO, Decimal(0), HOY) is None
    assert ritmo.minimo(structs.replace(VISTO, valor=Decimal(0))) is None
    assert ritmo.meses_antes(avance([], [], HOY), HOY) == 0
