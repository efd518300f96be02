"""Which languages people are offered."""

from collections.abc import Iterator

from portal.settings.access import AccessSettings
from portal.settings.values import Demand
from portal.texts.languages import SHIPPED
from portal.texts.named import Saying, datos


class LanguageSettings(AccessSettings, frozen=True, kw_only=True):
    """It inherits those of access, as a struct has one base. idiomas: their names, separated by commas; without it,
    those that somebody who speaks them has read."""

    idiomas: str = ""

    @property
    def idiomas_ofrecidos(self) -> tuple[str, ...]:
        """Their names, where the company says which."""
        return tuple(filter(None, map(str.strip, self.idiomas.split(","))))


def demands(settings: LanguageSettings) -> Iterator[Demand]:
    """Of any portal."""
    yield (
        set(settings.idiomas_ofrecidos) <= set(SHIPPED),
        Saying("ajuste-de-otros", datos(nombre="IDIOMAS", posibles=", ".join(SHIPPED))),
    )
