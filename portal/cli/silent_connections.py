"""A connection that is slow to say what it wants is closed: the server by itself waits for ever."""

import asyncio

from portal.server.connection import BoundedConnection

PLAZO_CABECERAS_S = 10.0


class ConPlazo(BoundedConnection):
    """The term runs from the connection, or from the first byte after an answer, to the end of a request's headers.

    A body has its own term (middleware/limites), and a connection without a word is uvicorn's to close.
    """

    plazo = PLAZO_CABECERAS_S
    _espera: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._empezar()

    def data_received(self, data: bytes) -> None:
        if self._espera is None and (self.cycle is None or self.cycle.response_complete):
            self._empezar()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._terminar()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._terminar()
        super().connection_lost(exc)

    def _empezar(self) -> None:
        self._espera = self.loop.call_later(self.plazo, self._cortar)

    def _terminar(self) -> None:
        if self._espera is not None:
            self._espera.cancel()
            self._espera = None

    def _cortar(self) -> None:
        self._espera = None
        self.transport.close()
