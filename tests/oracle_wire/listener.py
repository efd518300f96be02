"""The server: it listens on a port, and every knob may be turned while it runs."""

import asyncio
import logging
import ssl
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Literal, Self

from tests.oracle_wire.auth import Verifier
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.faults import Fault
from tests.oracle_wire.handler import Handler
from tests.oracle_wire.operations import Op
from tests.oracle_wire.profiles import PROFILES
from tests.oracle_wire.session import Session

log = logging.getLogger("oracle_wire")

USUARIO, CLAVE, SERVICIO = "portal", "Secreto$1", "FREEPDB1"


class OracleWire:
    """`port` 0 takes a free one.

    refuse        None, "tcp" (reset at once) or a listener's error such as 12516
    latency       seconds before each request runs
    max_sessions  more are refused (ORA-12516); 0 for no limit
    calls         what ran: session number, operation, outcome
    """

    def __init__(
        self,
        handler: Handler,
        *,
        port: int = 0,
        profile: str = "19c",
        users: Mapping[str, str] | None = None,
        services: tuple[str, ...] = (SERVICIO,),
        max_open_cursors: int = 300,
        max_sessions: int = 0,
        max_sdu: int = 65535,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.handler = handler
        self.host = "127.0.0.1"
        self.port = port
        self.profile = PROFILES[profile]
        self.services = frozenset(service.upper() for service in services)
        self.database = services[0]
        self.max_open_cursors = max_open_cursors
        self.max_sessions = max_sessions
        self.max_sdu = max_sdu
        self.tls = tls
        self.latency = 0.0
        self.refuse: Literal["tcp"] | int | None = None
        self.faults: list[Fault] = []
        self.sessions: dict[int, Session] = {}
        self.calls: list[tuple[int, str, str]] = []
        self.counts: Counter[str] = Counter()
        self.trips = 0
        self.log_calls = False
        self._users = {name.upper(): clave for name, clave in (users or {USUARIO: CLAVE}).items()}
        self._verifiers: dict[str, Verifier] = {}
        self._last_sid = 10
        self._endings: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def dsn(self) -> str:
        return f"{self.host}:{self.port}/{self.database}"

    async def start(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, self.host, self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        """Every transaction that was open is undone when this returns."""
        self.stop_listening()
        while self.sessions or self._endings:
            self.kill_sessions()
            await asyncio.sleep(0.001)

    def stop_listening(self) -> None:
        """New connections are refused by the operating system."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def inject(self, action: str, match: str = "", **how: object) -> Fault:
        """A fault from now on."""
        fault = Fault(action, match, **how)  # type: ignore[arg-type]
        self.faults.append(fault)
        return fault

    def kill_sessions(self, where: Callable[[Session], bool] = lambda _: True, *, how: str = "drop") -> int:
        """`how`: "drop" the connection now, or "ora28" at the next request. Answers how many."""
        hit = [session for session in self.sessions.values() if where(session)]
        for session in hit:
            if how == "drop":
                session.drop()
            else:
                session.kill = OracleError(28, "your session has been killed")
        return len(hit)

    def fault_for(self, session: Session, name: str) -> Fault | None:
        return next((fault for fault in self.faults if fault.strikes(session, name)), None)

    def verifier(self, user: str) -> Verifier:
        """Slow to make, so kept."""
        if user not in self._verifiers:
            self._verifiers[user] = Verifier(self._users.get(user))
        return self._verifiers[user]

    def closed(self, session: Session) -> None:
        """A connection ended, by whoever."""
        self.sessions.pop(session.sid, None)
        if session.authenticated:
            ending = asyncio.get_running_loop().create_task(session.end())
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)

    def done(self, session: Session, op: Op) -> None:
        self.counts[op.name] += 1
        self.calls.append((session.sid, op.name, op.outcome))
        if self.log_calls:
            log.info("%s %s: %s", session.sid, op.outcome, " ".join(op.name.split())[:200])

    def _session(self) -> Session:
        self._last_sid += 1
        return Session(self, self._last_sid)
