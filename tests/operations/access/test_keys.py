import pytest

from portal.operations.access.keys import anotar_rotacion
from tests.conftest import Casa
from tests.refusals import reasons


@pytest.mark.parametrize(
    ("fuga", "motivo"),
    [
        (False, "Cambio de las claves que firman los tokens."),
        (True, "Una clave se filtró: terminaron todas las sesiones."),
    ],
)
def test_the_audit_knows_of_a_new_key_and_why(casa: Casa, fuga: bool, motivo: str) -> None:
    casa.operar(lambda portal: anotar_rotacion(portal, "k-1", fuga=fuga))
    assert reasons(casa, "clave-rotar") == [motivo]
