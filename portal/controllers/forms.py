"""Forms of the staff's pages. Fields are empty by default, so that a missing one is told in our words."""

from msgspec import Struct

from portal.documents.sheets import Formato
from portal.errors import DatoInvalido
from portal.structs.dudas import Desenlace
from portal.structs.finanzas import Desacuerdo
from portal.structs.pagos import Estado

# What the databases' integers hold.
DIGITOS = 15


def numero(escrito: str) -> int | None:
    """The number in a box or on a button; None where that is none."""
    return int(escrito) if escrito.isascii() and escrito.isdigit() and len(escrito) <= DIGITOS else None


class FiltroPagos(Struct):
    """buscar: a code, a documento or a receipt's number. estado: '' for all. desde: the id to go on from, or ''."""

    buscar: str = ""
    estado: str = ""
    desde: str = ""

    def estado_pedido(self) -> str | None:
        """The state to list, or None for all; a made-up one lists all too."""
        return self.estado if self.estado in Estado.__members__ else None

    def desde_pedido(self) -> int | None:
        """The id to list from; a made-up one begins at the newest."""
        return numero(self.desde)


class Anulacion(Struct):
    """Why it is reversed."""

    motivo: str = ""


class ConMotivo(Struct):
    """An act that needs nothing but its reason."""

    motivo: str = ""


class Exportacion(Struct):
    """A sheet to take away, why, and as which kind of file."""

    motivo: str = ""
    formato: str = "csv"

    def pedido(self) -> Formato:
        """Raises DatoInvalido for a made-up one."""
        if self.formato not in tuple(Formato):
            raise DatoInvalido("formato-desconocido", campo="formato")
        return Formato(self.formato)


class FormularioExplicacion(Struct):
    """Why a difference of an extract is so."""

    tipo: str = ""
    codigo: str = ""
    explicacion: str = ""

    def desacuerdo(self) -> Desacuerdo:
        """Raises DatoInvalido for a made-up one."""
        if self.tipo not in Desacuerdo.__members__:
            raise DatoInvalido("falta-diferencia", campo="tipo")
        return Desacuerdo(self.tipo)


class Resolucion(Struct):
    """How a doubtful payment ended, and what shows it."""

    estado: str = ""
    evidencia: str = ""

    def desenlace(self) -> Desenlace:
        """Raises DatoInvalido where nothing, or what nobody may choose, was chosen."""
        if self.estado not in Desenlace.__members__:
            raise DatoInvalido("falta-desenlace", campo="estado")
        return Desenlace(self.estado)
