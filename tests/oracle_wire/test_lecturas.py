"""The block that gathers a column before it calls."""

import oracledb
import pytest

from tests.oracle_wire.calls import parse_call
from tests.oracle_wire.conftest import Conducir, conectar
from tests.oracle_wire.eco import Eco
from tests.oracle_wire.listener import OracleWire

BLOQUE = """DECLARE
  t VARCHAR2(60);
BEGIN
  BEGIN
    FOR r IN (select * from numbers where n < :n) LOOP
      t := t || r.txt || CHR(31);
    END LOOP;
  EXCEPTION
    WHEN VALUE_ERROR THEN
      t := CHR(24);
  END;
  :t := t;
  PKG.ECHO(:a, :b);
END;"""


@pytest.mark.parametrize(
    ("cuantas", "junto"),
    [(0, None), (3, "row 0\x1frow 1\x1frow 2\x1f"), (10, "".join(f"row {n}\x1f" for n in range(10)))],
)
def test_the_texts_come_joined_and_the_call_is_made(conducir: Conducir, cuantas: int, junto: str | None) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        for _ in range(2):  # the second time is a re-execute
            with conexion.cursor() as cursor:
                texto, b = cursor.var(str), cursor.var(str)
                await cursor.execute(BLOQUE, {"n": cuantas, "t": texto, "a": "ñandú", "b": b})
                assert (texto.getvalue(), b.getvalue()) == (junto, "ñandú")
        assert eco.visto == [("PKG.ECHO", "ñandú")] * 2
        await conexion.close()

    conducir(cuerpo)


def test_one_byte_too_many_is_a_value_error(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        with conexion.cursor() as cursor:
            texto = cursor.var(str)
            await cursor.execute(BLOQUE, {"n": 11, "t": texto, "a": "a", "b": cursor.var(str)})
            assert texto.getvalue() == "\x18"
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize("consulta", ["insert into a values (:n)", "select nothing from nowhere where n = :n"])
def test_a_query_that_fails_calls_nothing(conducir: Conducir, consulta: str) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        bloque = BLOQUE.replace("select * from numbers where n < :n", consulta)
        with conexion.cursor() as cursor, pytest.raises(oracledb.DatabaseError, match=r"ORA-06550|ORA-00942"):
            await cursor.execute(bloque, {"n": 1, "t": cursor.var(str), "a": "a", "b": cursor.var(str)})
        assert ("PKG.ECHO", "a") not in eco.visto
        await conexion.close()

    conducir(cuerpo)


def test_binds_are_named_once_in_the_order_of_the_text() -> None:
    llamada = parse_call(BLOQUE.replace("PKG.ECHO(:a, :b)", "PKG.ECHO(:n, :b)"))
    assert llamada is not None
    assert llamada.gather is not None
    assert llamada.name == "PKG.ECHO"
    assert llamada.num_binds == 3
    assert (llamada.gather.binds, llamada.gather.into) == (("N", "T"), 1)
    assert [argumento.bind for argumento in llamada.args] == [0, 2]


@pytest.mark.parametrize(
    "cambio", [("END LOOP", "END"), (":t := t", ":t := u"), ("PKG.ECHO(:a, :b)", "NULL; PKG.ECHO(:a, :b)")]
)
def test_any_other_block_is_none(cambio: tuple[str, str]) -> None:
    assert parse_call(BLOQUE.replace(*cambio)) is None
