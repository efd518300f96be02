"""The block that runs the statement which a bind chooses."""

import oracledb
import pytest

from tests.oracle_wire.choices import parse_choice
from tests.oracle_wire.conftest import Conducir, conectar
from tests.oracle_wire.eco import Eco
from tests.oracle_wire.listener import OracleWire

BLOQUE = """BEGIN
IF :cual = 0 THEN
insert into a (x, y) VALUES (:a_x, :a_y);
ELSIF :cual = 1 THEN
update b set x = :b_x;
ELSIF :cual = 2 THEN
COMMIT;
END IF;
END;"""


def test_each_row_runs_what_it_chooses(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        for vuelta in range(1, 3):  # the second time is a re-execute
            with conexion.cursor() as cursor:
                await cursor.executemany(BLOQUE, [[1, None, None, 5], [0, 7, "ñ", None], [9, None, None, None]])
            assert eco.visto == [(5,), (7, "ñ")] * vuelta
            assert conexion.transaction_in_progress
        with conexion.cursor() as cursor:
            await cursor.executemany(BLOQUE, [[0, 7, "ñ", None], [2, None, None, None]])
        assert not conexion.transaction_in_progress
        assert eco.confirmado == [*eco.visto]
        await conexion.close()

    conducir(cuerpo)


def test_binds_are_counted(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        with conexion.cursor() as cursor, pytest.raises(oracledb.DatabaseError, match=r"ORA-01008|DPY-4009"):
            await cursor.executemany(BLOQUE, [[1, None]])
        await conexion.close()

    conducir(cuerpo)


def test_a_choice_knows_its_statements_and_their_binds() -> None:
    eleccion = parse_choice(BLOQUE)
    assert eleccion is not None
    assert eleccion.binds == ("CUAL", "A_X", "A_Y", "B_X")
    assert eleccion.branch([0, 7, "ñ", None]) == ("insert into a (x, y) VALUES (:a_x, :a_y)", (1, 2))
    assert eleccion.branch([1, 7, "ñ", None]) == ("update b set x = :b_x", (3,))
    assert eleccion.branch([2, None, None, None]) == ("COMMIT", ())
    assert eleccion.branch([None, None, None, None]) == ("", ())


@pytest.mark.parametrize(
    "sql",
    [
        "BEGIN p.q(:x); END;",
        "BEGIN NULL; END;",
        "BEGIN IF :c THEN a; END IF; END;",
        "BEGIN IF :c = 1 THEN a; b; END IF; END;",
    ],
)
def test_any_other_block_is_none(sql: str) -> None:
    assert parse_choice(sql) is None
