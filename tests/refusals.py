"""What somebody is told where it is not possible, and what the audit keeps of why."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest

from portal.errors import PortalError
from portal.operations.portal import Portal
from tests.conftest import Casa


def refused(casa: Casa, kind: type[PortalError], act: Callable[[Portal], Awaitable[object]]) -> tuple[str, str]:
    """The code and the sentence of the refusal that this act meets."""
    with pytest.raises(kind) as raised:
        casa.operar(act)
    return raised.value.codigo, raised.value.mensaje


def reasons(casa: Casa, action: str) -> list[str]:
    """Of each row of that action, oldest first."""
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        rows = base.execute("SELECT motivo FROM portal_auditoria WHERE accion = ? ORDER BY id", (action,))
        return [row[0] for row in rows]
