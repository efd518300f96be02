"""Why the database does not serve, for who runs the portal: the sentence of «portal db check»."""

import re

CAUSES = {
    "ORA-01017": "La base no acepta DB_USER o DB_PASSWORD: corregilos y reiniciá el portal.",
    "ORA-28000": "La cuenta DB_USER está bloqueada en la base: hay que desbloquearla.",
    "ORA-28001": "La contraseña de DB_USER venció en la base: renovala (si es otra, en DB_PASSWORD, y reiniciá).",
    "ORA-01045": "A DB_USER le falta el permiso CREATE SESSION.",
    "ORA-12514": "El servidor de DB_HOST no conoce el servicio DB_SERVICE, o la base todavía está arrancando.",
    "DPY-6001": "El servidor de DB_HOST no conoce el servicio DB_SERVICE, o la base todavía está arrancando.",
    "ORA-01033": "La base está arrancando o deteniéndose.",
    "ORA-01034": "La base está detenida.",
    "ORA-00942": "Faltan tablas del portal en la base: corré «portal db install».",
    "ORA-00904": "Las tablas del portal son de otra versión («portal db status»): traelas con «portal db migrate».",
    "ORA-01031": "A DB_USER le faltan permisos sobre las tablas o el paquete.",
    "ORA-06550": "PACK_PAGO_WS no está, no compila o cambió sus parámetros.",
    "ORA-04063": "PACK_PAGO_WS no compila.",
    "ORA-06508": "PACK_PAGO_WS no compila.",
    "ORA-01653": "La base se quedó sin lugar.",
    "ORA-01000": "Se agotaron los cursores de una sesión.",
    "DPY-4024": "La base no contestó a tiempo.",
    "DPY-4011": "La base aceptó la conexión y la cortó, o no siguió contestando.",
}
NETWORK: dict[type[BaseException], str] = {
    ConnectionRefusedError: "Nadie atiende en DB_HOST y DB_PORT: la base está apagada o la dirección es otra.",
    TimeoutError: "DB_HOST no contesta: revisá la dirección, la red, y si la base está colgada.",
    OSError: "DB_HOST cortó la conexión, o no se lo puede alcanzar.",
}


def cause(error: BaseException) -> str:
    """One Spanish sentence, without the database's own words."""
    chain = [error]
    while (following := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(following)
    for kind, sentence in NETWORK.items():
        if any(isinstance(each, kind) for each in chain):
            return sentence
    codes = re.findall(r"(?:ORA-\d{5}|DPY-\d{4})", " ".join(str(each) for each in reversed(chain)))
    return next((CAUSES[code] for code in codes if code in CAUSES), "La base de datos no responde.")
