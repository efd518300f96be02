"""Packets: the stream of bytes cut into them, and messages written in them."""

import asyncio
import socket
import struct
from typing import cast

from tests.oracle_wire.constants import (
    F_END_OF_RESPONSE,
    F_EOF,
    M_BREAK,
    MSG_END_OF_RESPONSE,
    MSG_TOKEN,
    P_CONNECT,
    P_DATA,
    P_MARKER,
)
from tests.oracle_wire.primitives import ub

DATA_HEADER = struct.Struct(">IBBHH")
HEADER_SIZE = 8


class Packets(asyncio.Protocol):
    """One connection's bytes; what a packet means is the subclass's."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.accepted = False
        """From then on sizes have 32 bits."""
        self.explicit_end = False
        """Whether each response ends with a message that says so."""
        self.sdu = 8192
        self._raw = b""

    def on_connect(self, packet: bytes) -> None:
        raise NotImplementedError

    def on_data(self, payload: bytes) -> None:
        raise NotImplementedError

    def on_marker(self, kind: int) -> None:
        raise NotImplementedError

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # a loop's own need not be a subclass

    def data_received(self, data: bytes) -> None:
        self._raw += data
        while self.transport is not None and not self.transport.is_closing():
            size = int.from_bytes(self._raw[: 4 if self.accepted else 2], "big")
            if len(self._raw) < HEADER_SIZE or len(self._raw) < size:
                return
            packet, self._raw = self._raw[:size], self._raw[size:]
            self._take(packet)

    def _take(self, packet: bytes) -> None:
        kind = packet[4] if len(packet) > HEADER_SIZE else 0
        if kind == P_DATA and int.from_bytes(packet[8:10], "big") & F_EOF:
            self.drop()
        elif kind == P_DATA:
            self.on_data(packet[10:])
        elif kind == P_MARKER:
            self.on_marker(packet[10])
        elif kind == P_CONNECT:
            self.on_connect(packet)
        else:
            self.drop()

    def drop(self, *, reset: bool = False) -> None:
        """Ends the connection without a word to the client: by FIN, or by RST."""
        if self.transport is None:
            return
        if reset:
            self.transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            self.transport.abort()
        else:
            self.transport.close()

    def send(self, packet: bytes) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(packet)

    def send_small(self, kind: int, body: bytes) -> None:
        """A packet with the header of before ACCEPT."""
        self.send(struct.pack(">HHBBH", len(body) + HEADER_SIZE, 0, kind, 0, 0) + body)

    def send_marker(self, kind: int) -> None:
        self.send(struct.pack(">IBBHBBB", 11, P_MARKER, 0, 0, M_BREAK, 0, kind))

    def write(self, payload: bytes, token: int = 0) -> None:
        """A whole response, in packets no longer than the SDU. `token` tells which request of a pipeline it answers."""
        if token:
            payload = bytes((MSG_TOKEN,)) + ub(token) + payload
        if self.explicit_end:
            payload += bytes((MSG_END_OF_RESPONSE,))
        limit = self.sdu - DATA_HEADER.size
        for start in range(0, len(payload), limit):
            piece = payload[start : start + limit]
            last = self.explicit_end and start + limit >= len(payload)
            flags = F_END_OF_RESPONSE if last else 0
            self.send(DATA_HEADER.pack(len(piece) + DATA_HEADER.size, P_DATA, 0, 0, flags) + piece)
