"""Who needs a second factor, and which may go."""

from portal.errors import DatoInvalido
from portal.structs.factores import Factores
from portal.structs.usuarios import Actor, Rol
from portal.texts.named import datos

MAXIMO = 10
LARGO_NOMBRE = 60


def debe_uno(actor: Actor) -> bool:
    """Whether nothing may be done before enrolling one: staff sees everybody's data. The demonstration's users, which
    cannot be in production, are let be."""
    return actor.rol is Rol.OPERADOR and not actor.es_demo and not actor.factores


def nombre_claro(nombre: str) -> str:
    """What its owner calls it, trimmed. Raises DatoInvalido for none, or one too long."""
    limpio = " ".join(nombre.split())
    if not 1 <= len(limpio) <= LARGO_NOMBRE:
        raise DatoInvalido("nombre-de-factor", datos(maximo=LARGO_NOMBRE), "nombre")
    return limpio


def cabe_otro(factores: Factores) -> None:
    """Raises DatoInvalido where there are as many as a person can tell apart."""
    if len(factores.todos) >= MAXIMO:
        raise DatoInvalido("demasiados-factores", datos(maximo=MAXIMO))


def puede_irse(actor: Actor, factores: Factores) -> None:
    """Raises DatoInvalido for the last one of whoever has to have one."""
    if actor.rol is Rol.OPERADOR and not actor.es_demo and len(factores.todos) <= 1:
        raise DatoInvalido("ultimo-factor")
