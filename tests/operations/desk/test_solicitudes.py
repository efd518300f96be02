"""An act over the amount waits for another person, who agrees or not; never the one who asked."""

import asyncio

from portal.errors import DatoInvalido, NoEncontrado, NoPermitido, Rechazo
from portal.operations import payment
from portal.operations.desk import solicitudes
from portal.operations.portal import Portal
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Estado
from portal.structs.solicitudes import EstadoSolicitud, Pedida, Solicitud
from tests import journeys
from tests.conftest import Casa
from tests.operations.desk.requests import MOTIVO, RESPUESTA, ahora, aprobada, pedida, toda_suma_pide_dos
from tests.refusals import reasons, refused


def test_under_the_amount_one_person_does_it(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    assert casa.operar(lambda portal: solicitudes.anular(portal, operadora, pago.id, MOTIVO))
    assert journeys.leer(casa, pago).estado is Estado.ANULADO
    assert casa.operar(lambda portal: solicitudes.de_pago(portal, operadora, pago.id)) == ()


def test_from_the_amount_on_it_waits_and_another_person_has_it_done(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
    mirona = casa.actor("mirona")
    ((espera, suyo),) = casa.operar(lambda portal: solicitudes.pendientes(portal, mirona))
    assert (espera, suyo.id) == (solicitud, pago.id)
    hecha = aprobada(casa, solicitud)
    assert (hecha.estado, hecha.responde, hecha.respuesta) == (EstadoSolicitud.HECHA, "otra-operadora", RESPUESTA)
    assert journeys.leer(casa, pago).estado is Estado.ANULADO
    assert reasons(casa, "segunda-persona-pedir") == [MOTIVO]
    assert reasons(casa, "segunda-persona-aprobar") == [RESPUESTA]
    assert MOTIVO in reasons(casa, "pago")
    assert casa.operar(lambda portal: solicitudes.pendientes(portal, mirona)) == ()


def test_a_doubt_that_is_resolved_waits_with_its_answer(casa: Casa) -> None:
    pago, operadora = journeys.dudoso(casa), casa.actor("operadora")
    toda_suma_pide_dos(casa)
    pedir = lambda portal: solicitudes.resolver(portal, operadora, pago.id, Desenlace.RECHAZADO, MOTIVO)  # noqa: E731
    assert not casa.operar(pedir)
    (solicitud,) = casa.operar(lambda portal: solicitudes.de_pago(portal, operadora, pago.id))
    assert (solicitud.acto, solicitud.desenlace) == (Pedida.RESOLVER, Desenlace.RECHAZADO)
    assert aprobada(casa, solicitud).estado is EstadoSolicitud.HECHA
    assert journeys.leer(casa, pago).estado is Estado.RECHAZADO


def test_money_that_is_said_to_be_back_waits_too(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    toda_suma_pide_dos(casa)
    nada = lambda portal: solicitudes.dar_por_devuelto(portal, operadora, pago.id, MOTIVO)  # noqa: E731
    assert refused(casa, Rechazo, nada)[0] == "nada-que-devolver"


def test_whoever_asked_never_answers_and_nobody_of_a_lower_level(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    for quien, error, codigo in (
        ("operadora", Rechazo, "solicitud-propia"),
        ("mirona", NoPermitido, "nivel-insuficiente"),
        ("canal-uno", NoPermitido, "no-permitido"),
    ):
        actor = casa.actor(quien)
        for responder in (solicitudes.aprobar, solicitudes.rechazar):
            assert refused(casa, error, lambda p, r=responder, a=actor: r(p, a, solicitud.id, RESPUESTA))[0] == codigo  # type: ignore[arg-type]
    otra = casa.actor("otra-operadora")
    assert (
        refused(casa, DatoInvalido, lambda p: solicitudes.aprobar(p, otra, solicitud.id, "no"))[0] == "motivo-requerido"
    )
    assert refused(casa, NoEncontrado, lambda p: solicitudes.aprobar(p, otra, 10**9, RESPUESTA))[0] == (
        "solicitud-desconocida"
    )
    assert ahora(casa, solicitud) == solicitud
    assert journeys.leer(casa, pago).estado is Estado.PAGADO


def test_a_request_that_is_refused_is_over_and_another_may_be_made(casa: Casa) -> None:
    pago, otra = journeys.pagado(casa), casa.actor("otra-operadora")
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    operadora = casa.actor("operadora")
    assert refused(casa, Rechazo, lambda p: solicitudes.anular(p, operadora, pago.id, MOTIVO))[0] == (
        "solicitud-pendiente"
    )
    negada = casa.operar(lambda portal: solicitudes.rechazar(portal, otra, solicitud.id, RESPUESTA))
    assert negada.estado is EstadoSolicitud.RECHAZADA
    assert reasons(casa, "segunda-persona-rechazar") == [RESPUESTA]
    assert refused(casa, Rechazo, lambda p: solicitudes.aprobar(p, otra, solicitud.id, RESPUESTA))[0] == (
        "solicitud-respondida"
    )
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
    assert pedida(casa, pago).estado is EstadoSolicitud.PENDIENTE


def test_no_door_of_the_payment_does_alone_what_takes_two(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    toda_suma_pide_dos(casa)
    anular = lambda portal: payment.anular_por_operador(portal, operadora, pago.id, MOTIVO)  # noqa: E731
    assert refused(casa, Rechazo, anular)[0] == "falta-otra-persona"
    devolver = lambda portal: payment.dar_por_devuelto(portal, operadora, pago.id, MOTIVO)  # noqa: E731
    assert refused(casa, Rechazo, devolver)[0] == "falta-otra-persona"
    resolver = lambda portal: payment.resolver(portal, operadora, pago.id, Desenlace.PAGADO, MOTIVO)  # noqa: E731
    assert refused(casa, Rechazo, resolver)[0] == "falta-otra-persona"


def test_of_one_who_agrees_and_one_who_refuses_at_once_one_is_heard(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    otra, jefa = casa.actor("otra-operadora"), casa.actor("jefa")

    async def a_la_vez(portal: Portal) -> list[Solicitud | BaseException]:
        return await asyncio.gather(
            solicitudes.aprobar(portal, otra, solicitud.id, RESPUESTA),
            solicitudes.rechazar(portal, jefa, solicitud.id, RESPUESTA),
            return_exceptions=True,
        )

    dichos = casa.operar(a_la_vez)
    assert [type(dicho) for dicho in dichos].count(Rechazo) == 1
    hecha = ahora(casa, solicitud).estado is EstadoSolicitud.HECHA
    assert journeys.leer(casa, pago).estado is (Estado.ANULADO if hecha else Estado.PAGADO)
