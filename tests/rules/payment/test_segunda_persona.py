from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.errors import Rechazo
from portal.rules.payment.segunda_persona import exigir, hace_falta, revisar_pedida, revisar_respuesta
from portal.structs.pagos import Devolucion, Estado
from portal.structs.solicitudes import EstadoSolicitud, Pedida, Solicitud
from tests.rules.access.test_permisos import JEFA, OPERADOR
from tests.rules.payment.pagos import pago

AHORA = datetime(2026, 11, 23, 13, tzinfo=UTC)
SOLICITUD = Solicitud(
    id=1,
    acto=Pedida.ANULAR,
    pago_id=1,
    pide="olga",
    motivo="La clienta eligió mal",
    pedida=AHORA,
    vence=AHORA + timedelta(hours=24),
    estado=EstadoSolicitud.PENDIENTE,
)


@pytest.mark.parametrize(("de_mas", "falta"), [(Decimal(0), True), (Decimal(1), False)])
@pytest.mark.parametrize("pedida", [Pedida.ANULAR, Pedida.RESOLVER, Pedida.DEVUELTO])
@pytest.mark.parametrize("moneda", [1, 2])
def test_an_amount_from_the_setting_on_takes_two_in_its_own_currency(
    pedida: Pedida, moneda: int, de_mas: Decimal, falta: bool
) -> None:
    uno = pago(moneda=moneda)
    desde = {1: Decimal(10**12), 2: Decimal(10**12)} | {moneda: uno.total + de_mas}
    assert hace_falta(pedida, uno, desde) is falta
    if falta:
        with pytest.raises(Rechazo, match=r"^Por su importe"):
            exigir(pedida, uno, desde, aprobada=False)
        exigir(pedida, uno, desde, aprobada=True)
    else:
        exigir(pedida, uno, desde, aprobada=False)


def test_after_its_day_it_takes_two_whatever_the_amount() -> None:
    nunca = {1: Decimal(10**12), 2: Decimal(10**12)}
    assert hace_falta(Pedida.ANULAR_TARDE, pago(), nunca)


@pytest.mark.parametrize(
    ("pedida", "de", "codigo"),
    [
        (Pedida.ANULAR, pago(Estado.ANULADO, pagado=AHORA), "pago-no-anulable"),
        (Pedida.ANULAR, pago(Estado.PAGADO, pagado=AHORA - timedelta(days=1)), "anulacion-fuera-de-dia"),
        (Pedida.RESOLVER, pago(Estado.PAGADO), "pago-no-dudoso"),
        (Pedida.DEVUELTO, pago(Estado.ANULADO, devolucion=Devolucion.HECHA), "nada-que-devolver"),
        (Pedida.ANULAR_TARDE, pago(Estado.ANULANDO), "pago-no-anulable"),
    ],
)
def test_what_could_not_be_done_even_now_is_not_asked_for(pedida: Pedida, de: object, codigo: str) -> None:
    with pytest.raises(Rechazo) as error:
        revisar_pedida(pedida, de, (), AHORA)  # type: ignore[arg-type]
    assert error.value.codigo == codigo


@pytest.mark.parametrize("estado", EstadoSolicitud)
def test_one_request_at_a_time_goes_on(estado: EstadoSolicitud) -> None:
    de_hoy, otra = pago(Estado.PAGADO, pagado=AHORA), structs.replace(SOLICITUD, estado=estado)
    if estado in (EstadoSolicitud.PENDIENTE, EstadoSolicitud.APROBADA):
        with pytest.raises(Rechazo, match=r"^Ya hay un pedido"):
            revisar_pedida(Pedida.ANULAR, de_hoy, (otra,), AHORA)
    else:
        revisar_pedida(Pedida.ANULAR, de_hoy, (otra,), AHORA)


def test_another_person_answers_once_and_in_time() -> None:
    revisar_respuesta(JEFA, SOLICITUD, AHORA)
    for quien, solicitud, ahora, codigo in (
        (OPERADOR, SOLICITUD, AHORA, "solicitud-propia"),
        (JEFA, SOLICITUD, SOLICITUD.vence, "solicitud-vencida"),
        (JEFA, structs.replace(SOLICITUD, estado=EstadoSolicitud.RECHAZADA), AHORA, "solicitud-respondida"),
    ):
        with pytest.raises(Rechazo) as error:
            revisar_respuesta(quien, solicitud, ahora)
        assert error.value.codigo == codigo
