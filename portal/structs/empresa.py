"""The company's own data, as customers read them: whom they pay, how it is reached, where money may be sent."""

from datetime import datetime
from hashlib import sha256

from msgspec import Struct

PNG = b"\x89PNG\r\n\x1a\n"


class Logo(Struct, frozen=True):
    """A picture that was drawn again by the portal, PNG or JPEG."""

    bytes: bytes

    @property
    def huella(self) -> str:
        """SHA-256 of its bytes, in hexadecimal: a part of its address, so that a copy may be kept for ever."""
        return sha256(self.bytes).hexdigest()

    @property
    def tipo(self) -> str:
        """Its media type."""
        return "image/png" if self.bytes.startswith(PNG) else "image/jpeg"


class Empresa(Struct, frozen=True, kw_only=True):
    """An empty text is told nowhere; `direccion`, `horario` and `banco` may have several lines.

    whatsapp: the number, as `telefono` is written. privacidad: who answers for personal data. version: 0 before anybody
    wrote anything; each change is the next one.
    """

    nombre: str = ""
    ruc: str = ""
    telefono: str = ""
    whatsapp: str = ""
    direccion: str = ""
    horario: str = ""
    banco: str = ""
    privacidad: str = ""
    logo: Logo | None = None
    version: int = 0


class CambioDeEmpresa(Struct, frozen=True, kw_only=True):
    """A version of the company's data: who wrote it, when and why. `empresa` comes without the logo's bytes."""

    empresa: Empresa
    huella_logo: str
    en: datetime
    por: str
    motivo: str
