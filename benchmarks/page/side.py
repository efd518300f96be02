"""One tree's page of debts within this process. It knows only what every version has, since another tree's portal is
measured by it too: run as a file, with that tree on PYTHONPATH, in a folder with a demonstration.

Each line that comes in is what to do and how many times; each that goes out, its milliseconds of CPU for one.
"""

import asyncio
import sys
import time
from typing import Any
from urllib.parse import urlencode

import jinja2
import uvloop

HOST = [(b"host", b"127.0.0.1"), (b"accept", b"text/html")]
FORM = [(b"content-type", b"application/x-www-form-urlencoded"), (b"sec-fetch-site", b"same-origin")]
WHO = {"usuario": "4567890", "clave": "demostracion"}
OK = 200


class Remembered(jinja2.Template):
    """Keeps what the last page was drawn with."""

    last: tuple[jinja2.Template, dict[str, Any]]

    def render(self, *args: Any, **context: Any) -> str:
        Remembered.last = self, dict(*args, **context)
        return super().render(**Remembered.last[1])


jinja2.Environment.template_class = Remembered

from portal.app import desde_entorno  # noqa: E402 - its environments are made with the class above


async def _ask(app: Any, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> list[Any]:
    said: list[Any] = []
    waiting: list[dict[str, object]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, object]:
        return waiting.pop() if waiting else await asyncio.Event().wait()  # type: ignore[return-value]  # never

    async def send(message: dict[str, object]) -> None:
        said.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [*HOST, *headers],
        "state": {},
    }
    await app(scope, receive, send)
    return said


async def _measure() -> None:
    app = desde_entorno()
    async with app.lifespan():
        entered = await _ask(app, "POST", "/ingreso", FORM, urlencode(WHO).encode())
        cookie = b"; ".join(value.partition(b";")[0] for name, value in entered[0]["headers"] if name == b"set-cookie")
        for line in sys.stdin:
            what, times = line.split()
            before = time.process_time()
            if what == "pedir":
                for _ in range(int(times)):
                    shown = await _ask(app, "GET", "/deudas", [(b"cookie", cookie)])
                    if shown[0]["status"] != OK:
                        raise RuntimeError(shown[0])
            else:
                template, context = Remembered.last
                for _ in range(int(times)):
                    jinja2.Template.render(template, **context)
            sys.stdout.write(f"{(time.process_time() - before) * 1000 / int(times)}\n")
            sys.stdout.flush()


uvloop.run(_measure())
