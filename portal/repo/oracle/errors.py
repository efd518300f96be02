"""What the driver and the database say, sorted by what can be done about it."""

import re
from enum import Enum, auto

import oracledb
import structlog

from portal.errors import NoDisponible, Ocupado
from portal.repo.oracle.causes import causa
from portal.repo.protocol import LlaveDuplicada

log = structlog.get_logger()

NEGOCIO = range(20_000, 21_000)  # RAISE_APPLICATION_ERROR


class Clase(Enum):
    """Kinds of failure; each says what is known of the statement that met it."""

    PERDIDA = auto()  # the connection is gone, or its answer is: what was sent may still have run
    TARDE = auto()  # our own limit: the same, and trying again would only wait again
    SIN_ENVIAR = auto()  # there was no connection to send it by
    AGOTADA = auto()  # this session ran out of cursors: another one has its own
    DESCARTADA = auto()  # a package was recompiled: the call did not run, and would now
    DESHECHA = auto()  # deadlock or serialisation: undone by the database
    OCUPADA = auto()
    DUPLICADA = auto()
    CLAVE = auto()  # a wrong password: trying again counts towards a locked account
    CUENTA = auto()  # the password is right, or was not looked at: trying again cannot lock anything
    MAL_INSTALADA = auto()  # something is missing or invalid: retrying changes nothing, but the account is safe
    SIN_LUGAR = auto()
    NEGOCIO = auto()
    OTRA = auto()  # a mistake of ours


CODIGOS = {
    **dict.fromkeys(("DPY-1001", "DPY-4005", "DPY-6000", "DPY-6001", "DPY-6003", "DPY-6005"), Clase.SIN_ENVIAR),
    **dict.fromkeys(("ORA-12514", "ORA-12541", "ORA-01033", "ORA-01034", "ORA-01090"), Clase.SIN_ENVIAR),
    **dict.fromkeys(("DPY-4011", "ORA-00028", "ORA-01012", "ORA-01089", "ORA-01092", "ORA-02396"), Clase.PERDIDA),
    **dict.fromkeys(("ORA-03113", "ORA-03114", "ORA-03135", "ORA-12537", "ORA-12547"), Clase.PERDIDA),
    **dict.fromkeys(("DPY-4024", "ORA-01013"), Clase.TARDE),
    "ORA-01000": Clase.AGOTADA,
    **dict.fromkeys(("ORA-04068", "ORA-04061", "ORA-04065"), Clase.DESCARTADA),
    **dict.fromkeys(("ORA-00060", "ORA-08177", "ORA-02091"), Clase.DESHECHA),
    **dict.fromkeys(("ORA-00054", "ORA-30006"), Clase.OCUPADA),
    "ORA-00001": Clase.DUPLICADA,
    "ORA-01017": Clase.CLAVE,
    **dict.fromkeys(("ORA-28000", "ORA-28001", "ORA-01045"), Clase.CUENTA),
    **dict.fromkeys(
        ("ORA-00942", "ORA-00904", "ORA-01031", "ORA-04063", "ORA-06508", "ORA-06550"), Clase.MAL_INSTALADA
    ),
    **dict.fromkeys(("ORA-01653", "ORA-01654", "ORA-30036", "ORA-00257", "ORA-01691"), Clase.SIN_LUGAR),
}
SE_DEJA = {Clase.PERDIDA, Clase.TARDE, Clase.SIN_ENVIAR, Clase.AGOTADA, Clase.OTRA}
"""After these the connection is closed, never lent again."""


def clasificar(error: BaseException) -> Clase:
    """The kind of an exception of the driver, or of the network under it."""
    if isinstance(error, OSError):
        return Clase.TARDE if isinstance(error, TimeoutError) else Clase.PERDIDA
    if not isinstance(error, oracledb.Error):
        return Clase.OTRA
    detalle = error.args[0] if error.args else None
    if isinstance(detalle, str) or detalle is None:
        return Clase.OTRA
    # A listener's or a dying session's own code comes inside the driver's.
    dentro = next((codigo for codigo in re.findall(r"ORA-\d{5}", str(detalle)) if codigo in CODIGOS), None)
    clase = CODIGOS.get(detalle.full_code)
    if clase is None and detalle.code in NEGOCIO:
        return Clase.NEGOCIO
    return clase or (CODIGOS[dentro] if dentro and detalle.full_code.startswith("DPY-") else Clase.OTRA)


def texto_de_negocio(error: BaseException) -> tuple[str, str]:
    """Code and first line of a RAISE_APPLICATION_ERROR, without the database's own words."""
    entero = str(error.args[0]) if error.args else ""
    hallado = re.match(r"ORA-(2\d{4}): ?([^\n]*)", entero)
    codigo, texto = (hallado[1], hallado[2].strip()) if hallado else ("20000", "")
    if not texto or re.search(r"\b(ORA|PLS|DPY)-\d", texto):
        texto = "El sistema de la empresa no aceptó la operación."
    return codigo, texto[:300]


FRASES = {
    Clase.PERDIDA: ("base-no-disponible", "La base de datos no responde: probá de nuevo en unos segundos.", 2),
    Clase.TARDE: ("base-lenta", "La base de datos está tardando demasiado: probá de nuevo en unos segundos.", 5),
    Clase.DESHECHA: ("base-interrumpida", "La operación se interrumpió y no se hizo nada: probá de nuevo.", 1),
    Clase.MAL_INSTALADA: ("base-mal-instalada", "El servicio no está disponible: ya avisamos a quien lo atiende.", 60),
    Clase.SIN_LUGAR: ("base-sin-lugar", "El servicio no está disponible: ya avisamos a quien lo atiende.", 60),
}
FRASES[Clase.SIN_ENVIAR] = FRASES[Clase.AGOTADA] = FRASES[Clase.PERDIDA]
FRASES[Clase.DESCARTADA] = FRASES[Clase.DESHECHA]
FRASES[Clase.CLAVE] = FRASES[Clase.CUENTA] = FRASES[Clase.MAL_INSTALADA]
GRAVES = {Clase.CLAVE, Clase.CUENTA, Clase.MAL_INSTALADA, Clase.SIN_LUGAR}


class BaseCaida(NoDisponible):
    """`causa` is for who runs the portal; people read the sentence, which says nothing of the inside."""

    def __init__(self, codigo: str, mensaje: str, reintentar_en: int, causa: str = "") -> None:
        super().__init__(codigo, mensaje, reintentar_en)
        self.causa = causa


def tarde() -> BaseCaida:
    """An answer that was not waited for any longer."""
    return BaseCaida(*FRASES[Clase.TARDE], causa="La base no contestó a tiempo.")


def traducir(error: BaseException) -> BaseException:
    """The error as the portal says it; the database's own words go to the log. One that nobody expected stays."""
    clase = clasificar(error)
    if clase is Clase.DUPLICADA:
        return LlaveDuplicada()
    if clase is Clase.OCUPADA:
        return Ocupado("ocupado", "Otra operación está trabajando con eso: probá en un momento.", 1)
    if clase not in FRASES:
        return error
    registrar = log.critical if clase in GRAVES else log.warning
    registrar("falla de la base", clase=clase.name, detalle=str(error).splitlines()[:1])
    return BaseCaida(*FRASES[clase], causa=causa(error))
