"""People who ask without pause, each on connections of their own, and what became of each request."""

import random
import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

LIMIT_S = 30
REFUSED = "refused"
LOST = "lost"


@dataclass
class Load:
    """`kept` ask again and again on one connection, `fresh` open one for each request; all until they are refused."""

    port: int
    requests: tuple[bytes, ...] = (b"GET /ayuda HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",)
    kept: int = 8
    fresh: int = 8
    seen: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._end = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._ask, args=(n < self.kept,), daemon=True)
            for n in range(self.kept + self.fresh)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def finish(self, *, at_once: bool = False) -> None:
        """Waits until all of them were refused, or stops them."""
        if at_once:
            self._end.set()
        for thread in self._threads:
            thread.join(LIMIT_S)
            assert not thread.is_alive(), "somebody waits for ever"

    def _ask(self, keeps: bool) -> None:
        while not self._end.is_set():
            try:
                talk = socket.create_connection(("127.0.0.1", self.port), LIMIT_S)
            except ConnectionRefusedError:
                self._note(REFUSED)
                return
            except OSError as error:
                self._lose("connecting", error)
                continue
            with talk:
                while self._one(talk, keeps=keeps) and keeps and not self._end.is_set():
                    pass

    def _one(self, talk: socket.socket, *, keeps: bool) -> bool:
        """Sends a request and reads its answer; whether the connection goes on."""
        request = random.choice(self.requests)  # noqa: S311 - whom a person asks first
        if not keeps:
            request = request[:-2] + b"Connection: close\r\n\r\n"
        since = time.perf_counter()
        try:
            talk.sendall(request)
            head, _ = read_answer(talk)
        except (OSError, EOFError) as error:
            self._lose("kept" if keeps else "fresh", error)
            return False
        with self._lock:
            self.waits.append(time.perf_counter() - since)
        self._note(head.split(b" ", 2)[1].decode())
        return b"connection: close" not in head.lower()

    def _lose(self, where: str, error: Exception) -> None:
        with self._lock:
            self.lost.append(f"{where}: {error!r}")
        self._note(LOST)

    def _note(self, what: str) -> None:
        with self._lock:
            self.seen[what] += 1


def read_answer(talk: socket.socket) -> tuple[bytes, bytes]:
    """One answer whose length is told or that is chunked. Raises EOFError where it ends before its end."""
    head, _, rest = _until(talk, b"", b"\r\n\r\n")
    told = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    if b"content-length" in told:
        while len(rest) < int(told[b"content-length"]):
            rest += _more(talk)
        return head, rest
    if not rest.endswith(b"0\r\n\r\n"):
        rest = b"".join(_until(talk, rest, b"0\r\n\r\n"))
    return head, rest


def _until(talk: socket.socket, so_far: bytes, mark: bytes) -> tuple[bytes, bytes, bytes]:
    while mark not in so_far:
        so_far += _more(talk)
    return so_far.partition(mark)


def _more(talk: socket.socket) -> bytes:
    if part := talk.recv(65_536):
        return part
    raise EOFError("closed before the answer's end")
