"""A real SMTP server that does as it is told: takes, refuses, hangs, drops, greets late."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = b"portal", b"secreta"


@dataclass
class Buzon:
    """What it took, and what it answers: to each RCPT, and to each whole message."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    tomadas: list[EmailMessage] = field(default_factory=list)
    en_claro: bool = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        del server, rcpt_options
        self.en_claro = session.ssl is None
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its own name
        del server, session
        if self.data.startswith("250"):
            message = message_from_bytes(envelope.content or b"", policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.tomadas.append(message)
        return self.data


def _accepted(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    del server, session, envelope, mechanism
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login, data.password) == (USER, PASSWORD), handled=False)


@asynccontextmanager
async def serving(
    buzon: Buzon, *, tls: ssl.SSLContext | None = None, starttls: bool = False, auth: bool = False
) -> AsyncIterator[int]:
    """Its port on 127.0.0.1. tls: from the first byte, or after STARTTLS."""

    def protocol() -> SMTP:
        return SMTP(
            buzon,
            hostname="buzon.prueba",
            tls_context=tls if starttls else None,
            require_starttls=starttls,
            authenticator=_accepted if auth else None,
            auth_required=auth,
            auth_require_tls=starttls,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=None if starttls else tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], object]


@asynccontextmanager
async def scripted(greeting: bytes, *answers: bytes, late_s: float = 0) -> AsyncIterator[int]:
    """A server that answers so, line by line, and a whole message as one: an empty answer drops the connection, and
    after the last one it hangs. late_s: how long it takes to greet."""
    free = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await asyncio.sleep(late_s)
            writer.write(greeting)
            end = b"\r\n"
            for answer in answers:
                await reader.readuntil(end)
                if not answer:
                    return
                writer.write(answer)
                end = b"\r\n.\r\n" if answer.startswith(b"354") else b"\r\n"
            await free.wait()
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        free.set()
        server.close()
        await server.wait_closed()
