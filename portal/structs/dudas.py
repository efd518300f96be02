"""What a person knows who ends a payment in doubt, and what may be said of it."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from portal.structs.deudas import Deuda
from portal.texts.named import Saying


class Desenlace(StrEnum):
    """How it ended. OTRO_PAGO: its debts were paid by another payment, so that the bank gives back what it charged."""

    PAGADO = "PAGADO"
    RECHAZADO = "RECHAZADO"
    NO_EJECUTADO = "NO_EJECUTADO"
    OTRO_PAGO = "OTRO_PAGO"


class DichoDelErp(Struct, frozen=True, kw_only=True):
    """What the ERP says of the attempt's debts: those that it still has pending, and those that it has not any more.

    falla: why it does not say, in its own words where it has any; then both are empty.
    """

    en: datetime
    pendientes: tuple[Deuda, ...] = ()
    saldadas: tuple[Deuda, ...] = ()
    falla: str | Saying = ""


class Duda(Struct, frozen=True, kw_only=True):
    """The evidence on an attempt that a person may end, and the answers that agree with it."""

    erp: DichoDelErp
    desenlaces: tuple[Desenlace, ...]
