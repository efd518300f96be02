"""Identity numbers as people type them."""

import re

from portal.errors import DatoInvalido

FORMA = re.compile(r"[0-9A-Z]{6,15}(-[0-9])?")


def normalizar(documento: str) -> str:
    """Without dots and spaces, in capitals: '4.567.890' is '4567890'; a RUC keeps its hyphen. Raises DatoInvalido."""
    limpio = re.sub(r"[.\s]", "", documento).upper()
    if not FORMA.fullmatch(limpio) or len(limpio) > 15:  # noqa: PLR2004 - the seed's limit
        raise DatoInvalido(
            "documento-invalido", "El documento lleva entre 6 y 15 letras o números, sin otros signos.", "documento"
        )
    return limpio
