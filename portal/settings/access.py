"""What a customer is asked for who opens the own account without anybody's help."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from portal.settings.mail import MailSettings
from portal.settings.values import Demand
from portal.texts.named import Saying, datos

ASKED = ("movimiento", "importe", "codigo")
NOBODY = "no"
KEY_LENGTH = 32


class AccessSettings(MailSettings, frozen=True, kw_only=True):
    """It inherits the mail's, as a struct has one base.

    primer_acceso: what is asked for, all of it, separated by commas; "no": nobody opens an account uninvited.
    primer_acceso_clave: the key of the codes that the company prints on its bills. sesion_inactiva_clientes and
    sesion_inactiva_operadores: minutes after which a session of the pages ends where nobody uses it.
    """

    primer_acceso: str = "movimiento"
    primer_acceso_clave: str = ""
    sesion_inactiva_clientes: Annotated[int, Meta(ge=5, le=120)] = 60
    sesion_inactiva_operadores: Annotated[int, Meta(ge=5, le=120)] = 30

    def sesion_inactiva(self, rol: str) -> int:
        """The minutes of whoever has that role."""
        return self.sesion_inactiva_operadores if rol == "operador" else self.sesion_inactiva_clientes

    @property
    def primer_acceso_pide(self) -> tuple[str, ...]:
        """What a customer tells; nothing where they only come by an invitation."""
        asked = tuple(each.strip() for each in self.primer_acceso.split(","))
        return () if asked == (NOBODY,) else asked


def demands(settings: AccessSettings) -> Iterator[Demand]:
    """Of any portal."""
    asked = settings.primer_acceso_pide
    yield (
        set(asked) <= set(ASKED) and len(set(asked)) == len(asked),
        Saying("ajuste-de-otros", datos(nombre="PRIMER_ACCESO", posibles=", ".join((*ASKED, NOBODY)))),
    )
    yield (
        "codigo" not in asked or len(settings.primer_acceso_clave) >= KEY_LENGTH,
        Saying("ajuste", datos(caso="primer-acceso-clave")),
    )
