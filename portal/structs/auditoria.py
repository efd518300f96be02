"""The audit as it is read: who did what, to whom, when and from where."""

from datetime import date, datetime

from msgspec import Struct

from portal.structs.usuarios import Rol


class Anotacion(Struct, frozen=True, kw_only=True):
    """A row of the audit. objeto: whom or what it was about; direccion: the address that it came from, or ''."""

    id: int
    en: datetime
    actor: str
    rol: str
    accion: str
    objeto: str
    resultado: str
    motivo: str = ""
    direccion: str = ""


class FiltroDeAuditoria(Struct, frozen=True, kw_only=True):
    """What is asked for: '' and None are anybody, anything, any day. Both days are included."""

    actor: str = ""
    accion: str = ""
    desde: date | None = None
    hasta: date | None = None


class AuditoriaPagina(Struct, frozen=True, kw_only=True):
    """Some rows, newest first, and the number below which the next ones are; None where there are no more."""

    filas: tuple[Anotacion, ...]
    siguiente: int | None


class Mirada(Struct, frozen=True, kw_only=True):
    """A look at one customer's data by somebody else. nombre: what whoever looked is called, or ''."""

    id: int
    en: datetime
    rol: Rol
    accion: str
    nombre: str


class MiradasPagina(Struct, frozen=True, kw_only=True):
    """Some of them, newest first, and the number below which the next ones are; None where there are no more."""

    filas: tuple[Mirada, ...]
    siguiente: int | None
