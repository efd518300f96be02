"""What empties a real Oracle before each test knows the schema as it is."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from tests import datos
from tests.repo.contract.emptying import CERRADAS, TABLAS, borrar
from tests.repo.oracle.ddl import de_oracle, guion

ESQUEMA = de_oracle(guion("portal.sql"), guion("erp.sql"))


def test_every_table_of_the_schema_is_emptied_once() -> None:
    assert sorted(TABLAS) == sorted(ESQUEMA)


def test_a_table_goes_before_those_that_it_points_to() -> None:
    for tabla, forma in ESQUEMA.items():
        for _, otra, _ in forma.ajenas:
            assert TABLAS.index(tabla) < TABLAS.index(otra), (tabla, otra)


def test_the_triggers_that_keep_rows_are_known() -> None:
    assert sorted(CERRADAS) == sorted(re.findall(r"BEFORE DELETE ON (\w+)", guion("candados.sql")))


def test_the_same_deletes_leave_nothing_in_a_database_with_rows(plantilla: Path, tmp_path: Path) -> None:
    ruta = tmp_path / "base.sqlite3"
    shutil.copyfile(plantilla, ruta)
    with closing(sqlite3.connect(ruta)) as base:
        for tabla in CERRADAS:
            base.execute(f"DROP TRIGGER {tabla}_queda")
        base.commit()

    async def vaciar() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), Decimal(0))

        async def hacer(tx: Transaccion) -> None:
            await borrar(tx)
            await tx.confirmar()

        await repo.write(hacer)
        await repo.cerrar()

    asyncio.run(vaciar())
    with closing(sqlite3.connect(ruta)) as base:
        quedan = [tabla for tabla in TABLAS if base.execute(f"SELECT count(*) FROM {tabla}").fetchone() != (0,)]  # noqa: S608
    assert not quedan
