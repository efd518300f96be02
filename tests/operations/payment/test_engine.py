"""A run ends, even where what decides would never let it."""

from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from portal.operations.payment import seguimiento
from portal.operations.payment.engine import RONDAS
from portal.operations.portal import Portal
from portal.rules.payment import decide
from portal.structs.pagos import Estado, Pago
from portal.structs.pasos import Paso, Preguntar, Sabido
from tests import journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa


def _pregunta_siempre(_pago: Pago, _ahora: datetime, _sabe: Sabido) -> Paso:
    return Preguntar()


def test_a_rule_that_never_answers_is_cut_and_told_and_the_attempt_goes_on_later(
    casa: Casa, monkeypatch: pytest.MonkeyPatch
) -> None:
    pago = journeys.iniciar(casa)

    async def mirar(portal: Portal, banco: BancoDificil) -> tuple[Pago, int]:
        return await seguimiento.avanzar(portal, pago), len(banco.consultas)

    with monkeypatch.context() as plantado, capture_logs() as lineas:
        plantado.setitem(decide.POR_ESTADO, Estado.POR_VERIFICAR, _pregunta_siempre)
        despues, preguntas = con_banco(casa, mirar)
    assert preguntas == RONDAS
    assert [(linea["event"], linea["log_level"]) for linea in lineas if linea["log_level"] == "error"] == [
        ("pago_sin_fin", "error")
    ]
    assert despues == journeys.leer(casa, pago) == pago
    casa.clock.instante = pago.vence + timedelta(seconds=1)
    journeys.barrer(casa)
    assert journeys.leer(casa, pago).estado is Estado.VENCIDO
