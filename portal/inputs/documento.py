"""Identity numbers as people type them."""

from portal.errors import DatoInvalido
from portal.inputs import identity


def normalizar(documento: str) -> str:
    """Without dots, spaces and marks that are not seen, in capitals: '4.567.890' is '4567890'; a RUC keeps its hyphen.
    Raises DatoInvalido."""
    limpio = identity.documento(documento)
    if not identity.es_documento(limpio):
        raise DatoInvalido("documento-invalido", campo="documento")
    return limpio
