"""One request that waits for its answer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle_wire.cursors import Cursor
from tests.oracle_wire.faults import Fault
from tests.oracle_wire.values import Valor

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

Row = Sequence[Valor]


@dataclass(eq=False)
class Op:
    """`run` answers it. `name` is what faults are matched with."""

    run: Callable[["Session", "Op"], Awaitable[bytes]]
    name: str
    cursor: Cursor | None = None
    created: bool = False
    """Whether the cursor was opened for it: then it is closed where the operation fails."""
    full: bool = False
    """Whether it carried the statement's metadata."""
    rows: list[Row] = field(default_factory=lambda: [()])
    """Bind values, one row for each execution."""
    count: int = 0
    """How many rows to fetch."""
    options: int = 0
    dml_rowcounts: bool = False
    token: int = 0
    fault: Fault | None = None
    fatal: bool = False
    outcome: str = "ok"
