from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from msgspec import structs

from portal.errors import ClaveReutilizada, EnCurso, EnVerificacion, Rechazo
from portal.operations import idempotency
from portal.operations.idempotency import MEMORIA
from portal.operations.portal import Portal
from portal.rules.payment.decide import PLAZO
from portal.structs.idempotency import Contestado, KeyedRequest
from portal.structs.pagos import Estado
from tests import journeys
from tests.conftest import Casa

PEDIDO = KeyedRequest(usuario="canal-uno", ruta="/pago", llave="k-1", huella="h" * 64, cod_transaccion="T-1")
HECHO = Contestado(200, '{"cod_resp":"0"}')


@dataclass
class Acto:
    """What is done under the key, and how often."""

    falla: Exception | None = None
    veces: list[int] = field(default_factory=list)

    async def __call__(self) -> Contestado:
        self.veces.append(1)
        if self.falla is not None:
            raise self.falla
        return HECHO


def _una_vez(casa: Casa, acto: Acto, pedido: KeyedRequest = PEDIDO) -> Contestado:
    return casa.operar(lambda portal: idempotency.una_vez(portal, pedido, acto))


def test_it_is_done_once_and_answered_the_same_for_a_month(casa: Casa) -> None:
    acto = Acto()
    primera, segunda = _una_vez(casa, acto), _una_vez(casa, acto)
    assert (primera.estado, primera.cuerpo, primera.repetido) == (200, HECHO.cuerpo, False)
    assert (segunda.estado, segunda.cuerpo, segunda.repetido) == (200, HECHO.cuerpo, True)
    assert len(acto.veces) == 1
    with pytest.raises(ClaveReutilizada):
        _una_vez(casa, acto, structs.replace(PEDIDO, huella="otra"))
    casa.clock.adelantar(MEMORIA + timedelta(seconds=1))
    _una_vez(casa, acto, structs.replace(PEDIDO, llave="k-2"))
    _una_vez(casa, acto)
    assert len(acto.veces) == 3


def test_what_the_act_raises_is_no_answer_and_leaves_the_key_free(casa: Casa) -> None:
    with pytest.raises(Rechazo):
        _una_vez(casa, Acto(Rechazo("pago-cambio")))
    assert _una_vez(casa, Acto()).repetido is False


def test_after_an_unknown_outcome_the_same_request_may_find_out(casa: Casa) -> None:
    with pytest.raises(EnVerificacion):
        _una_vez(casa, Acto(EnVerificacion("T-1")))
    assert _una_vez(casa, Acto()).cuerpo == HECHO.cuerpo


def test_while_it_runs_elsewhere_a_second_request_is_told_so_until_its_term(casa: Casa) -> None:
    class Muere(BaseException):
        """The process ended with the key in hand."""

    async def morir() -> Contestado:
        raise Muere

    async def con_la_clave(portal: Portal) -> Contestado:
        return await idempotency.una_vez(portal, PEDIDO, morir)

    with pytest.raises(Muere):
        casa.operar(con_la_clave)
    with pytest.raises(EnCurso):
        _una_vez(casa, Acto())
    casa.clock.adelantar(PLAZO)
    assert _una_vez(casa, Acto()).cuerpo == HECHO.cuerpo


def test_a_code_whose_payment_ended_so_was_decided_before(casa: Casa) -> None:
    pago, canal = journeys.interrumpido(casa), casa.actor("canal-uno")

    async def decidido(portal: Portal) -> tuple[bool, bool, bool]:
        return (
            await idempotency.ya_decidido(portal, canal, pago.cod_transaccion, Estado.EN_PROCESO),
            await idempotency.ya_decidido(portal, canal, pago.cod_transaccion, Estado.PAGADO),
            await idempotency.ya_decidido(portal, canal, "T-OTRO", Estado.EN_PROCESO),
        )

    assert casa.operar(decidido) == (True, False, False)
