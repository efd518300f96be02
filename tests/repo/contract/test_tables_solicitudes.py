"""Acts that wait for a second person."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.desk import solicitudes
from portal.repo.tables.payments import pagos
from portal.structs.dudas import Desenlace
from portal.structs.solicitudes import EstadoSolicitud, Pedida, Solicitud
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import DEUDAS, NUEVO

AHORA, HORA = datos.AHORA, timedelta(hours=1)
NUEVA = Solicitud(
    id=0,
    acto=Pedida.RESOLVER,
    pago_id=0,
    desenlace=Desenlace.RECHAZADO,
    pide="mirona",
    motivo="Extracto, hoja 3",
    pedida=AHORA,
    vence=AHORA + HORA,
    estado=EstadoSolicitud.PENDIENTE,
)


def test_each_is_answered_once_and_ends_once(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            primera = structs.replace(NUEVA, pago_id=pago.id)
            segunda = structs.replace(primera, acto=Pedida.ANULAR, desenlace=None, vence=AHORA + 2 * HORA)
            for una in (segunda, primera):
                await solicitudes.crear(tx.sql, una)
            despues, antes = await solicitudes.de_pago(tx.sql, pago.id)
            assert structs.replace(antes, id=0) == primera
            assert structs.replace(despues, id=0) == segunda
            assert await solicitudes.pendientes(tx.sql, 9) == [antes, despues]
            assert await solicitudes.pendientes(tx.sql, 1) == [antes]
            assert await solicitudes.por_id(tx.sql, antes.id) == antes
            assert await solicitudes.por_id(tx.sql, 10**9) is None
            assert await solicitudes.por_seguir(tx.sql, AHORA, AHORA) == []
            assert await solicitudes.por_seguir(tx.sql, antes.vence, AHORA) == [antes]
            otra = await usuarios.por_nombre(tx.sql, "canal-dos")
            assert otra is not None
            aprobada, vencida = EstadoSolicitud.APROBADA, EstadoSolicitud.VENCIDA
            como = otra.como_actor("")
            assert not await solicitudes.terminar(tx.sql, antes.id, EstadoSolicitud.HECHA, "")
            assert await solicitudes.responder(tx.sql, antes.id, aprobada, como, "Lo vi", AHORA)
            assert not await solicitudes.responder(tx.sql, antes.id, aprobada, como, "Otra vez", AHORA)
            assert await solicitudes.responder(tx.sql, despues.id, vencida, None, "Pasó", AHORA)
            respondida = await solicitudes.por_id(tx.sql, antes.id)
            assert respondida == structs.replace(
                antes, estado=aprobada, responde="canal-dos", respondida=AHORA, respuesta="Lo vi"
            )
            assert await solicitudes.por_seguir(tx.sql, AHORA, AHORA) == [respondida]
            assert await solicitudes.por_seguir(tx.sql, AHORA, AHORA - HORA) == []
            assert await solicitudes.terminar(tx.sql, antes.id, EstadoSolicitud.SIN_EFECTO, "Cambió")
            assert not await solicitudes.terminar(tx.sql, antes.id, EstadoSolicitud.HECHA, "")
            terminada = await solicitudes.por_id(tx.sql, antes.id)
            assert terminada is not None
            assert (terminada.estado, terminada.resultado) == (EstadoSolicitud.SIN_EFECTO, "Cambió")
            assert await solicitudes.pendientes(tx.sql, 9) == []

        await repo.write(hacer)

    con(cuerpo)


def test_whoever_asked_never_answers(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            await solicitudes.crear(tx.sql, structs.replace(NUEVA, pago_id=pago.id, pide="canal-dos"))
            (una,) = await solicitudes.de_pago(tx.sql, pago.id)
            suya = await usuarios.por_nombre(tx.sql, "canal-dos")
            assert suya is not None
            with pytest.raises(Exception, match=r"(?i)check"):
                await solicitudes.responder(tx.sql, una.id, EstadoSolicitud.APROBADA, suya.como_actor(""), "Sí", AHORA)

        await repo.write(hacer)

    con(cuerpo)
