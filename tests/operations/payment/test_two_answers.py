"""Two people who settle the same payment at once: the first decides, and the second is told so."""

from dataclasses import replace

from portal.errors import Rechazo
from portal.operations.payment import dudosos, seguimiento
from portal.operations.portal import Portal
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import journeys
from tests.banks import BancoDificil, cobra_igual, con_banco
from tests.conftest import Casa
from tests.operations.payment.test_cobros_tardios import en_el_banco
from tests.races import RepoInterrumpido
from tests.refusals import refused

RECHAZADO, OTRA_VEZ = "El banco no lo cobró", "Que se intente otra vez"


def test_a_doubt_that_somebody_else_just_settled_is_not_settled_again(casa: Casa) -> None:
    """The second answer was another one: written over the first, it would apply what goes back."""
    pago, operadora = journeys.dudoso(casa), casa.actor("operadora")

    async def a_la_vez(portal: Portal) -> None:
        async def primera() -> None:
            await dudosos.resolver(portal, operadora, pago.id, Desenlace.RECHAZADO, RECHAZADO)

        segunda = replace(portal, repo=RepoInterrumpido(portal.repo, primera))
        await dudosos.resolver(segunda, operadora, pago.id, Desenlace.NO_EJECUTADO, OTRA_VEZ)

    assert refused(casa, Rechazo, a_la_vez) == ("pago-no-dudoso", "Otra persona ya resolvió ese pago.")
    despues = journeys.leer(casa, pago)
    assert (despues.estado, despues.devolucion) == (Estado.RECHAZADO, Devolucion.HECHA)


def por_devolver(casa: Casa) -> Pago:
    """The bank charged what had ended, and does not give it back."""
    pago = journeys.vencido(casa)
    cobra_igual(casa, pago.referencia)

    async def avisar(portal: Portal, _: BancoDificil) -> None:
        await seguimiento.recibir_aviso(portal, pago.referencia or "")

    con_banco(casa, avisar, devuelve=False)
    return journeys.leer(casa, pago)


def test_money_that_just_went_back_is_not_given_back_by_hand_too(casa: Casa) -> None:
    """Whoever is about to send it is told before, and not after."""
    pago, operadora = por_devolver(casa), casa.actor("operadora")
    assert pago.devolucion is Devolucion.PENDIENTE

    async def a_la_vez(portal: Portal) -> None:
        async def el_banco() -> None:
            await seguimiento.recibir_aviso(portal, pago.referencia or "")

        a_mano = replace(portal, repo=RepoInterrumpido(portal.repo, el_banco))
        await dudosos.dar_por_devuelto(a_mano, operadora, pago.id, "Transferencia 123 a su cuenta")

    assert refused(casa, Rechazo, a_la_vez) == ("nada-que-devolver", "Ese dinero ya se dio por devuelto.")
    assert journeys.leer(casa, pago).devolucion is Devolucion.HECHA
    assert en_el_banco(casa, pago) == "ANULADO"
