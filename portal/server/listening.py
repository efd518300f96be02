"""A socket that stops listening without leaving out those who were already let in by the system."""

import asyncio
import ctypes
import socket
import struct
import sys
from collections.abc import Iterable

SO_ATTACH_FILTER = 26
# A filter of the kernel's, over the TCP header: a segment with SYN and without the rest of a conversation is dropped.
# Load byte 13 (the flags); if it has SYN, drop; keep the others.
DROP_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 2), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))
QUEUE_OFFSET = 24
INFO_SIZE = 104
# Long enough for a conversation that had begun to be opened, from far away too.
OPENING_S = 0.3
LIMIT_S = 1.5
LOOK_S = 0.01


def let_nobody_in(listener: int) -> None:
    """New ones are not heard: they try again a second later and then are refused by the system, having sent nothing.

    Closing at once would reset those that were in the queue. listener: its descriptor. Elsewhere than on Linux
    nothing is done.
    """
    if sys.platform != "linux":
        return
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in DROP_SYN))
    with socket.socket(fileno=listener) as same:
        try:
            program = struct.pack("HP", len(DROP_SYN), ctypes.addressof(code))
            same.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
        finally:
            same.detach()


async def queue_is_empty(listeners: Iterable[int]) -> None:
    """Waits until each that the system let in was taken from there, LIMIT_S at most."""
    await asyncio.sleep(OPENING_S)
    for _ in range(int((LIMIT_S - OPENING_S) / LOOK_S)):
        if not any(_queued(listener) for listener in listeners):
            return
        await asyncio.sleep(LOOK_S)


def _queued(listener: int) -> int:
    if sys.platform != "linux":
        return 0
    with socket.socket(fileno=listener) as same:
        try:
            told = same.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, INFO_SIZE)
        finally:
            same.detach()
    return int(struct.unpack_from("I", told, QUEUE_OFFSET)[0])
