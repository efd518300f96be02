"""What the portal asks of mail: words for a carta, and a server that takes them."""

from typing import Protocol

from portal.structs.cartas import Envio, Materia, Redactada

LARGO_CAUSA = 300


class NoEntregada(Exception):
    """No server took it, or none said so. causa: why, in one line for the staff. definitiva: another try would end in
    the same way."""

    def __init__(self, causa: str, *, definitiva: bool = False) -> None:
        self.causa = " ".join(causa.split())[:LARGO_CAUSA]
        super().__init__(self.causa)
        self.definitiva = definitiva


class Correo(Protocol):
    """How mail is written, and how it leaves."""

    @property
    def envia(self) -> bool:
        """Whether there is a server to send by."""

    async def redactar(self, envio: Envio, materia: Materia) -> Redactada:
        """The carta in its language, as whoever gets it reads it."""

    async def entregar(self, envio: Envio, redactada: Redactada) -> None:
        """Hands it to the server, in a time that has an end. Raises NoEntregada. However often it is tried, it is the
        same message (its Message-ID): a server whose answer was lost may have it."""
