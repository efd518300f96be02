"""To Oracle an empty text is NULL: what the ERP leaves empty must not end what it was about."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from shutil import copyfile

import pytest

from portal.assembly import armar_portal
from portal.errors import Rechazo
from portal.operations.debts import carrito, consultas
from portal.operations.payment import pagos
from portal.operations.portal import Portal
from portal.repo.tables.access import usuarios
from portal.repo.tables.payments import eventos
from portal.repo.tables.payments import pagos as tabla
from portal.structs.pagos import Estado
from portal.structs.usuarios import Actor
from tests import datos
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire
from tests.oracle_wire.results import ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.values import Valor


class Callada(BaseSqlite):
    """An ERP that knows nobody's name, and refuses payments without a word."""

    async def call(self, session: Session, name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:
        dicho = list(await super().call(session, name, args))
        if name.endswith("PAWEB_CONSULTA"):
            dicho[1] = ""
        return ["9", "", ""] if name.endswith("PAWEB_PAGO") else dicho


@pytest.fixture
def operar(plantilla: Path, tmp_path: Path) -> Iterator[Callable[[Callable[[Portal, Actor], Awaitable[None]]], None]]:
    ruta = tmp_path / "callada.sqlite3"
    copyfile(plantilla, ruta)
    clock = datos.RelojDePrueba()
    with EnHilo(OracleWire(Callada(ruta, clock))) as hilo:

        def correr(cuerpo: Callable[[Portal, Actor], Awaitable[None]]) -> None:
            async def con_portal() -> None:
                portal = armar_portal(ajustes(hilo.servidor.port), clock)
                try:
                    async with portal.repo.lectura() as tx:
                        canal = await usuarios.por_nombre(tx.sql, "canal-uno")
                    assert canal is not None
                    actor = Actor(
                        usuario_id=canal.id,
                        usuario=canal.usuario,
                        rol=canal.rol,
                        nombre=canal.nombre,
                        documento=None,
                        sid="s",
                    )
                    await cuerpo(portal, actor)
                finally:
                    await portal.repo.cerrar()

            asyncio.run(con_portal())

        yield correr


def test_a_customer_without_a_name_is_called_by_the_document(
    operar: Callable[[Callable[[Portal, Actor], Awaitable[None]]], None],
) -> None:
    async def cuerpo(portal: Portal, canal: Actor) -> None:
        consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
        assert consulta.cliente == datos.TRES_Y_AGUA
        assert len(consulta.deudas) > 3

    operar(cuerpo)


def test_a_refusal_without_words_is_kept(operar: Callable[[Callable[[Portal, Actor], Awaitable[None]]], None]) -> None:
    async def cuerpo(portal: Portal, canal: Actor) -> None:
        consulta = await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)
        for deuda in consulta.deudas:
            await carrito.agregar(portal, canal, consulta.idsession, "S", deuda.codmovimiento)
        with pytest.raises(Rechazo):
            await pagos.pagar_canal(portal, canal, consulta.idsession, "COD-CALLADO")
        async with portal.repo.lectura() as tx:
            (pago,) = await tabla.por_codigo(tx.sql, "COD-CALLADO")
            assert pago.estado is Estado.RECHAZADO
            assert [cada.a for cada in await eventos.eventos(tx.sql, pago.id)][-1] is Estado.RECHAZADO

    operar(cuerpo)
