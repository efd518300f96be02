"""Who may open another's documento, and the session that has one open, on every engine."""

from datetime import timedelta

import pytest

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.access import actores, autorizaciones, usuarios
from portal.structs.usuarios import Sesion
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
ANA, BERNARDO, CARMEN = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN, datos.SIN_CUOTAS


async def _numero(tx: Transaccion, usuario: str) -> int:
    hallado = await usuarios.por_nombre(tx.sql, usuario)
    assert hallado is not None
    return hallado.id


def test_a_session_has_the_own_or_one_that_is_still_given(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def dar(tx: Transaccion) -> None:
            ana = await _numero(tx, ANA)
            sesion = Sesion(
                sid="s", usuario_id=ana, creada=AHORA, vence=AHORA + timedelta(hours=1), puerta="pagina", agente=""
            )
            await usuarios.abrir_sesion(tx.sql, sesion)
            await autorizaciones.crear(tx.sql, ana, CARMEN, "Carmen", AHORA)
            await autorizaciones.crear(tx.sql, ana, BERNARDO, "Bernardo", AHORA)
            with pytest.raises(LlaveDuplicada):
                await autorizaciones.crear(tx.sql, ana, BERNARDO, "Bernardo", AHORA)
            await tx.confirmar()

        async def leer(tx: Transaccion) -> None:
            ana = await _numero(tx, ANA)
            carmen, bernardo = await autorizaciones.de_usuario(tx.sql, ana)
            (uno,) = await autorizaciones.de_documento(tx.sql, CARMEN)
            assert (uno.id, uno.nombre, uno.creada) == (carmen.id, datos.CLIENTES[ANA][0], AHORA)
            assert await autorizaciones.por_id(tx.sql, carmen.id) == carmen
            assert await autorizaciones.por_id(tx.sql, 0) is None
            propio = await actores.de_sesion(tx.sql, "s", AHORA)
            assert propio is not None
            assert (propio.documento, propio.autorizaciones) == (ANA, (bernardo, carmen))

        async def elegir(tx: Transaccion) -> None:
            ana = await _numero(tx, ANA)
            carmen, _ = await autorizaciones.de_usuario(tx.sql, ana)
            await autorizaciones.elegir(tx.sql, ana, "s", carmen.id)
            por_carmen = await actores.de_sesion(tx.sql, "s", AHORA)
            assert por_carmen is not None
            assert (por_carmen.documento, por_carmen.documento_propio, por_carmen.ajena) == (CARMEN, ANA, carmen)
            assert await autorizaciones.quitar(tx.sql, carmen.id)
            assert not await autorizaciones.quitar(tx.sql, carmen.id)
            despues = await actores.de_sesion(tx.sql, "s", AHORA)
            assert despues is not None
            assert (despues.documento, despues.ajena, len(despues.autorizaciones)) == (ANA, None, 1)
            await tx.confirmar()

        await repo.write(dar)
        await repo.read(leer)
        await repo.write(elegir)

    con(cuerpo)
