import re
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.documents import trazos
from portal.rules.lotes.months import after
from portal.structs.lotes import CuotaMarcada, Marca, MesDelPlan

PIEZA = re.compile(r"M(\d+) (\d+)h(\d+)")


def marcadas(marcas: list[Marca], primera: date | None) -> list[CuotaMarcada]:
    return [
        CuotaMarcada(marca=marca, nro=nro, vence=after(primera, nro) if primera else None, importe=None)
        for nro, marca in enumerate(marcas)
    ]


@given(
    marcas=st.lists(st.sampled_from(Marca), min_size=1, max_size=130), primera=st.none() | st.dates(date(2001, 1, 1))
)
def test_each_instalment_is_one_square_of_its_state_and_two_never_meet(
    marcas: list[Marca], primera: date | None
) -> None:
    primera = primera and primera.replace(year=min(primera.year, 2080))
    dibujado = trazos.plano(marcadas(marcas, primera))
    vistos: set[tuple[int, int]] = set()
    for marca in Marca:
        cuadros = set()
        for x, y, largo in PIEZA.findall(dibujado.trazos[marca]):
            cuantos = (int(largo) + 2) // trazos.PASO
            cuadros |= {(int(x) + trazos.PASO * n, int(y)) for n in range(cuantos)}
        assert len(cuadros) == marcas.count(marca)
        assert not vistos & cuadros
        vistos |= cuadros
    assert all(x <= 298 - 20 and y < dibujado.alto for x, y in vistos)
    assert dibujado.por_anio == (primera is not None)


def test_ten_years_weigh_less_than_a_kilobyte() -> None:
    marcas = [Marca.PAGADA] * 24 + [Marca.VENCIDA] * 3 + [Marca.POR_VENIR] * 93
    dibujado = trazos.plano(marcadas(marcas, date(2024, 9, 10)))
    assert sum(map(len, dibujado.trazos.values())) < 250
    assert [nombre for _, nombre in dibujado.rotulos] == [str(anio) for anio in range(2024, 2035)]


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=12))
def test_bars_are_as_high_as_their_figures(figuras: list[tuple[int, int]]) -> None:
    meses = [
        MesDelPlan(primero=date(2026, 1, 1), vencia=Decimal(una + otra), pagado=Decimal(una)) for una, otra in figuras
    ]
    dibujadas = trazos.barras(meses)
    assert (dibujadas.pagado == "") == all(una == 0 for una, _ in figuras)
    altos = [int(alto) for alto in re.findall(r"v-(\d+)", dibujadas.pagado + dibujadas.falta)]
    assert all(0 < alto <= trazos.ALTO for alto in altos)
    assert len(dibujadas.pagado + dibujadas.falta) <= 32 * len(figuras)


def test_a_line_is_a_part_of_the_whole() -> None:
    assert trazos.raya(Decimal(1), Decimal(2)) == "M0 4h50"
    assert trazos.raya(Decimal(1), Decimal(10**9)) == "M0 4h1"
    assert trazos.raya(Decimal(0), Decimal(0)) == ""
