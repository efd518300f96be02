"""The two doors: for each noun an Api and a Pages controller over the same operations."""

from typing import TypeAlias

from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from portal.operations.portal import Portal
from portal.structs.canales import Alcance
from portal.structs.usuarios import Actor

PortalDep: TypeAlias = NamedDependency[SkipValidation[Portal]]
Peticion: TypeAlias = Request[Actor, None, State]
# On each controller that needs it: what a router asks for, a route cannot take back in the document.
BEARER: tuple[dict[str, list[str]], ...] = ({"Bearer": []},)


def por_credencial(alcance: Alcance) -> tuple[dict[str, list[str]], ...]:
    """Of a route, beside its controller's: a token for that scope does too."""
    return ({"Credencial": [alcance.value]},)
