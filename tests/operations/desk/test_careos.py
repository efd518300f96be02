from portal.operations.desk import careos
from portal.operations.portal import Portal
from portal.structs.careo import Careo, Lectura
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Pago
from portal.structs.pasos import DelBanco
from tests import journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa
from tests.operations.desk.extracts import subir


def ver(casa: Casa, pago: Pago, **como: bool | str) -> Careo | None:
    operadora = casa.actor("operadora")

    async def accion(portal: Portal, _: BancoDificil) -> Careo | None:
        return await careos.ver(portal, operadora, pago)

    return con_banco(casa, accion, **como)


def test_the_gateway_the_erp_and_the_extract_stand_side_by_side(casa: Casa) -> None:
    pago = journeys.dudoso(casa)
    subir(casa, f"codigo;fecha;importe;moneda\n{pago.referencia};23/11/2026;{pago.total + 1};1\n".encode())
    careo = ver(casa, pago)
    assert careo
    assert careo.banco
    assert (careo.banco.banco, careo.banco.total) == (DelBanco.OTRO_IMPORTE, pago.total + 1)
    assert (careo.debido, careo.lectura) == (pago.subtotal, Lectura.OTRO_IMPORTE_SIN_APLICAR)
    assert [linea.importe for linea in careo.extracto.lineas] == [pago.total + 1]
    assert [(una.desenlace, una.objecion is None) for una in careo.opciones] == [
        (Desenlace.RECHAZADO, True),
        (Desenlace.NO_EJECUTADO, True),
        (Desenlace.PAGADO, False),
        (Desenlace.OTRO_PAGO, False),
    ]


def test_a_bank_that_does_not_answer_is_told_so(casa: Casa) -> None:
    pago = journeys.dudoso(casa)
    careo = ver(casa, pago, caido=True)
    assert careo
    assert careo.banco
    assert (careo.banco.banco, careo.lectura) == (DelBanco.SILENCIO, Lectura.INCIERTO_SIN_APLICAR)
    assert careo.extracto.ultimo is None


def test_a_payment_that_no_person_ends_has_none(casa: Casa) -> None:
    assert ver(casa, journeys.pagado(casa)) is None
