"""What somebody is told where it is not possible."""

from collections.abc import Awaitable, Callable

import pytest

from portal.errors import PortalError
from portal.operations.portal import Portal
from tests.conftest import Casa


def refused(casa: Casa, kind: type[PortalError], act: Callable[[Portal], Awaitable[object]]) -> tuple[str, str]:
    """The code and the sentence of the refusal that this act meets."""
    with pytest.raises(kind) as raised:
        casa.operar(act)
    return raised.value.codigo, raised.value.mensaje
