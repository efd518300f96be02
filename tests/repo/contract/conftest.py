"""One contract for every engine: embedded, Oracle's over the stand-in (19c, 23ai), and a real Oracle where given one.

The real one is a schema of its own for tests, with the portal's tables and the reference ERP installed: every row in it
is deleted before each test. So its user must say that it is for that (PRUEBA in its name).
"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias, TypeVar

import pytest

from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Repo
from portal.settings import Settings
from tests import datos
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire
from tests.repo.contract.emptying import vaciar_y_cargar

T = TypeVar("T")
Con: TypeAlias = Callable[[Callable[[Repo], Awaitable[T]]], T]
DSN, USUARIO, CLAVE = (os.environ.get(f"PORTAL_TEST_ORACLE_{dato}", "") for dato in ("DSN", "USER", "PASSWORD"))
SIN_ORACLE = "sin un Oracle de verdad: dalo con PORTAL_TEST_ORACLE_DSN (servidor:puerto/servicio), _USER y _PASSWORD"


@pytest.fixture(
    params=[
        "embebida",
        "hilo-19c",
        "hilo-23ai",
        pytest.param("oracle", marks=pytest.mark.skipif(not DSN, reason=SIN_ORACLE)),
    ]
)
def con(request: pytest.FixtureRequest, plantilla: Path, tmp_path: Path) -> Iterator[Con]:
    """Runs a test's body with a repo on a company's data of its own."""
    motor = str(request.param)
    if motor == "oracle":
        yield _correr(_oracle_de_verdad, preparar=vaciar_y_cargar)
        return
    ruta = tmp_path / "base.sqlite3"
    shutil.copyfile(plantilla, ruta)
    if motor == "embebida":
        yield _correr(lambda: EmbeddedRepo(ruta, datos.RelojDePrueba(), Decimal("0.015")))
        return
    servidor = OracleWire(BaseSqlite(ruta, datos.RelojDePrueba()), profile=motor.removeprefix("hilo-"))
    with EnHilo(servidor):
        yield _correr(lambda: OracleRepo(ajustes(servidor.port)))


async def _nada(_: Repo) -> None:
    pass


def _correr(abrir: Callable[[], Repo], preparar: Callable[[Repo], Awaitable[None]] = _nada) -> Con:
    def correr(cuerpo: Callable[[Repo], Awaitable[T]]) -> T:
        async def con_repo() -> T:
            repo = abrir()
            try:
                await preparar(repo)
                return await asyncio.wait_for(cuerpo(repo), 60)
            finally:
                await repo.cerrar()

        return asyncio.run(con_repo())

    return correr


def _oracle_de_verdad() -> Repo:
    servidor, _, resto = DSN.partition(":")
    puerto, _, servicio = resto.partition("/")
    assert "PRUEBA" in USUARIO.upper(), "PORTAL_TEST_ORACLE_USER must be a schema for tests: its rows are deleted"
    return OracleRepo(
        Settings(
            db_host=servidor,
            db_port=int(puerto),
            db_service=servicio,
            db_user=USUARIO,
            db_password=CLAVE,
            oracle_pool_min=1,
            oracle_pool_max=4,
        )
    )
