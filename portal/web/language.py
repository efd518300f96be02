"""The language of a request, or of a mail: chosen once, asked wherever something is said, told in the headers.

Whoever chose one has it: a cookie keeps the choice in the browser, and the account carries it to others. Who did not
is told in the one that their browser asks for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from gettext import NullTranslations
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from portal.settings import Settings
from portal.texts import languages

NAME = "idioma"
# Over https the browser itself keeps the cookie to this host and path.
OVER_HTTPS = f"__Host-{NAME}"
LASTS = timedelta(days=365)

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


def cookie(settings: Settings, name: str) -> Cookie:
    """The one that keeps a choice for a year."""
    return Cookie(
        key=OVER_HTTPS if settings.con_https else NAME,
        value=name,
        max_age=int(LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.con_https,
    )


def of_account(settings: Settings, name: str | None) -> list[Cookie]:
    """What a browser keeps from when somebody signs in there: the language of the account, where it has one that is
    offered."""
    return [cookie(settings, name)] if name in languages.offered(settings.idiomas_ofrecidos) else []


class Language:
    """Around whatever answers, so that a refusal from before the routes is said in it too."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._wanted = settings.idiomas_ofrecidos

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self._decided(scope)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = next((value for name, value in message["headers"] if name.lower() == b"content-type"), b"")
                if kind.startswith(WITH_WORDS):
                    message["headers"] = [
                        *message["headers"],
                        (b"content-language", chosen.encode()),
                        (b"vary", b"Accept-Language, Cookie"),
                    ]
            await send(message)

        with speaking(chosen):
            await self._app(scope, receive, told)

    def _decided(self, scope: Scope) -> str:
        headers = dict(cast("HTTPScope", scope)["headers"])
        among = languages.offered(self._wanted)
        if f"{NAME}=".encode() in headers.get(b"cookie", b""):
            cookies = ASGIConnection[Any, Any, Any, Any](scope).cookies
            if (kept := cookies.get(OVER_HTTPS) or cookies.get(NAME)) in among:
                return str(kept)
        return languages.negotiate(headers.get(b"accept-language", b"").decode("latin-1"), among)
