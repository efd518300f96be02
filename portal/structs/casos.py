"""A late reversal: a customer asks for it once the payment's day is over, and the company sees to it by hand."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class EstadoCaso(StrEnum):
    """Nobody took it; an operador has it; the payment was reversed; it stands."""

    ABIERTO = "ABIERTO"
    TOMADO = "TOMADO"
    ACEPTADO = "ACEPTADO"
    NEGADO = "NEGADO"


class PasoDeCaso(StrEnum):
    """What happened in it. PEDIDO: its owner asked that the reversal be written down, which takes a second person."""

    ABIERTO = "ABIERTO"
    TOMADO = "TOMADO"
    NOTA = "NOTA"
    PEDIDO = "PEDIDO"
    ACEPTADO = "ACEPTADO"
    NEGADO = "NEGADO"


class CasoTardio(Struct, frozen=True, kw_only=True):
    """One a payment, by whose number it goes. plazo: until when its invoice may still be cancelled. responsable: the
    operador who has it; cerrado and respuesta are None until it ends."""

    pago_id: int
    usuario: str
    motivo: str
    abierto: datetime
    plazo: datetime
    estado: EstadoCaso
    responsable: str | None = None
    cerrado: datetime | None = None
    respuesta: str | None = None


class NotaDeCaso(Struct, frozen=True, kw_only=True):
    """A line of its story. publica: the customer reads it too, without who wrote it."""

    en: datetime
    actor: str
    paso: PasoDeCaso
    texto: str | None = None
    publica: bool
