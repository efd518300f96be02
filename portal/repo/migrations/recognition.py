"""Databases made before versions were written down, told by what each step left in them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from portal.errors import NoDisponible
from portal.repo.migrations.plan import REINTENTAR_S, SALTEADA
from portal.repo.migrations.steps import Applied, Step

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


def recognise(steps: Sequence[Step], there: AbstractSet[str]) -> tuple[Applied, ...]:
    """The steps that such a database has been through, given its tables and columns; none for one of 1.0.0.

    Raises NoDisponible where it has a later one and lacks an earlier.
    """
    marked = [step for step in steps if step.number in MARKS]
    taken = [step for step in marked if MARKS[step.number] in there]
    if taken != marked[: len(taken)]:
        lacks = next(step for step in marked if step not in taken)
        raise NoDisponible(
            SALTEADA,
            f"La base quedó a medias entre dos versiones: no tiene lo del paso {lacks.label} y sí lo de otros "
            "posteriores. Reponé una copia sana.",
            REINTENTAR_S,
        )
    return tuple(step.applied for step in taken)
