"""What each kind of debt is called, wherever people read it."""

from msgspec import Struct

from portal.structs.deudas import Tipo


class Nombres(Struct, frozen=True):
    """uno: one debt of the kind, in a column. todos: the kind as a choice. contado: after 1, and after a number over 1,
    in a sentence."""

    uno: str
    todos: str
    contado: tuple[str, str]


NOMBRES = {
    Tipo.CUOTA: Nombres("Cuota", "Cuotas", ("cuota", "cuotas")),
    Tipo.AGUA: Nombres("Agua", "Agua", ("de agua", "de agua")),
    Tipo.JARDINERIA: Nombres("Jardinería", "Jardinería", ("de jardinería", "de jardinería")),
    Tipo.IMPUESTO: Nombres("Impuesto", "Impuesto", ("impuesto", "impuestos")),
    Tipo.EXPENSAS: Nombres("Expensas", "Expensas", ("de expensas", "de expensas")),
    Tipo.CANCELACION: Nombres("Cancelación", "Cancelación anticipada", ("cancelación", "cancelaciones")),
    None: Nombres("", "", ("concepto", "conceptos")),
}
