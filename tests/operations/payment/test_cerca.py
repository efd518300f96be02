"""The two locks of every change: the fence, and the compare-and-set. On the embedded engine each alone would do."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from msgspec import structs

from portal.operations.portal import Portal
from portal.repo.protocol import Sql
from portal.repo.tables.payments import pagos
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import journeys
from tests.conftest import Casa


def _prueba(casa: Casa, hacer: Callable[[Sql], Awaitable[bool]]) -> bool:
    async def en(portal: Portal) -> bool:
        return await portal.repo.write(lambda tx: hacer(tx.sql))

    return casa.operar(en)


VIEJOS = {
    "estado": {"estado": Estado.NO_EJECUTADO},
    "intento": {"intento": 7},
}


@pytest.mark.parametrize("que", VIEJOS)
def test_the_fence_lets_nobody_in_who_read_it_before(casa: Casa, que: str) -> None:
    pago = journeys.interrumpido(casa)
    viejo = structs.replace(pago, **VIEJOS[que])  # type: ignore[arg-type]
    assert _prueba(casa, lambda sql: pagos.cercar(sql, pago))
    assert not _prueba(casa, lambda sql: pagos.cercar(sql, viejo))


@pytest.mark.parametrize("que", VIEJOS)
def test_a_change_needs_the_attempt_as_it_was_read(casa: Casa, que: str) -> None:
    pago = journeys.interrumpido(casa)
    viejo = structs.replace(pago, **VIEJOS[que])  # type: ignore[arg-type]
    despues = structs.replace(pago, vence=pago.vence + timedelta(seconds=1))
    assert _prueba(casa, lambda sql: pagos.guardar(sql, pago, despues))
    assert not _prueba(casa, lambda sql: pagos.guardar(sql, viejo, despues))


def test_money_is_given_back_once(casa: Casa) -> None:
    pago: Pago = journeys.vencido(casa)
    assert pago.devolucion is Devolucion.HECHA
    viejo = structs.replace(pago, devolucion=Devolucion.PENDIENTE)
    assert not _prueba(casa, lambda sql: pagos.marcar_devolucion(sql, viejo, pago))
