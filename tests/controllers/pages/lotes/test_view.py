"""The figures of the page, without the page."""

from datetime import date

from msgspec import structs

from portal.controllers.pages.lotes.view import direccion, mostrar, nombre
from portal.operations.historia.lotes import DeLosLotes, PlanVisto
from portal.rules.debts.planes import Llave, Nombra
from portal.structs.deudas import Deuda
from tests.datos import HOY, cuota


def plan(*pendientes: Deuda, nombra: Nombra = Nombra.PLAN) -> PlanVisto:
    return PlanVisto(llave=Llave(nombra, "P 1"), moneda=1, pendientes=pendientes, pagadas=())


def test_a_plan_is_called_as_far_as_any_row_tells() -> None:
    sin_lote = structs.replace(cuota("A", 1, HOY, plan="P 1"), lote=None, barrio=None)
    entera = cuota("B", 2, HOY, plan="P 1", lote="L7")
    assert nombre(plan(sin_lote, entera)) == "Plan P 1 · Lote L7 · Las Golondrinas"
    assert nombre(plan(sin_lote)) == "Plan P 1"
    assert nombre(plan(structs.replace(entera, plan=None), nombra=Nombra.LOTE)) == "Lote L7 · Las Golondrinas"
    assert direccion(plan(entera)) == "/lote?plan=P+1&moneda=1"


def test_the_table_has_the_rows_of_the_drawing() -> None:
    deudas = tuple(cuota(f"A{nro}", nro, date(2026, nro, 10), plan="P 1") for nro in range(10, 13))
    vista = mostrar(plan(*deudas), DeLosLotes(planes=(), pendientes={1: deudas, 2: ()}, sueltas=0), HOY)
    assert [anio.nombre for anio in vista.anios] == [nombre for _, nombre in vista.plano.rotulos]
    assert sum(sum(anio.cuantas.values()) for anio in vista.anios) == len(vista.avance.cuotas) == 60
    assert vista.anios[0].cuantas == {"pagada": 9, "vencida": 2, "por-venir": 1}


def test_debts_without_a_kind_are_counted_and_not_drawn() -> None:
    deudas = (structs.replace(cuota("A", 1, HOY, plan="P 1"), tipo=None),)
    vista = mostrar(plan(*deudas), DeLosLotes(planes=(), pendientes={1: deudas, 2: ()}, sueltas=0), HOY)
    assert (vista.sin_tipo, vista.avance.cuotas, vista.plano.trazos["por-venir"]) == (1, (), "")
    assert vista.calendario[0][0].deudas == deudas
