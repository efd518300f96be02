"""Statements that nobody waits for: one trip for all of them, with the commit, or nothing at all."""

import pytest

from portal.repo.oracle.bloque import armar
from portal.repo.oracle.motor import RepoOracle
from portal.repo.protocol import LlaveDuplicada
from portal.repo.tablas import auditoria, consultas
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.listener import OracleWire
from tests.oracle_wire.results import ResultSet
from tests.repo.oracle.conftest import Conducir
from tests.repo.oracle.empresa import Empresa
from tests.repo.oracle.gramatica import faltas

A, B = "INSERT INTO a (x) VALUES (:x)", "UPDATE b SET y = :y WHERE x = :x AND z <> :x"


def _dichas(empresa: Empresa) -> list[str]:
    return [sentencia for sentencia in empresa.sentencias if not sentencia.startswith("ALTER")]


def test_several_are_one_trip_in_their_order_with_the_commit(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, empresa: Empresa) -> None:
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


def test_each_statement_gets_its_own_values(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, _: OracleWire, empresa: Empresa) -> None:
        async with repo.escritura() as tx:
            await tx.sql.diferir(A, [{"x": 7}])
            await tx.sql.diferir(B, [{"x": 8, "y": "ñ"}])
            await tx.confirmar()
        assert empresa.valores == [(7,), ("ñ", 8, 8)]

    conducir(cuerpo)


@pytest.mark.parametrize("veces", [0, 2])
def test_one_that_is_refused_undoes_those_before_it(conducir: Conducir, veces: int) -> None:
    async def cuerpo(repo: RepoOracle, _: OracleWire, empresa: Empresa) -> None:
        async def escribir() -> None:
            async with repo.escritura() as tx:
                await tx.sql.diferir(A, [{"x": 1}])
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


def test_the_block_is_what_oracle_parses() -> None:
    texto, _ = armar([(consultas.CREAR, []), (consultas.CREAR_TRAMO, []), (auditoria.ANOTAR, [])], confirma=True)
    assert faltas(texto) == []


def test_the_text_does_not_depend_on_how_many_rows_there_are() -> None:
    una, _ = armar([(A, [{"x": 1}]), (B, [])], confirma=True)
    varias, filas = armar([(A, [{"x": 1}, {"x": 2}]), (B, [])], confirma=True)
    assert una == varias
    assert [fila[0] for fila in filas] == [0, 0, 2]
