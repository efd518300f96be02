"""Which steps a database lacks, decided from what it has been through; no engine is known here."""

from collections.abc import Iterable, Sequence

from portal.errors import NoDisponible
from portal.repo.migrations.steps import Applied, Step
from portal.texts.named import datos

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
            raise NoDisponible("base-mas-nueva", datos(paso=label), REINTENTAR_S)
        if known[number].applied != row:
            raise NoDisponible("base-con-paso-cambiado", datos(paso=label), REINTENTAR_S)
    rest = tuple(step for step in steps if step.number not in taken)
    if rest and taken and rest[0].number < max(taken):
        raise NoDisponible("base-con-paso-salteado", datos(paso=rest[0].label), REINTENTAR_S)
    return rest


def require(steps: Sequence[Step], applied: Iterable[Applied]) -> None:
    """Raises NoDisponible unless the database is exactly what these steps make."""
    if rest := missing(steps, applied):
        raise behind(rest)


def behind(rest: Sequence[Step]) -> NoDisponible:
    """What a database is told that lacks those steps."""
    if len(rest) == 1:
        return NoDisponible("base-antigua", datos(paso=rest[0].label), REINTENTAR_S)
    return NoDisponible("base-antigua", datos(caso="con-otros", paso=rest[0].label, otros=len(rest) - 1), REINTENTAR_S)


def unversioned() -> NoDisponible:
    """What a database of this schema is told that nobody has written down yet."""
    return NoDisponible("base-antigua", datos(caso="sin-anotar"), REINTENTAR_S)
