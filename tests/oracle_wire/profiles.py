"""Which database version the stand-in looks like: it decides what is negotiated."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """`protocol` and `field_version` decide the optional fields of messages."""

    name: str
    protocol: int
    field_version: int
    modern: bool
    """Fast authentication, explicit end of response and request boundaries."""
    version: tuple[int, int, int, int, int]

    @property
    def version_number(self) -> int:
        mayor, menor, tercero, cuarto, quinto = self.version
        return mayor << 24 | menor << 16 | tercero << 12 | cuarto << 4 | quinto


PROFILES = {
    "19c": Profile("19c", 318, 12, modern=False, version=(19, 3, 0, 0, 0)),
    "23ai": Profile("23ai", 319, 24, modern=True, version=(23, 4, 0, 24, 5)),
}
