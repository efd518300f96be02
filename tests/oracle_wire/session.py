"""One client's session: its requests one after another, each with the fault that strikes it."""

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any

from tests.oracle_wire import answers, connecting, requests
from tests.oracle_wire.auth import Logon
from tests.oracle_wire.constants import M_BREAK, M_INTERRUPT, M_RESET
from tests.oracle_wire.cursors import Cursors
from tests.oracle_wire.errors import FATAL_CODES, OracleError
from tests.oracle_wire.operations import Op
from tests.oracle_wire.packets import Packets
from tests.oracle_wire.primitives import NeedMore, Reader

if TYPE_CHECKING:
    from tests.oracle_wire.listener import OracleWire

log = logging.getLogger("oracle_wire")
TOKENS_SINCE = 18  # field version


class Session(Packets):
    """What the handler sees of a client: `state` is the handler's own."""

    def __init__(self, server: "OracleWire", sid: int) -> None:
        super().__init__()
        self.server = server
        self.sid = sid
        self.profile = server.profile
        self.handler = server.handler
        self.field_version = server.profile.field_version
        self.cursors = Cursors(server.max_open_cursors)
        self.user = ""
        self.service_name = ""
        self.client: dict[str, str] = {}
        """What it said of itself: program, module, client_identifier..."""
        self.logon: Logon | None = None
        self.authenticated = False
        self.in_txn = False
        self.boundaries = 0
        self.kill: OracleError | None = None
        """The answer to its next request."""
        self.state: dict[str, Any] = {}
        self._in = b""
        self._connect_data_follows = False
        self._busy: Op | None = None
        self._task: asyncio.Task[None] | None = None
        self._breaking = False
        self.frozen = False

    # Packets

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.server.sessions[self.sid] = self
        if self.server.refuse == "tcp":
            self.drop(reset=True)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._abandon()
        self.server.closed(self)

    def on_connect(self, packet: bytes) -> None:
        data = connecting.connect_data(self, packet)
        self._connect_data_follows = data is None
        if data is not None:
            connecting.answer_connect(self, data)

    def on_data(self, payload: bytes) -> None:
        if self._connect_data_follows:
            self._connect_data_follows = False
            connecting.answer_connect(self, payload)
        elif not self._breaking:  # what comes before the reset is thrown away
            self._in += payload
            self._pump()

    def on_marker(self, kind: int) -> None:
        """A break is answered by a reset and an error. An interrupt of a call whose answer is on its way is ignored:
        the client takes that answer for the end of it."""
        if kind == M_RESET:
            self._abandon()
            self._breaking = False
            self._in = b""
            self.send_marker(M_RESET)
            self.write(answers.error(self, 1013, "ORA-01013: user requested cancel of current operation"))
        elif kind == M_BREAK:
            self._abandon()
            self._breaking = True
        elif kind == M_INTERRUPT and self._busy is not None:
            self._abandon()
            self._breaking = True
            self.send_marker(M_BREAK)

    # Requests

    def read_token(self, r: Reader) -> int:
        """What follows a function's number: the sequence byte, and since 23ai which request of a pipeline it is."""
        r.ub1()
        return r.ub() if self.field_version >= TOKENS_SINCE else 0

    def count_request(self, *, begins: bool) -> None:
        self.boundaries += begins

    async def commit(self) -> None:
        await self.handler.commit(self)
        self.in_txn = False

    async def rollback(self) -> None:
        await self.handler.rollback(self)
        self.in_txn = False

    def _pump(self) -> None:
        """Takes the next request, if a whole one is there and none is running."""
        while self._in and self._busy is None and not self.frozen:
            r = Reader(self._in)
            try:
                op = requests.parse(self, r)
            except NeedMore:
                return
            except OracleError as error:
                self._in = b""
                self.write(answers.error(self, error.code, error.message))
                return
            self._in = self._in[r.pos :]
            if op is not None:
                self._busy = op
                self._task = asyncio.create_task(self._answer(op))

    async def _answer(self, op: Op) -> None:
        try:
            payload = await self._run(op)
        except OracleError as error:
            payload = self._failure(op, error)
        except Exception as error:
            log.exception("session %s: %s", self.sid, op.name)
            payload = self._failure(op, OracleError(600, f"internal error code, arguments: [{error!r}]"))
        if op.fault is not None and op.fault.action == "drop_after":
            self.drop(reset=op.fault.reset)
            return
        self._task = self._busy = None
        self.server.done(self, op)
        self.write(payload, op.token)
        if op.fatal:
            self.drop()
        self._pump()

    async def _run(self, op: Op) -> bytes:
        """With what the server is told to do wrong."""
        if self.kill is not None and op.name != "LOGOFF":
            raise self.kill
        fault = op.fault = self.server.fault_for(self, op.name)
        if fault is not None:
            op.outcome = f"fault:{fault.action}"
            if fault.action == "error":
                raise OracleError(fault.code, fault.message)
            if fault.action == "drop_before":
                self.drop(reset=fault.reset)
            if fault.action == "freeze":
                self.frozen = True
                assert self.transport is not None
                self.transport.pause_reading()
            if fault.action in ("drop_before", "hang", "freeze"):
                await asyncio.Event().wait()
        # What follows the first of a pipeline came by the same trip, and so did its end.
        same_trip = op.token > 1 or op.name == "PIPELINE"
        self.server.trips += not same_trip
        latency = 0.0 if op.name == "LOGON" or same_trip else self.server.latency
        await asyncio.sleep(latency + (fault.seconds if fault and fault.action == "delay" else 0.0))
        payload = await op.run(self, op)
        await asyncio.sleep(fault.seconds if fault and fault.action == "delay_after" else 0.0)
        return payload

    def _failure(self, op: Op, error: OracleError) -> bytes:
        """With a cursor number the driver parses again next time; one that this very request opened is freed here."""
        self._free(op)
        op.outcome = f"ORA-{error.code:05d}"
        op.fatal = op.fatal or error.code in FATAL_CODES
        number = op.cursor.number if op.cursor and not op.created else 0
        return answers.error(self, error.code, error.message, cursor=number)

    def _free(self, op: Op) -> None:
        if op.created and op.cursor is not None:
            self.cursors.close(op.cursor.number)

    def _abandon(self) -> None:
        """The operation that runs is given up, and its answer with it."""
        op, self._busy = self._busy, None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        if op is not None:
            self._free(op)
            op.outcome = "cancelled" if op.outcome == "ok" else op.outcome
            self.server.done(self, op)

    async def end(self) -> None:
        """What its connection's end means to the handler: its transaction is undone."""
        with contextlib.suppress(OracleError):
            await self.rollback()
        await self.handler.disconnected(self)
