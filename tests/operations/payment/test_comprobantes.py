from portal.errors import NoEncontrado
from portal.operations.payment import comprobantes
from tests import journeys
from tests.conftest import Casa
from tests.refusals import refused


def test_a_receipt_s_qr_tells_anyone_what_it_is_worth(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    dicho = casa.operar(lambda portal: comprobantes.verificar(portal, pago.verificador))
    assert (dicho.numero, dicho.total, dicho.moneda, dicho.anulado) == (pago.numero, pago.total, 1, None)


def test_what_paid_nothing_has_no_receipt(casa: Casa) -> None:
    pago = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    assert refused(casa, NoEncontrado, lambda portal: comprobantes.verificar(portal, pago.verificador))[0] == (
        "comprobante-desconocido"
    )
