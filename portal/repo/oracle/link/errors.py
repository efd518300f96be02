"""What the driver and the database say, sorted by what can be done about it."""

import re
from enum import Enum

import oracledb
import structlog

from portal.errors import NoDisponible, Ocupado
from portal.repo.oracle.link.causes import cause
from portal.repo.protocol import LlaveDuplicada
from portal.texts.catalogue import say
from portal.texts.named import Saying, datos

log = structlog.get_logger()

BUSINESS = range(20_000, 21_000)  # RAISE_APPLICATION_ERROR


class Kind(Enum):
    """Kinds of failure, by the word for them in the log; each says what is known of the statement that met it."""

    LOST = "PERDIDA"  # the connection is gone, or its answer is: what was sent may still have run
    LATE = "TARDE"  # our own limit: the same, and trying again would only wait again
    UNSENT = "SIN_ENVIAR"  # there was no connection to send it by
    EXHAUSTED = "AGOTADA"  # this session ran out of cursors: another one has its own
    DISCARDED = "DESCARTADA"  # a package was recompiled: the call did not run, and would now
    UNDONE = "DESHECHA"  # deadlock or serialisation: undone by the database
    BUSY = "OCUPADA"
    DUPLICATE = "DUPLICADA"
    LOGIN = "CLAVE"  # a wrong password: trying again counts towards a locked account
    ACCOUNT = "CUENTA"  # the password is right, or was not looked at: trying again cannot lock anything
    MISINSTALLED = "MAL_INSTALADA"  # something is missing or invalid: retrying changes nothing, but the account is safe
    NO_ROOM = "SIN_LUGAR"
    BUSINESS = "NEGOCIO"
    OTHER = "OTRA"  # a mistake of ours


CODES = {
    **dict.fromkeys(("DPY-1001", "DPY-4005", "DPY-6000", "DPY-6001", "DPY-6003", "DPY-6005"), Kind.UNSENT),
    **dict.fromkeys(("ORA-12514", "ORA-12541", "ORA-01033", "ORA-01034", "ORA-01090"), Kind.UNSENT),
    **dict.fromkeys(("DPY-4011", "ORA-00028", "ORA-01012", "ORA-01089", "ORA-01092", "ORA-02396"), Kind.LOST),
    **dict.fromkeys(("ORA-03113", "ORA-03114", "ORA-03135", "ORA-12537", "ORA-12547"), Kind.LOST),
    **dict.fromkeys(("DPY-4024", "ORA-01013"), Kind.LATE),
    "ORA-01000": Kind.EXHAUSTED,
    **dict.fromkeys(("ORA-04068", "ORA-04061", "ORA-04065"), Kind.DISCARDED),
    **dict.fromkeys(("ORA-00060", "ORA-08177", "ORA-02091"), Kind.UNDONE),
    **dict.fromkeys(("ORA-00054", "ORA-30006"), Kind.BUSY),
    "ORA-00001": Kind.DUPLICATE,
    "ORA-01017": Kind.LOGIN,
    **dict.fromkeys(("ORA-28000", "ORA-28001", "ORA-01045"), Kind.ACCOUNT),
    **dict.fromkeys(("ORA-00942", "ORA-00904", "ORA-01031", "ORA-04063", "ORA-06508", "ORA-06550"), Kind.MISINSTALLED),
    **dict.fromkeys(("ORA-01653", "ORA-01654", "ORA-30036", "ORA-00257", "ORA-01691"), Kind.NO_ROOM),
}
SUSPECT = {Kind.LOST, Kind.LATE, Kind.UNSENT, Kind.EXHAUSTED, Kind.OTHER}
"""After these the connection is closed, never lent again."""


def classify(error: BaseException) -> Kind:
    """The kind of an exception of the driver, or of the network under it."""
    if isinstance(error, OSError):
        return Kind.LATE if isinstance(error, TimeoutError) else Kind.LOST
    if not isinstance(error, oracledb.Error):
        return Kind.OTHER
    detail = error.args[0] if error.args else None
    if isinstance(detail, str) or detail is None:
        return Kind.OTHER
    # A listener's or a dying session's own code comes inside the driver's.
    inside = next((codigo for codigo in re.findall(r"ORA-\d{5}", str(detail)) if codigo in CODES), None)
    kind = CODES.get(detail.full_code)
    if kind is None and detail.code in BUSINESS:
        return Kind.BUSINESS
    return kind or (CODES[inside] if inside and detail.full_code.startswith("DPY-") else Kind.OTHER)


def business_text(error: BaseException) -> tuple[str, str]:
    """Code and first line of a RAISE_APPLICATION_ERROR, without the database's own words."""
    whole = str(error.args[0]) if error.args else ""
    found = re.match(r"ORA-(2\d{4}): ?([^\n]*)", whole)
    codigo, text = (found[1], found[2].strip()) if found else ("20000", "")
    if not text or re.search(r"\b(ORA|PLS|DPY)-\d", text):
        text = say("erp-rehusa", ())
    return codigo, text[:300]


SENTENCES = {
    Kind.LOST: (Saying("base-no-disponible", datos(caso="un-momento")), 2),
    Kind.LATE: (Saying("base-lenta"), 5),
    Kind.UNDONE: (Saying("base-interrumpida"), 1),
    Kind.MISINSTALLED: (Saying("base-mal-instalada"), 60),
    Kind.NO_ROOM: (Saying("base-sin-lugar", datos(caso="en-oracle")), 60),
}
SENTENCES[Kind.UNSENT] = SENTENCES[Kind.EXHAUSTED] = SENTENCES[Kind.LOST]
SENTENCES[Kind.DISCARDED] = SENTENCES[Kind.UNDONE]
SENTENCES[Kind.LOGIN] = SENTENCES[Kind.ACCOUNT] = SENTENCES[Kind.MISINSTALLED]
SEVERE = {Kind.LOGIN, Kind.ACCOUNT, Kind.MISINSTALLED, Kind.NO_ROOM}


class DatabaseDown(NoDisponible):
    """`causa` is for who runs the portal; people read the sentence, which says nothing of the inside."""

    def __init__(self, dicho: Saying, reintentar_en: int, causa: str = "") -> None:
        super().__init__(dicho.code, dicho.data, reintentar_en)
        self.dicho = dicho
        self.causa = causa


def late() -> DatabaseDown:
    """An answer that was not waited for any longer."""
    return DatabaseDown(*SENTENCES[Kind.LATE], causa=say("causa-de-la-base", datos(caso="tarde")))


def translate(error: BaseException) -> BaseException:
    """The error as the portal says it; the database's own words go to the log. One that nobody expected stays."""
    kind = classify(error)
    if kind is Kind.DUPLICATE:
        return LlaveDuplicada()
    if kind is Kind.BUSY:
        return Ocupado("ocupado", (), 1)
    if kind not in SENTENCES:
        return error
    tell = log.critical if kind in SEVERE else log.warning
    tell("falla de la base", clase=kind.value, detalle=str(error).splitlines()[:1])
    return DatabaseDown(*SENTENCES[kind], causa=cause(error))
