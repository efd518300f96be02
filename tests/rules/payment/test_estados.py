from itertools import product

import pytest

from portal.errors import Rechazo
from portal.rules.payment.estados import EN_CURSO, FINALES, TRANSICIONES, retiene, verificar_transicion
from portal.structs.pagos import Estado
from portal.texts.catalogue import say
from portal.texts.named import datos
from tests.rules.payment.pagos import pago

# Rows: from; columns: to, in the order of the names. x is legal.
NOMBRES = (
    "POR_VERIFICAR",
    "EN_PROCESO",
    "PAGADO",
    "RECHAZADO",
    "NO_EJECUTADO",
    "DESCONOCIDO",
    "VENCIDO",
    "ANULANDO",
    "ANULADO",
)
TABLA = {
    None: "xx.......",
    "POR_VERIFICAR": ".x.x..x..",
    "EN_PROCESO": "..xxxx...",
    "PAGADO": ".......x.",
    "RECHAZADO": ".........",
    "NO_EJECUTADO": ".x.x.....",
    "DESCONOCIDO": "..xxx....",
    "VENCIDO": ".........",
    "ANULANDO": "..x.....x",
    "ANULADO": ".........",
}


@pytest.mark.parametrize(("de", "a"), list(product([None, *Estado], Estado)))
def test_transition(de: Estado | None, a: Estado) -> None:
    if TABLA[de][NOMBRES.index(a)] == "x":
        verificar_transicion(de, a)
    else:
        with pytest.raises(Rechazo) as rechazo:
            verificar_transicion(de, a)
        assert rechazo.value.codigo == "estado-no-permite"
        assert say("estado-titulo", datos(caso=a)) in rechazo.value.mensaje


def test_of_81_pairs_15_are_legal() -> None:
    assert sum((de, a) in TRANSICIONES for de, a in product(Estado, Estado)) == 15


def test_only_the_final_states_have_no_way_out() -> None:
    assert set(Estado) - {de for de, _ in TRANSICIONES if de} == FINALES


def test_the_open_states_are_those_that_may_still_become_a_payment() -> None:
    llegan = {Estado.PAGADO}
    for _ in Estado:
        llegan |= {de for de, a in TRANSICIONES if de and a in llegan}
    assert llegan - {Estado.PAGADO, Estado.ANULANDO} == EN_CURSO


@pytest.mark.parametrize("estado", Estado)
def test_each_state_tells_the_truth_about_the_money(estado: Estado) -> None:
    assert say("estado", datos(caso=estado))
    detalle = say("estado-detalle", datos(caso=estado))
    sin_resultado = EN_CURSO | {Estado.ANULANDO}
    no_repetir = any(aviso in detalle.lower() for aviso in ("no vuelvas a pagar", "no hagas otro pago"))
    assert no_repetir == (estado in sin_resultado)
    assert ("podés pagarlas de nuevo" in detalle) == (estado in {Estado.RECHAZADO, Estado.VENCIDO})


@pytest.mark.parametrize("estado", Estado)
def test_retiene(estado: Estado) -> None:
    vivo = estado not in {Estado.NO_EJECUTADO, Estado.RECHAZADO, Estado.VENCIDO, Estado.ANULADO}
    assert retiene(pago(estado)) == vivo
    assert retiene(pago(estado, pasarela="demo")) == (vivo or estado is Estado.NO_EJECUTADO)
