"""What a gateway said is kept for whoever has to decide, and shown to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import NoPermitido, ResultadoDesconocido
from portal.operations import sweep
from portal.operations.payment import evidencia, seguimiento
from portal.operations.portal import Portal
from portal.structs.pagos import Estado, Pago
from portal.texts.catalogue import say
from tests import journeys
from tests.banks import BancoDificil, cobra_igual, con_banco
from tests.conftest import Casa
from tests.pages import pagina, por_id, texto

Navegador = TestClient[Litestar]
MINUTO = timedelta(minutes=1)


def dichos(casa: Casa, pago: Pago) -> list[str]:
    operadora = casa.actor("operadora")
    return [cada.texto for cada in casa.operar(lambda portal: evidencia.leer(portal, operadora, pago.id))]


def test_what_the_bank_charged_is_shown_to_the_staff_alone(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.dudoso(casa)
    assert pago.estado is Estado.DESCONOCIDO
    dicho = f"consulta: estado=PAGADO; total={pago.total + 1}; moneda=PYG"
    assert dichos(casa, pago) == [dicho]
    arbol = pagina(entrar("operadora").get(f"/operador/pagos/{pago.id}"))
    assert texto(por_id(arbol, "t-evidencia")) == "Lo que dijo la pasarela"
    assert dicho in texto(arbol)
    assert "consulta: estado" not in entrar(pago.usuario).get(f"/comprobantes/{pago.cod_transaccion}").text
    clienta = casa.actor(pago.usuario)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: evidencia.leer(portal, clienta, pago.id))


def test_each_answer_to_a_refund_is_kept_once_however_often_it_is_asked(casa: Casa) -> None:
    pago = journeys.vencido(casa)
    cobra_igual(casa, pago.referencia)

    async def insistir(portal: Portal, banco: BancoDificil) -> None:
        await seguimiento.recibir_aviso(portal, pago.referencia or "")
        for _ in range(3):
            casa.clock.adelantar(MINUTO)
            await sweep.barrer(portal)
        banco.caido = True
        for _ in range(3):
            casa.clock.adelantar(10 * MINUTO)
            await sweep.barrer(portal)

    con_banco(casa, insistir, devuelve=False)
    assert dichos(casa, pago)[-2:] == ["Ya se liquidó", "El banco no responde."]
    casa.clock.adelantar(10 * MINUTO)
    journeys.barrer(casa)
    assert dichos(casa, pago)[-1] == "El banco no responde."  # that the order has no effect was said when it expired
    assert dichos(casa, pago).count("anulación: la orden quedó sin efecto") == 1


@pytest.mark.parametrize(
    ("error", "queda"),
    [
        (ResultadoDesconocido("lost"), say("banco-callado", ())),
        (
            ResultadoDesconocido("x", dicho="rollback: error PosCommunicationError"),
            "rollback: error PosCommunicationError",
        ),
    ],
)
def test_an_answer_that_settles_nothing_is_kept_too(casa: Casa, error: ResultadoDesconocido, queda: str) -> None:
    pago = journeys.iniciar(casa)
    casa.clock.instante = pago.vence + MINUTO

    async def mirar(portal: Portal, banco: BancoDificil) -> None:
        async def fallar() -> None:
            raise error

        banco.antes_de_anular = fallar
        await sweep.barrer(portal)

    con_banco(casa, mirar)
    assert queda in dichos(casa, pago)
    assert journeys.leer(casa, pago).devolucion == "PENDIENTE"


def test_an_attempt_that_nobody_was_asked_about_has_none(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.interrumpido(casa)
    assert dichos(casa, pago) == []
    assert "Lo que dijo la pasarela" not in operador_web.get(f"/operador/pagos/{pago.id}").text
