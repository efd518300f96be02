"""Late reversals and their story."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.desk import casos
from portal.repo.tables.payments import pagos
from portal.structs.casos import CasoTardio, EstadoCaso, NotaDeCaso, PasoDeCaso
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import DEUDAS, NUEVO

AHORA, HORA = datos.AHORA, timedelta(hours=1)
NOTA = NotaDeCaso(en=AHORA, actor="ana", paso=PasoDeCaso.ABIERTO, texto="Ñandutí", publica=True)


def test_a_case_is_taken_told_and_ended_once(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            nuevo = CasoTardio(
                pago_id=pago.id,
                usuario="ana",
                motivo="Me equivoqué",
                abierto=AHORA,
                plazo=AHORA + HORA,
                estado=EstadoCaso.ABIERTO,
            )
            assert await casos.de_pago(tx.sql, pago.id) is None
            assert await casos.tomar_fila(tx.sql, pago.id) is None
            await casos.crear(tx.sql, nuevo)
            with pytest.raises(LlaveDuplicada):
                await casos.crear(tx.sql, nuevo)
            assert await casos.de_pago(tx.sql, pago.id) == nuevo
            assert await casos.de_cliente(tx.sql, pago.documento, 9) == [nuevo]
            assert await casos.de_cliente(tx.sql, "7999999", 9) == []
            assert await casos.vivos(tx.sql, 9) == [nuevo]
            assert await casos.cerrados(tx.sql, 9) == []
            otra = structs.replace(NOTA, paso=PasoDeCaso.TOMADO, texto=None, publica=False)
            for nota in (NOTA, otra):
                await casos.anotar(tx.sql, pago.id, nota)
            assert await casos.notas(tx.sql, pago.id) == (NOTA, otra)
            assert await casos.asignar(tx.sql, pago.id, "olga")
            tomado = structs.replace(nuevo, estado=EstadoCaso.TOMADO, responsable="olga")
            assert await casos.tomar_fila(tx.sql, pago.id) == tomado
            assert await casos.anulados_entre(tx.sql, AHORA, AHORA + HORA) == []
            assert await casos.cerrar(tx.sql, pago.id, EstadoCaso.ACEPTADO, "Hecho", AHORA)
            assert not await casos.cerrar(tx.sql, pago.id, EstadoCaso.NEGADO, "No", AHORA)
            assert not await casos.asignar(tx.sql, pago.id, "josefa")
            cerrado = structs.replace(tomado, estado=EstadoCaso.ACEPTADO, cerrado=AHORA, respuesta="Hecho")
            assert await casos.cerrados(tx.sql, 9) == [cerrado]
            assert await casos.vivos(tx.sql, 9) == []
            assert await casos.anulados_entre(tx.sql, AHORA, AHORA + HORA) == [cerrado]
            assert await casos.anulados_entre(tx.sql, AHORA - HORA, AHORA) == []

        await repo.write(hacer)

    con(cuerpo)
