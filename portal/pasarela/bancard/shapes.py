"""What Bancard writes on the wire, as far as the portal reads it; whatever else it sends is ignored."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

Corto: TypeAlias = Annotated[str, Meta(max_length=255)]
Numero: TypeAlias = Annotated[int, Meta(ge=0, lt=10**15)]


class Mensaje(Struct, frozen=True):
    """One of the messages of an error; dsc is Bancard's own text."""

    key: Corto = ""
    dsc: str | list[str] = ""


class ConfirmacionBancard(Struct, frozen=True):
    """What became of a purchase. Approved is response 'S' and response_code '00'.

    The last three are evidence alone: in whatever form they come, they keep nothing from being understood.
    """

    shop_process_id: Numero
    response: Corto | None = None
    response_code: Corto | None = None
    response_description: Corto | None = None
    amount: Corto | None = None
    currency: Corto | None = None
    extended_response_description: object = None
    authorization_number: object = None
    ticket_number: object = None


class RespuestaBancard(Struct, frozen=True):
    """An answer to any of our calls."""

    status: Corto
    process_id: Corto = ""
    messages: list[Mensaje] = field(default_factory=list)
    confirmation: ConfirmacionBancard | None = None

    @property
    def clave(self) -> str:
        """The key of its first message, by which Bancard names an error; '' where there is none."""
        return self.messages[0].key if self.messages else ""

    @property
    def descripcion(self) -> str:
        """Bancard's words on it."""
        dsc = self.messages[0].dsc if self.messages else ""
        return dsc if isinstance(dsc, str) else " ".join(dsc)


class Operacion(Struct, frozen=True):
    """What a notice signs, written as it is signed; the rest, which it does not sign, is evidence alone."""

    token: Corto
    shop_process_id: Numero
    amount: Corto
    currency: Corto
    response: object = None
    response_code: object = None
    response_description: object = None
    extended_response_description: object = None
    authorization_number: object = None
    ticket_number: object = None


class Aviso(Struct, frozen=True):
    """What Bancard sends when a purchase ends. Every five minutes it also sends an empty one, to see whether we are
    there."""

    operation: Operacion | None = None
