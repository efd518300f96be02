"""Which attempts are in a set of states, as SQL says it; which sets there are is told by rules/estados.py."""

from collections.abc import Set as AbstractSet

from portal.rules.payment import estados
from portal.structs.pagos import Estado


def entre(conjunto: AbstractSet[Estado], columna: str = "estado") -> str:
    """The condition that the state in that column is one of those, in the order of their declaration."""
    nombres = ", ".join(f"'{estado}'" for estado in Estado if estado in conjunto)
    return f"{columna} IN ({nombres})"


def o_cobrado(conjunto: AbstractSet[Estado]) -> str:
    """The condition that the state is one of those, or that nothing was executed of what a gateway charged."""
    return f"({entre(conjunto)} OR (estado = '{Estado.NO_EJECUTADO}' AND pasarela IS NOT NULL))"


EN_DUDA = o_cobrado(estados.EN_DUDA)
VIGILADO = o_cobrado(estados.VIGILADOS)
