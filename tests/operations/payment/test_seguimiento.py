from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from structlog.testing import capture_logs

from portal.errors import Rechazo
from portal.operations import sweep
from portal.operations.payment import comprobantes, dudosos, lookup, seguimiento
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import eventos
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import datos, journeys
from tests.banks import BancoDificil, cobra_igual, con_banco
from tests.conftest import Casa
from tests.pages import pagina

CINCO_S = timedelta(seconds=5)


def motivos(casa: Casa, pago: Pago) -> list[str]:
    async def leer(portal: Portal) -> list[str]:
        async def mirar(tx: Transaccion) -> list[str]:
            return [evento.motivo for evento in await eventos.eventos(tx.sql, pago.id)]

        return await portal.repo.read(mirar)

    return casa.operar(leer)


def en_el_banco(casa: Casa, pago: Pago) -> str:
    async def consultar(portal: Portal) -> str:
        assert portal.pasarela is not None
        return (await portal.pasarela.consultar(pago.referencia or "")).resultado

    return casa.operar(consultar)


def test_an_attempt_ends_before_the_bank_is_told_to_undo_it(casa: Casa) -> None:
    """Otherwise another instance could apply at the ERP what the bank is giving back."""
    pago = journeys.iniciar(casa)
    casa.clock.instante = pago.vence + CINCO_S
    vistos: list[Estado] = []

    async def barrer(portal: Portal, banco: BancoDificil) -> None:
        async def mirar() -> None:
            vistos.append((await lookup.cargar(portal, operadora, pago.id)).estado)

        banco.antes_de_anular = mirar
        await sweep.barrer(portal)

    operadora = casa.actor("operadora")
    con_banco(casa, barrer)
    assert vistos == [Estado.VENCIDO]
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA


@pytest.mark.parametrize("avisa", [True, False])
@pytest.mark.parametrize("fin", ["vencido", "rechazado"])
def test_money_that_comes_late_goes_back_and_is_told(casa: Casa, fin: str, avisa: bool) -> None:
    if fin == "vencido":
        pago = journeys.vencido(casa)
    else:
        pago = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    cobra_igual(casa, pago.referencia)
    if avisa:
        casa.operar(lambda portal: seguimiento.recibir_aviso(portal, pago.referencia or ""))
    else:
        casa.clock.adelantar(timedelta(minutes=2))
        journeys.barrer(casa)
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.devolucion) == (pago.estado, Devolucion.HECHA)
    assert en_el_banco(casa, pago) == "ANULADO"
    assert any("cobró después" in motivo for motivo in motivos(casa, pago))


def test_an_ended_attempt_is_watched_for_a_day_and_no_longer(casa: Casa) -> None:
    pago = journeys.vencido(casa)

    async def mirar(portal: Portal, banco: BancoDificil) -> int:
        for _ in range(60):
            casa.clock.adelantar(timedelta(hours=1))
            await sweep.barrer(portal)
        return len(banco.consultas)

    assert 3 <= con_banco(casa, mirar) <= 5
    assert journeys.leer(casa, pago).mirar is None


def test_what_the_bank_does_not_give_back_reaches_the_staff(casa: Casa) -> None:
    pago = journeys.vencido(casa)
    cobra_igual(casa, pago.referencia)
    operadora = casa.actor("operadora")

    async def insistir(portal: Portal, _: BancoDificil) -> tuple[tuple[Pago, ...], list[str]]:
        await seguimiento.recibir_aviso(portal, pago.referencia or "")
        with capture_logs() as lineas:
            for _ in range(40):
                casa.clock.adelantar(CINCO_S)
                await sweep.barrer(portal)
        demoras = [linea["event"] for linea in lineas if linea["log_level"] == "error"]
        return await dudosos.bandeja(portal, operadora), demoras

    bandeja, demoras = con_banco(casa, insistir, devuelve=False)
    assert [cada.id for cada in bandeja] == [pago.id]
    assert demoras == ["pago_demorado"]
    casa.operar(lambda portal: dudosos.dar_por_devuelto(portal, operadora, pago.id, "Transferencia 123 al cliente"))
    assert casa.operar(dudosos.en_alarma) == ()
    with pytest.raises(Rechazo, match="dinero por devolver"):
        casa.operar(lambda portal: dudosos.dar_por_devuelto(portal, operadora, pago.id, "Otra transferencia"))


def test_a_bank_that_is_down_is_not_hammered(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)

    async def mirar(portal: Portal, banco: BancoDificil) -> int:
        for segundo in range(120):
            casa.clock.adelantar(timedelta(seconds=1))
            if segundo % 2:
                await comprobantes.ver(portal, clienta, pago.cod_transaccion)
            if segundo % 5 == 0:
                await sweep.barrer(portal)
        return len(banco.consultas)

    # 1, 2, 5, 10, 30 s and then every 5 minutes; without it they would be more than 80.
    assert 5 <= con_banco(casa, mirar, caido=True) <= 8


def test_two_instances_look_once(casa: Casa) -> None:
    journeys.iniciar(casa)
    casa.clock.adelantar(timedelta(seconds=11))

    async def barrer(portal: Portal, banco: BancoDificil) -> tuple[int, int, int]:
        return await sweep.barrer(portal), await sweep.barrer(portal), len(banco.consultas)

    assert con_banco(casa, barrer) == (1, 0, 1)


def test_an_attempt_that_cannot_be_looked_at_stops_no_other(casa: Casa) -> None:
    roto = journeys.iniciar(casa)
    sano = journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"}))

    async def estropear(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar("DELETE FROM banco_demo_orden WHERE referencia = :cual", cual=roto.referencia)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(estropear)
    casa.clock.instante = sano.vence + CINCO_S
    journeys.barrer(casa)
    assert journeys.leer(casa, sano).estado is Estado.VENCIDO
    assert journeys.leer(casa, roto).estado is Estado.POR_VERIFICAR


def test_an_order_that_the_bank_does_not_know_is_no_missing_page(casa: Casa, web: TestClient[Litestar]) -> None:
    pago = journeys.iniciar(casa)

    async def estropear(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar("DELETE FROM banco_demo_orden")
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(estropear)
    pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))


def test_another_gateway_s_attempt_is_not_asked_to_this_one(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    casa.clock.adelantar(timedelta(hours=1))

    async def barrer(portal: Portal, banco: BancoDificil) -> list[str]:
        await sweep.barrer(portal)
        return banco.consultas + banco.anulaciones

    assert con_banco(casa, barrer, nombre="otro-banco") == []
    assert journeys.leer(casa, pago).estado is Estado.POR_VERIFICAR


def test_a_doubtful_one_is_told_once_and_stays_in_the_tray(casa: Casa) -> None:
    pago = journeys.dudoso(casa)
    casa.clock.adelantar(timedelta(minutes=3))
    with capture_logs() as lineas:
        journeys.barrer(casa)
        journeys.barrer(casa)
    assert [(linea["event"], linea["pago"]) for linea in lineas] == [("pago_demorado", pago.id)]
    assert [cada.id for cada in casa.operar(dudosos.en_alarma)] == [pago.id]


def test_a_doubtful_one_is_not_said_to_be_paid_while_the_erp_has_its_debts(casa: Casa) -> None:
    pago = journeys.dudoso(casa)
    operadora = casa.actor("operadora")
    with pytest.raises(Rechazo, match="siguen pendientes"):
        casa.operar(lambda p: dudosos.resolver(p, operadora, pago.id, Desenlace.PAGADO, "El banco lo confirmó"))
    rechazado = casa.operar(
        lambda p: dudosos.resolver(p, operadora, pago.id, Desenlace.RECHAZADO, "El banco cobró otro importe")
    )
    assert (rechazado.estado, rechazado.devolucion) == (Estado.RECHAZADO, Devolucion.HECHA)
    assert en_el_banco(casa, pago) == "ANULADO"
