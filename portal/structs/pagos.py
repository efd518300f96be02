"""A payment attempt, from the first click to the receipt."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.structs.casos import CasoTardio, NotaDeCaso
from portal.structs.deudas import Deuda


class Estado(StrEnum):
    """States of an attempt; the legal transitions are in rules/estados.py."""

    POR_VERIFICAR = "POR_VERIFICAR"
    EN_PROCESO = "EN_PROCESO"
    PAGADO = "PAGADO"
    RECHAZADO = "RECHAZADO"
    NO_EJECUTADO = "NO_EJECUTADO"
    DESCONOCIDO = "DESCONOCIDO"
    VENCIDO = "VENCIDO"
    ANULANDO = "ANULANDO"
    ANULADO = "ANULADO"


class Devolucion(StrEnum):
    """Money that a gateway may hold of an attempt that came to nothing."""

    PENDIENTE = "PENDIENTE"
    HECHA = "HECHA"


# The issuer of a code that the portal itself made, where a customer pays in the browser.
EMISOR_PORTAL = "PORTAL"


class Evento(Struct, frozen=True, kw_only=True):
    """One change of state: when, from what (None: it began), to what, who, and why in one sentence.

    Where the state stays it is a note about the attempt: money given back, say.
    """

    en: datetime
    de: Estado | None
    a: Estado
    actor: str
    motivo: str


class Evidencia(Struct, frozen=True):
    """What a gateway said about an attempt, in its own terms, and when it first said so."""

    en: datetime
    texto: str


class Pago(Struct, frozen=True, kw_only=True):
    """An attempt to pay one cart. (emisor, cod_transaccion) is unique for ever; emisor is the canal's user name, or
    PORTAL where the customer paid in the browser. verificador is the public token of its receipt's QR.

    mirar: when the portal looks at it next by itself, None where it waits for nobody; miradas: looks in a row that
    learnt nothing. devolucion: what the gateway may have charged has to be given back.

    enlace_id: the link by which somebody else pays it; pagador: what their address of it has, who have no session.
    """

    id: int
    emisor: str
    cod_transaccion: str
    usuario: str
    documento: str
    cliente: str
    idsession: int
    moneda: int
    subtotal: Decimal
    comision: Decimal
    total: Decimal
    estado: Estado
    intento: int
    creado: datetime
    vence: datetime
    cambiado: datetime | None = None
    mirar: datetime | None = None
    miradas: int = 0
    pagado: datetime | None = None
    anulado: datetime | None = None
    mod_fact: str | None = None
    desc_resp: str | None = None
    pasarela: str | None = None
    referencia: str | None = None
    url_pasarela: str | None = None
    devolucion: Devolucion | None = None
    verificador: str
    saldo_restante: Decimal
    proximo_vencimiento: date | None = None
    enlace_id: int | None = None
    pagador: str | None = None

    @property
    def numero(self) -> str:
        """The receipt's number as people read it."""
        return f"{self.id:08d}"


class Ocupada(Struct, frozen=True):
    """A debt that a live attempt holds, or has paid."""

    deuda: Deuda
    pago: Pago


class Situacion(Struct, frozen=True):
    """What the attempts to pay leave of a consultation: those on its own cart, and the debts that live ones have."""

    intentos: tuple[Pago, ...]
    ocupadas: tuple[Ocupada, ...]


class EstadoPedido(StrEnum):
    """What became of a customer's request."""

    PEDIDA = "PEDIDA"
    ACEPTADA = "ACEPTADA"
    RECHAZADA = "RECHAZADA"


class Pedido(Struct, frozen=True, kw_only=True):
    """A customer asked the company to reverse a payment; respuesta and who gave it are None until it is answered."""

    pago_id: int
    usuario: str
    motivo: str
    pedido: datetime
    estado: EstadoPedido
    respondido: datetime | None = None
    actor: str | None = None
    respuesta: str | None = None


class Comprobante(Struct, frozen=True, kw_only=True):
    """All that a receipt shows; its items are those of the attempt, as they were when it was made. notas: of its case,
    those that whoever sees the receipt may read. ajeno: it is shown to whoever paid for somebody else, without what is
    that person's alone."""

    pago: Pago
    items: tuple[Deuda, ...]
    eventos: tuple[Evento, ...] = ()
    pedido: Pedido | None = None
    caso: CasoTardio | None = None
    notas: tuple[NotaDeCaso, ...] = ()
    ajeno: bool = False


class Verificacion(Struct, frozen=True, kw_only=True):
    """What anyone with the QR may know: nothing of who paid, nor of what."""

    numero: str
    pagado: datetime
    total: Decimal
    moneda: int
    anulado: datetime | None


class PagosPagina(Struct, frozen=True, kw_only=True):
    """A page of payments, newest first; `siguiente` is the id to ask from next, or None at the end."""

    pagos: tuple[Pago, ...]
    siguiente: int | None
