"""A password as it is typed, on whichever device."""

import unicodedata

# In code points of its normal form.
LARGO_MAXIMO = 256


def normal(clave: str) -> str:
    """The form in which a password is kept and compared (NFKC): the same keys give other letters on another device."""
    return unicodedata.normalize("NFKC", clave)
