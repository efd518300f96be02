"""What a person says of a payment in doubt is held against the ERP; and there is a way out for each."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from portal.errors import Rechazo
from portal.operations import sweep
from portal.operations.payment import dudosos, lookup
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.dudas import Desenlace, Duda
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.texts.named import Saying, datos
from tests import journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import MOTOR, Casa
from tests.operations.payment.test_cobros_tardios import en_el_banco
from tests.operations.payment.test_esperas import VUELVE, aprobado_sin_paquete

APLICA = "UPDATE erp_deuda SET codtransaccion = 'A-MANO' WHERE codmovimiento IN ('A1', 'A2', 'AGUA-9')"
APLICA_UNA = "UPDATE erp_deuda SET codtransaccion = 'A-MANO' WHERE codmovimiento = 'A1'"
NO_DICE = "DELETE FROM erp_cliente"  # the package answers a codresp that is not 0
UN_SEGUNDO = timedelta(seconds=1)


def resolver(casa: Casa, pago: Pago, desenlace: Desenlace, **como: bool | str) -> Pago:
    operadora = casa.actor("operadora")

    async def accion(portal: Portal, _: BancoDificil) -> Pago:
        return await dudosos.resolver(portal, operadora, pago.id, desenlace, "Extracto del banco, hoja 3")

    return con_banco(casa, accion, **como)


def examinar(casa: Casa, pago: Pago, **como: bool | str) -> Duda | None:
    operadora = casa.actor("operadora")

    async def accion(portal: Portal, _: BancoDificil) -> Duda | None:
        return await dudosos.examinar(portal, operadora, await lookup.cargar(portal, operadora, pago.id))

    return con_banco(casa, accion, **como)


@pytest.mark.parametrize(
    ("en_el_erp", "caben"),
    [
        ("", {Desenlace.RECHAZADO, Desenlace.NO_EJECUTADO}),
        (APLICA, {Desenlace.PAGADO, Desenlace.OTRO_PAGO}),
        (APLICA_UNA, {Desenlace.OTRO_PAGO}),
        (NO_DICE, set()),
    ],
)
@pytest.mark.parametrize("desenlace", Desenlace)
def test_no_answer_contradicts_the_erp(casa: Casa, en_el_erp: str, caben: set[Desenlace], desenlace: Desenlace) -> None:
    pago = journeys.dudoso(casa)
    journeys.a_mano(casa, en_el_erp)
    duda = examinar(casa, pago)
    assert duda
    assert set(duda.desenlaces) == caben
    if desenlace in caben:
        resuelto = resolver(casa, pago, desenlace)
        quedan = {Desenlace.PAGADO: Estado.PAGADO, Desenlace.NO_EJECUTADO: Estado.DESCONOCIDO}  # it is asked again
        assert resuelto.estado is quedan.get(desenlace, Estado.RECHAZADO)
        return
    with pytest.raises(Rechazo):
        resolver(casa, pago, desenlace)
    assert journeys.leer(casa, pago).estado is Estado.DESCONOCIDO


def test_debts_that_another_payment_settled_are_told_so_and_the_money_goes_back(casa: Casa) -> None:
    pago = journeys.dudoso(casa)
    journeys.a_mano(casa, APLICA)
    resuelto = resolver(casa, pago, Desenlace.OTRO_PAGO)
    assert (resuelto.estado, resuelto.devolucion) == (Estado.RECHAZADO, Devolucion.HECHA)
    assert en_el_banco(casa, pago) == "ANULADO"


@pytest.mark.skipif(MOTOR != "embebida", reason="the file is the embedded engine's")
def test_while_the_erp_does_not_answer_nothing_may_be_said(casa: Casa) -> None:
    pago = journeys.dudoso(casa)
    operadora = casa.actor("operadora")

    def guardar_el_archivo() -> None:
        archivo = Path(casa.settings.sqlite_path)
        archivo.rename(archivo.with_suffix(".fuera"))

    async def accion(portal: Portal) -> Duda | None:
        await portal.repo.cerrar()
        guardar_el_archivo()
        return await dudosos.examinar(portal, operadora, pago)

    duda = casa.operar(accion)
    assert duda
    assert (duda.desenlaces, duda.erp.falla) == ((), Saying("falla-del-erp", datos(caso="callado")))


def test_an_examination_opens_no_consultation(casa: Casa) -> None:
    pago = journeys.dudoso(casa)

    async def cuantas(portal: Portal) -> int:
        async def mirar(tx: Transaccion) -> int:
            fila = await tx.sql.una("SELECT count(*) AS cuantas FROM erp_consulta")
            return int(fila["cuantas"] or 0) if fila else 0

        return await portal.repo.read(mirar)

    antes = casa.operar(cuantas)
    examinar(casa, pago)
    assert casa.operar(cuantas) == antes


def abandonado(casa: Casa) -> Pago:
    """The customer went to the bank, and the term passed with nobody to ask."""
    pago = journeys.iniciar(casa)
    casa.clock.instante = pago.vence + ALARMA + UN_SEGUNDO
    return pago


def sin_aplicar(casa: Casa) -> Pago:
    """The bank approved it, and the package was down."""
    pago = aprobado_sin_paquete(casa)
    casa.clock.adelantar(timedelta(seconds=11))
    journeys.barrer(casa)
    casa.clock.adelantar(timedelta(seconds=4))

    async def barrer(portal: Portal, _: BancoDificil) -> None:
        await sweep.barrer(portal)

    con_banco(casa, barrer, nombre="otro-banco")
    journeys.a_mano(casa, VUELVE)
    return journeys.leer(casa, pago)


@pytest.mark.parametrize(("como", "devolucion"), [(abandonado, Devolucion.HECHA), (sin_aplicar, Devolucion.PENDIENTE)])
def test_what_has_no_gateway_any_more_is_ended_by_a_person(
    casa: Casa, como: Callable[[Casa], Pago], devolucion: Devolucion
) -> None:
    """Its debts are free; what the bank is known to have charged stays in the tray until it went back."""
    pago = como(casa)
    assert pago.estado in (Estado.POR_VERIFICAR, Estado.NO_EJECUTADO)
    duda = examinar(casa, pago, nombre="otro-banco")
    assert duda
    assert duda.desenlaces == (Desenlace.RECHAZADO,)
    resuelto = resolver(casa, pago, Desenlace.RECHAZADO, nombre="otro-banco")
    assert (resuelto.estado, resuelto.devolucion) == (Estado.RECHAZADO, devolucion)
    otro = journeys.iniciar(casa)
    assert otro.estado is Estado.POR_VERIFICAR


@pytest.mark.parametrize("como", [abandonado, sin_aplicar])
def test_what_the_company_applied_by_hand_is_paid(casa: Casa, como: Callable[[Casa], Pago]) -> None:
    pago = como(casa)
    journeys.a_mano(casa, APLICA)
    resuelto = resolver(casa, pago, Desenlace.PAGADO, nombre="otro-banco")
    assert (resuelto.estado, resuelto.devolucion) == (Estado.PAGADO, None)
    assert resuelto.pagado


@pytest.mark.parametrize("caido", [False, True])
def test_an_order_that_the_bank_does_not_know_or_does_not_tell_of_is_ended_by_a_person(casa: Casa, caido: bool) -> None:
    pago = abandonado(casa)
    if not caido:
        journeys.a_mano(casa, "DELETE FROM banco_demo_orden")
    resuelto = resolver(casa, pago, Desenlace.RECHAZADO, caido=caido)
    assert resuelto.estado is Estado.RECHAZADO
    assert resuelto.devolucion is (Devolucion.PENDIENTE if caido else Devolucion.HECHA)


def test_before_the_alarm_an_attempt_at_the_bank_is_nobody_s_to_end(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    casa.clock.instante = pago.vence + ALARMA
    assert examinar(casa, pago) is None
    with pytest.raises(Rechazo, match="no está en duda"):
        resolver(casa, pago, Desenlace.RECHAZADO)


def test_once_the_package_is_back_the_answer_is_to_wait(casa: Casa) -> None:
    """With its gateway there, what was approved is applied by itself, and a person's answer comes too late."""
    pago = sin_aplicar(casa)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.PAGADO
    with pytest.raises(Rechazo, match="no está en duda"):
        resolver(casa, pago, Desenlace.RECHAZADO)
