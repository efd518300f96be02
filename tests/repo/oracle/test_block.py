"""Statements that nobody waits for: one trip for all of them, with the commit, or nothing at all."""

import pytest

from portal.repo.oracle.block import WRITTEN_OUT, assemble
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import LlaveDuplicada
from portal.repo.tables.access import auditoria
from portal.repo.tables.debts import consultas
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.listener import OracleWire
from tests.oracle_wire.results import ResultSet
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import Conducir
from tests.repo.oracle.grammar import faltas

CUANTAS = (1, WRITTEN_OUT)  # rows of a statement: written out, and as an array
A, B = "INSERT INTO a (x) VALUES (:x)", "UPDATE b SET y = :y WHERE x = :x AND z <> :x"


def _dichas(empresa: Empresa) -> list[str]:
    return [sentencia for sentencia in empresa.sentencias if not sentencia.startswith("ALTER")]


def test_several_are_one_trip_in_their_order_with_the_commit(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        for vuelta in range(3):
            antes = len(servidor.calls)
            async with repo.escritura() as tx:
                await tx.sql.diferir(A, [{"x": numero} for numero in range(20)])
                await tx.sql.diferir(B, [{"x": 1, "y": None}, {"x": 2, "y": "dos"}])
                await tx.sql.diferir(A, [{"x": 99}])
                await tx.confirmar()
            if vuelta:  # the first time on a connection the driver sends a row ahead, to learn which binds are OUT
                assert len(servidor.calls) - antes == 1
            assert empresa.confirmadas == vuelta + 1
        assert [sentencia.split()[2] for sentencia in _dichas(empresa)] == (["a"] * 20 + ["SET"] * 2 + ["a"]) * 3
        assert servidor.counts["COMMIT"] == 0

    conducir(cuerpo, maximo=1)


@pytest.mark.parametrize("cuantas", CUANTAS)
def test_each_statement_gets_its_own_values(conducir: Conducir, cuantas: int) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        async with repo.escritura() as tx:
            await tx.sql.diferir(A, [{"x": 7}] * cuantas)
            await tx.sql.diferir(B, [{"x": 8, "y": "ñ"}])
            await tx.confirmar()
        assert empresa.valores == [(7,)] * cuantas + [("ñ", 8, 8)]

    conducir(cuerpo)


@pytest.mark.parametrize("veces", [0, 2])
@pytest.mark.parametrize("cuantas", CUANTAS)
def test_one_that_is_refused_undoes_those_before_it(conducir: Conducir, cuantas: int, veces: int) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        async def escribir() -> None:
            async with repo.escritura() as tx:
                await tx.sql.diferir(A, [{"x": 1}] * cuantas)
                await tx.sql.diferir(B, [{"x": 1, "y": "y"}])
                await tx.confirmar()

        for _vez in range(veces):
            await escribir()

        def rehusar(sql: str) -> ResultSet | int:
            if sql.startswith("UPDATE"):
                raise OracleError(1, "unique constraint violated")
            return 1

        empresa.consultar_tabla = rehusar
        with pytest.raises(LlaveDuplicada):
            await escribir()
        assert (empresa.confirmadas, empresa.deshechas) == (veces, 1)

    conducir(cuerpo, maximo=1)


class _Cualquiera(dict[str, str]):
    def __missing__(self, nombre: str) -> str:
        return nombre


@pytest.mark.parametrize("cuantas", CUANTAS)
def test_the_block_is_what_oracle_parses(cuantas: int) -> None:
    sentencias = (consultas.CREAR, consultas.CREAR_TRAMO, auditoria.COMENZAR, auditoria.AVANZAR, auditoria.ANOTAR)
    texto, _ = assemble([(sql, [_Cualquiera()] * cuantas) for sql in sentencias], commits=True)
    assert faltas(texto) == []
    assert ("IF :cual" in texto) == (cuantas * len(sentencias) > WRITTEN_OUT)


def test_a_few_are_written_out_and_carry_no_empty_binds() -> None:
    texto, filas = assemble([(A, [{"x": 1}, {"x": 2}]), (B, [{"x": 3, "y": 4}])], commits=True)
    assert texto.split("\n")[1:-1] == [
        "INSERT INTO a (x) VALUES (:s0_x);",
        "INSERT INTO a (x) VALUES (:s1_x);",
        "UPDATE b SET y = :s2_y WHERE x = :s2_x AND z <> :s2_x;",
        "COMMIT;",
    ]
    assert filas == [[1, 2, 4, 3]]


def test_the_text_of_many_does_not_depend_on_how_many_they_are() -> None:
    unas, _ = assemble([(A, [{"x": 1}] * WRITTEN_OUT), (B, [{"x": 1, "y": 1}])], commits=True)
    otras, filas = assemble([(A, [{"x": 1}] * 20), (B, [{"x": 1, "y": 1}])], commits=True)
    assert unas == otras
    assert [fila[0] for fila in filas] == [0] * 20 + [1, 2]
