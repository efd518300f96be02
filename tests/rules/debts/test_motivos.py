from datetime import date

import pytest

from portal.rules.debts.carrito import revisar, revisar_orden
from portal.structs.deudas import Deuda, Tipo
from portal.texts.values import enumerar
from tests.rules.debts.clientes import HOY, cuotas, deuda

AGUA = deuda("AGUA", Tipo.AGUA, date(2026, 5, 20), descripcion="Agua de mayo")
JARDIN = deuda("JARDIN", Tipo.JARDINERIA, HOY, descripcion="Jardín de agosto")
FIN = deuda("FIN", Tipo.CANCELACION, date(2026, 12, 31), descripcion="Cancelación anticipada")
OTRO_PLAN = deuda("D1", Tipo.CUOTA, date(2026, 9, 1), "L2", nro_cuota=1)

MOTIVOS = [
    ([*cuotas(2, desde=6)], {"C8"}, "Para pagar la cuota 8 primero va la cuota 7, que venció el 10/07/2026."),
    ([*cuotas(2, desde=7)], {"C9"}, "Para pagar la cuota 9 primero va la cuota 8, que vence el 10/08/2026."),
    (
        [*cuotas(5), OTRO_PLAN],
        {"C5"},
        (
            "Para pagar la cuota 5 del plan P1 primero van la cuota 1 del plan P1 (venció el 10/01/2026), "
            "la cuota 2 del plan P1 (venció el 10/02/2026), la cuota 3 del plan P1 (venció el 10/03/2026) y 1 más."
        ),
    ),
    (
        [*cuotas(3, desde=4)],
        {"C5"},
        "Con 3 cuotas vencidas el mínimo a pagar es 2: falta la cuota 6, que venció el 10/06/2026.",
    ),
    ([*cuotas(1, desde=6), AGUA], {"C7"}, "Con la cuota 7 va también “Agua de mayo”, que venció el 20/05/2026."),
    (
        [*cuotas(1, desde=6), AGUA, JARDIN],
        {"C7"},
        "Con la cuota 7 van también “Agua de mayo” (venció el 20/05/2026) y “Jardín de agosto” (vence el 03/08/2026).",
    ),
    (
        [*cuotas(1, desde=6), AGUA],
        {"AGUA"},
        "“Agua de mayo” se paga junto con la cuota del mismo lote: falta la cuota 7, que venció el 10/07/2026.",
    ),
    (
        [*cuotas(1, desde=6), AGUA, JARDIN],
        {"AGUA", "JARDIN"},
        (
            "“Agua de mayo” y “Jardín de agosto” se pagan junto con la cuota del mismo lote: "
            "falta la cuota 7, que venció el 10/07/2026."
        ),
    ),
    (
        [AGUA, FIN],
        {"FIN"},
        "Con “Cancelación anticipada” se paga todo lo vencido: falta “Agua de mayo”, que venció el 20/05/2026.",
    ),
    (
        [*cuotas(2, desde=7), FIN],
        {"C8", "C9", "FIN"},
        "La cancelación anticipada ya incluye la cuota 8 y la cuota 9: sacalas del carrito para no pagar dos veces.",
    ),
    (
        [*cuotas(1, desde=7), FIN],
        {"C8", "FIN"},
        "La cancelación anticipada ya incluye la cuota 8: sacala del carrito para no pagar dos veces.",
    ),
    ([AGUA], {"X"}, "El movimiento X ya no está pendiente: sacalo del carrito."),
]


@pytest.mark.parametrize(("deudas", "elegidas", "motivo"), MOTIVOS)
def test_motivo(deudas: list[Deuda], elegidas: set[str], motivo: str) -> None:
    assert revisar(deudas, frozenset(elegidas), HOY)[0].motivo == motivo


def test_the_lot_is_named_where_there_are_several() -> None:
    ajena = deuda("AJENA", Tipo.AGUA, date(2026, 5, 20), "L2")
    posterior = deuda("JUNIO", Tipo.AGUA, date(2026, 6, 20), descripcion="Agua de junio")
    (falta,) = revisar([AGUA, ajena, posterior], frozenset({"JUNIO"}), HOY)
    assert falta.motivo == (
        "Para pagar “Agua de junio” del lote L1 primero va “Agua de mayo” del lote L1, que venció el 20/05/2026."
    )


def test_the_plan_is_named_where_it_blocks_among_several() -> None:
    assert "6 cuotas vencidas del plan P1 y" in revisar([*cuotas(6), OTRO_PLAN], frozenset(), HOY)[0].motivo


def test_without_a_date_of_today_a_due_date_is_neither_past_nor_to_come() -> None:
    (falta,) = revisar_orden(cuotas(2), frozenset({"C2"}))
    assert falta.motivo == "Para pagar la cuota 2 primero va la cuota 1, que tiene vencimiento el 10/01/2026."


@pytest.mark.parametrize(
    ("nombres", "frase"),
    [
        (["a"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], "a y b"),
        (["a", "b", "c"], "a, b y c"),
        (["a", "b", "c", "d", "e"], "a, b, c y 2 más"),
        (["“Agua”", "“Impuesto”"], "“Agua” e “Impuesto”"),
    ],
)
def test_enumerar(nombres: list[str], frase: str) -> None:
    assert enumerar(nombres) == frase
