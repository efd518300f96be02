from portal.rules.debts.carrito import Deudas, revisar
from portal.rules.debts.remedio import Remedio, remedio
from portal.structs.deudas import Falta
from tests import datos


def _remedio(documento: str, elegidas: set[str], *tomadas: str) -> tuple[list[str], list[str]]:
    deudas = datos.CLIENTES[documento][1]
    faltas = revisar(deudas, frozenset(elegidas), datos.HOY)
    hallado = remedio(Deudas(deudas, datos.HOY), frozenset(elegidas), faltas, tomadas)
    return [d.codmovimiento for d in hallado.entran], [d.codmovimiento for d in hallado.salen]


def test_it_follows_every_reason_at_once() -> None:
    assert _remedio(datos.TRES_Y_AGUA, {"A3"}) == (["A1", "AGUA-9", "A2"], [])
    assert _remedio(datos.CANCELACION, {"CANC-9", "I2"}) == (["I1"], ["I2"])


def test_what_another_payment_has_leaves_and_never_enters() -> None:
    assert _remedio(datos.TRES_Y_AGUA, {"A3", "A2"}, "A2") == (["A1", "AGUA-9"], ["A2"])


def test_a_reason_that_tells_no_way_out_has_none() -> None:
    suyas = Deudas(datos.CLIENTES[datos.TRES_Y_AGUA][1], datos.HOY)
    assert remedio(suyas, frozenset({"A3"}), [Falta("consulta-vieja")]) == Remedio()
