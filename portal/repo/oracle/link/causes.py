"""Why the database does not serve, for who runs the portal: what «portal db check» tells."""

import re

from portal.texts.catalogue import say
from portal.texts.named import datos

CAUSES = {
    "ORA-01017": "clave",
    "ORA-28000": "cuenta-bloqueada",
    "ORA-28001": "clave-vencida",
    "ORA-01045": "sin-permiso-de-entrar",
    "ORA-12514": "servicio-desconocido",
    "DPY-6001": "servicio-desconocido",
    "ORA-01033": "arrancando",
    "ORA-01034": "detenida",
    "ORA-00942": "faltan-tablas",
    "ORA-00904": "otra-version",
    "ORA-01031": "sin-permisos",
    "ORA-06550": "paquete-ausente",
    "ORA-04063": "paquete-invalido",
    "ORA-06508": "paquete-invalido",
    "ORA-01653": "sin-lugar",
    "ORA-01000": "sin-cursores",
    "DPY-4024": "tarde",
    "DPY-4011": "cortada",
}
NETWORK: dict[type[BaseException], str] = {
    ConnectionRefusedError: "nadie-atiende",
    TimeoutError: "servidor-callado",
    OSError: "servidor-cortado",
}


def cause(error: BaseException) -> str:
    """One sentence in Spanish, as it is logged, without the database's own words."""
    return say("causa-de-la-base", datos(caso=_which(error)))


def _which(error: BaseException) -> str:
    chain = [error]
    while (following := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(following)
    for kind, sentence in NETWORK.items():
        if any(isinstance(each, kind) for each in chain):
            return sentence
    codes = re.findall(r"(?:ORA-\d{5}|DPY-\d{4})", " ".join(str(each) for each in reversed(chain)))
    return next((CAUSES[code] for code in codes if code in CAUSES), "callada")
