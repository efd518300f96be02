"""The portal's mail, by the templates and by the server of the settings."""

from collections.abc import Callable

from portal.clock import Clock
from portal.mail.message import compose
from portal.mail.smtp import Smtp
from portal.mail.writing import Writing
from portal.operations.portal.correo import NoEntregada
from portal.settings import Settings
from portal.structs.cartas import Envio, Materia, Redactada
from portal.structs.empresa import Empresa
from portal.texts.catalogue import say
from portal.texts.es.nombre import PORTAL
from portal.texts.named import datos


class CorreoSmtp:
    """What operations know as Correo."""

    def __init__(self, settings: Settings, clock: Clock, membrete: Callable[[], Empresa] = Empresa) -> None:
        self._sender = settings.smtp_remitente
        self._membrete = membrete
        self._writing = Writing(settings, clock, membrete)
        self._smtp = Smtp(settings) if settings.envia_correo else None

    @property
    def envia(self) -> bool:
        return self._smtp is not None

    async def redactar(self, envio: Envio, materia: Materia) -> Redactada:
        return await self._writing.write(envio, materia)

    async def entregar(self, envio: Envio, redactada: Redactada) -> None:
        if self._smtp is None:
            raise RuntimeError("there is no server: nobody asks")
        try:
            message = compose(envio, redactada, self._sender, self._membrete().nombre or PORTAL)
        except ValueError as error:
            raise NoEntregada(say("carta-sin-entregar", datos(caso="direccion")), definitiva=True) from error
        await self._smtp.send(message, envio.para)
