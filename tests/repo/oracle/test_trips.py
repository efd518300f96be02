"""Round trips to the database, counted: each costs a request the whole way to it."""

import asyncio
import gc
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.operations.access.ingreso import actor
from portal.operations.debts.carrito import mis_deudas
from portal.operations.debts.consultas import consultar
from portal.operations.portal import Portal
from portal.operations.portal.recent_sessions import VALE
from portal.repo.oracle.repo import OracleRepo
from portal.settings import Settings, cargar
from portal.structs.canales import Alcance, Licencia
from portal.structs.usuarios import Actor, Rol
from tests import datos, journeys
from tests.conftest import PAGINA, Casa
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import FILA, Empresa
from tests.repo.oracle.conftest import Conducir, leer

SENTENCIA = ("oracledb.thin_impl", "Statement")
CLIENTE = Actor(usuario_id=2, usuario="ana", rol=Rol.CLIENTE, nombre="Ana", documento=datos.TRES_Y_AGUA, sid="t")
CANAL = Actor(usuario_id=1, usuario="canal-uno", rol=Rol.CANAL, nombre="Canal Uno", documento=None, sid="s")


def test_a_consultation_is_three_trips_and_its_commit_goes_with_the_last(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [(*FILA[:6], f"A{numero}", numero) for numero in range(200)]
        portal = Portal(repo=repo, pasarela=None, clock=datos.RelojDePrueba(), settings=Settings())
        await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
        antes = len(servidor.calls)
        consulta = await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
        assert len(consulta.deudas) == 200
        assert empresa.confirmadas == 2
        assert len(servidor.calls) - antes == 3

    conducir(cuerpo)


def test_a_consultation_leaves_nothing_behind_in_its_connection(conducir: Conducir) -> None:
    """The driver keeps the statement of a cursor that is bound: 300 bytes a consultation, for half an hour."""

    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        portal = Portal(repo=repo, pasarela=None, clock=datos.RelojDePrueba(), settings=Settings())

        async def sentencias(consultas: int) -> int:
            for _ in range(consultas):
                await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
            gc.collect()
            return sum((type(objeto).__module__, type(objeto).__name__) == SENTENCIA for objeto in gc.get_objects())

        empresa.filas = [FILA]
        antes = await sentencias(5)
        assert antes > 0
        # What other tests left may come or go meanwhile, but not one for each consultation.
        assert await sentencias(60) - antes < 30

    conducir(cuerpo, maximo=1)


def test_a_read_is_one_trip(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        await leer(repo)
        antes = len(servidor.calls)
        await leer(repo)
        assert len(servidor.calls) - antes == 1

    conducir(cuerpo)


@pytest.mark.parametrize(("perfil", "viajes"), [("23ai", 3), ("19c", 4)])
def test_a_customers_page_is_no_trip_more_where_the_database_has_pipelines(perfil: str, viajes: int) -> None:
    async def correr() -> None:
        async with OracleWire(Empresa(), profile=perfil) as servidor:
            repo = OracleRepo(ajustes(servidor.port))
            portal = Portal(repo=repo, pasarela=None, clock=datos.RelojDePrueba(), settings=Settings())
            await mis_deudas(portal, CLIENTE, 1)
            antes = servidor.trips
            await mis_deudas(portal, CLIENTE, 1)
            assert servidor.trips - antes == viajes
            await repo.cerrar()

    asyncio.run(correr())


def test_who_asks_is_looked_up_once_a_second(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        clock = datos.RelojDePrueba()
        portal = Portal(repo=repo, pasarela=None, clock=clock, settings=Settings())
        empresa.sesion = (1, "canal-uno", "canal", "Canal Uno", None, "s", "api", "consulta", None, None, None, None)

        licencia = Licencia(alcances=frozenset({Alcance.CONSULTA}))

        async def viajes(*, basta_vista: bool) -> int:
            antes = len(servidor.calls)
            dicho = await actor(portal, "s", basta_vista=basta_vista)
            assert dicho == structs.replace(CANAL, puerta="api", licencia=licencia)
            return len(servidor.calls) - antes

        await viajes(basta_vista=True)
        assert [await viajes(basta_vista=cada) for cada in (True, True, False)] == [0, 0, 1]
        clock.adelantar(VALE)
        assert [await viajes(basta_vista=True) for _ in range(2)] == [1, 0]
        portal.vistas.olvidar()
        assert await viajes(basta_vista=True) == 1

    conducir(cuerpo)


def test_the_page_of_debts_costs_no_trip_more_to_who_has_paid_before(plantilla: Path, tmp_path: Path) -> None:
    """Only what an open payment holds is looked up; paid debts are no longer anybody's to hold."""
    ruta = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    casa = Casa(cargar({"SQLITE_PATH": str(ruta)}))
    for mes, elegidas in (("1", {"A1", "A2", "AGUA-9"}), ("2", {"A3"}), ("3", {"A4"})):
        journeys.en_el_banco(casa, journeys.iniciar(casa, elegidas=frozenset(elegidas)), "aprobar")
        casa.clock.adelantar(timedelta(days=int(mes)))
    journeys.iniciar(casa, datos.CINCO_Y_JARDIN, frozenset({"B1", "B2", "B3", "B4", "JARDIN-7"}))
    with EnHilo(OracleWire(BaseSqlite(ruta, casa.clock))) as hilo:
        casa.settings = structs.replace(ajustes(hilo.servidor.port), sqlite_path=str(ruta))
        with TestClient(casa.app(), raise_server_exceptions=False) as cliente:
            viajes = {
                documento: _viajes_de_la_pagina(cliente, hilo.servidor, documento)
                for documento in (datos.AL_DIA, datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN)
            }
    assert viajes[datos.TRES_Y_AGUA] == viajes[datos.AL_DIA]
    # What is at the bank has a payment to be shown beside it.
    assert viajes[datos.CINCO_Y_JARDIN] > viajes[datos.AL_DIA]


def _viajes_de_la_pagina(cliente: TestClient[Litestar], servidor: OracleWire, documento: str) -> int:
    cliente.cookies.clear()
    entrada = cliente.post("/ingreso", data={"usuario": documento, "clave": datos.CLAVE}, headers=PAGINA)
    assert entrada.status_code == 200, entrada.text
    assert cliente.get("/deudas", headers=PAGINA).status_code == 200
    antes = len(servidor.calls)
    assert cliente.get("/deudas", headers=PAGINA).status_code == 200
    return len(servidor.calls) - antes
