"""Settings of a database that a test makes."""

from portal.settings import Settings

USUARIO, CLAVE, SERVICIO = "portal", "Secreto$1", "FREEPDB1"


def ajustes(puerto: int, *, clave: str = CLAVE, minimo: int = 1, maximo: int = 3) -> Settings:
    return Settings(
        db_user=USUARIO,
        db_password=clave,
        db_host="127.0.0.1",
        db_port=puerto,
        db_service=SERVICIO,
        oracle_pool_min=minimo,
        oracle_pool_max=maximo,
    )
