from datetime import timedelta

import pytest

from portal.controllers.pages.recibo import falta


@pytest.mark.parametrize(
    ("segundos", "dicho"),
    [(-5, ""), (0, ""), (59, "Menos de un minuto"), (60, "1 minuto"), (119, "1 minuto"), (600, "10 minutos")],
)
def test_what_is_left_is_told_in_words(segundos: int, dicho: str) -> None:
    assert falta(timedelta(seconds=segundos)) == dicho
