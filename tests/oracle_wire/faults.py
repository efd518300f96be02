"""What goes wrong on purpose."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

ACTIONS = frozenset(("delay", "delay_after", "drop_before", "drop_after", "error", "hang", "freeze"))


@dataclass
class Fault:
    """A fault of the operations that it matches.

    action   delay and delay_after: `seconds` before it runs, or before its answer; drop_before and drop_after:
             the connection ends there (`reset`: by RST); error: ORA-`code`; hang: no answer, but breaks are
             heard; freeze: not even those
    match    a regular expression on the operation: a procedure's name, the SQL text, or COMMIT, ROLLBACK, PING, FETCH,
             LOGOFF, LOGON
    times    how many times (None: until cleared), after letting `skip` through
    session  which ones; None for all
    """

    action: str
    match: str = ""
    times: int | None = 1
    skip: int = 0
    seconds: float = 0.0
    code: int = 0
    message: str = "injected"
    reset: bool = False
    session: Callable[["Session"], bool] | None = None
    hits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"unknown fault {self.action!r}")

    def strikes(self, session: "Session", name: str) -> bool:
        """Whether it happens now; it counts itself down."""
        if self.times == 0 or not re.search(self.match, name, re.IGNORECASE):
            return False
        if self.session is not None and not self.session(session):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.hits += 1
        if self.times is not None:
            self.times -= 1
        return True
