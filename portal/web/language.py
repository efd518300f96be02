"""The language of a request, or of a mail: chosen once, asked wherever something is said, told in the headers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import cast

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from portal.texts import languages

# Of this request alone: a server runs each of them in a context of its own, as the sweep does.
_CHOSEN: ContextVar[str] = ContextVar("language", default=languages.SOURCE)
# What else is served has no words, or is the same file for everybody.
WITH_WORDS = (b"text/html", b"application/json", b"application/problem+json")


def tag() -> str:
    """Its name, as HTML and HTTP write it."""
    return _CHOSEN.get()


def translations() -> NullTranslations:
    """Its sentences."""
    return languages.SHIPPED[_CHOSEN.get()]


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """What is said meanwhile is said in that language, in Spanish where there is none of that name."""
    before = _CHOSEN.set(name if name in languages.SHIPPED else languages.SOURCE)
    try:
        yield
    finally:
        _CHOSEN.reset(before)


class Language:
    """Around whatever answers, so that a refusal from before the routes is said in it too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = dict(cast("HTTPScope", scope)["headers"]).get(b"accept-language", b"").decode("latin-1")
        chosen = languages.negotiate(asked)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = next((value for name, value in message["headers"] if name.lower() == b"content-type"), b"")
                if kind.startswith(WITH_WORDS):
                    message["headers"] = [
                        *message["headers"],
                        (b"content-language", chosen.encode()),
                        (b"vary", b"Accept-Language"),
                    ]
            await send(message)

        with speaking(chosen):
            await self._app(scope, receive, told)
