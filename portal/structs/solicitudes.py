"""An act of the staff that waits for a second person."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from portal.structs.dudas import Desenlace


class Pedida(StrEnum):
    """What is asked for: to reverse a payment today, to end one in doubt, to say that its money went back, to write
    down that the company reversed it by hand after its day."""

    ANULAR = "ANULAR"
    RESOLVER = "RESOLVER"
    DEVUELTO = "DEVUELTO"
    ANULAR_TARDE = "ANULAR_TARDE"


class EstadoSolicitud(StrEnum):
    """APROBADA: a second person agreed, and it is being done. SIN_EFECTO: it could not be done by then."""

    PENDIENTE = "PENDIENTE"
    APROBADA = "APROBADA"
    HECHA = "HECHA"
    SIN_EFECTO = "SIN_EFECTO"
    RECHAZADA = "RECHAZADA"
    VENCIDA = "VENCIDA"


class Solicitud(Struct, frozen=True, kw_only=True):
    """What one operador asked for, with the reason or the evidence, and what another one answered.

    desenlace: of RESOLVER alone. responde, respondida and respuesta are None until somebody answers it; resultado says
    why an approved one could not be done.
    """

    id: int
    acto: Pedida
    pago_id: int
    desenlace: Desenlace | None = None
    pide: str
    motivo: str
    pedida: datetime
    vence: datetime
    estado: EstadoSolicitud
    responde: str | None = None
    respondida: datetime | None = None
    respuesta: str | None = None
    resultado: str | None = None
