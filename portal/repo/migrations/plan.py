"""Which steps a database lacks, decided from what it has been through; no engine is known here."""

from collections.abc import Iterable, Sequence

from portal.errors import NoDisponible
from portal.repo.migrations.steps import Applied, Step

ANTIGUA = "base-antigua"
NUEVA = "base-mas-nueva"
CAMBIADA = "base-con-paso-cambiado"
SALTEADA = "base-con-paso-salteado"
REINTENTAR_S = 60


def missing(steps: Sequence[Step], applied: Iterable[Applied]) -> tuple[Step, ...]:
    """The steps to take, in order. Raises NoDisponible for a database of a newer portal, for a step that was changed
    after it was taken, and for one that was passed over."""
    taken = {row.number: row for row in applied}
    known = {step.number: step for step in steps}
    for number in sorted(taken):
        row = taken[number]
        label = f"{number:04}_{row.name}"
        if number not in known:
            raise NoDisponible(
                NUEVA,
                f"La base es de un portal más nuevo (tiene el paso {label}): usá esa versión, o una copia de la base "
                "de antes.",
                REINTENTAR_S,
            )
        if known[number].applied != row:
            raise NoDisponible(
                CAMBIADA,
                f"El paso {label} cambió después de aplicarse en esta base: usá el portal con el que se aplicó.",
                REINTENTAR_S,
            )
    rest = tuple(step for step in steps if step.number not in taken)
    if rest and taken and rest[0].number < max(taken):
        raise NoDisponible(
            SALTEADA,
            f"A la base le falta el paso {rest[0].label} y tiene otros posteriores: reponé una copia sana.",
            REINTENTAR_S,
        )
    return rest


def require(steps: Sequence[Step], applied: Iterable[Applied]) -> None:
    """Raises NoDisponible unless the database is exactly what these steps make."""
    if rest := missing(steps, applied):
        raise behind(rest)


def behind(rest: Sequence[Step]) -> NoDisponible:
    """What a database is told that lacks those steps."""
    more = {1: "", 2: " y 1 más"}.get(len(rest), f" y {len(rest) - 1} más")
    return NoDisponible(
        ANTIGUA,
        f"La base es de una versión anterior: falta el paso {rest[0].label}{more}. Traela con «portal db migrate».",
        REINTENTAR_S,
    )


def unversioned() -> NoDisponible:
    """What a database of this schema is told that nobody has written down yet."""
    return NoDisponible(ANTIGUA, "La base no tiene anotada su versión: anotala con «portal db migrate».", REINTENTAR_S)
