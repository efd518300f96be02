from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.rules.desk.conciliacion import comparar
from portal.structs.finanzas import Desacuerdo, EnErp, Movimiento
from portal.structs.pagos import Estado, Pago
from portal.texts.catalogue import CATALOGUE
from tests.rules.payment.pagos import pago

COBRO = Movimiento(linea=2, codigo="T-12", fecha=date(2026, 8, 3), importe=Decimal(101_500), moneda=1)
POR_PASARELA = pago(emisor="PORTAL", pasarela="banco-demo", referencia="BD-1", cod_transaccion="EC-1")


def en_erp(aplicados: dict[int, bool]) -> dict[int, EnErp]:
    return {
        numero: EnErp(aplicado=aplicado, debido=Decimal(0 if aplicado else 100_000))
        for numero, aplicado in aplicados.items()
    }


def tipos(movimientos: list[Movimiento], pagos: list[Pago], aplicados: dict[int, bool]) -> list[Desacuerdo]:
    return [cada.tipo for cada in comparar(movimientos, pagos, en_erp(aplicados), "red").diferencias]


def test_a_difference_tells_what_the_erp_still_claims() -> None:
    (una,) = comparar([COBRO], [pago()], en_erp({12: False}), "red").diferencias
    assert (una.importe_extracto, una.importe_portal, una.importe_erp) == (101_500, 101_500, 100_000)
    (otra,) = comparar([COBRO], [], {}, "red").diferencias
    assert otra.importe_erp is None


def test_what_agrees_on_all_three_sides_is_counted() -> None:
    resultado = comparar([COBRO], [pago()], en_erp({12: True}), "red")
    assert (resultado.coinciden, resultado.diferencias) == (1, ())


@pytest.mark.parametrize(
    ("movimientos", "pagos", "aplicados", "tipo"),
    [
        ([COBRO], [], {}, Desacuerdo.NO_ESTA_EN_PORTAL),
        ([COBRO], [pago(emisor="otro")], {12: True}, Desacuerdo.NO_ESTA_EN_PORTAL),
        ([COBRO, structs.replace(COBRO, linea=3)], [pago()], {12: True}, Desacuerdo.REPETIDO_EN_EXTRACTO),
        ([], [pago()], {12: True}, Desacuerdo.NO_ESTA_EN_EXTRACTO),
        ([structs.replace(COBRO, importe=Decimal(1))], [pago()], {12: True}, Desacuerdo.IMPORTE_DISTINTO),
        ([structs.replace(COBRO, moneda=2)], [pago()], {12: True}, Desacuerdo.IMPORTE_DISTINTO),
        ([COBRO], [pago(Estado.RECHAZADO)], {12: False}, Desacuerdo.COBRADO_Y_NO_PAGADO),
        ([COBRO], [pago(Estado.DESCONOCIDO)], {}, Desacuerdo.COBRADO_Y_NO_PAGADO),
        ([COBRO], [pago(Estado.DESCONOCIDO)], {12: True}, Desacuerdo.APLICADO_SIN_PAGO),
        ([COBRO], [pago(Estado.ANULADO)], {12: False}, Desacuerdo.COBRADO_Y_ANULADO),
        ([COBRO], [pago()], {12: False}, Desacuerdo.PAGADO_SIN_APLICAR),
    ],
)
def test_each_disagreement_has_its_name(
    movimientos: list[Movimiento], pagos: list[Pago], aplicados: dict[int, bool], tipo: Desacuerdo
) -> None:
    assert tipos(movimientos, pagos, aplicados) == [tipo]


@pytest.mark.parametrize("estado", [Estado.RECHAZADO, Estado.VENCIDO, Estado.ANULADO, Estado.POR_VERIFICAR])
def test_what_was_not_paid_is_not_missed_in_the_extract(estado: Estado) -> None:
    assert tipos([], [pago(estado)], {}) == []


@pytest.mark.parametrize("codigo", ["12", "BD-1", "EC-1"])
def test_a_gateway_may_name_a_payment_in_its_own_way(codigo: str) -> None:
    resultado = comparar([structs.replace(COBRO, codigo=codigo)], [POR_PASARELA], en_erp({12: True}), "banco-demo")
    assert resultado.coinciden == 1


def test_two_names_of_one_payment_are_a_double_charge() -> None:
    dos = [structs.replace(COBRO, codigo="12"), structs.replace(COBRO, codigo="BD-1", linea=3)]
    resultado = comparar(dos, [POR_PASARELA], en_erp({12: True}), "banco-demo")
    assert [cada.tipo for cada in resultado.diferencias] == [Desacuerdo.REPETIDO_EN_EXTRACTO]


def devuelto(importe: int = 101_500, **otros: int | str) -> Movimiento:
    return structs.replace(COBRO, importe=Decimal(-importe), linea=9, **otros)


@pytest.mark.parametrize(
    ("movimientos", "pagos", "aplicados", "tipo"),
    [
        ([COBRO, devuelto()], [pago()], {12: True}, Desacuerdo.DEVUELTO_Y_PAGADO),
        ([devuelto()], [pago()], {12: True}, Desacuerdo.DEVUELTO_Y_PAGADO),
        ([COBRO, devuelto(500)], [pago()], {12: True}, Desacuerdo.IMPORTE_DISTINTO),
        ([COBRO, devuelto(moneda=2)], [pago(Estado.ANULADO)], {12: False}, Desacuerdo.COBRADO_Y_ANULADO),
        ([devuelto(500)], [pago(Estado.ANULADO)], {12: False}, Desacuerdo.IMPORTE_DISTINTO),
        ([COBRO, devuelto()], [pago(Estado.DESCONOCIDO)], {12: True}, Desacuerdo.APLICADO_SIN_PAGO),
        ([COBRO, devuelto()], [pago()], {12: False}, Desacuerdo.DEVUELTO_Y_PAGADO),
        ([COBRO, COBRO, devuelto()], [pago(Estado.ANULADO)], {12: False}, Desacuerdo.COBRADO_Y_ANULADO),
        ([devuelto()], [], {}, Desacuerdo.DEVUELTO_Y_DESCONOCIDO),
        ([COBRO, devuelto(500)], [], {}, Desacuerdo.NO_ESTA_EN_PORTAL),
    ],
)
def test_money_given_back_is_held_against_what_became_of_the_payment(
    movimientos: list[Movimiento], pagos: list[Pago], aplicados: dict[int, bool], tipo: Desacuerdo
) -> None:
    assert tipos(movimientos, pagos, aplicados) == [tipo]


@pytest.mark.parametrize(
    ("movimientos", "estado"),
    [
        ([COBRO, devuelto()], Estado.ANULADO),
        ([devuelto()], Estado.ANULADO),
        ([COBRO, devuelto()], Estado.RECHAZADO),
        ([COBRO, COBRO, devuelto()], Estado.PAGADO),
    ],
)
def test_what_was_charged_and_given_back_agrees_with_a_payment_that_was_not_made(
    movimientos: list[Movimiento], estado: Estado
) -> None:
    resultado = comparar(movimientos, [pago(estado)], en_erp({12: estado is Estado.PAGADO}), "red")
    assert (resultado.coinciden, resultado.diferencias) == (1, ())


def test_charged_and_given_back_without_us_is_no_difference() -> None:
    assert comparar([COBRO, devuelto()], [], {}, "red").diferencias == ()


@given(
    st.lists(st.integers(1, 8), max_size=12),
    st.lists(st.sampled_from(Estado), max_size=8),
    st.dictionaries(st.integers(1, 8), st.booleans()),
)
def test_every_charge_and_every_payment_is_somewhere(
    codigos: list[int], estados: list[Estado], aplicados: dict[int, bool]
) -> None:
    movimientos = [structs.replace(COBRO, codigo=f"T-{codigo}", linea=n) for n, codigo in enumerate(codigos, 2)]
    pagos = [pago(estado, id=n, cod_transaccion=f"T-{n}") for n, estado in enumerate(estados, 1)]
    resultado = comparar(movimientos, pagos, en_erp(aplicados), "red")
    nombrados = {cada.codigo for cada in resultado.diferencias}
    firmes = {uno.cod_transaccion for uno in pagos if uno.estado in (Estado.PAGADO, Estado.ANULANDO)}
    todos = {movimiento.codigo for movimiento in movimientos} | firmes
    assert nombrados <= todos
    assert resultado.coinciden + len(nombrados) == len(todos)


def test_each_disagreement_says_what_to_do() -> None:
    for codigo in ("desacuerdo", "que-hacer"):
        assert {caso for suyo, caso in CATALOGUE if suyo == codigo} == set(Desacuerdo)
