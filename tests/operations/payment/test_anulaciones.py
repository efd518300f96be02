import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from portal.errors import EnVerificacion, NoEncontrado, Rechazo
from portal.operations import sweep
from portal.operations.debts import carrito, consultas
from portal.operations.payment import anulaciones, pagos
from portal.operations.payment.transitions import pasar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.decide import PLAZO
from portal.settings import cargar
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import datos, journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa

ERP = (
    "SELECT * FROM erp_deuda ORDER BY codmovimiento",
    "SELECT * FROM erp_carrito ORDER BY idsession, codmovimiento",
)


def filas(casa: Casa) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return [base.execute(consulta).fetchall() for consulta in ERP]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documento=st.sampled_from(list(datos.CLIENTES)), semilla=st.sets(st.integers(0, 6), min_size=1))
def test_a_reversal_leaves_every_row_of_the_erp_as_it_was(plantilla: Path, documento: str, semilla: set[int]) -> None:
    """Debts, amounts, due dates and cart, for whatever may be chosen; a pay-off settles rows that were in no cart."""
    with TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / "casa.sqlite3"
        shutil.copyfile(plantilla, ruta)
        casa = Casa(cargar({"SQLITE_PATH": str(ruta)}))
        canal = casa.actor("canal-uno")
        deudas = datos.CLIENTES[documento][1]
        quiere = frozenset(deudas[i % len(deudas)].codmovimiento for i in semilla) if deudas else frozenset()
        moneda = deudas[0].moneda if deudas else 1

        async def pagar(portal: Portal) -> bool:
            consulta = await consultas.consultar(portal, canal, documento, moneda)
            elegidas = carrito.reglas.completar(consulta.deudas, quiere, datos.HOY)
            _, elegido = await carrito.elegir(portal, canal, consulta.idsession, elegidas)
            if not elegidas or elegido.faltas:
                return False
            nonlocal antes
            antes = filas(casa)
            await pagos.pagar_canal(portal, canal, consulta.idsession, "T-1")
            return True

        antes: list[list[tuple[object, ...]]] = []
        if casa.operar(pagar):
            assert filas(casa) != antes
            casa.operar(lambda portal: anulaciones.anular_por_canal(portal, canal, "T-1"))
            assert filas(casa) == antes


def test_what_was_not_applied_and_is_reversed_is_never_applied(casa: Casa) -> None:
    """A canal that times out reverses its code: a payment that arrives later with it is refused (rule 7)."""
    pago = journeys.interrumpido(casa)
    canal = casa.actor("canal-uno")
    casa.clock.adelantar(timedelta(minutes=1))
    for _ in range(2):
        with pytest.raises(Rechazo, match="nada que anular"):
            casa.operar(lambda portal: anulaciones.anular_por_canal(portal, canal, "T-1"))
    with pytest.raises(Rechazo, match="ya no se aplicará"):
        casa.operar(lambda portal: pagos.pagar_canal(portal, canal, pago.idsession, "T-1"))
    assert journeys.leer(casa, pago).estado is Estado.RECHAZADO


def test_a_payment_that_is_running_is_not_reversed(casa: Casa) -> None:
    pago = journeys.interrumpido(casa)
    canal = casa.actor("canal-uno")
    with pytest.raises(EnVerificacion):
        casa.operar(lambda portal: anulaciones.anular_por_canal(portal, canal, "T-1"))
    with pytest.raises(EnVerificacion):
        casa.operar(lambda portal: pagos.pagar_canal(portal, canal, pago.idsession, "T-1"))


def empezar(casa: Casa, pago: Pago) -> None:
    """Another instance has begun its reversal."""
    operadora = casa.actor("operadora")

    async def accion(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            vence = portal.clock() + PLAZO
            await pasar(portal, tx, pago, Estado.ANULANDO, operadora, "Se pidió", vence=vence)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(accion)


def test_a_reversal_that_is_running_is_not_refused(casa: Casa) -> None:
    """Under an Idempotency-Key a refusal would be the answer for ever, and the reversal ends well."""
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")
    empezar(casa, pago)
    with pytest.raises(EnVerificacion):
        casa.operar(lambda portal: anulaciones.anular_por_operador(portal, operadora, pago.id, "Se pidió dos veces"))
    casa.clock.adelantar(PLAZO * 2)
    casa.operar(lambda portal: anulaciones.anular_por_operador(portal, operadora, pago.id, "Se pidió dos veces"))
    assert journeys.leer(casa, pago).estado is Estado.ANULADO


def test_a_payment_is_not_said_to_be_reversed_while_its_reversal_runs(casa: Casa) -> None:
    """It may be refused, and the payment stands: to the canal that repeats itself it is 202, and then 200."""
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> Pago:
        consulta = await consultas.consultar(portal, canal, datos.AL_DIA, 1)
        await carrito.elegir(portal, canal, consulta.idsession, frozenset({"E1"}))
        await pagos.pagar_canal(portal, canal, consulta.idsession, "T-1")
        return (await pagos.listar(portal, canal)).pagos[0]

    pago = casa.operar(pagar)
    empezar(casa, pago)
    with pytest.raises(EnVerificacion):
        casa.operar(lambda portal: pagos.pagar_canal(portal, canal, pago.idsession, "T-1"))
    journeys.a_mano(casa, "DELETE FROM erp_pago")  # the package refuses what it does not know
    casa.clock.adelantar(PLAZO * 2)
    assert casa.operar(lambda portal: pagos.pagar_canal(portal, canal, pago.idsession, "T-1")).codresp == "0"


def test_whoever_comes_second_is_not_told_that_it_is_done(casa: Casa) -> None:
    """Two reversals that both read a payment that stands: the first may yet be refused."""
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")
    empezar(casa, pago)
    with pytest.raises(EnVerificacion):
        casa.operar(lambda portal: anulaciones.anular(portal, operadora, pago, "La segunda"))
    casa.clock.adelantar(PLAZO * 2)
    journeys.barrer(casa)
    assert casa.operar(lambda portal: anulaciones.anular(portal, operadora, pago, "La segunda")).codresp == "0"
    assert journeys.leer(casa, pago).estado is Estado.ANULADO


def test_whatever_breaks_after_the_reversal_was_sent_is_no_failure(casa: Casa) -> None:
    """The package works on, and the portal's own record is what cannot be written."""
    canal = casa.actor("canal-uno")

    async def pagar(portal: Portal) -> None:
        consulta = await consultas.consultar(portal, canal, datos.AL_DIA, 1)
        await carrito.elegir(portal, canal, consulta.idsession, frozenset({"E1"}))
        nonlocal antes
        antes = filas(casa)
        await pagos.pagar_canal(portal, canal, consulta.idsession, "T-1")

    antes: list[list[tuple[object, ...]]] = []
    casa.operar(pagar)
    pagado = filas(casa)
    journeys.a_mano(
        casa,
        "CREATE TRIGGER rota BEFORE INSERT ON portal_pago_evento WHEN new.a = 'ANULADO' "
        "BEGIN SELECT raise(ABORT, 'rota'); END;",
    )
    with capture_logs() as lineas, pytest.raises(EnVerificacion):
        casa.operar(lambda portal: anulaciones.anular_por_canal(portal, canal, "T-1"))
    assert "anulacion_interrumpida" in [linea["event"] for linea in lineas]
    assert filas(casa) == pagado  # what the package did went back with it
    journeys.a_mano(casa, "DROP TRIGGER rota")
    casa.clock.adelantar(PLAZO * 2)
    assert casa.operar(lambda portal: anulaciones.anular_por_canal(portal, canal, "T-1")).codresp == "0"
    assert filas(casa) == antes


def test_a_code_is_paid_or_burnt_and_never_both(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def competir(portal: Portal) -> tuple[object, object]:
        consulta = await consultas.consultar(portal, canal, datos.AL_DIA, 1)
        await carrito.elegir(portal, canal, consulta.idsession, frozenset({"E1"}))
        return tuple(
            await asyncio.gather(
                pagos.pagar_canal(portal, canal, consulta.idsession, "T-1"),
                anulaciones.anular_por_canal(portal, canal, "T-1"),
                return_exceptions=True,
            )
        )

    pagado, anulado = casa.operar(competir)
    assert isinstance(anulado, NoEncontrado) == isinstance(pagado, Rechazo)


def test_money_that_a_reversal_owes_is_remembered_until_the_bank_gives_it_back(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    operadora = casa.actor("operadora")

    async def anular(portal: Portal, _: BancoDificil) -> None:
        await anulaciones.anular_por_operador(portal, operadora, pago.id, "La clienta eligió mal")

    con_banco(casa, anular, caido=True)
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.devolucion) == (Estado.ANULADO, Devolucion.PENDIENTE)
    casa.clock.adelantar(timedelta(seconds=5))
    casa.operar(sweep.barrer)
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA
