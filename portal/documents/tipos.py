"""What each kind of debt is called, wherever people read it."""

from msgspec import Struct

from portal.structs.deudas import Tipo


class NombresDeTipo(Struct, frozen=True):
    """uno: one debt of the kind, in a column. todos: the kind as a choice. contado: after 1, and after a number over 1,
    in a sentence."""

    uno: str
    todos: str
    contado: tuple[str, str]


NOMBRES = {
    Tipo.CUOTA: NombresDeTipo("Cuota", "Cuotas", ("cuota", "cuotas")),
    Tipo.AGUA: NombresDeTipo("Agua", "Agua", ("de agua", "de agua")),
    Tipo.JARDINERIA: NombresDeTipo("Jardinería", "Jardinería", ("de jardinería", "de jardinería")),
    Tipo.IMPUESTO: NombresDeTipo("Impuesto", "Impuesto", ("impuesto", "impuestos")),
    Tipo.EXPENSAS: NombresDeTipo("Expensas", "Expensas", ("de expensas", "de expensas")),
    Tipo.CANCELACION: NombresDeTipo("Cancelación", "Cancelación anticipada", ("cancelación", "cancelaciones")),
    None: NombresDeTipo("", "", ("concepto", "conceptos")),
}
