"""What the portal does by itself about an attempt: looks, money to give back, customers' requests."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.payments import eventos, pagos, pedidos, seguimiento
from portal.structs.pagos import Devolucion, Estado, EstadoPedido, Evento, Pago, Pedido
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import AHORA, MINUTO, NUEVO

TARDE = AHORA + timedelta(hours=1)


def test_of_those_who_look_one_does_and_the_next_time_is_written(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, ())
            assert await seguimiento.pendientes(tx.sql, AHORA) == []
            assert await seguimiento.pendientes(tx.sql, AHORA + MINUTO) == [pago]
            assert await seguimiento.proxima(tx.sql) == pago.mirar
            assert await seguimiento.apartar(tx.sql, pago, TARDE)
            assert not await seguimiento.apartar(tx.sql, pago, TARDE)
            apartado = await pagos.por_id(tx.sql, pago.id)
            assert apartado == structs.replace(pago, mirar=TARDE, miradas=1)
            await seguimiento.programar(tx.sql, pago, None)
            assert await pagos.por_id(tx.sql, pago.id) == structs.replace(pago, mirar=None)

        await repo.write(hacer)

    con(cuerpo)


def test_what_was_not_executed_takes_too_long_where_a_gateway_charged_it(con: Con[None]) -> None:
    """However late it changed last: it is in doubt since its first try. A canal's is the canal's to try again."""

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            de_canal = await pagos.crear(tx.sql, NUEVO, ())
            con_banco = structs.replace(NUEVO, cod_transaccion="COD-2", verificador="v2", pasarela="banco")
            cobrado = await pagos.crear(tx.sql, con_banco, ())
            for antes in (de_canal, cobrado):
                empezo = Evento(en=AHORA, de=None, a=Estado.EN_PROCESO, actor="canal-uno", motivo="empezó")
                await eventos.anotar(tx.sql, antes.id, empezo)
                mirar = TARDE if antes.pasarela else None
                despues = structs.replace(antes, estado=Estado.NO_EJECUTADO, cambiado=TARDE, mirar=mirar)
                assert await pagos.guardar(tx.sql, antes, despues)
            hallados = await seguimiento.demorados(tx.sql, TARDE, MINUTO)
            assert [(pago.id, pago.estado) for pago in hallados] == [(cobrado.id, Estado.NO_EJECUTADO)]
            assert await seguimiento.demorados(tx.sql, AHORA, MINUTO) == []
            assert await seguimiento.primeros_demorados(tx.sql, TARDE, MINUTO, 1) == hallados[:1]
            assert await seguimiento.primeros_demorados(tx.sql, AHORA, MINUTO, 9) == []

        await repo.write(hacer)

    con(cuerpo)


def test_what_takes_too_long_is_told_once(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, ())
            assert await seguimiento.demorados(tx.sql, AHORA + MINUTO, 2 * MINUTO) == []
            assert await seguimiento.sin_avisar(tx.sql, TARDE, MINUTO) == [pago]
            assert await seguimiento.avisar(tx.sql, pago, TARDE)
            assert not await seguimiento.avisar(tx.sql, pago, TARDE)
            assert await seguimiento.sin_avisar(tx.sql, TARDE, MINUTO) == []
            assert await seguimiento.demorados(tx.sql, TARDE, MINUTO) == [pago]

        await repo.write(hacer)

    con(cuerpo)


def test_what_a_gateway_owes_is_changed_by_whoever_is_first(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            nuevo = structs.replace(NUEVO, estado=Estado.POR_VERIFICAR, pasarela="demo")
            nacido = await pagos.crear(tx.sql, nuevo, ())
            vencido = structs.replace(nacido, estado=Estado.VENCIDO, devolucion=Devolucion.PENDIENTE, mirar=TARDE)
            assert await pagos.guardar(tx.sql, nacido, vencido)
            assert await seguimiento.proxima(tx.sql) == TARDE
            hecho: Pago = structs.replace(vencido, devolucion=Devolucion.HECHA, mirar=None)
            assert await pagos.marcar_devolucion(tx.sql, vencido, hecho)
            assert not await pagos.marcar_devolucion(tx.sql, vencido, hecho)
            assert await seguimiento.proxima(tx.sql) is None
            assert await pagos.por_id(tx.sql, nacido.id) == hecho

        await repo.write(hacer)

    con(cuerpo)


def test_a_request_is_made_and_answered_once(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, ())
            pedido = Pedido(
                pago_id=pago.id, usuario="ana", motivo="Elegí mal", pedido=AHORA, estado=EstadoPedido.PEDIDA
            )
            assert await pedidos.de_pago(tx.sql, pago.id) is None
            await pedidos.crear(tx.sql, pedido)
            with pytest.raises(LlaveDuplicada):
                await pedidos.crear(tx.sql, pedido)
            assert await pedidos.sin_respuesta(tx.sql) == [pedido]
            assert await pedidos.primeros_sin_respuesta(tx.sql, 9) == [pedido]
            assert await pedidos.primeros_sin_respuesta(tx.sql, 0) == []
            assert await pedidos.de_cliente(tx.sql, pago.documento, 9) == [pedido]
            assert await pedidos.de_cliente(tx.sql, "7999999", 9) == []
            assert await pedidos.responder(tx.sql, pago.id, EstadoPedido.RECHAZADA, None, "No", TARDE)
            assert not await pedidos.responder(tx.sql, pago.id, EstadoPedido.ACEPTADA, None, "Sí", TARDE)
            assert await pedidos.sin_respuesta(tx.sql) == []
            assert await pedidos.de_pago(tx.sql, pago.id) == structs.replace(
                pedido, estado=EstadoPedido.RECHAZADA, respondido=TARDE, actor="PORTAL", respuesta="No"
            )

        await repo.write(hacer)

    con(cuerpo)
