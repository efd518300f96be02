from datetime import date

from portal.rules.debts.carrito import revisar_cambio, revisar_orden
from portal.rules.debts.circulos import en_circulo
from portal.rules.debts.planes import Planes
from portal.structs.deudas import Deuda, Tipo
from tests.rules.debts.clientes import HOY, codigos_de, deuda


def test_movements_that_go_before_one_another_enter_and_leave_one_by_one() -> None:
    """X has a row before Y's and one after it."""
    deudas = [
        deuda("X", Tipo.AGUA, date(2026, 5, 1)),
        deuda("Y", Tipo.AGUA, date(2026, 6, 1)),
        deuda("X", Tipo.AGUA, date(2026, 7, 1)),
        deuda("Z", Tipo.AGUA, date(2026, 7, 2)),
    ]

    def cambiar(carrito: set[str], codigo: str, *, agrega: bool) -> tuple[str, ...]:
        faltas = revisar_cambio(deudas, frozenset(carrito), codigo, agrega=agrega, hoy=HOY)
        return tuple(otra for falta in faltas for otra in (falta.faltan if agrega else falta.filas))

    assert (
        codigos_de(revisar_orden(deudas, frozenset({"X"})))
        == codigos_de(revisar_orden(deudas, frozenset({"Y"})))
        == ["orden"]
    )
    assert cambiar(set(), "X", agrega=True) == cambiar(set(), "Y", agrega=True) == ()
    assert cambiar({"X"}, "Y", agrega=True) == ()
    assert cambiar(set(), "Z", agrega=True) == ("X", "Y")
    assert cambiar({"X", "Y", "Z"}, "X", agrega=False) == ("Z", "Y")
    assert cambiar({"X", "Y"}, "X", agrega=False) == cambiar({"X", "Y"}, "Y", agrega=False) == ()


def test_three_movements_in_a_circle_enter_one_by_one() -> None:
    mayo, julio = date(2026, 5, 1), date(2026, 7, 1)
    deudas = [
        *(deuda("X", Tipo.AGUA, julio), deuda("X", Tipo.JARDINERIA, mayo)),
        *(deuda("Y", Tipo.AGUA, mayo), deuda("Y", Tipo.EXPENSAS, julio)),
        *(deuda("Z", Tipo.EXPENSAS, mayo), deuda("Z", Tipo.JARDINERIA, julio)),
        deuda("ANTES", Tipo.AGUA, date(2026, 4, 1)),
    ]
    for carrito, codigo, faltan in (
        ((), "X", {"ANTES", "Y"}),
        (("ANTES",), "X", set()),
        (("ANTES", "X"), "Y", {"Z"}),
        (("ANTES", "X"), "Z", set()),
        (("ANTES", "X", "Z"), "Y", set()),
    ):
        faltas = revisar_cambio(deudas, frozenset(carrito), codigo, agrega=True, hoy=HOY)
        assert {otra for falta in faltas for otra in falta.faltan} == faltan, (carrito, codigo)


def _circulo(deudas: list[Deuda], codigo: str) -> frozenset[str]:
    otros = {fila.codmovimiento for fila in deudas} - {codigo}
    return en_circulo(deudas, Planes(deudas), codigo, otros)


def test_only_what_must_go_both_before_and_after_is_in_the_circle() -> None:
    deudas = [
        deuda("ANTES", Tipo.AGUA, date(2026, 4, 1)),
        *(deuda("X", Tipo.AGUA, date(2026, 5, 1)), deuda("X", Tipo.AGUA, date(2026, 7, 1))),
        deuda("Y", Tipo.AGUA, date(2026, 6, 1)),
        deuda("LUEGO", Tipo.AGUA, date(2026, 8, 1)),
    ]
    assert _circulo(deudas, "X") == {"Y"}
    assert _circulo(deudas, "Y") == {"X"}
    assert _circulo(deudas, "ANTES") == _circulo(deudas, "LUEGO") == frozenset()


def test_what_is_of_no_kind_or_a_pay_off_makes_no_circle() -> None:
    for tipo in (None, Tipo.CANCELACION):
        deudas = [
            *(deuda("X", tipo, date(2026, 5, 1)), deuda("X", tipo, date(2026, 7, 1))),
            deuda("Y", tipo, date(2026, 6, 1)),
        ]
        assert _circulo(deudas, "X") == frozenset()
