"""What people read of each step: in the attempt's life, its audit and its receipt."""

from portal.structs.pasos import Razon
from portal.texts.catalogue import say
from portal.texts.named import datos

# The words are those of whoever decided: the bank, the package, or the person who asked for it.
AJENAS = {Razon.NO_COBRADO, Razon.REHUSADO, Razon.ABANDONADO, Razon.SE_PIDIO, Razon.UNA_PERSONA}


def frase(razon: Razon, dicho: str) -> str:
    """One sentence in Spanish, as it is stored; dicho: what the bank, the package or whoever asked for it said."""
    return dicho if razon in AJENAS else say("paso", datos(caso=razon, dicho=dicho))
