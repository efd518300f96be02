"""OAuth's scopes: what of a role they let a program do, and which of them a token is given."""

from collections.abc import Iterable

from portal.errors import AlcanceDesconocido, AlcanceInsuficiente, DatoInvalido
from portal.rules.access.permisos import ROLES, Acto
from portal.structs.canales import Alcance
from portal.structs.usuarios import Actor, Rol
from portal.texts.named import datos

# The acts behind each one: a role that does none of them is given nothing by it.
ACTOS = {
    Alcance.CONSULTA: (Acto.CONSULTAR,),
    Alcance.CARRITO: (Acto.CARRITO,),
    Alcance.PAGO: (Acto.PAGAR_CANAL,),
    Alcance.ANULACION: (Acto.ANULAR,),
    Alcance.LEER_PAGOS: (Acto.VER_PAGOS,),
}


def exigir(actor: Actor, alcance: Alcance) -> None:
    """Raises AlcanceInsuficiente where the token was not given for that; a person's is given for all that they do."""
    if actor.licencia is not None and alcance not in actor.licencia.alcances:
        raise AlcanceInsuficiente(alcance)


def de_rol(rol: Rol) -> frozenset[Alcance]:
    """All that a role could be given."""
    return frozenset(alcance for alcance, actos in ACTOS.items() if any(rol in ROLES[acto] for acto in actos))


def concedidos(pedidos: str, suyos: frozenset[Alcance]) -> frozenset[Alcance]:
    """What a token is given: all that is the credential's, or the part of it that is asked for (RFC 6749, 3.3).

    Raises AlcanceDesconocido for one that it does not have, as for one that there is not.
    """
    nombres = pedidos.split()
    if not set(nombres) <= set(suyos):
        raise AlcanceDesconocido
    return frozenset(map(Alcance, nombres)) or suyos


def leer(nombres: Iterable[str]) -> frozenset[Alcance]:
    """The scopes that a person chose for a credential. Raises DatoInvalido for none, and for a made-up one."""
    elegidos = set(nombres)
    if not elegidos or not elegidos <= set(Alcance):
        raise DatoInvalido("alcances-invalidos", datos(alcances=tuple(Alcance)), "alcances")
    return frozenset(map(Alcance, elegidos))


def escribir(alcances: Iterable[Alcance]) -> str:
    """As OAuth writes them: with spaces, always in the same order."""
    dichos = set(alcances)
    return " ".join(alcance for alcance in Alcance if alcance in dichos)
