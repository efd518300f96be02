from datetime import timedelta

from portal.operations.portal.refused import EN_TOTAL, PERIODO, Negadas
from tests import datos


def test_whoever_asks_the_rows_of_an_hour_have_a_bound() -> None:
    negadas = Negadas()
    assert sum(negadas.cabe(f"red {nro}", datos.AHORA) for nro in range(3 * EN_TOTAL)) == EN_TOTAL
    assert not negadas.cabe("otra", datos.AHORA + timedelta(minutes=59))
    assert negadas.cabe("otra", datos.AHORA + PERIODO)
    assert negadas.cabe("otra", datos.AHORA - timedelta(days=1))  # a clock that was set back
