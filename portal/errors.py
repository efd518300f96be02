"""What can go wrong, in business words: a code with data, said by the catalogue and dressed by the door (responder)."""

from datetime import datetime
from gettext import NullTranslations

from portal.texts.catalogue import say
from portal.texts.languages import SPANISH
from portal.texts.named import Datos, datos


class PortalError(Exception):
    """A definite answer that is not a success.

    codigo: a short kebab-case name, stable for programs. dice: the data of its sentence in portal/texts, which is for
    people and has no secrets; or another party's own words, as the company's package answered them.
    """

    def __init__(self, codigo: str, dice: Datos | str = ()) -> None:
        super().__init__(codigo)
        self.codigo = codigo
        self.dice = dice

    @property
    def mensaje(self) -> str:
        """Its sentence in Spanish, as it is stored and logged."""
        return self.en(SPANISH)

    def en(self, idioma: NullTranslations) -> str:
        """Its sentence as a door tells it."""
        return say(self.codigo, self.dice, idioma)

    def __str__(self) -> str:
        return self.mensaje


class NoEncontrado(PortalError):
    """It does not exist, or this actor may not see it: both are said with the same words."""


class Ajeno(NoEncontrado):
    """It exists and is somebody else's: told as though it did not exist. `objeto` names it for the audit alone."""

    def __init__(self, codigo: str, dice: Datos | str = (), objeto: str = "") -> None:
        super().__init__(codigo, dice)
        self.objeto = objeto


class NoAutenticado(PortalError):
    """Nobody is signed in, or the session ended."""


class NoPermitido(PortalError):
    """A role that does not do that, whatever the object."""


class AlcanceInsuficiente(NoPermitido):
    """The token was not given for that; `alcance` is the scope that it lacks."""

    def __init__(self, alcance: str) -> None:
        super().__init__("alcance-insuficiente", datos(alcance=alcance))
        self.alcance = alcance


class PruebaVencida(PortalError):
    """An act for which whoever holds the session has to prove again to be its user."""

    def __init__(self) -> None:
        super().__init__("prueba-vencida")


class FactorPendiente(PortalError):
    """Whoever owes a second factor may do nothing before having one."""

    def __init__(self) -> None:
        super().__init__("factor-pendiente")


class DatoInvalido(PortalError):
    """Input of the right form that makes no sense; `campo` is the field to mend."""

    def __init__(self, codigo: str, dice: Datos | str = (), campo: str = "") -> None:
        super().__init__(codigo, dice)
        self.campo = campo


class ConcesionDesconocida(PortalError):
    """A way to ask for a token (OAuth's grant_type) that there is not."""

    def __init__(self) -> None:
        super().__init__("grant-type-desconocido")


class AlcanceDesconocido(PortalError):
    """A scope was asked for that the credential does not have."""

    def __init__(self) -> None:
        super().__init__("alcance-desconocido")


class CredencialDoble(PortalError):
    """A client told who it is twice: in the header and in the form (RFC 6749, 2.3)."""

    def __init__(self) -> None:
        super().__init__("credencial-doble")


class CredencialRechazada(NoAutenticado):
    """No such client, or that is none of its secrets, or it does not count any more, or not from there: all told
    alike."""

    def __init__(self) -> None:
        super().__init__("credencial-rechazada")


class Rechazo(PortalError):
    """A refusal of the business: a broken rule, or codresp other than '0'.

    codresp: the package's code; faltan: codmovimientos that would make it valid; sobran: those that must leave it, or
    wait until `hasta` where that is known. primero: transaction codes, the caller's own, to be reversed before.
    """

    def __init__(
        self,
        codigo: str,
        dice: Datos | str = (),
        *,
        codresp: str = "1",
        faltan: tuple[str, ...] = (),
        sobran: tuple[str, ...] = (),
        hasta: datetime | None = None,
        primero: tuple[str, ...] = (),
    ) -> None:
        super().__init__(codigo, dice)
        self.codresp = codresp
        self.faltan = faltan
        self.sobran = sobran
        self.hasta = hasta
        self.primero = primero


class EnVerificacion(PortalError):
    """The outcome is not known yet: the payment must not be tried again. `cod_transaccion` tells where to look."""

    def __init__(self, cod_transaccion: str) -> None:
        super().__init__("en-verificacion")
        self.cod_transaccion = cod_transaccion


class ClaveReutilizada(PortalError):
    """An Idempotency-Key that came before with other parameters."""

    def __init__(self) -> None:
        super().__init__("clave-reutilizada")


class EnCurso(PortalError):
    """The same request is running now, here or on another instance. `cod_transaccion` tells where to look."""

    def __init__(self, cod_transaccion: str) -> None:
        super().__init__("peticion-en-curso")
        self.cod_transaccion = cod_transaccion


class Pasajero(PortalError):
    """It may work later: `reintentar_en` is in seconds."""

    def __init__(self, codigo: str, dice: Datos | str, reintentar_en: int) -> None:
        super().__init__(codigo, dice)
        self.reintentar_en = reintentar_en


class DemasiadosIntentos(Pasajero):
    """Too many tries in a short time."""


class QuotaAgotada(Pasajero):
    """A channel has asked for as much as it may for now."""


class NoDisponible(Pasajero):
    """The database or a gateway does not answer, and nothing was done."""


class Ocupado(NoDisponible):
    """Another transaction holds that row at this moment: nothing was done, and nobody waited."""


class ResultadoDesconocido(Exception):
    """Something was sent and no answer came that settles it: engines and gateways raise it, operations resolve it.

    dicho: what a gateway answered all the same, for people.
    """

    def __init__(self, causa: str = "", *, dicho: str = "") -> None:
        super().__init__(causa)
        self.dicho = dicho
