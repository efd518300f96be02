from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.documents.grupos import por_plan, renglones
from tests.documents.recibos import agua, cuotas


def test_a_service_stands_with_the_instalments_of_its_lot() -> None:
    primera, segunda = cuotas(2, 2)
    assert por_plan([primera, agua("L1"), segunda]) == [
        ("Plan P1 · Lote L1 · Las Golondrinas", (primera, agua("L1"))),
        ("Plan P0 · Lote L0 · Las Golondrinas", (segunda,)),
    ]


def test_debts_of_an_installation_that_tells_no_plan_have_no_heading() -> None:
    suelta = structs.replace(cuotas(1)[0], plan=None, lote=None, barrio=None, tipo=None)
    filas, nota = renglones([suelta], 5)
    assert [fila.concepto for fila in filas] == ["Cuota 1 de 60"]
    assert not nota
    assert [fila.concepto for fila in renglones([suelta] * 6, 5)[0]] == ["Sin plan: 6 conceptos"]


@given(st.integers(1, 120), st.integers(1, 120), st.integers(2, 40))
def test_the_rows_fit_and_lose_no_money(cuantas: int, planes: int, caben: int) -> None:
    items = cuotas(cuantas, planes)
    filas, nota = renglones(items, caben)
    assert len(filas) <= caben
    assert sum(fila.importe or Decimal(0) for fila in filas) == sum(deuda.importe for deuda in items)
    con_importe = [fila for fila in filas if fila.importe is not None]
    assert nota == "" or nota.startswith(f"Son {cuantas} conceptos")
    assert (nota == "") == (len(con_importe) == cuantas and all(fila.movimiento for fila in con_importe))
