"""Who uses the portal."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct, structs

from portal.structs.canales import Licencia


class Rol(StrEnum):
    """The three kinds of user (DOMAIN: who may do what)."""

    CLIENTE = "cliente"
    CANAL = "canal"
    OPERADOR = "operador"


class Nivel(StrEnum):
    """How far an operador goes, each level with all that those before it do: to look, to resolve, to run the place."""

    MIRAR = "mirar"
    RESOLVER = "resolver"
    ADMINISTRAR = "administrar"


class Usuario(Struct, frozen=True, kw_only=True):
    """A user; `clave` is the argon2id hash. Only a cliente has a documento, and only an operador a nivel.

    correo: in lower case, where a mail reaches them; correo_confirmado: when they showed that it does. idioma:
    the language that they chose, or else were last spoken to in.
    """

    id: int
    usuario: str
    rol: Rol
    nombre: str
    documento: str | None
    clave: str
    activo: bool
    correo: str | None = None
    correo_confirmado: datetime | None = None
    telefono: str | None = None
    nivel: Nivel | None = None
    idioma: str | None = None

    def como_actor(self, sid: str) -> "Actor":
        """Whoever that user is, where no request of theirs tells it; `sid` names no session."""
        return Actor(
            usuario_id=self.id,
            usuario=self.usuario,
            rol=self.rol,
            nombre=self.nombre,
            documento=self.documento,
            nivel=self.nivel,
            sid=sid,
        )


class Autorizacion(Struct, frozen=True, kw_only=True):
    """That a user may open another's documento; nombre: of whose it is."""

    id: int
    usuario_id: int
    documento: str
    nombre: str
    creada: datetime


class Autorizado(Struct, frozen=True, kw_only=True):
    """Who may open one's documento, as the person whose it is sees it: the authorization's number, and a name."""

    id: int
    nombre: str
    creada: datetime


class Actor(Struct, frozen=True, kw_only=True):
    """Who acts in a request: made from the token and the session's row, never from the request's fields.

    puerta: the door that the session is of. direccion: where the request came from, for the audit. factores: how many
    second factors the user has. probada: when whoever holds the session last proved to be that user; desde and vista:
    when it was opened, and when they were last written down as seen. es_demo: a user of
    the demonstration, whose password everybody knows. licencia: of a channel, what its token allows.

    documento: whose debts and payments the actor's are, which a customer chooses. ajena: by what it is another's, or
    None where it is the own; then `propio` is the own. autorizaciones: all that the customer may choose beside it.
    """

    usuario_id: int
    usuario: str
    rol: Rol
    nombre: str
    documento: str | None
    nivel: Nivel | None = None
    sid: str
    puerta: str = ""
    direccion: str = ""
    factores: int = 0
    probada: datetime | None = None
    desde: datetime | None = None
    vista: datetime | None = None
    es_demo: bool = False
    licencia: Licencia | None = None
    propio: str | None = None
    ajena: Autorizacion | None = None
    autorizaciones: tuple[Autorizacion, ...] = ()

    @property
    def documento_propio(self) -> str | None:
        """The user's own documento, whichever is chosen."""
        return self.documento if self.ajena is None else self.propio

    def por(self, ajena: Autorizacion) -> "Actor":
        """The same user with that other's documento chosen."""
        return structs.replace(self, propio=self.documento_propio, documento=ajena.documento, ajena=ajena)


class Equipo(Struct, frozen=True, kw_only=True):
    """A browser where somebody signed in before: its number, and of which accounts (by their keys, not their names)."""

    numero: str
    cuentas: tuple[str, ...] = ()


class Sesion(Struct, frozen=True, kw_only=True):
    """A signed-in session, of either door; opening it is the first proof of who holds it. vista: when they were last
    written down as seen in it, None of one that was just opened."""

    sid: str
    usuario_id: int
    creada: datetime
    vence: datetime
    puerta: str
    agente: str
    vista: datetime | None = None
