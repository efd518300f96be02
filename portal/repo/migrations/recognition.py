"""Databases made before versions were written down, told by what each step left in them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from portal.errors import NoDisponible
from portal.repo.migrations.plan import REINTENTAR_S
from portal.repo.migrations.steps import Applied, Step
from portal.texts.named import datos

# A table, or a column as table.column, that nothing made before that step. Steps from here on are always written down.
MARKS = {
    1: "portal_idempotencia",
    2: "portal_extracto",
    3: "portal_codigo",
    4: "portal_pago_evidencia",
    5: "portal_consulta_tramo",
    6: "portal_extracto_parte",
    7: "portal_pulso",
    8: "erp_retirada",
    9: "portal_auditoria.direccion",
    10: "erp_cambio",
}
# On Oracle «db install» made the tables of later steps in older databases too, but no column, and it took nothing away:
# "-" is before a table that the step dropped.
ON_ORACLE = {
    1: "portal_idempotencia",
    2: "portal_extracto",
    3: "portal_pago.mirar",
    4: "portal_pago_evidencia",
    5: "-portal_consulta_deuda",
    6: "portal_extracto_parte",
    7: "portal_pulso",
    9: "portal_auditoria.direccion",
}


def recognise(steps: Sequence[Step], there: AbstractSet[str]) -> tuple[Applied, ...]:
    """The steps that such a database has been through, given its tables and columns; none for one of 1.0.0.

    Raises NoDisponible where it has a later one and lacks an earlier.
    """
    taken = first(steps, there, MARKS)
    later = [step for step in steps[len(taken) :] if _left(step, there, MARKS)]
    if later:
        lacks = steps[len(taken)]
        raise NoDisponible("base-con-paso-salteado", datos(caso="sin-version", paso=lacks.label), REINTENTAR_S)
    return taken


def first(steps: Sequence[Step], there: AbstractSet[str], marks: Mapping[int, str]) -> tuple[Applied, ...]:
    """The steps that it has been through up to the first that it lacks."""
    return tuple(step.applied for step in takewhile(lambda step: _left(step, there, marks), steps))


def _left(step: Step, there: AbstractSet[str], marks: Mapping[int, str]) -> bool:
    mark = marks.get(step.number)
    return mark is not None and (mark[1:] not in there if mark.startswith("-") else mark in there)
