"""Links that prove something once."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field


class TipoDeEnlace(StrEnum):
    """What a link is for; one of another kind is no use there."""

    # Somebody told what the company knows of that documento, and may say where to write.
    PRIMER_ACCESO = "primer-acceso"
    # Whoever reads that mail may open the account of that documento.
    ALTA = "alta"
    INVITACION = "invitacion"
    CLAVE = "clave"
    CORREO = "correo"


class Enlace(Struct, frozen=True, kw_only=True):
    """A link, but for its token, which nothing keeps. usuario_id: whose, or None where there is no user yet.

    datos: what was known when it was made and its use needs.
    """

    id: int
    tipo: TipoDeEnlace
    usuario_id: int | None
    documento: str | None
    creado: datetime
    vence: datetime
    usado: datetime | None = None
    datos: dict[str, str] = field(default_factory=dict)

    def sirve(self, ahora: datetime) -> bool:
        """Whether it may still be used."""
        return self.usado is None and ahora < self.vence
