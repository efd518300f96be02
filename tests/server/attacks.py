"""What a few sockets can try against everybody, in a process of its own: whoever is cut comes back a second later.

`python -m tests.server.attacks NUMBER PORT SOURCE` goes on until its standard input ends, and then says how many
connections it opened and how many of them were cut.
"""

import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LIMIT_S = 60
COME_BACK_S = 1.0
ROOT = Path(__file__).parents[2]
PAGE = b"GET /ayuda HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
TOKEN = b"POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CUT = select.POLLERR | select.POLLHUP | select.POLLRDHUP


@dataclass(frozen=True)
class Attack:
    """So many sockets; `first` is what each says, `more` what it goes on saying. None reads an answer."""

    name: str
    sockets: int
    first: bytes = b""
    more: bytes = b""


ATTACKS = (
    Attack("300 bodies that stop", 300, TOKEN + b"Content-Length: 100\r\n\r\nusername=a"),
    Attack("300 answers that nobody reads", 300, PAGE * 20),
    Attack("20 headers without an end", 20, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ", b"a" * 65_536),
    Attack("1000 that say nothing", 1000),
)


class Siege:
    """The attack's sockets, from one address."""

    def __init__(self, attack: Attack, port: int, source: str) -> None:
        self._attack = attack
        self._port = port
        self._source = source
        self._unsaid: dict[socket.socket, bytes] = {}
        self._back_at: list[float] = [0.0] * attack.sockets
        self.opened = 0
        self.cut = 0

    def step(self) -> bool:
        """Opens those that are missing, lets each go on, and sees who was cut; whether all of them were opened once."""
        now = time.monotonic()
        coming = [at for at in self._back_at if at <= now]
        self._back_at = [at for at in self._back_at if at > now]
        for _ in coming:
            self._come()
        poll = select.poll()
        by_number = {talk.fileno(): talk for talk in self._unsaid}
        for number, talk in by_number.items():
            poll.register(number, CUT | (select.POLLOUT if self._unsaid[talk] or self._attack.more else 0))
        for number, event in poll.poll(20):
            self._attend(by_number[number], event)
        return self.opened >= self._attack.sockets

    def _attend(self, talk: socket.socket, event: int) -> None:
        try:
            if event & CUT:
                raise ConnectionError
            said = self._unsaid[talk] or self._attack.more
            self._unsaid[talk] = said[talk.send(said) :]
        except BlockingIOError:
            pass
        except OSError:
            del self._unsaid[talk]
            talk.close()
            self.cut += 1
            self._back_at.append(time.monotonic() + COME_BACK_S)

    def _come(self) -> None:
        talk = socket.socket()
        talk.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        talk.settimeout(LIMIT_S)
        try:
            talk.bind((self._source, 0))
            talk.connect(("127.0.0.1", self._port))
        except OSError:
            talk.close()
            self._back_at.append(time.monotonic() + COME_BACK_S)
        else:
            talk.setblocking(False)
            self._unsaid[talk] = self._attack.first
        self.opened += 1


@contextmanager
def attacked(attack: Attack, port: int, source: str) -> Iterator[list[int]]:
    """While it goes on. Afterwards the list says how many connections were opened, and how many were cut."""
    told: list[int] = []
    order = [sys.executable, "-m", "tests.server.attacks", str(ATTACKS.index(attack)), str(port), source]
    with subprocess.Popen(order, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield told
            rest, _ = process.communicate(timeout=LIMIT_S)
            told += map(int, rest.split())
        finally:
            process.kill()


def _main(number: str, port: str, source: str) -> None:
    siege = Siege(ATTACKS[int(number)], int(port), source)
    ready = False
    while not select.select([sys.stdin], [], [], 0)[0]:
        if siege.step() and not ready:
            ready = True
            sys.stdout.write("ready\n")
            sys.stdout.flush()
    sys.stdout.write(f"{siege.opened} {siege.cut}\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
