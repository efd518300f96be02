"""Bringing an extract as the staff does, by its operation."""

from portal.imports import extracto as lector
from portal.operations.desk import extractos
from portal.structs.finanzas import Extracto
from tests.conftest import Casa

MOTIVO = "Control diario"


def subir(casa: Casa, contenido: bytes, canal: str = "banco-demo") -> Extracto | str:
    """The extract, or the key under which something is asked about it."""
    operadora = casa.actor("operadora")
    return casa.operar(
        lambda portal: extractos.subir(portal, operadora, lector, canal, "extracto.csv", contenido, MOTIVO)
    )
