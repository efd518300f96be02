"""Round trips to the database, counted: each costs a request the whole way to it."""

from portal.operations.consultas import consultar
from portal.operations.portal import Portal
from portal.repo.oracle.motor import RepoOracle
from portal.settings import Settings
from portal.structs.usuarios import Actor, Rol
from tests import datos
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.conftest import Conducir, leer
from tests.repo.oracle.empresa import FILA, Empresa

CANAL = Actor(usuario_id=1, usuario="canal-uno", rol=Rol.CANAL, nombre="Canal Uno", documento=None, sid="s")


def test_a_consultation_is_eight_trips_and_its_commit_goes_with_the_last(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [(*FILA[:6], f"A{numero}", numero) for numero in range(200)]
        portal = Portal(repo=repo, pasarela=None, reloj=datos.RelojDePrueba(), settings=Settings())
        await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
        antes = len(servidor.calls)
        consulta = await consultar(portal, CANAL, datos.TRES_Y_AGUA, 1)
        assert len(consulta.deudas) == 200
        assert empresa.confirmadas == 2
        # Three of them are the audit's chain: its end is locked, read, and written again.
        assert len(servidor.calls) - antes == 8

    conducir(cuerpo)


def test_a_read_is_one_trip(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, _: Empresa) -> None:
        await leer(repo)
        antes = len(servidor.calls)
        await leer(repo)
        assert len(servidor.calls) - antes == 1

    conducir(cuerpo)
