"""A reversal that is asked for once the day is over: who has it, what is written down, and how it ends."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from portal.clock import dia
from portal.errors import DatoInvalido, NoEncontrado, NoPermitido, Rechazo
from portal.operations import payment
from portal.operations.books.invariantes import verificar_invariantes
from portal.operations.desk import casos, cierres, pedidos
from portal.operations.payment import comprobantes
from portal.operations.portal import Portal
from portal.repo.embedded import invariants as embebido
from portal.structs.cartas import ClaseDeCarta
from portal.structs.casos import EstadoCaso, PasoDeCaso
from portal.structs.pagos import Comprobante, Devolucion, Estado, Pago
from portal.structs.solicitudes import EstadoSolicitud
from tests import datos, journeys, letters
from tests.conftest import MOTOR, Casa
from tests.operations.desk.late import (
    EVIDENCIA,
    MOTIVO,
    UN_DIA,
    abierto,
    anular_en_el_erp,
    de_ayer,
    pedir,
    pedir_anulado,
    tomado,
)
from tests.operations.desk.requests import aprobada
from tests.operations.mail.letters import con_correo
from tests.races import RepoInterrumpido
from tests.refusals import reasons, refused


def _visto(casa: Casa, pago: Pago, quien: str = "mirona") -> Comprobante:
    actor = casa.actor(quien)
    return casa.operar(lambda portal: comprobantes.ver(portal, actor, pago.cod_transaccion))


def _todo_cierra(casa: Casa) -> bool:
    contra = embebido.rotas if MOTOR == "embebida" else None
    return casa.operar(lambda portal: verificar_invariantes(portal, contra)) == ()


def test_once_the_day_is_over_a_customer_s_request_is_a_case_with_the_invoice_s_deadline(casa: Casa) -> None:
    pago = abierto(casa)
    caso = _visto(casa, pago).caso
    assert caso is not None
    assert pago.pagado is not None
    assert (caso.estado, caso.motivo, caso.plazo) == (EstadoCaso.ABIERTO, MOTIVO, pago.pagado + 2 * UN_DIA)
    assert reasons(casa, "caso-abierto") == [MOTIVO]
    cliente = casa.actor(datos.TRES_Y_AGUA)
    otra_vez = lambda portal: pedidos.pedir(portal, cliente, pago.cod_transaccion, MOTIVO)  # noqa: E731
    assert refused(casa, Rechazo, otra_vez)[0] == "anulacion-ya-pedida"
    sin_motivo = lambda portal: casos.abrir(portal, cliente, pago.cod_transaccion, " ")  # noqa: E731
    assert refused(casa, DatoInvalido, sin_motivo)[0] == "motivo-requerido"


def test_a_request_that_the_day_s_end_left_without_an_answer_goes_on_as_a_case(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    pedir(casa, pago, "Me equivoqué de lote")
    casa.clock.adelantar(UN_DIA)
    journeys.barrer(casa)
    visto = _visto(casa, pago)
    assert visto.caso is not None
    assert visto.pedido is not None
    assert (visto.caso.motivo, visto.caso.usuario) == ("Me equivoqué de lote", datos.TRES_Y_AGUA)
    assert visto.pedido.respuesta == "Pasó el día en que se pagó: sigue como anulación tardía."
    journeys.barrer(casa)
    assert reasons(casa, "caso-abierto") == ["Me equivoqué de lote"]


def test_whoever_takes_it_has_it_and_another_may_take_it_from_them(casa: Casa) -> None:
    pago = abierto(casa)
    for quien in ("operadora", "operadora", "otra-operadora"):
        actor = casa.actor(quien)
        casa.operar(lambda portal, a=actor: casos.tomar(portal, a, pago.id))
        caso = _visto(casa, pago).caso
        assert caso is not None
        assert (caso.estado, caso.responsable) == (EstadoCaso.TOMADO, quien)
    assert len(reasons(casa, "caso-tomado")) == 2
    operadora = casa.actor("operadora")
    assert refused(casa, Rechazo, lambda p: casos.rechazar(p, operadora, pago.id, MOTIVO))[0] == "caso-de-otro"
    assert refused(casa, Rechazo, lambda p: casos.pedir_anulado(p, operadora, pago.id, MOTIVO))[0] == "caso-de-otro"


def test_the_customer_reads_what_is_public_of_it(casa: Casa) -> None:
    pago, operadora = tomado(casa), casa.actor("operadora")

    async def anotar(portal: Portal) -> None:
        await casos.anotar(portal, operadora, pago.id, "Lo consultamos con finanzas", publica=True)
        await casos.anotar(portal, operadora, pago.id, "Finanzas no contesta", publica=False)

    casa.operar(anotar)
    pasos = [(nota.paso, nota.texto) for nota in _visto(casa, pago).notas]
    assert pasos == [
        (PasoDeCaso.ABIERTO, MOTIVO),
        (PasoDeCaso.TOMADO, None),
        (PasoDeCaso.NOTA, "Lo consultamos con finanzas"),
        (PasoDeCaso.NOTA, "Finanzas no contesta"),
    ]
    suyas = _visto(casa, pago, datos.TRES_Y_AGUA).notas
    assert [nota.texto for nota in suyas] == [MOTIVO, None, "Lo consultamos con finanzas"]


def test_it_is_written_down_as_reversed_by_two_people_once_the_erp_claims_it_again(casa: Casa) -> None:
    pago = tomado(casa)
    operadora = casa.actor("operadora")
    solicitud = pedir_anulado(casa, pago)
    esperando = lambda portal: casos.rechazar(portal, operadora, pago.id, MOTIVO)  # noqa: E731
    assert refused(casa, Rechazo, esperando)[0] == "solicitud-pendiente"
    temprano = aprobada(casa, solicitud)
    assert temprano.estado is EstadoSolicitud.SIN_EFECTO
    assert temprano.resultado is not None
    assert temprano.resultado.startswith("El sistema de la empresa todavía no lo anuló: ahí siguen pagadas A1, AGUA-9")
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
    anular_en_el_erp(casa, pago)
    assert aprobada(casa, pedir_anulado(casa, pago)).estado is EstadoSolicitud.HECHA
    anulado = journeys.leer(casa, pago)
    assert (anulado.estado, anulado.devolucion) == (Estado.ANULADO, Devolucion.HECHA)
    visto = _visto(casa, pago, datos.TRES_Y_AGUA)
    assert visto.caso is not None
    assert (visto.caso.estado, visto.caso.respuesta) == (EstadoCaso.ACEPTADO, EVIDENCIA)
    assert (visto.notas[-1].paso, visto.notas[-1].texto) == (PasoDeCaso.ACEPTADO, EVIDENCIA)
    assert _todo_cierra(casa)


def test_nobody_writes_it_down_alone(casa: Casa) -> None:
    pago, operadora = tomado(casa), casa.actor("operadora")
    anular_en_el_erp(casa, pago)
    solo = lambda portal: payment.anotar_anulado(portal, operadora, pago.id, EVIDENCIA)  # noqa: E731
    assert refused(casa, Rechazo, solo)[0] == "falta-otra-persona"
    assert journeys.leer(casa, pago).estado is Estado.PAGADO


def test_once_it_is_written_down_again_is_the_same_answer(casa: Casa) -> None:
    pago, jefa = tomado(casa), casa.actor("jefa")
    anular_en_el_erp(casa, pago)
    otra_vez = lambda portal: payment.anotar_anulado(portal, jefa, pago.id, EVIDENCIA, aprobada=True)  # noqa: E731
    assert [casa.operar(otra_vez).estado for _ in range(2)] == [Estado.ANULADO, Estado.ANULADO]


def test_what_was_never_paid_is_not_written_down_as_reversed(casa: Casa) -> None:
    pago, jefa = journeys.vencido(casa), casa.actor("jefa")
    alguien = lambda portal: payment.anotar_anulado(portal, jefa, pago.id, EVIDENCIA, aprobada=True)  # noqa: E731
    assert refused(casa, Rechazo, alguien)[0] == "pago-no-anulable"


def test_of_two_who_write_it_down_at_once_one_is_told_that_it_has_just_changed(casa: Casa) -> None:
    pago, jefa = tomado(casa), casa.actor("jefa")
    anular_en_el_erp(casa, pago)

    async def a_la_vez(portal: Portal) -> None:
        async def el_otro() -> None:
            await payment.anotar_anulado(portal, jefa, pago.id, EVIDENCIA, aprobada=True)

        este = replace(portal, repo=RepoInterrumpido(portal.repo, el_otro))
        await payment.anotar_anulado(este, jefa, pago.id, EVIDENCIA, aprobada=True)

    refused(casa, Rechazo, a_la_vez)
    assert journeys.leer(casa, pago).estado is Estado.ANULADO


def test_a_late_reversal_leaves_its_payment_s_day_as_it_was_and_is_told_on_its_own(casa: Casa) -> None:
    pago, mirona = tomado(casa), casa.actor("mirona")
    ayer, hoy = dia(datos.AHORA), dia(casa.clock())
    antes = casa.operar(lambda portal: cierres.ver(portal, mirona, ayer))
    anular_en_el_erp(casa, pago)
    aprobada(casa, pedir_anulado(casa, pago))
    assert casa.operar(lambda portal: cierres.ver(portal, mirona, ayer)) == antes
    de_hoy = casa.operar(lambda portal: cierres.ver(portal, mirona, hoy))
    assert [tardio.id for tardio in de_hoy.tardias] == [pago.id]


def test_it_is_refused_with_a_reason_and_ends(casa: Casa) -> None:
    pago, operadora = tomado(casa), casa.actor("operadora")
    casa.operar(lambda portal: casos.rechazar(portal, operadora, pago.id, "La factura ya se declaró"))
    caso = _visto(casa, pago, datos.TRES_Y_AGUA).caso
    assert caso is not None
    assert (caso.estado, caso.respuesta) == (EstadoCaso.NEGADO, "La factura ya se declaró")
    for hacer in (
        lambda p: casos.tomar(p, operadora, pago.id),
        lambda p: casos.anotar(p, operadora, pago.id, MOTIVO, publica=True),
        lambda p: casos.rechazar(p, operadora, pago.id, MOTIVO),
        lambda p: casos.pedir_anulado(p, operadora, pago.id, MOTIVO),
    ):
        assert refused(casa, Rechazo, hacer)[0] == "caso-cerrado"
    assert _todo_cierra(casa)


def test_levels_and_payments_without_a_case(casa: Casa) -> None:
    pago, mirona, operadora = de_ayer(casa), casa.actor("mirona"), casa.actor("operadora")
    assert refused(casa, NoEncontrado, lambda p: casos.ver(p, mirona, pago.id))[0] == "caso-desconocido"
    assert refused(casa, NoEncontrado, lambda p: casos.tomar(p, operadora, pago.id))[0] == "caso-desconocido"
    assert refused(casa, NoPermitido, lambda p: casos.tomar(p, mirona, pago.id))[0] == "nivel-insuficiente"
    pedir(casa, pago)
    ((vivo,), cerrados) = casa.operar(lambda portal: casos.listar(portal, mirona))
    assert (vivo[0].pago_id, vivo[1].id, cerrados) == (pago.id, pago.id, ())


def test_of_many_that_ask_at_once_one_case_is_made(casa: Casa) -> None:
    pago, cliente = de_ayer(casa), casa.actor(datos.TRES_Y_AGUA)

    async def a_la_vez(portal: Portal) -> list[object]:
        muchas = [casos.abrir(portal, cliente, pago.cod_transaccion, MOTIVO) for _ in range(8)]
        return list(await asyncio.gather(*muchas, return_exceptions=True))

    dichos = casa.operar(a_la_vez)
    assert sum(not isinstance(dicho, Exception) for dicho in dichos) == 1
    assert reasons(casa, "caso-abierto") == [MOTIVO]


def test_the_customer_is_written_to_when_somebody_has_it_when_answered_and_when_it_ends(casa: Casa) -> None:
    con_correo(casa, datos.TRES_Y_AGUA)
    pago, operadora, otra = tomado(casa), casa.actor("operadora"), casa.actor("otra-operadora")

    async def seguir(portal: Portal) -> None:
        await casos.tomar(portal, operadora, pago.id)
        await casos.tomar(portal, otra, pago.id)
        await casos.anotar(portal, otra, pago.id, "Lo vemos con finanzas", publica=True)
        casa.clock.adelantar(timedelta(seconds=1))
        await casos.anotar(portal, otra, pago.id, "Secreto de la casa", publica=False)
        with pytest.raises(Rechazo):
            await casos.rechazar(portal, operadora, pago.id, "No es suyo el caso")
        await casos.rechazar(portal, otra, pago.id, "La factura ya se declaró")

    casa.operar(seguir)
    suyas = [cada for cada in letters.waiting(casa) if cada.clase is ClaseDeCarta.CASO]
    assert [(cada.datos["paso"], cada.datos["texto"], cada.para) for cada in suyas] == [
        ("TOMADO", "", "ana@ejemplo.com"),
        ("NOTA", "Lo vemos con finanzas", "ana@ejemplo.com"),
        ("NEGADO", "La factura ya se declaró", "ana@ejemplo.com"),
    ]
    assert {cada.datos["codigo"] for cada in suyas} == {pago.cod_transaccion}


def test_a_late_reversal_that_is_done_is_told_by_its_payment_s_own_mail(casa: Casa) -> None:
    con_correo(casa, datos.TRES_Y_AGUA)
    pago = tomado(casa)
    anular_en_el_erp(casa, pago)
    aprobada(casa, pedir_anulado(casa, pago))
    assert [cada.clase for cada in letters.waiting(casa)] == [
        ClaseDeCarta.RECIBO,
        ClaseDeCarta.CASO,
        ClaseDeCarta.ANULACION,
    ]


def test_whoever_has_no_address_is_not_written_to(casa: Casa) -> None:
    tomado(casa)
    assert letters.waiting(casa) == []
