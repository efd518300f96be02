from decimal import Decimal

import pytest

from portal.controllers.pages.debts.revision import Grupo, contexto
from portal.structs.deudas import Carrito
from tests import datos


@pytest.mark.parametrize(("cuantas", "vistas", "suma"), [(5, 5, 0), (6, 4, 1_700_000)])
def test_the_rest_of_a_long_list_is_folded_with_its_sum(cuantas: int, vistas: int, suma: int) -> None:
    items = tuple(datos.cuotas("X", datos.mensuales(*range(1, cuantas + 1))))
    subtotal = sum((deuda.importe for deuda in items), Decimal(0))
    comision = subtotal * 2 / 100
    carrito = Carrito(idsession=1, moneda=1, items=items, subtotal=subtotal, comision=comision, total=None)
    dicho = contexto(carrito)
    (grupo,) = dicho["grupos"]  # type: ignore[misc, has-type]
    assert isinstance(grupo, Grupo)
    assert (len(grupo.vistas), len(grupo.plegadas), grupo.suma) == (vistas, cuantas - vistas, suma)
    assert (dicho["cuantas"], dicho["tasa"]) == (cuantas, 2)
