"""The server in a thread of its own, for whoever blocks, and for whoever has an event loop of another kind."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Self

from tests.oracle_wire.listener import OracleWire

LIMITE_S = 30


class EnHilo:
    """Started on entering; on leaving every session is ended and its transaction undone."""

    def __init__(self, servidor: OracleWire) -> None:
        self.servidor = servidor
        self._bucle = asyncio.new_event_loop()
        self._hilo = threading.Thread(target=self._bucle.run_forever, daemon=True, name="oracle_wire")

    def hacer(self, tarea: Coroutine[Any, Any, object]) -> None:
        """Runs it in the server's loop, and waits."""
        asyncio.run_coroutine_threadsafe(tarea, self._bucle).result(LIMITE_S)

    def __enter__(self) -> Self:
        self._hilo.start()
        self.hacer(self.servidor.start())
        return self

    def __exit__(self, *_: object) -> None:
        self.hacer(self.servidor.stop())
        self._bucle.call_soon_threadsafe(self._bucle.stop)
        self._hilo.join(LIMITE_S)
        self._bucle.close()
