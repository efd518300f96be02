"""What a channel holds of its own: credentials, what they allow, and from where."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Alcance(StrEnum):
    """OAuth's scopes: what a token lets a program do."""

    CONSULTA = "consulta"
    CARRITO = "carrito"
    PAGO = "pago"
    ANULACION = "anulacion"
    LEER_PAGOS = "pagos:leer"


class Quota(StrEnum):
    """What is counted of a channel: its requests of a minute, and the distinct documentos that it asks for in an
    hour."""

    PEDIDOS = "pedidos"
    DOCUMENTOS = "documentos"


class Licencia(Struct, frozen=True, kw_only=True):
    """What a channel may do under one token.

    redes: the networks (CIDR) that it may call from; none where any will do. por_minuto, por_hora: its own quotas of
    requests and of documentos, None for the portal's.
    """

    alcances: frozenset[Alcance] = frozenset(Alcance)
    redes: tuple[str, ...] = ()
    por_minuto: int | None = None
    por_hora: int | None = None


class Canal(Struct, frozen=True, kw_only=True):
    """A channel as the staff keep it. prefijo: with which its codes of transaction begin, "" where it has none."""

    usuario_id: int
    usuario: str
    nombre: str
    activo: bool
    prefijo: str = ""
    redes: tuple[str, ...] = ()
    por_minuto: int | None = None
    por_hora: int | None = None


class Secreto(Struct, frozen=True, kw_only=True):
    """One secret of a credential. huella: SHA-256 of it, in hexadecimal; pista: its last letters, to tell it by."""

    numero: str
    cliente: str
    huella: str
    pista: str
    creado: datetime
    retirado: datetime | None = None
    usado: datetime | None = None


class Credencial(Struct, frozen=True, kw_only=True):
    """A client of OAuth. cliente: its client id; vence: None where it has no end; revocada: it never counts again."""

    cliente: str
    usuario_id: int
    nombre: str
    alcances: frozenset[Alcance]
    creada: datetime
    vence: datetime | None = None
    revocada: datetime | None = None


class Ficha(Struct, frozen=True, kw_only=True):
    """A credential with its secrets, oldest first, retired ones too."""

    credencial: Credencial
    secretos: tuple[Secreto, ...]

    @property
    def vivos(self) -> tuple[Secreto, ...]:
        """Those that still count."""
        return tuple(secreto for secreto in self.secretos if secreto.retirado is None)

    @property
    def usada(self) -> datetime | None:
        """When the last token was given for any of them."""
        return max((secreto.usado for secreto in self.secretos if secreto.usado is not None), default=None)


class Consumo(Struct, frozen=True, kw_only=True):
    """How a channel stands with one quota in its present window. segundos: how long the window is; falta: how many of
    them until its end."""

    quota: Quota
    tope: int
    quedan: int
    segundos: int
    falta: int


class Freno(Struct, frozen=True, kw_only=True):
    """A window, which began at `desde`, in which a channel asked for more than its quota."""

    usuario: str
    quota: Quota
    desde: datetime
    usados: int
