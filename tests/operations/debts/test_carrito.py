from decimal import Decimal

import pytest

from portal.errors import Rechazo
from portal.operations.debts import carrito, consultas
from portal.operations.portal import Portal
from portal.structs.deudas import Carrito
from tests import datos, journeys
from tests.conftest import Casa

ELEGIDAS = frozenset({"A1", "A2", "AGUA-9"})


def _abrir(casa: Casa, usuario: str = "canal-uno", documento: str = datos.TRES_Y_AGUA) -> int:
    actor = casa.actor(usuario)

    async def abrir(portal: Portal) -> int:
        return (await consultas.consultar(portal, actor, documento, 1)).idsession

    return casa.operar(abrir)


def test_a_debt_enters_and_leaves_and_the_price_follows(casa: Casa) -> None:
    canal, idsession = casa.actor("canal-uno"), _abrir(casa)

    async def recorrer(portal: Portal) -> list[Carrito]:
        vistos = [await carrito.ver(portal, canal, idsession)]
        await carrito.agregar(portal, canal, idsession, "S", "A1")
        vistos.append(await carrito.ver(portal, canal, idsession))
        await carrito.agregar(portal, canal, idsession, "N", "A1")
        return [*vistos, await carrito.ver(portal, canal, idsession)]

    vacio, con_una, sin_ella = casa.operar(recorrer)
    assert vacio.items == sin_ella.items == ()
    assert vacio.minimo == sin_ella.minimo == ("A1", "AGUA-9", "A2")
    assert [deuda.codmovimiento for deuda in con_una.items] == ["A1"]
    assert con_una.comision is not None
    assert con_una.total == con_una.subtotal + con_una.comision > 0


def test_what_skips_an_older_debt_is_refused_and_the_cart_stays(casa: Casa) -> None:
    canal, idsession = casa.actor("canal-uno"), _abrir(casa)
    with pytest.raises(Rechazo) as rehusado:
        casa.operar(lambda portal: carrito.agregar(portal, canal, idsession, "S", "A2"))
    assert (rehusado.value.codigo, rehusado.value.faltan) == ("orden", ("A1",))
    assert casa.operar(lambda portal: carrito.ver(portal, canal, idsession)).items == ()


def test_a_blocked_customer_adds_nothing(casa: Casa) -> None:
    canal, idsession = casa.actor("canal-uno"), _abrir(casa, documento=datos.BLOQUEADO)
    with pytest.raises(Rechazo) as rehusado:
        casa.operar(lambda portal: carrito.agregar(portal, canal, idsession, "S", "D1"))
    assert rehusado.value.codigo == "bloqueado"


def test_a_choice_is_made_whole_or_explained_and_not_made(casa: Casa) -> None:
    canal, idsession = casa.actor("canal-uno"), _abrir(casa)
    _, hecha = casa.operar(lambda portal: carrito.elegir(portal, canal, idsession, ELEGIDAS))
    assert {deuda.codmovimiento for deuda in hecha.items} == ELEGIDAS
    assert hecha.faltas == ()
    assert hecha.total is not None
    consulta, saltada = casa.operar(lambda portal: carrito.elegir(portal, canal, idsession, frozenset({"A3"})))
    assert [falta.codigo for falta in saltada.faltas] == ["orden", "minimo-de-cuotas", "servicios-del-lote"]
    assert saltada.total is None
    assert consulta.en_carrito == ELEGIDAS


def test_what_was_chosen_before_is_chosen_still_but_for_what_a_payment_holds(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)

    async def elegir(portal: Portal) -> None:
        consulta, _ = await carrito.mis_deudas(portal, clienta, 1)
        await carrito.elegir(portal, clienta, consulta.idsession, ELEGIDAS)

    casa.operar(elegir)
    consulta, recordado = casa.operar(lambda portal: carrito.mis_deudas(portal, clienta, 1))
    assert {deuda.codmovimiento for deuda in recordado.items} == consulta.en_carrito == ELEGIDAS
    journeys.iniciar(casa)
    _, despues, retenidas = casa.operar(lambda portal: carrito.mis_deudas_y_retenidas(portal, clienta, 1))
    assert retenidas == ELEGIDAS
    assert (despues.items, despues.subtotal) == ((), Decimal(0))
