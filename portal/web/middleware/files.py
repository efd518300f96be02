"""How files travel: pressed once as small as they can be, by whoever asks for them first, and kept so in memory."""

import gzip
from asyncio import to_thread
from hashlib import sha256

import brotli
from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

# Below this, the best quality costs a tenth of a second; above it are the API's documentation pages, which would keep
# whoever asks first waiting for seconds.
SMALL = 256 * 1024
BEST, GOOD = 11, 9
OK, NOT_MODIFIED = 200, 304
# Pictures are pressed already.
PRESSABLE = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


def accepted(header: str) -> str:
    """`br`, `gzip` or, for who takes neither, nothing; a quality of 0 is a refusal."""
    taken = {}
    for each in header.lower().split(","):
        name, _, quality = each.partition(";")
        taken[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if taken.get(name, False)), "")


def pressed(content: bytes, coding: str) -> bytes:
    """As small as that coding makes it."""
    if coding == "br":
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=BEST if len(content) < SMALL else GOOD))
    return gzip.compress(content, GOOD, mtime=0)


class DeArchivos(ASGIMiddleware):
    """Around the routes of files, which are whole in memory anyway. Each form of a file has a mark of its own."""

    scopes = (ScopeType.HTTP,)

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        asked = Headers.from_scope(scope)
        starts: list[HTTPResponseStartEvent] = []
        body = bytearray()

        async def gathered(message: Message) -> None:
            if message["type"] == "http.response.start":
                starts.append(message)
            elif message["type"] == "http.response.body":
                body.extend(message["body"])
                if not message["more_body"]:
                    for each in await self._answer(starts[0], bytes(body), asked):
                        await send(each)

        await next_app(scope, receive, gathered)

    async def _answer(self, start: HTTPResponseStartEvent, content: bytes, asked: Headers) -> tuple[Message, ...]:
        headers = MutableScopeHeaders.from_message(start)
        if start["status"] != OK:
            return start, _last(content)
        coding = accepted(asked.get("accept-encoding", ""))
        if not headers.get("content-type", "").startswith(PRESSABLE):
            coding = ""
        mark = "-".join(filter(None, (sha256(content).hexdigest()[:16], coding)))
        headers["etag"] = f'"{mark}"'
        headers["vary"] = "Accept-Encoding"
        if headers["etag"] in asked.get("if-none-match", ""):
            del headers["content-length"]
            return {**start, "status": NOT_MODIFIED}, _last(b"")
        if coding:
            if mark not in self._kept:
                self._kept[mark] = await to_thread(pressed, content, coding)
            content = self._kept[mark]
            headers["content-encoding"] = coding
        headers["content-length"] = str(len(content))
        return start, _last(content)


def _last(content: bytes) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": False}
