"""The two doors: for each noun an Api and a Pages controller over the same operations."""

from typing import TypeAlias

from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from portal.operations.portal import Portal
from portal.structs.usuarios import Actor

PortalDep: TypeAlias = NamedDependency[SkipValidation[Portal]]
Peticion: TypeAlias = Request[Actor, None, State]
