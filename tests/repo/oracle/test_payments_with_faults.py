"""A payment and its reversal over the real driver, whose connection dies at every trip: nothing is lost or doubled."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Timer

import pytest

from portal.assembly import armar_portal
from portal.errors import EnVerificacion, NoDisponible, ResultadoDesconocido
from portal.operations import sweep
from portal.operations.books.invariantes import verificar_invariantes
from portal.operations.debts import carrito, consultas
from portal.operations.payment import anulaciones, pagos
from portal.operations.portal import Portal
from portal.repo.embedded.invariants import rotas
from portal.repo.protocol import Transaccion
from portal.structs.usuarios import Actor
from tests import datos
from tests.conftest import Casa
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire

CODIGO = "COD-FALLAS"
ELEGIDAS = ("A1", "AGUA-9", "A2")
# More trips than either act makes: the last ones meet no fault, and show that the sweep reached the end.
VIAJES = 20
SIN_RESPUESTA = (EnVerificacion, NoDisponible, ResultadoDesconocido)


@dataclass
class Escena:
    """A canal at its cart, over the wire; `casa` looks at the same file from beside."""

    portal: Portal
    canal: Actor
    hilo: EnHilo
    casa: Casa
    idsession: int = 0

    @property
    def servidor(self) -> OracleWire:
        return self.hilo.servidor

    def matar_sesiones(self) -> None:
        async def en_su_bucle() -> None:
            self.servidor.kill_sessions()

        self.hilo.hacer(en_su_bucle())

    async def pagar(self) -> str:
        return (await pagos.pagar_canal(self.portal, self.canal, self.idsession, CODIGO)).codresp

    async def anular(self) -> str:
        return (await anulaciones.anular_por_canal(self.portal, self.canal, CODIGO)).codresp

    async def calma(self) -> None:
        """The database is well again, and time passes."""
        self.servidor.faults.clear()
        barridos = 0
        for _ in range(50):
            self.casa.clock.adelantar(timedelta(seconds=10))
            await asyncio.sleep(0.1)
            with suppress(NoDisponible):
                await sweep.barrer(self.portal)
                barridos += 1
            if barridos == 2:
                return
        raise AssertionError("the engine did not heal")

    def quedan(self) -> tuple[int, int]:
        """Payments of the ERP that stand, and debts that are still owed."""
        filas = self.casa.operar(_contar)
        assert self.casa.operar(lambda portal: verificar_invariantes(portal, rotas)) == ()
        return filas


async def _contar(portal: Portal) -> tuple[int, int]:
    async def contar(tx: Transaccion) -> tuple[int, int]:
        pagados = await tx.sql.una("SELECT count(*) AS n FROM erp_pago WHERE anulado IS NULL")
        pendientes = await tx.sql.una(
            "SELECT count(*) AS n FROM erp_deuda WHERE documento = :documento AND codtransaccion IS NULL",
            documento=datos.TRES_Y_AGUA,
        )
        assert pagados is not None
        assert pendientes is not None
        return int(pagados["n"] or 0), int(pendientes["n"] or 0)

    return await portal.repo.read(contar)


Representar = Callable[[Callable[[Escena], Awaitable[None]]], Escena]


@pytest.fixture
def representar(casa: Casa) -> Representar:
    """Runs it with the cart ready; what is left is looked at afterwards, with the server gone."""

    def en(cuerpo: Callable[[Escena], Awaitable[None]]) -> Escena:
        canal = casa.actor("canal-uno")
        copia = Path(casa.settings.sqlite_path)
        with EnHilo(OracleWire(BaseSqlite(copia, casa.clock))) as hilo:

            async def con_portal() -> Escena:
                portal = armar_portal(ajustes(hilo.servidor.port), casa.clock)
                escena = Escena(portal, canal, hilo, casa)
                try:
                    consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
                    escena.idsession = consulta.idsession
                    for codigo in ELEGIDAS:
                        await carrito.agregar(portal, canal, consulta.idsession, "S", codigo)
                    await cuerpo(escena)
                finally:
                    await portal.cerrar()
                return escena

            return asyncio.run(con_portal())

    return en


@pytest.mark.parametrize("viaje", range(VIAJES))
@pytest.mark.parametrize("accion", ["drop_before", "drop_after"])
def test_a_payment_survives_a_connection_that_dies(representar: Representar, accion: str, viaje: int) -> None:
    async def cuerpo(escena: Escena) -> None:
        falla = escena.servidor.inject(accion, skip=viaje, reset=bool(viaje % 2))
        try:
            assert await escena.pagar() == "0"
        except SIN_RESPUESTA:
            assert falla.hits == 1
        await escena.calma()
        assert await escena.pagar() == "0"

    assert representar(cuerpo).quedan() == (1, 3)


@pytest.mark.parametrize("viaje", range(VIAJES))
@pytest.mark.parametrize("accion", ["drop_before", "drop_after"])
def test_a_reversal_survives_a_connection_that_dies(representar: Representar, accion: str, viaje: int) -> None:
    async def cuerpo(escena: Escena) -> None:
        assert await escena.pagar() == "0"
        falla = escena.servidor.inject(accion, skip=viaje)
        try:
            assert await escena.anular() == "0"
        except SIN_RESPUESTA:
            assert falla.hits == 1
        await escena.calma()
        assert await escena.anular() == "0"

    assert representar(cuerpo).quedan() == (0, 6)


@pytest.mark.parametrize("donde", ["PAWEB_PAGO", "COMMIT"])
@pytest.mark.parametrize("accion", ["hang", "freeze"])
def test_a_payment_that_hangs_and_whose_session_is_killed(representar: Representar, accion: str, donde: str) -> None:
    async def cuerpo(escena: Escena) -> None:
        falla = escena.servidor.inject(accion, donde)
        matador = Timer(1, escena.matar_sesiones)
        matador.start()
        with pytest.raises(SIN_RESPUESTA):
            await escena.pagar()
        matador.join()
        assert falla.hits == 1
        await escena.calma()
        assert await escena.pagar() == "0"

    assert representar(cuerpo).quedan() == (1, 3)


def test_the_faults_reach_every_trip_of_both_acts(representar: Representar) -> None:
    async def cuerpo(escena: Escena) -> None:
        for acto in (escena.pagar, escena.anular):
            antes = len(escena.servidor.calls)
            await acto()
            assert len(escena.servidor.calls) - antes < VIAJES

    assert representar(cuerpo).quedan() == (0, 6)
