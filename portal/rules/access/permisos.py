"""Who may do what, for both doors (DOMAIN: who may do what)."""

from collections.abc import Iterable
from enum import StrEnum

from portal.errors import Ajeno, DatoInvalido, NoEncontrado, NoPermitido
from portal.inputs import identity
from portal.structs.deudas import Consulta
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor, Nivel, Rol
from portal.texts.named import datos

MOTIVO_MINIMO = 5
# Within what every table that keeps one has room for, in bytes too.
MOTIVO_MAXIMO = 500


class Acto(StrEnum):
    """What is asked for, apart from the object it is asked of."""

    CONSULTAR = "consultar"
    LO_PROPIO = "lo-propio"
    CARRITO = "carrito"
    PAGAR_PASARELA = "pagar-pasarela"
    PAGAR_CANAL = "pagar-canal"
    ANULAR = "anular"
    PEDIR_ANULACION = "pedir-anulacion"
    VER_PAGOS = "ver-pagos"
    VER_TODOS = "ver-todos"
    RESOLVER = "resolver"
    VER_FINANZAS = "ver-finanzas"
    FINANZAS = "finanzas"
    ADMINISTRAR = "administrar"


ROLES = {
    Acto.CONSULTAR: frozenset(Rol),
    Acto.LO_PROPIO: frozenset({Rol.CLIENTE}),
    Acto.CARRITO: frozenset({Rol.CLIENTE, Rol.CANAL}),
    Acto.PAGAR_PASARELA: frozenset({Rol.CLIENTE}),
    Acto.PAGAR_CANAL: frozenset({Rol.CANAL}),
    Acto.ANULAR: frozenset({Rol.CANAL, Rol.OPERADOR}),
    Acto.PEDIR_ANULACION: frozenset({Rol.CLIENTE}),
    Acto.VER_PAGOS: frozenset(Rol),
    Acto.VER_TODOS: frozenset({Rol.OPERADOR}),
    Acto.RESOLVER: frozenset({Rol.OPERADOR}),
    Acto.VER_FINANZAS: frozenset({Rol.OPERADOR}),
    Acto.FINANZAS: frozenset({Rol.OPERADOR}),
    Acto.ADMINISTRAR: frozenset({Rol.OPERADOR}),
}

# The level from which an operador does what changes something; to look, the first is enough.
DESDE_NIVEL = {
    Acto.ANULAR: Nivel.RESOLVER,
    Acto.RESOLVER: Nivel.RESOLVER,
    Acto.FINANZAS: Nivel.RESOLVER,
    Acto.ADMINISTRAR: Nivel.ADMINISTRAR,
}


def exigir(actor: Actor, acto: Acto) -> None:
    """Raises NoPermitido where that role never does that, whatever the object, or that operador's level is short."""
    if actor.rol not in ROLES[acto]:
        raise NoPermitido("no-permitido", datos(caso=f"{acto}-{actor.rol.lower()}"))
    if not puede(actor, acto):
        raise NoPermitido("nivel-insuficiente", datos(nivel=_nivel(acto)))


def puede(actor: Actor, acto: Acto) -> bool:
    """Whether exigir lets it pass: for a page, which offers nothing that would be refused."""
    return actor.rol in ROLES[acto] and (actor.rol is not Rol.OPERADOR or alcanza(actor, _nivel(acto)))


def alcanza(actor: Actor, nivel: Nivel) -> bool:
    """Whether an operador is of that level or above. One without a level, which no command makes, is of none."""
    niveles = tuple(Nivel)
    return actor.nivel is not None and niveles.index(actor.nivel) >= niveles.index(nivel)


def _nivel(acto: Acto) -> Nivel:
    return DESDE_NIVEL.get(acto, Nivel.MIRAR)


def puerta_permitida(rol: Rol, puerta: str) -> None:
    """Canales work by the API and operadores in the pages; a cliente may do both. Raises NoPermitido."""
    if rol is Rol.OPERADOR and puerta == "api":
        raise NoPermitido("puerta-equivocada", datos(caso=puerta))
    if rol is Rol.CANAL and puerta == "pagina":
        raise NoPermitido("puerta-equivocada", datos(caso=puerta))


def documento_elegido(actor: Actor) -> str:
    """The documento that the customer has chosen: the own, or another's. Raises NoPermitido for whoever is no
    customer."""
    return _de_cliente(actor, actor.documento)


def documento_propio(actor: Actor) -> str:
    """The customer's own documento, whichever is chosen. Raises NoPermitido for whoever is no customer."""
    return _de_cliente(actor, actor.documento_propio)


def _de_cliente(actor: Actor, documento: str | None) -> str:
    exigir(actor, Acto.LO_PROPIO)
    if documento is None:
        raise NoPermitido("no-permitido", datos(caso="sin-documento"))
    return documento


def documento_visible(actor: Actor, documento: str) -> None:
    """A customer sees only the documento that is chosen. Raises NoEncontrado, in the words of one that does not
    exist."""
    if actor.rol is Rol.CLIENTE and not _mismo_documento(actor, documento):
        raise Ajeno("cliente-desconocido", objeto=documento)


def consulta_visible(actor: Actor, consulta: Consulta | None) -> Consulta:
    """The consultation, for who opened it, while a customer has its documento chosen: a form that was left open before
    another was chosen does nothing. Raises NoEncontrado, also where there is none."""
    if consulta is None:
        raise NoEncontrado("consulta-desconocida")
    if consulta.usuario != actor.usuario:
        raise Ajeno("consulta-desconocida", objeto=f"consulta {consulta.idsession}")
    if actor.rol is Rol.CLIENTE and not _mismo_documento(actor, consulta.documento):
        raise NoEncontrado("consulta-de-otro-documento")
    return consulta


def pago_visible(actor: Actor, pago: Pago | None) -> Pago:
    """The payment, for whom it concerns. Raises NoEncontrado, also where there is none.

    A canal sees what it issued, a customer what was paid of the documento that is chosen, by whomever. What they paid
    themselves for another is told as that: they know of it.
    """
    if pago is None:
        raise NoEncontrado("pago-desconocido")
    if actor.rol is Rol.CLIENTE and pago.usuario == actor.usuario and not concierne(actor, pago):
        raise NoEncontrado("pago-de-otro-documento")
    if not concierne(actor, pago):
        raise Ajeno("pago-desconocido", objeto=f"pago {pago.id}")
    return pago


def propio(actor: Actor, pagos: Iterable[Pago]) -> Pago | None:
    """Which of the payments that carry one code this very user made: one at most, as each issuer has a code once."""
    return next((pago for pago in pagos if pago.usuario == actor.usuario), None)


def motivo_exigido(actor: Actor, motivo: str) -> str:
    """The reason, trimmed.

    Raises DatoInvalido where an operador, who looks into what is not theirs, gives none that says something, or one
    that nobody will read.
    """
    return _acotado(motivo, MOTIVO_MINIMO if actor.rol is Rol.OPERADOR else 0)


def motivo_claro(motivo: str) -> str:
    """The reason, trimmed, whoever gives it. Raises DatoInvalido for one that says nothing, or too much."""
    return _acotado(motivo, MOTIVO_MINIMO)


def _acotado(motivo: str, minimo: int) -> str:
    limpio = motivo.strip()
    if len(limpio) > MOTIVO_MAXIMO:
        raise DatoInvalido("motivo-largo", datos(maximo=MOTIVO_MAXIMO), "motivo")
    if len(limpio) < minimo:
        raise DatoInvalido("motivo-requerido", datos(minimo=MOTIVO_MINIMO), "motivo")
    return limpio


def concierne(actor: Actor, pago: Pago) -> bool:
    """Whether the payment is the actor's to see."""
    match actor.rol:
        case Rol.OPERADOR:
            return True
        case Rol.CANAL:
            return pago.emisor == actor.usuario
        case Rol.CLIENTE:  # pragma: no branch - there is no other role
            return _mismo_documento(actor, pago.documento)


def _mismo_documento(actor: Actor, documento: str) -> bool:
    return actor.documento is not None and identity.documento(actor.documento) == identity.documento(documento)
