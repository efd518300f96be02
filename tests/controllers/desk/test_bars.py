from decimal import Decimal

from portal.controllers.desk.bars import de


def test_the_highest_fills_the_drawing_and_the_others_are_told_by_it() -> None:
    assert [(barra.x, barra.alto) for barra in de([Decimal(0), Decimal(5), Decimal(10)])] == [
        (20, "0.0"),
        (60, "35.0"),
        (100, "70.0"),
    ]


def test_days_without_money_are_drawn_too() -> None:
    assert [barra.alto for barra in de([Decimal(0), Decimal(-3)])] == ["0.0", "0.0"]
    assert de([]) == ()
