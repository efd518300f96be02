from portal.operations.debts import carrito
from portal.operations.historia import lotes
from portal.operations.historia.lotes import DeLosLotes
from portal.operations.portal import Portal
from portal.rules.debts.planes import Llave, Nombra
from tests import datos, journeys
from tests.conftest import Casa


def leer(casa: Casa, usuario: str) -> DeLosLotes:
    actor = casa.actor(usuario)
    return casa.operar(lambda portal: lotes.leer(portal, actor))


def test_a_plan_has_what_is_pending_and_what_was_paid_here(casa: Casa) -> None:
    journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    journeys.pagado(casa)
    (plan,) = leer(casa, datos.TRES_Y_AGUA).planes
    assert (plan.llave, plan.moneda) == (Llave(Nombra.PLAN, "P1"), 1)
    assert {deuda.codmovimiento for deuda in plan.pagadas} == {"A1", "A2", "AGUA-9"}
    assert {deuda.codmovimiento for deuda in plan.pendientes} == {"A3", "A4", "A5"}


def test_what_was_reversed_is_pending_again(casa: Casa) -> None:
    journeys.anulado(casa)
    (plan,) = leer(casa, datos.TRES_Y_AGUA).planes
    assert plan.pagadas == ()
    assert len(plan.pendientes) == 6


def test_each_plan_of_each_currency_is_there(casa: Casa) -> None:
    assert [plan.llave.nombre for plan in leer(casa, datos.DOS_PLANES).planes] == ["P8", "P7"]
    assert [(plan.llave.nombre, plan.moneda) for plan in leer(casa, datos.DOLARES).planes] == [("P6", 2)]
    (solo_servicios,) = leer(casa, datos.SIN_CUOTAS).planes
    assert solo_servicios.llave == Llave(Nombra.LOTE, "L3")
    assert leer(casa, datos.SIN_DEUDAS).planes == ()


def test_looking_leaves_the_cart_as_it_was(casa: Casa) -> None:
    actor = casa.actor(datos.TRES_Y_AGUA)

    async def elegir(portal: Portal) -> frozenset[str]:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        await carrito.elegir(portal, actor, consulta.idsession, frozenset({"A1", "AGUA-9"}))
        await lotes.leer(portal, actor)
        _, despues = await carrito.mis_deudas(portal, actor, 1)
        return frozenset(deuda.codmovimiento for deuda in despues.items)

    assert casa.operar(elegir) == {"A1", "AGUA-9"}
