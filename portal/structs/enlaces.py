"""Links that prove something once."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from portal.structs.deudas import Carrito


class TipoDeEnlace(StrEnum):
    """What a link is for; one of another kind is no use there."""

    # Somebody told what the company knows of that documento, and may say where to write.
    PRIMER_ACCESO = "primer-acceso"
    # Whoever reads that mail may open the account of that documento.
    ALTA = "alta"
    INVITACION = "invitacion"
    CLAVE = "clave"
    CORREO = "correo"
    # Whoever has it may pay that cart of somebody else; it is used up by being ended, and over once it was paid.
    PAGO = "pago"
    # Whose own that documento is may let that user open it.
    AUTORIZACION = "autorizacion"
    # Whose own that documento is may open that user's.
    OFRECIMIENTO = "ofrecimiento"


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


class EnlaceDePago(Struct, frozen=True, kw_only=True):
    """A link to pay a cart, as whoever made it sees it: total and number of debts are those of that moment."""

    id: int
    creado: datetime
    vence: datetime
    moneda: int
    total: Decimal
    cuantas: int


class CarritoAjeno(Struct, frozen=True, kw_only=True):
    """A cart as whoever pays it for somebody else sees it: no documento, and the name of whose it is by its initials.

    problema: the code of why it cannot be paid now, and then the cart is empty; '' where it can.
    """

    carrito: Carrito
    cliente: str
    vence: datetime
    problema: str = ""
