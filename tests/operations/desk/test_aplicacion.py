import sqlite3
from contextlib import closing

from portal.operations.desk.aplicacion import aplicados
from portal.structs.finanzas import EnErp
from portal.structs.pagos import Pago
from tests import datos, journeys
from tests.conftest import Casa


def _aplicados(casa: Casa, *pagos: Pago) -> dict[int, bool]:
    return {numero: dicho.aplicado for numero, dicho in _dichos(casa, *pagos).items()}


def _dichos(casa: Casa, *pagos: Pago) -> dict[int, EnErp]:
    operadora = casa.actor("operadora")
    return casa.operar(lambda portal: aplicados(portal, operadora, pagos))


def test_a_payment_none_of_whose_debts_is_owed_any_more_was_applied(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    assert _aplicados(casa, pago) == {pago.id: True}
    journeys.a_mano(casa, "UPDATE erp_deuda SET codtransaccion = NULL")
    assert _dichos(casa, pago) == {pago.id: EnErp(aplicado=False, debido=pago.subtotal)}


def test_what_another_payment_settled_was_not_applied_by_this_one(casa: Casa) -> None:
    rechazado = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    assert _aplicados(casa, rechazado) == {rechazado.id: False}
    pago = journeys.pagado(casa)
    assert _aplicados(casa, rechazado, pago) == {rechazado.id: False, pago.id: True}


def test_each_customer_is_asked_once_and_no_cart_is_left_behind(casa: Casa) -> None:
    pago = journeys.pagado(casa, datos.TRES_Y_AGUA)
    antes = _consultas(casa)
    assert _aplicados(casa, pago, pago, pago) == {pago.id: True}
    assert _consultas(casa) == antes


def _consultas(casa: Casa) -> int:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return int(base.execute("SELECT count(*) FROM erp_consulta").fetchone()[0])
