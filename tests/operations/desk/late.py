"""Late reversals through the real operations, and what the company does in its own system meanwhile."""

from datetime import timedelta

from portal.operations.desk import casos, pedidos, solicitudes
from portal.operations.portal import Portal
from portal.structs.pagos import Pago
from portal.structs.solicitudes import Solicitud
from tests import journeys
from tests.conftest import Casa

MOTIVO = "Pagué dos veces lo mismo"
EVIDENCIA = "Nota de crédito 001-0000123"
UN_DIA = timedelta(days=1)


def de_ayer(casa: Casa) -> Pago:
    """A payment whose day is over."""
    pago = journeys.pagado(casa)
    casa.clock.adelantar(UN_DIA)
    return pago


def pedir(casa: Casa, pago: Pago, motivo: str = MOTIVO) -> None:
    """The customer asks for it on the receipt's page."""
    cliente = casa.actor(pago.usuario)
    casa.operar(lambda portal: pedidos.pedir(portal, cliente, pago.cod_transaccion, motivo))


def abierto(casa: Casa) -> Pago:
    """A payment of yesterday with a case that nobody has taken."""
    pago = de_ayer(casa)
    pedir(casa, pago)
    return pago


def tomado(casa: Casa) -> Pago:
    """And that the operadora has."""
    pago, operadora = abierto(casa), casa.actor("operadora")
    casa.operar(lambda portal: casos.tomar(portal, operadora, pago.id))
    return pago


def anular_en_el_erp(casa: Casa, pago: Pago) -> None:
    """What the company does by hand."""
    journeys.a_mano(
        casa,
        # The code is ours, of letters and digits.
        f"""UPDATE erp_deuda SET codtransaccion = NULL WHERE codtransaccion = '{pago.cod_transaccion}';
        UPDATE erp_pago SET anulado = 1 WHERE codtransaccion = '{pago.cod_transaccion}';""",  # noqa: S608
    )


def pedir_anulado(casa: Casa, pago: Pago) -> Solicitud:
    """Its owner says that the company reversed it."""
    operadora = casa.actor("operadora")

    async def hacer(portal: Portal) -> Solicitud:
        await casos.pedir_anulado(portal, operadora, pago.id, EVIDENCIA)
        return (await solicitudes.de_pago(portal, operadora, pago.id))[-1]

    return casa.operar(hacer)
