"""The server's processes, and their end."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload, multiprocess

from portal.server.connection import GRACE_S, BoundedConnection
from portal.server.door import door_of, raise_descriptors
from portal.server.listening import LIMIT_S, let_nobody_in, queue_is_empty

# Whatever holds the process is no reason to stay: what is being done is in the database, and another process goes on.
STUCK_S = 5.0


def longest_end(answers: float, stuck: float = STUCK_S) -> float:
    """The seconds from SIGTERM to the process's end, whatever happens. answers: those that the answers are given."""
    return LIMIT_S + GRACE_S + answers + stuck


class Server(uvicorn.Server):
    """Ends in this order: nobody new, then those who were waiting to be let in, then the answers of everybody.

    alone: whether no other process listens on its sockets, or will.
    """

    stuck = STUCK_S

    def __init__(self, config: uvicorn.Config, *, alone: bool = True) -> None:
        super().__init__(config)
        self._alone = alone

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        limit = longest_end(self.config.timeout_graceful_shutdown or 0, self.stuck)
        watch = threading.Timer(limit, os._exit, (1,))
        watch.daemon = True
        watch.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        door = door_of(self.server_state, "")
        listeners = [listening.fileno() for server in self.servers for listening in server.sockets]
        if self._alone:
            for listener in listeners:
                let_nobody_in(listener)
        await queue_is_empty(listeners)
        for server in self.servers:
            server.close()
        door.closing = True
        for connection in list(self.server_state.connections):
            if isinstance(connection, BoundedConnection) and connection.answering():
                connection.shutdown()
        await self._grace()
        await super().shutdown(sockets)

    async def _grace(self) -> None:
        """A client that was about to use its connection again sends its request, and is answered."""
        for _ in range(int(GRACE_S / 0.05)):
            if not self.server_state.connections or self.force_exit:
                return
            await asyncio.sleep(0.05)


class Worker(multiprocess.Process):
    """One of several on the same sockets."""

    @property
    def server(self) -> uvicorn.Server:
        if self._server is None:
            self._server = Server(self.config, alone=False)
        return self._server


class Workers(multiprocess.Multiprocess):
    """Told to end, it hears nobody new from that moment, and holds no socket that its workers have left."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        for sig in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sig, self._end)

    def _end(self, sig: int, frame: FrameType | None) -> None:
        del sig, frame
        for listener in self.sockets:
            let_nobody_in(listener.fileno())
        self.should_exit.set()

    def terminate_all(self) -> None:
        super().terminate_all()
        for listener in self.sockets:
            listener.close()


def run(app: str, **settings: Any) -> None:
    """As uvicorn.run, with this server. Ends the process where it cannot listen."""
    raise_descriptors()
    with contextlib.suppress(KeyboardInterrupt):
        _run(uvicorn.Config(app, **settings))


def _run(config: uvicorn.Config) -> None:
    if config.should_reload:
        ChangeReload(config, target=Server(config, alone=False).run, sockets=[config.bind_socket()]).run()
    elif config.workers > 1:
        # uvicorn makes its workers by this name.
        multiprocess.Process = Worker  # type: ignore[misc]
        Workers(config, sockets=[config.bind_socket()]).run()
    else:
        config.load_app()
        server = Server(config)
        server.run()
        if not server.started:
            sys.exit(STARTUP_FAILURE)
