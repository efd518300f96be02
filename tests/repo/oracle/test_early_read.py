"""A read that travels with the package's call, in the same trip where the database can; nothing that either loses."""

import asyncio

import pytest

from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import EarlyRead, Transaccion
from portal.repo.tables.debts import consultas
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import FILA, Empresa
from tests.repo.oracle.conftest import Conducir

on_both = pytest.mark.parametrize("perfil", ["19c", "23ai"])


async def _consultar(tx: Transaccion) -> EarlyRead:
    early = await tx.sql.read_early(consultas.MEMORIA, usuario="ana", documento="4567890", moneda=1)
    respuesta = await tx.paquete.consultar("4567890", 1, "caja")
    assert respuesta.codresp == "0"
    assert len(respuesta.deudas) == 1
    return early


async def _leer(repo: OracleRepo) -> list[str]:
    return (await repo.write(_consultar)).textos


@pytest.mark.parametrize(("perfil", "viajes"), [("23ai", 3), ("19c", 4)])
def test_both_are_one_trip_where_the_database_has_pipelines(perfil: str, viajes: int) -> None:
    async def correr() -> None:
        empresa = Empresa()
        empresa.memoria = [("AC1",), ("Rñandú",)]
        async with OracleWire(empresa, profile=perfil) as servidor:
            repo = OracleRepo(ajustes(servidor.port, maximo=1))
            for vuelta in range(3):
                antes = servidor.trips
                assert await _leer(repo) == ["AC1", "Rñandú"]
                if vuelta:  # the first one opens the connection
                    # The read and the call, its cursor, and the rollback; 23ai's driver ends a pipeline in the same.
                    assert servidor.trips - antes == viajes
            assert empresa.llamadas == [("PAWEB_CONSULTA", ("4567890", 1, "caja"))] * 3
            empresa.memoria = []
            assert await _leer(repo) == []
            await repo.cerrar()

    asyncio.run(correr())


@on_both
def test_a_call_after_it_goes_alone(conducir: Conducir, perfil: str) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [FILA]

        async def dos(tx: Transaccion) -> None:
            await _consultar(tx)
            assert (await tx.paquete.consultar("4567890", 1, "caja")).codresp == "0"

        await repo.write(dos)
        assert sum("portal_consulta_elegida" in sentencia for sentencia in empresa.sentencias) == 1

    conducir(cuerpo, perfil=perfil)


@on_both
def test_whatever_it_finds_is_read(conducir: Conducir, perfil: str) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.memoria = [(f"A{numero:06}",) for numero in range(4097)]
        assert await _leer(repo) == [texto for (texto,) in empresa.memoria]

    conducir(cuerpo, maximo=1, perfil=perfil)


@on_both
@pytest.mark.parametrize("donde", ["portal_consulta_elegida", "PAWEB_CONSULTA"])
@pytest.mark.parametrize("accion", ["drop_before", "drop_after"])
def test_a_lost_connection_repeats_both(conducir: Conducir, accion: str, donde: str, perfil: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [FILA]
        empresa.memoria = [("AC1",)]
        assert await _leer(repo) == ["AC1"]
        servidor.inject(accion, donde)
        assert await _leer(repo) == ["AC1"]

    conducir(cuerpo, perfil=perfil)


@on_both
@pytest.mark.parametrize("donde", ["portal_consulta_elegida", "PAWEB_CONSULTA"])
def test_an_answer_that_does_not_come_is_given_up(conducir: Conducir, donde: str, perfil: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        empresa.memoria = [("AC1",)]
        assert await _leer(repo) == ["AC1"]
        servidor.inject("hang", donde)
        with pytest.raises(NoDisponible) as error:
            await _leer(repo)
        assert error.value.codigo == "base-lenta"
        assert await _leer(repo) == ["AC1"]

    conducir(cuerpo, lectura_ms=300, maximo=1, limite_s=20, perfil=perfil)


@on_both
def test_a_refusal_is_told_and_a_table_that_is_not_there_too(conducir: Conducir, perfil: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        async def preguntar(tx: Transaccion, sql: str) -> str:
            early = await tx.sql.read_early(sql)
            respuesta = await tx.paquete.consultar("4567890", 1, "caja")
            with pytest.raises(RuntimeError):
                early.textos  # noqa: B018 - to read it is to ask
            return respuesta.descresp

        servidor.inject("error", "PAWEB_CONSULTA", code=20015, message="El plan está en juicio\nORA-06512: at line 3")
        dicho = await repo.write(lambda tx: preguntar(tx, "SELECT usuario AS texto FROM portal_usuario"))
        assert dicho == "El plan está en juicio"
        with pytest.raises(NoDisponible):
            await repo.write(lambda tx: preguntar(tx, "SELECT usuario AS texto FROM no_existe"))

    conducir(cuerpo, perfil=perfil)
