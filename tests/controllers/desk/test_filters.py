from datetime import date
from decimal import Decimal

import pytest

from portal.controllers.desk.filters import FormularioTabla
from portal.errors import DatoInvalido
from portal.structs.pagos import Estado
from portal.structs.tabla import FiltroDeTabla, OrdenDeTabla

HOY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("pedida", "filtro"),
    [
        ({}, FiltroDeTabla(desde=date(2026, 10, 24), hasta=HOY)),
        ({"estado": "NADA", "moneda": "9", "orden": "azar"}, FiltroDeTabla(desde=date(2026, 10, 24), hasta=HOY)),
        (
            {"desde": "2026-11-03", "hasta": "2026-11-01"},
            FiltroDeTabla(desde=date(2026, 11, 1), hasta=date(2026, 11, 3)),
        ),
        ({"hasta": "2026-01-31"}, FiltroDeTabla(desde=date(2026, 1, 31), hasta=date(2026, 1, 31))),
        (
            {"desde": "2026-11-23", "estado": "PAGADO", "canal": " banco ", "minimo": "Gs. 1.500.000"},
            FiltroDeTabla(
                desde=HOY, hasta=HOY, estado=Estado.PAGADO, canal="banco", moneda=1, minimo=Decimal(1_500_000)
            ),
        ),
        (
            {"desde": "2026-11-23", "moneda": "2", "maximo": "12,50", "orden": "menores"},
            FiltroDeTabla(desde=HOY, hasta=HOY, moneda=2, maximo=Decimal("12.50"), orden=OrdenDeTabla.MENORES),
        ),
    ],
)
def test_what_was_typed_is_read(pedida: dict[str, str], filtro: FiltroDeTabla) -> None:
    assert FormularioTabla(**pedida).filtro(HOY) == filtro


@pytest.mark.parametrize(
    ("pedida", "codigo"),
    [
        ({"desde": "ayer"}, "filtro-fecha"),
        ({"hasta": "2026-02-30"}, "filtro-fecha"),
        ({"minimo": "2e3"}, "filtro-importe"),
        ({"moneda": "1", "maximo": "-5"}, "filtro-importe"),
    ],
)
def test_what_is_no_date_or_no_amount_is_told_so(pedida: dict[str, str], codigo: str) -> None:
    with pytest.raises(DatoInvalido) as dicho:
        FormularioTabla(**pedida).filtro(HOY)
    assert dicho.value.codigo == codigo


def test_an_address_says_only_what_was_asked_and_begins_again() -> None:
    pedida = FormularioTabla(canal="banco demo", sigue="7", motivo="x")
    assert pedida.con(orden="mayores") == "/operador/pagos?canal=banco+demo&orden=mayores"
    assert FormularioTabla(formato="csv").con() == "/operador/pagos"
    assert [FormularioTabla(sigue=cada).despues_de() for cada in ("12", "", "x")] == [12, None, None]
