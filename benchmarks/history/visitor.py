"""Somebody who asks one portal, one request after the other, with a watch in hand."""

import time
from collections import defaultdict
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from msgspec import Struct

from portal.settings import Settings
from portal.structs.usuarios import Sesion, Usuario
from portal.web.auth import emitir, nombre_cookie

BOUNDARY = "medida"
BAD = 400


class Answer(Struct, frozen=True):
    """Where it leads, and what it says."""

    location: str
    text: str


class Taken(Struct, frozen=True):
    """Milliseconds: until the answer was whole, and of the processor in the portal that gave it."""

    waited: float
    processor: float


class Times:
    """What each request took, by its name and by the place in which it was asked."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, defaultdict[int, list[Taken]]] = defaultdict(lambda: defaultdict(list))

    def note(self, name: str, place: int, taken: Taken) -> None:
        """One more."""
        self.taken[name][place].append(taken)


class Visitor:
    """With one session, through one door."""

    def __init__(
        self, times: Times, place: int, port: int, pid: int, settings: Settings, usuario: Usuario, sesion: Sesion
    ) -> None:
        self._times = times
        self._place = place
        self._pid = pid
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        token = emitir(settings, sesion, usuario)
        self._headers = (
            {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            if sesion.puerta == "api"
            else {
                "Cookie": f"{nombre_cookie(settings)}={token}",
                "Sec-Fetch-Site": "same-origin",
                "Accept": "text/html",
            }
        )

    def get(self, name: str, path: str) -> Answer:
        """Raises RuntimeError for a refusal, as everything here."""
        return self._ask(name, "GET", path, b"", {})

    def post(self, name: str, path: str, **form: str | list[str]) -> Answer:
        """A form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask(name, "POST", path, urlencode(form, doseq=True).encode(), kind)

    def upload(self, name: str, path: str, archivo: str, **form: str) -> Answer:
        """A form with a file."""
        fields = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}' for key, value in form.items()]
        fields.append(
            'Content-Disposition: form-data; name="archivo"; filename="extracto.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{archivo}"
        )
        body = "".join(f"--{BOUNDARY}\r\n{field}\r\n" for field in fields) + f"--{BOUNDARY}--\r\n"
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._ask(name, "POST", path, body.encode(), kind)

    def close(self) -> None:
        """Asks no more."""
        self._connection.close()

    def _ask(self, name: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        used, before = on_processor(self._pid), time.perf_counter()
        self._connection.request(method, path, body or None, self._headers | headers)
        answer = self._connection.getresponse()
        text = answer.read()
        waited = (time.perf_counter() - before) * 1000
        self._times.note(name, self._place, Taken(waited, on_processor(self._pid) - used))
        if answer.status >= BAD:
            raise RuntimeError(f"{name}: {answer.status} {text[:500].decode(errors='replace')}")
        return Answer(answer.getheader("location", ""), text.decode(errors="replace"))


def on_processor(pid: int) -> float:
    """Milliseconds that the threads of a process have run for, exactly: whatever else the machine does is not in it."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text("ascii").split()[0]) for thread in threads) / 1_000_000
