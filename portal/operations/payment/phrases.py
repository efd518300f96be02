"""What people read of each step: in the attempt's life, its audit and its receipt."""

from portal.structs.pasos import Razon
from portal.structs.solicitudes import Aprobacion
from portal.texts.catalogue import say
from portal.texts.named import datos

# The words are those of whoever decided: the bank, the package, or the person who asked for it.
AJENAS = {Razon.NO_COBRADO, Razon.REHUSADO, Razon.ABANDONADO, Razon.SE_PIDIO, Razon.UNA_PERSONA}


def frase(razon: Razon, dicho: str) -> str:
    """One sentence in Spanish, as it is stored; dicho: what the bank, the package or whoever asked for it said."""
    return dicho if razon in AJENAS else say("paso", datos(caso=razon, dicho=dicho))


def de_dos(motivo: str, aprobacion: Aprobacion | None) -> str:
    """The reason of whoever asked, and that of the second person, where there is one."""
    if aprobacion is None:
        return motivo
    return say("con-aprobacion", datos(motivo=motivo, quien=aprobacion.quien, respuesta=aprobacion.respuesta))
