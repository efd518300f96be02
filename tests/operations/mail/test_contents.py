from portal.operations.mail.contents import reunir
from portal.structs.cartas import ClaseDeCarta, Envio, EstadoDeCarta, Materia
from tests.conftest import Casa
from tests.journeys import pagado


def _envio(casa: Casa, clase: ClaseDeCarta, adjunto: int | None) -> Envio:
    return Envio(
        id=1,
        clase=clase,
        para="ana@ejemplo.com",
        suceso="x",
        estado=EstadoDeCarta.PENDIENTE,
        creada=casa.clock(),
        proxima=casa.clock(),
        intentos=1,
        adjunto=adjunto,
    )


def test_a_receipt_speaks_of_its_payment_as_it_is_now(casa: Casa) -> None:
    pago = pagado(casa)
    materia = casa.operar(lambda portal: reunir(portal, _envio(casa, ClaseDeCarta.RECIBO, pago.id)))
    assert materia is not None
    assert materia.comprobante is not None
    assert (materia.comprobante.pago, len(materia.comprobante.items)) == (pago, 3)


def test_another_speaks_of_its_own_data_alone(casa: Casa) -> None:
    envio = _envio(casa, ClaseDeCarta.EQUIPO_NUEVO, None)
    assert casa.operar(lambda portal: reunir(portal, envio)) == Materia()


def test_of_what_is_not_there_nobody_is_told(casa: Casa) -> None:
    envio = _envio(casa, ClaseDeCarta.RECIBO, 10**6)
    assert casa.operar(lambda portal: reunir(portal, envio)) is None
