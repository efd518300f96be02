"""The blocks that run several statements: the one which a bind chooses, or all of them."""

import oracledb
import pytest

from tests.oracle_wire.choices import parse_choice, parse_steps
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
SECUENCIA = """BEGIN
insert into a (x, y) VALUES (:x, :y);
update b set x = :z;
COMMIT;
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
    assert eleccion.steps([0, 7, "ñ", None]) == [("insert into a (x, y) VALUES (:a_x, :a_y)", (1, 2))]
    assert eleccion.steps([1, 7, "ñ", None]) == [("update b set x = :b_x", (3,))]
    assert eleccion.steps([2, None, None, None]) == [("COMMIT", ())]
    assert eleccion.steps([None, None, None, None]) == []


def test_a_sequence_runs_all_for_each_row(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        for vuelta in range(1, 3):  # the second time is a re-execute
            with conexion.cursor() as cursor:
                await cursor.executemany(SECUENCIA.replace("COMMIT;\n", ""), [[7, "ñ", 5]])
            assert eco.visto == [(7, "ñ"), (5,)] * vuelta
            assert conexion.transaction_in_progress
        with conexion.cursor() as cursor:
            await cursor.executemany(SECUENCIA, [[1, "a", 2]])
        assert not conexion.transaction_in_progress
        assert eco.confirmado == [*eco.visto]
        await conexion.close()

    conducir(cuerpo)


def test_a_sequence_stops_at_what_fails(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        with conexion.cursor() as cursor, pytest.raises(oracledb.DatabaseError, match="ORA-00942"):
            await cursor.executemany(SECUENCIA.replace("update b", "delete b"), [[7, "ñ", 5]])
        assert eco.visto == [(7, "ñ")]
        assert eco.confirmado == []
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize(
    "sql",
    [
        "BEGIN p.q(:x); END;",
        "BEGIN NULL; END;",
        "BEGIN update a set x = 1; NULL; END;",
        "BEGIN update a set x = 1; commit END;",
        "BEGIN IF :c THEN a; END IF; END;",
        "BEGIN IF :c = 1 THEN a; b; END IF; END;",
    ],
)
def test_any_other_block_is_none(sql: str) -> None:
    assert parse_steps(sql) is None
