"""A connect descriptor with several addresses: one that stays silent costs its three seconds, and no more."""

import asyncio
from contextlib import ExitStack

import pytest
from msgspec import structs

from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from portal.settings import AjusteInvalido, Settings, cargar
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.listener import SERVICIO, OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import leer
from tests.repo.oracle.test_without_database import cerrado, mudo

LIMITE_S = 30


def _en(*puertos: int) -> Settings:
    direcciones = "".join(f"(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT={puerto}))" for puerto in puertos)
    dsn = f"(DESCRIPTION=(ADDRESS_LIST={direcciones})(CONNECT_DATA=(SERVICE_NAME={SERVICIO})))"
    return structs.replace(ajustes(1), db_host="", db_service="", db_dsn=dsn)


@pytest.mark.parametrize("primera", [mudo, cerrado])
def test_the_next_address_serves_where_the_first_does_not(primera: object) -> None:
    async def correr(pila: ExitStack) -> None:
        async with OracleWire(Empresa()) as servidor:
            repo = OracleRepo(_en(primera(pila), servidor.port))  # type: ignore[operator]
            async with asyncio.timeout(LIMITE_S):
                while True:
                    try:
                        assert await leer(repo) == 7
                        break
                    except NoDisponible:
                        await asyncio.sleep(0.05)
            await repo.cerrar()

    with ExitStack() as pila:
        asyncio.run(correr(pila))


def test_nobody_at_any_address_is_told_as_with_one() -> None:
    async def correr(pila: ExitStack) -> None:
        repo = OracleRepo(_en(mudo(pila), mudo(pila)))
        with pytest.raises(NoDisponible) as error:
            await leer(repo)
        assert error.value.codigo == "base-no-disponible"
        async with asyncio.timeout(LIMITE_S):
            await repo.cerrar()

    with ExitStack() as pila:
        asyncio.run(correr(pila))


def test_a_descriptor_goes_in_the_place_of_a_host() -> None:
    con_dsn = {"DB_DSN": "(DESCRIPTION=…)", "DB_USER": "portal", "DB_PASSWORD": "x"}
    assert not cargar(con_dsn).embebida
    with pytest.raises(AjusteInvalido, match="DB_DSN va en lugar"):
        cargar(con_dsn | {"DB_HOST": "base"})
    with pytest.raises(AjusteInvalido, match="Con DB_DSN hace falta también DB_PASSWORD"):
        cargar(con_dsn | {"DB_PASSWORD": ""})
