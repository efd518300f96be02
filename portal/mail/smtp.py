"""Handing a message to the SMTP server of the settings: as safe as they say, and within a time that has an end."""

import asyncio
import ssl
from contextlib import suppress

import aiosmtplib

from portal.operations.portal.correo import NoEntregada
from portal.settings import Settings
from portal.texts.catalogue import say
from portal.texts.named import datos

STEP_S = 10.0
# A server that drips its answers is left after this, whatever it still has to say.
WHOLE_S = 30.0
GOODBYE_S = 2.0
REFUSED_FOR_GOOD = 500


# Each kind before those that it is one of.
SILENCES = (
    (ssl.SSLError, "sin-tls"),
    (TimeoutError, "no-contesta"),
    (aiosmtplib.SMTPServerDisconnected, "cortada"),
    (aiosmtplib.SMTPConnectError, "sin-conexion"),
    (aiosmtplib.SMTPException, "no-sabe"),
    (OSError, "sin-conexion"),
)


class Smtp:
    """One server. step_s bounds each step, whole_s the whole exchange."""

    def __init__(self, settings: Settings, step_s: float = STEP_S, whole_s: float = WHOLE_S) -> None:
        self._settings = settings
        self._step_s = step_s
        self._whole_s = whole_s
        self._tls = ssl.create_default_context()

    async def send(self, message: bytes, to: str) -> None:
        """Raises NoEntregada: for good only where the server refuses this address, or this message, for good. What is
        wrong with the server itself, or with our own credentials, may be mended."""
        client = self._client()
        try:
            async with asyncio.timeout(self._whole_s):
                await client.connect()
                await client.sendmail(self._settings.smtp_remitente, [to], message)
        except BaseException as error:
            client.close()
            raise self._told(error) from error
        await _leave(client)

    def _client(self) -> aiosmtplib.SMTP:
        settings = self._settings
        # Said both ways: left to itself the library goes on in clear where a server offers no TLS.
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            username=settings.smtp_user or None,
            password=settings.smtp_password or None,
            timeout=self._step_s,
            tls_context=self._tls,
        )

    def _told(self, error: BaseException) -> BaseException:
        """What came of it: what the server said, or else which of its silences."""
        match error:
            case aiosmtplib.SMTPRecipientsRefused(recipients=[refused, *_]):
                return _refused(refused)
            case aiosmtplib.SMTPDataError():
                return _refused(error)
            case aiosmtplib.SMTPResponseException():
                return NoEntregada(f"{error.code} {error.message}")
        return next((_why(case, self._settings.smtp_host) for kind, case in SILENCES if isinstance(error, kind)), error)


async def _leave(client: aiosmtplib.SMTP) -> None:
    """It is delivered by now, whatever the server makes of our leaving."""
    with suppress(aiosmtplib.SMTPException, OSError):
        async with asyncio.timeout(GOODBYE_S):
            await client.quit()
    client.close()


def _refused(error: aiosmtplib.SMTPResponseException) -> NoEntregada:
    return NoEntregada(f"{error.code} {error.message}", definitiva=error.code >= REFUSED_FOR_GOOD)


def _why(case: str, what: str) -> NoEntregada:
    return NoEntregada(say("carta-sin-entregar", datos(caso=case, cual=what)))
