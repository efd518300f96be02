"""The server that mail leaves by, and when customers are reminded of what falls due."""

import re
from collections.abc import Iterator

from portal.settings.oracle import OracleSettings, Port
from portal.settings.values import Demand, is_loopback, one_of
from portal.texts.named import Saying, datos

# The name@domain of ASCII letters that every server takes; whether it exists, only a mail tells.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
FURTHEST = 60


class MailSettings(OracleSettings, frozen=True, kw_only=True):
    """It inherits the database's, as a struct has one base.

    smtp_tls: starttls, tls (from the first byte) or ninguno. sin_correo: a production without mail, by its own word.
    recordatorio_dias: on which days a customer is reminded, counted from the due date (-3: three days before).
    """

    smtp_host: str = ""
    smtp_port: Port = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: str = "starttls"
    smtp_remitente: str = ""
    sin_correo: bool = False
    recordatorio_dias: tuple[int, ...] = (-3, 0, 5)

    @property
    def envia_correo(self) -> bool:
        """Whether there is a server to send by; without one, mails stay in the outbox."""
        return bool(self.smtp_host)


def demands(settings: MailSettings) -> Iterator[Demand]:
    """Of a server anywhere."""
    yield one_of("SMTP_TLS", settings.smtp_tls, ("starttls", "tls", "ninguno"))
    yield (
        len(set(settings.recordatorio_dias)) == len(settings.recordatorio_dias)
        and all(-FURTHEST <= dia <= FURTHEST for dia in settings.recordatorio_dias),
        Saying("recordatorio-dias", datos(maximo=FURTHEST)),
    )
    if not settings.envia_correo:
        return
    yield (
        ADDRESS.fullmatch(settings.smtp_remitente) is not None,
        Saying("ajuste", datos(caso="smtp-remitente")),
    )
    yield (
        bool(settings.smtp_user) == bool(settings.smtp_password),
        Saying("ajuste", datos(caso="smtp-usuario")),
    )
    yield (
        settings.smtp_tls != "ninguno" or is_loopback(settings.smtp_host) or not settings.smtp_user,
        Saying("ajuste", datos(caso="smtp-clave-a-la-vista")),
    )


def production_demands(settings: MailSettings) -> Iterator[Demand]:
    """Where real people wait for their links and receipts."""
    yield (
        settings.envia_correo or settings.sin_correo,
        Saying("ajuste", datos(caso="sin-correo")),
    )
    yield (
        settings.smtp_tls != "ninguno" or is_loopback(settings.smtp_host),
        Saying("ajuste", datos(caso="smtp-sin-tls")),
    )
