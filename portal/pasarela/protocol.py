"""What the portal asks of a payment gateway."""

from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

LARGO_DESCRIPCION = 20


class Resultado(StrEnum):
    """What a gateway knows of an order."""

    PENDIENTE = "PENDIENTE"
    PAGADO = "PAGADO"
    RECHAZADO = "RECHAZADO"
    ANULADO = "ANULADO"


class Orden(Struct, frozen=True, kw_only=True):
    """A charge to ask for.

    identificador is ours, one an attempt and for life: gateways burn it even where the card was rejected. descripcion
    has LARGO_DESCRIPCION characters at most. url_retorno is where the customer comes back, whatever happened.
    pagador: what the addresses of whoever pays have, where they have no session.
    """

    identificador: int
    cod_transaccion: str
    total: Decimal
    moneda: int
    descripcion: str
    url_retorno: str
    pagador: str | None = None


class Inicio(Struct, frozen=True):
    """The order as the gateway took it: its own number, and where the customer pays."""

    referencia: str
    url: str


class RespuestaPasarela(Struct, frozen=True, kw_only=True):
    """What became of an order; total and moneda are those of the gateway, to be held against ours. motivo is a sentence
    for people, without the gateway's codes; dicho is what it answered in its own terms, without secrets, for the
    staff."""

    resultado: Resultado
    total: Decimal
    moneda: int
    motivo: str = ""
    dicho: str = ""


class Reversa(Struct, frozen=True):
    """Whether it is certain that nothing stays charged, nor will be; dicho as in RespuestaPasarela."""

    hecha: bool
    dicho: str = ""


class Pasarela(Protocol):
    """A gateway. Each call raises NoDisponible where nothing was sent, ResultadoDesconocido where the answer was lost;
    each is safe to repeat."""

    @property
    def nombre(self) -> str:
        """How its payments are marked."""

    @property
    def monedas(self) -> frozenset[int]:
        """What it charges in, as MONE_CODI names it."""

    async def iniciar(self, orden: Orden) -> Inicio:
        """Takes an order; the same identificador again is the same order. Raises Rechazo where it was used for
        another charge, and where the gateway does not say a second time where it is paid."""

    async def consultar(self, referencia: str) -> RespuestaPasarela:
        """What became of it: the only proof that money was charged. Raises NoEncontrado for an order never taken."""

    async def anular(self, referencia: str) -> Reversa:
        """Gives the money back, or keeps it from being charged later. Idempotent: "never paid" and "already given
        back" are certain too. Raises NoEncontrado for an order never taken."""

    async def cerrar(self) -> None:
        """Closes what it holds open; a later call opens it again."""
