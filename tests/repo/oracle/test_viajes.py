"""Round trips to the database, counted: each costs a request the whole way to it."""

import gc

from portal.operations.carrito import mis_deudas
from portal.operations.consultas import consultar
from portal.operations.ingreso import actor
from portal.operations.portal import Portal
from portal.operations.vistas import VALE
from portal.repo.oracle.motor import RepoOracle
from portal.settings import Settings
from portal.structs.usuarios import Actor, Rol
from tests import datos
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.conftest import Conducir, leer
from tests.repo.oracle.empresa import FILA, Empresa

SENTENCIA = ("oracledb.thin_impl", "Statement")
CLIENTE = Actor(usuario_id=2, usuario="ana", rol=Rol.CLIENTE, nombre="Ana", documento=datos.TRES_Y_AGUA, sid="t")
CANAL = Actor(usuario_id=1, usuario="canal-uno", rol=Rol.CANAL, nombre="Canal Uno", documento=None, sid="s")


def test_a_consultation_is_three_trips_and_its_commit_goes_with_the_last(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [(*FILA[:6], f"A{numero}", numero) for numero in range(200)]
        portal = Portal(repo=repo, pasarela=None, reloj=datos.RelojDePrueba(), settings=Settings())
        await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
        antes = len(servidor.calls)
        consulta = await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
        assert len(consulta.deudas) == 200
        assert empresa.confirmadas == 2
        assert len(servidor.calls) - antes == 3

    conducir(cuerpo)


def test_a_consultation_leaves_nothing_behind_in_its_connection(conducir: Conducir) -> None:
    """The driver keeps the statement of a cursor that is bound: 300 bytes a consultation, for half an hour."""

    async def cuerpo(repo: RepoOracle, _: OracleWire, empresa: Empresa) -> None:
        portal = Portal(repo=repo, pasarela=None, reloj=datos.RelojDePrueba(), settings=Settings())

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
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, _: Empresa) -> None:
        await leer(repo)
        antes = len(servidor.calls)
        await leer(repo)
        assert len(servidor.calls) - antes == 1

    conducir(cuerpo)


def test_a_customers_page_is_no_trip_more(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, _: Empresa) -> None:
        portal = Portal(repo=repo, pasarela=None, reloj=datos.RelojDePrueba(), settings=Settings())
        await mis_deudas(portal, CLIENTE, 1)
        antes = len(servidor.calls)
        await mis_deudas(portal, CLIENTE, 1)
        assert len(servidor.calls) - antes == 3

    conducir(cuerpo)


def test_who_asks_is_looked_up_once_a_second(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, empresa: Empresa) -> None:
        reloj = datos.RelojDePrueba()
        portal = Portal(repo=repo, pasarela=None, reloj=reloj, settings=Settings())
        empresa.sesion = (1, "canal-uno", "canal", "Canal Uno", None, "s")

        async def viajes(*, basta_vista: bool) -> int:
            antes = len(servidor.calls)
            assert (await actor(portal, "s", basta_vista=basta_vista)) == CANAL
            return len(servidor.calls) - antes

        await viajes(basta_vista=True)
        assert [await viajes(basta_vista=cada) for cada in (True, True, False)] == [0, 0, 1]
        reloj.adelantar(VALE)
        assert [await viajes(basta_vista=True) for _ in range(2)] == [1, 0]
        portal.vistas.olvidar()
        assert await viajes(basta_vista=True) == 1

    conducir(cuerpo)
