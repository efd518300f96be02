"""What an engine could not do, as a caller reads it."""

from portal.errors import Ocupado
from portal.web.problems import decir


def test_a_row_in_other_hands_is_a_conflict_that_says_when_to_come_back() -> None:
    dicho = decir(Ocupado("ocupado", "Otra operación está trabajando con eso: probá en un momento.", 1))
    assert dicho.problema.status == 409
    assert dicho.cabeceras == {"Retry-After": "1"}
