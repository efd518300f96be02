from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.errors import DatoInvalido
from portal.rules.desk.tabla import DIAS, de_entrada, liquidados, revisar, totales
from portal.structs.finanzas import Liquidacion
from portal.structs.pagos import Estado
from portal.structs.tabla import FiltroDeTabla, Suma
from tests.rules.payment.pagos import pago

HOY = date(2026, 8, 3)
LINEA = Liquidacion(
    extracto_id=1, canal="red", codigo="T-12", fecha=date(2026, 8, 5), importe=Decimal(101_500), moneda=1
)


def test_a_month_unless_others_are_chosen() -> None:
    assert de_entrada(HOY) == (date(2026, 7, 4), HOY)


def test_more_days_than_one_answer_is_made_of() -> None:
    justo = FiltroDeTabla(desde=HOY - timedelta(days=DIAS - 1), hasta=HOY)
    revisar(justo)
    with pytest.raises(DatoInvalido) as largo:
        revisar(structs.replace(justo, hasta=HOY + timedelta(days=1)))
    assert largo.value.codigo == "filtro-largo"


def test_what_was_not_paid_is_counted_and_adds_nothing() -> None:
    suma = Suma(moneda=1, estado=Estado.PAGADO, cuantos=2, subtotal=Decimal(100), comision=Decimal(3))
    otras = [structs.replace(suma, estado=Estado.ANULADO), structs.replace(suma, moneda=2)]
    assert [(t.moneda, t.cuantos, t.pagados, t.total) for t in totales([suma, *otras])] == [
        (1, 4, 2, Decimal(103)),
        (2, 2, 2, Decimal(103)),
    ]


@pytest.mark.parametrize(
    ("lineas", "cuando"),
    [
        ([LINEA], {12: LINEA.fecha}),
        ([LINEA, structs.replace(LINEA, fecha=date(2026, 8, 9))], {12: LINEA.fecha}),
        ([structs.replace(LINEA, canal="otro")], {}),
        ([structs.replace(LINEA, codigo="OTRO")], {}),
        ([structs.replace(LINEA, importe=Decimal(-1))], {}),
    ],
)
def test_settled_is_the_first_day_its_channel_charged_it(lineas: list[Liquidacion], cuando: dict[int, date]) -> None:
    assert liquidados([pago()], lineas) == cuando
