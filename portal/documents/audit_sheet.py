"""The audit as a sheet to take away."""

from collections.abc import Iterable
from gettext import NullTranslations

from portal.documents.sheets import Formato, nueva
from portal.structs.auditoria import Anotacion
from portal.texts.es import auditoria as textos
from portal.texts.languages import SPANISH


def hoja(filas: Iterable[Anotacion], formato: Formato, t: NullTranslations = SPANISH) -> bytes:
    """A row of the audit a row of the sheet."""
    titulos = [t.gettext(titulo) for titulo in textos.COLUMNAS]
    with nueva(formato, t.gettext(textos.HOJA), titulos) as sale:
        sale.agregar(
            (
                str(fila.id),
                fila.en,
                fila.actor,
                fila.rol,
                fila.accion,
                fila.objeto,
                fila.resultado,
                fila.motivo,
                fila.direccion,
            )
            for fila in filas
        )
        return sale.terminar()
