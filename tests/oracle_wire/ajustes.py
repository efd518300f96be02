"""The portal's settings for a database that a test makes."""

from pathlib import Path

from msgspec import structs

from portal.settings import Settings
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO

# Longer than production waits: a busy machine is no failure.
PACIENTE_MS = 10_000


def ajustes(
    puerto: int, *, clave: str = CLAVE, minimo: int = 1, maximo: int = 3, lectura_ms: int = PACIENTE_MS
) -> Settings:
    return Settings(
        db_user=USUARIO,
        db_password=clave,
        db_host="127.0.0.1",
        db_port=puerto,
        db_service=SERVICIO,
        oracle_pool_min=minimo,
        oracle_pool_max=maximo,
        oracle_lectura_ms=lectura_ms,
    )


def by_tls(settings: Settings, wallet: Path) -> Settings:
    """The same database, where TLS is spoken; the wallet's ewallet.pem knows its certificate."""
    address = f"(ADDRESS=(PROTOCOL=tcps)(HOST={settings.db_host})(PORT={settings.db_port}))"
    dsn = f"(DESCRIPTION={address}(CONNECT_DATA=(SERVICE_NAME={settings.db_service})))"
    return structs.replace(settings, db_host="", db_service="", db_dsn=dsn, db_wallet=str(wallet))
