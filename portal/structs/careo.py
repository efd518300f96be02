"""A payment in doubt, as its gateway, the ERP and the extracts tell it, side by side."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.errors import Rechazo
from portal.structs.dudas import Desenlace, Duda
from portal.structs.finanzas import Liquidacion
from portal.structs.pasos import DelBanco


class DichoDelBanco(Struct, frozen=True, kw_only=True):
    """What the gateway says of the order, asked at this moment. total and moneda: what it says that it charges, None
    where it says nothing."""

    en: datetime
    banco: DelBanco
    total: Decimal | None = None
    moneda: int = 0


class DichoDelExtracto(Struct, frozen=True, kw_only=True):
    """Where extracts name the payment, and up to which day those of its channel tell."""

    lineas: tuple[Liquidacion, ...]
    ultimo: date | None


class Lectura(StrEnum):
    """What the three of them say together: whether it was charged, and whether the ERP applied it."""

    ERP_CALLADO = "ERP_CALLADO"
    A_MEDIAS = "A_MEDIAS"
    COBRADO_Y_APLICADO = "COBRADO_Y_APLICADO"
    COBRADO_SIN_APLICAR = "COBRADO_SIN_APLICAR"
    OTRO_IMPORTE_Y_APLICADO = "OTRO_IMPORTE_Y_APLICADO"
    OTRO_IMPORTE_SIN_APLICAR = "OTRO_IMPORTE_SIN_APLICAR"
    NO_COBRADO_Y_APLICADO = "NO_COBRADO_Y_APLICADO"
    NO_COBRADO_SIN_APLICAR = "NO_COBRADO_SIN_APLICAR"
    INCIERTO_Y_APLICADO = "INCIERTO_Y_APLICADO"
    INCIERTO_SIN_APLICAR = "INCIERTO_SIN_APLICAR"


class RespuestaPosible(Struct, frozen=True, kw_only=True):
    """An answer, and why it does not fit; None where it may be given."""

    desenlace: Desenlace
    objecion: Rechazo | None


class Careo(Struct, frozen=True, kw_only=True):
    """All of it. banco: None of a payment without a gateway that can be asked. debido: what the ERP still claims of its
    debts."""

    duda: Duda
    banco: DichoDelBanco | None
    extracto: DichoDelExtracto
    debido: Decimal
    lectura: Lectura
    opciones: tuple[RespuestaPosible, ...]
