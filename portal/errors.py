"""What can go wrong, in business words. Each error is said once, in Spanish, and dressed by the door (responder)."""

from datetime import datetime


class PortalError(Exception):
    """A definite answer that is not a success.

    codigo: a short kebab-case name, stable for programs. mensaje: one Spanish sentence for people, without secrets.
    """

    def __init__(self, codigo: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.codigo = codigo
        self.mensaje = mensaje


class NoEncontrado(PortalError):
    """It does not exist, or this actor may not see it: both are said with the same words."""


class Ajeno(NoEncontrado):
    """It exists and is somebody else's: told as though it did not exist. `objeto` names it for the audit alone."""

    def __init__(self, codigo: str, mensaje: str, objeto: str) -> None:
        super().__init__(codigo, mensaje)
        self.objeto = objeto


class NoAutenticado(PortalError):
    """Nobody is signed in, or the session ended."""


class NoPermitido(PortalError):
    """A role that does not do that, whatever the object."""


class DatoInvalido(PortalError):
    """Input of the right form that makes no sense; `campo` is the field to mend."""

    def __init__(self, codigo: str, mensaje: str, campo: str = "") -> None:
        super().__init__(codigo, mensaje)
        self.campo = campo


class ConcesionDesconocida(PortalError):
    """A way to ask for a token (OAuth's grant_type) that there is not."""

    def __init__(self) -> None:
        super().__init__(
            "grant-type-desconocido", "Ese grant_type no se admite: mandá «password», o no mandes ninguno."
        )


class Rechazo(PortalError):
    """A refusal of the business: a broken rule, or codresp other than '0'.

    codresp: the package's code; faltan: codmovimientos that would make it valid; sobran: those that must leave it, or
    wait until `hasta` where that is known. primero: transaction codes, the caller's own, to be reversed before.
    """

    def __init__(
        self,
        codigo: str,
        mensaje: str,
        *,
        codresp: str = "1",
        faltan: tuple[str, ...] = (),
        sobran: tuple[str, ...] = (),
        hasta: datetime | None = None,
        primero: tuple[str, ...] = (),
    ) -> None:
        super().__init__(codigo, mensaje)
        self.codresp = codresp
        self.faltan = faltan
        self.sobran = sobran
        self.hasta = hasta
        self.primero = primero


class EnVerificacion(PortalError):
    """The outcome is not known yet: the payment must not be tried again. `cod_transaccion` tells where to look."""

    def __init__(self, cod_transaccion: str) -> None:
        super().__init__(
            "en-verificacion",
            "Estamos verificando este pago: no vuelvas a pagar. En unos segundos vas a ver el resultado.",
        )
        self.cod_transaccion = cod_transaccion


class ClaveReutilizada(PortalError):
    """An Idempotency-Key that came before with other parameters."""

    def __init__(self) -> None:
        super().__init__(
            "clave-reutilizada", "Esa Idempotency-Key ya se usó con otros datos: usá una nueva para cada operación."
        )


class EnCurso(PortalError):
    """The same request is running now, here or on another instance. `cod_transaccion` tells where to look."""

    def __init__(self, cod_transaccion: str) -> None:
        super().__init__("peticion-en-curso", "Esa misma operación se está haciendo: esperá su resultado.")
        self.cod_transaccion = cod_transaccion


class Pasajero(PortalError):
    """It may work later: `reintentar_en` is in seconds."""

    def __init__(self, codigo: str, mensaje: str, reintentar_en: int) -> None:
        super().__init__(codigo, mensaje)
        self.reintentar_en = reintentar_en


class DemasiadosIntentos(Pasajero):
    """Too many tries in a short time."""


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
