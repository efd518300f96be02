"""What was agreed to is done once, by the payment as it is by then; what nobody answered ends."""

from datetime import timedelta

from portal.operations.access import usuarios
from portal.operations.desk import aprobadas, solicitudes
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.desk import solicitudes as tabla
from portal.rules.payment.segunda_persona import PLAZO
from portal.structs.pagos import Estado
from portal.structs.solicitudes import EstadoSolicitud, Solicitud
from portal.structs.usuarios import Nivel
from tests import journeys
from tests.conftest import Casa
from tests.operations.desk.requests import RESPUESTA, ahora, aprobada, pedida, toda_suma_pide_dos
from tests.refusals import reasons


def _solo_aprobada(casa: Casa, solicitud: Solicitud) -> None:
    """As a process leaves it that dies once the agreement is written."""
    otra = casa.actor("otra-operadora")

    async def aprobar(portal: Portal) -> None:
        async def cuerpo(tx: Transaccion) -> None:
            await tabla.responder(tx.sql, solicitud.id, EstadoSolicitud.APROBADA, otra, RESPUESTA, portal.clock())
            await tx.confirmar()

        await portal.repo.write(cuerpo)

    casa.operar(aprobar)


def test_the_sweep_does_what_was_agreed_to_and_is_not_done(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    _solo_aprobada(casa, solicitud)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO  # whoever agreed is at it
    casa.clock.adelantar(aprobadas.GRACIA)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.ANULADO
    assert ahora(casa, solicitud).estado is EstadoSolicitud.HECHA
    assert casa.operar(aprobadas.seguir) == 0


def test_what_was_done_already_is_not_done_twice(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    hecha = aprobada(casa, solicitud)
    otra_vez = casa.operar(lambda portal: aprobadas.hacer(portal, hecha))
    assert otra_vez == hecha
    assert [motivo for motivo in reasons(casa, "segunda-persona") if motivo] == [hecha.motivo]


def test_a_payment_that_changed_meanwhile_is_left_as_it_is(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    casa.clock.adelantar(timedelta(hours=15))  # past midnight, and within the day that it waits
    sin_efecto = aprobada(casa, solicitud)
    assert sin_efecto.estado is EstadoSolicitud.SIN_EFECTO
    assert sin_efecto.resultado == "Este pago es del 23/11/2026 y un pago se anula únicamente en su mismo día."
    assert journeys.leer(casa, pago).estado is Estado.PAGADO


def test_whoever_asked_must_still_be_of_that_level(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    for bajar in (
        lambda portal: usuarios.cambiar_nivel(portal, "operadora", Nivel.MIRAR),
        lambda portal: usuarios.desactivar(portal, "operadora"),
    ):
        casa.operar(lambda portal: usuarios.cambiar_nivel(portal, "operadora", Nivel.RESOLVER))
        solicitud = pedida(casa, pago)
        casa.operar(bajar)
        assert aprobada(casa, solicitud).estado is EstadoSolicitud.SIN_EFECTO
    assert journeys.leer(casa, pago).estado is Estado.PAGADO


def test_what_nobody_answers_in_a_day_ends(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    toda_suma_pide_dos(casa)
    solicitud = pedida(casa, pago)
    casa.clock.adelantar(PLAZO)
    journeys.barrer(casa)
    vencida = ahora(casa, solicitud)
    assert (vencida.estado, vencida.responde) == (EstadoSolicitud.VENCIDA, "PORTAL")
    assert casa.operar(aprobadas.seguir) == 0
    mirona = casa.actor("mirona")
    assert casa.operar(lambda portal: solicitudes.pendientes(portal, mirona)) == ()
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
