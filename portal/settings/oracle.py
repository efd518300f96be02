"""Where the company's Oracle is, how it is spoken to, and what its settings must be."""

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from portal.settings.values import Demand, is_in_clear, is_loopback
from portal.texts.named import Saying, datos

Port: TypeAlias = Annotated[int, Meta(ge=1, le=65_535)]
Positive: TypeAlias = Annotated[int, Meta(ge=1)]
# Those of our own examples and of the seed's.
KNOWN_PASSWORDS = frozenset({"solo_para_probar", "tu_contraseña"})


class OracleSettings(Struct, frozen=True, kw_only=True):
    """oracle_lectura_ms is how long the answer to a read, or to a consultation of debts, is waited for; db_sin_tls says
    that the network to a database elsewhere is trusted."""

    db_user: str = ""
    db_password: str = ""
    db_host: str = ""
    db_port: Port = 1521
    db_service: str = ""
    db_dsn: str = ""
    db_wallet: str = ""
    db_wallet_password: str = ""
    db_sin_tls: bool = False
    oracle_pool_min: Positive = 2
    oracle_pool_max: Annotated[int, Meta(ge=1, le=200)] = 10
    oracle_pool_inc: Positive = 1
    oracle_lectura_ms: Annotated[int, Meta(ge=100, le=60_000)] = 1300

    @property
    def embebida(self) -> bool:
        """Whether the database is the embedded one: the default without DB_HOST or DB_DSN."""
        return not (self.db_host or self.db_dsn)


def demands(settings: OracleSettings) -> Iterator[Demand]:
    """Of an Oracle anywhere."""
    if settings.embebida:
        return
    donde = "DB_DSN" if settings.db_dsn else "DB_HOST"
    yield not (settings.db_dsn and settings.db_host), Saying("ajuste", datos(caso="dsn-y-host"))
    for nombre in ("db_user", "db_password", *(() if settings.db_dsn else ("db_service",))):
        yield bool(getattr(settings, nombre)), Saying("ajuste-que-falta", datos(donde=donde, nombre=nombre.upper()))
    yield (
        settings.oracle_pool_min <= settings.oracle_pool_max,
        Saying("ajuste", datos(caso="pool")),
    )


def production_demands(settings: OracleSettings) -> Iterator[Demand]:
    """Of the one that holds real payments."""
    en_claro = is_in_clear(settings.db_dsn) if settings.db_dsn else not is_loopback(settings.db_host)
    igual = settings.db_password.casefold() == settings.db_user.casefold()
    yield (
        not (igual and settings.db_user),
        Saying("ajuste", datos(caso="password-como-usuario")),
    )
    yield settings.db_password not in KNOWN_PASSWORDS, Saying("ajuste", datos(caso="password-de-ejemplo"))
    yield (
        settings.db_sin_tls or not en_claro,
        Saying("ajuste", datos(caso="base-sin-tls")),
    )
