"""What the portal writes to people by mail: a carta as it is asked for, and its way through the outbox."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from portal.structs.deudas import Deuda
from portal.structs.pagos import Comprobante
from portal.texts.languages import SOURCE


class ClaseDeCarta(StrEnum):
    """What a carta tells. Each has a pair of templates of its name: templates/mail/recibo.txt and recibo.html."""

    RECIBO = "recibo"
    ANULACION = "anulacion"
    EQUIPO_NUEVO = "equipo_nuevo"
    CAMBIO_DE_CUENTA = "cambio_de_cuenta"
    RECORDATORIO = "recordatorio"
    ALTA = "alta"
    INVITACION = "invitacion"
    CLAVE_NUEVA = "clave_nueva"
    CORREO_NUEVO = "correo_nuevo"
    CASO = "caso"
    AUTORIZACION = "autorizacion"
    OFRECIMIENTO = "ofrecimiento"


class EstadoDeCarta(StrEnum):
    """Where a carta is; only a PENDIENTE is still to be sent. OMITIDA: nobody was to get it any more."""

    PENDIENTE = "PENDIENTE"
    ENVIADA = "ENVIADA"
    FALLIDA = "FALLIDA"
    OMITIDA = "OMITIDA"


class Carta(Struct, frozen=True, kw_only=True):
    """A mail to one address.

    para: the address. suceso: the event that it tells, 120 characters at most; of one event there is one carta, however
    often it is queued. datos: what its templates are given; they are erased once it ended, since links are secrets.
    idioma: the language's name, as in texts.languages.SHIPPED. adjunto: the payment whose receipt goes with it as PDF.
    vence: when nobody wants it any more, as a link that ended.
    """

    clase: ClaseDeCarta
    para: str
    suceso: str
    datos: Mapping[str, str] = field(default_factory=dict)
    idioma: str = SOURCE
    usuario_id: int | None = None
    adjunto: int | None = None
    vence: datetime | None = None


class Envio(Carta, frozen=True, kw_only=True):
    """A carta in the outbox.

    proxima: when it is tried next, while it is PENDIENTE. intentos: how often it was taken to be sent. terminada: when
    it ended, well or not. causa: why the last try came to nothing.
    """

    id: int
    estado: EstadoDeCarta
    creada: datetime
    proxima: datetime | None
    intentos: int
    terminada: datetime | None = None
    causa: str = ""


class Materia(Struct, frozen=True, kw_only=True):
    """What a carta's templates speak of beside its own data, read when it is sent: a payment, or debts that are still
    owed. baja: where whoever gets it can ask for no more of its kind."""

    comprobante: Comprobante | None = None
    deudas: tuple[Deuda, ...] = ()
    baja: str = ""


class Adjunto(Struct, frozen=True):
    """A file that goes with a mail."""

    nombre: str
    tipo: str
    bytes: bytes


class Redactada(Struct, frozen=True, kw_only=True):
    """A carta in words: what is read of it, and where no more of its kind can be asked for."""

    asunto: str
    texto: str
    html: str
    adjuntos: tuple[Adjunto, ...] = ()
    baja: str = ""


class Rebote(Struct, frozen=True, kw_only=True):
    """An address whose mail came back, as somebody of the staff wrote down."""

    correo: str
    en: datetime
    por: str
    motivo: str


class Persona(Struct, frozen=True, kw_only=True):
    """A customer who can be written to: the user's number, and whose debts they are."""

    id: int
    usuario: str
    documento: str
    correo: str
    idioma: str
