"""The application called as a server calls it: bytes that no HTTP library would let out, without a socket."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from litestar import Litestar
from msgspec import Struct

Cabeceras = list[tuple[bytes, bytes]]


class Contestacion(Struct):
    """What came back; header names in lower case."""

    estado: int
    cabeceras: list[tuple[str, str]]
    cuerpo: bytes

    def cabecera(self, nombre: str) -> str:
        return next((valor for cual, valor in self.cabeceras if cual == nombre), "")

    @property
    def texto(self) -> str:
        return self.cuerpo.decode("utf-8", "replace")


class Hostil:
    """One loop for as many requests as wanted."""

    def __init__(self, app: Litestar, lazo: asyncio.Runner) -> None:
        self.app = app
        self.lazo = lazo

    def pedir(
        self,
        metodo: str,
        crudo: bytes,
        consulta: bytes = b"",
        cabeceras: Cabeceras | None = None,
        cuerpo: bytes = b"",
        version: str = "1.1",
    ) -> Contestacion:
        """crudo: the path, percent-encoded, as it comes in the request's line. In 1.0 no Host is added."""
        return self.lazo.run(_pedir(self.app, metodo, crudo, consulta, cabeceras or [], cuerpo, version))


async def _pedir(
    app: Litestar, metodo: str, crudo: bytes, consulta: bytes, cabeceras: Cabeceras, cuerpo: bytes, version: str
) -> Contestacion:
    enviados: list[Any] = []
    pendientes = [{"type": "http.request", "body": cuerpo, "more_body": False}]

    async def recibir() -> Any:
        return pendientes.pop() if pendientes else {"type": "http.disconnect"}

    async def enviar(mensaje: Any) -> None:
        enviados.append(mensaje)

    con_host = version == "1.0" or any(nombre == b"host" for nombre, _ in cabeceras)
    propias = cabeceras if con_host else [(b"host", b"prueba"), *cabeceras]
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": version,
        "method": metodo,
        "scheme": "http",
        "path": unquote(crudo.decode("latin-1")),
        "raw_path": crudo,
        "query_string": consulta,
        "root_path": "",
        "headers": [*propias, (b"content-length", str(len(cuerpo)).encode())] if cuerpo else propias,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    await app(scope, recibir, enviar)
    inicio = next(mensaje for mensaje in enviados if mensaje["type"] == "http.response.start")
    return Contestacion(
        inicio["status"],
        [(nombre.decode("latin-1").lower(), valor.decode("latin-1")) for nombre, valor in inicio["headers"]],
        b"".join(mensaje.get("body", b"") for mensaje in enviados if mensaje["type"] == "http.response.body"),
    )


@contextmanager
def abierta(app: Litestar) -> Iterator[Hostil]:
    """With its lifespan, which one task opens and closes."""
    with asyncio.Runner() as lazo:
        lista, fin = asyncio.Event(), asyncio.Event()

        async def vivir() -> None:
            async with app.lifespan():
                lista.set()
                await fin.wait()

        async def empezar() -> asyncio.Task[None]:
            tarea = asyncio.create_task(vivir())
            await lista.wait()
            return tarea

        async def terminar() -> None:
            fin.set()
            await tarea

        tarea = lazo.run(empezar())
        try:
            yield Hostil(app, lazo)
        finally:
            lazo.run(terminar())
