"""Second factors, recovery codes and used proofs: function by function, and what only one of many may use."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Sql, Transaccion
from portal.repo.tables.access import actores, factores, pruebas, respaldos, usuarios
from portal.structs.factores import Factor, TipoDeFactor
from portal.structs.usuarios import Rol, Sesion
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
HORA = timedelta(hours=1)


async def _usuario(sql: Sql, nombre: str = "nueva") -> int:
    await usuarios.crear(sql, AHORA, usuario=nombre, rol=Rol.OPERADOR, nombre="Ñata", documento=None, cifrada="x")
    creada = await usuarios.por_nombre(sql, nombre)
    assert creada is not None
    return creada.id


def _totp(usuario_id: int) -> Factor:
    return Factor(
        id=0, usuario_id=usuario_id, tipo=TipoDeFactor.TOTP, nombre="Teléfono", creado=AHORA, semilla="s", paso=7
    )


def _passkey(usuario_id: int, passkey_id: str = "a" * 1364) -> Factor:
    return Factor(
        id=0,
        usuario_id=usuario_id,
        tipo=TipoDeFactor.PASSKEY,
        nombre="Ñandutí",
        creado=AHORA,
        passkey_id=passkey_id,
        publica="p" * 2000,
        firmas=0,
    )


def test_factors(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            una, otra = await _usuario(tx.sql), await _usuario(tx.sql, "otra")
            assert await factores.cuantos(tx.sql, una) == 0
            for factor in (_totp(una), _passkey(una)):
                await factores.crear(tx.sql, factor)
            with pytest.raises(LlaveDuplicada):
                await factores.crear(tx.sql, _passkey(otra))
            totp, passkey = await factores.de_usuario(tx.sql, una)
            assert (totp.tipo, totp.nombre, totp.semilla, totp.paso, totp.usado) == ("totp", "Teléfono", "s", 7, None)
            assert (passkey.publica, passkey.firmas, passkey.creado) == ("p" * 2000, 0, AHORA)
            assert await factores.por_passkey(tx.sql, "a" * 1364) == passkey
            assert await factores.por_passkey(tx.sql, "A" * 1364) is None
            await factores.firmar(tx.sql, passkey.id, 3, AHORA + HORA)
            firmada = await factores.por_passkey(tx.sql, "a" * 1364)
            assert firmada is not None
            assert (firmada.firmas, firmada.usado) == (3, AHORA + HORA)
            assert not await factores.nombrar(tx.sql, otra, totp.id, "Robado")
            assert await factores.nombrar(tx.sql, una, totp.id, "Viejo")
            assert [cada.nombre for cada in await factores.de_usuario(tx.sql, una)] == ["Viejo", "Ñandutí"]
            assert not await factores.quitar(tx.sql, otra, totp.id)
            assert await factores.quitar(tx.sql, una, totp.id)
            assert await factores.cuantos(tx.sql, una) == 1
            assert await factores.quitar_todos(tx.sql, una) == 1
            assert await factores.de_usuario(tx.sql, una) == []

        await repo.write(hacer)

    con(cuerpo)


def test_a_step_is_taken_once_and_none_before_it(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            una = await _usuario(tx.sql)
            await factores.crear(tx.sql, _totp(una))
            (totp,) = await factores.de_usuario(tx.sql, una)
            gastados = [await factores.gastar_paso(tx.sql, totp.id, paso, AHORA) for paso in (7, 8, 8, 6, 9)]
            assert gastados == [False, True, False, False, True]
            (totp,) = await factores.de_usuario(tx.sql, una)
            assert (totp.paso, totp.usado) == (9, AHORA)

        await repo.write(hacer)

    con(cuerpo)


def test_a_recovery_code_goes_with_its_use(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            una, otra = await _usuario(tx.sql), await _usuario(tx.sql, "otra")
            await respaldos.renovar(tx.sql, una, ["a" * 64], 24)
            await respaldos.renovar(tx.sql, una, ["b" * 64, "c" * 64], 24)
            await respaldos.renovar(tx.sql, otra, ["c" * 64], 24)
            assert await respaldos.cortos(tx.sql, una) == 0
            assert await respaldos.cuantos(tx.sql, una) == 2
            assert not await respaldos.gastar(tx.sql, una, "a" * 64)
            assert [await respaldos.gastar(tx.sql, una, "c" * 64) for _ in range(2)] == [True, False]
            assert await respaldos.gastar(tx.sql, otra, "c" * 64)
            await respaldos.olvidar(tx.sql, una)
            assert await respaldos.cuantos(tx.sql, una) == 0

        await repo.write(hacer)

    con(cuerpo)


def test_what_proves_once_is_remembered_until_it_would_have_ended(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert [await pruebas.gastar(tx.sql, "reto", AHORA + HORA) for _ in range(2)] == [True, False]
            assert await pruebas.gastar(tx.sql, "otro", AHORA + 2 * HORA)
            assert await pruebas.purgar(tx.sql, AHORA + HORA) == 1
            assert await pruebas.gastar(tx.sql, "reto", AHORA + HORA)
            assert not await pruebas.gastar(tx.sql, "otro", AHORA + HORA)

        await repo.write(hacer)

    con(cuerpo)


def test_a_session_knows_when_its_holder_last_proved_it_and_with_how_many_factors(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            una = await _usuario(tx.sql)
            sesion = Sesion(sid="a", usuario_id=una, creada=AHORA, vence=AHORA + HORA, puerta="pagina", agente="")
            await usuarios.abrir_sesion(tx.sql, sesion)
            quien = await actores.de_sesion(tx.sql, "a", AHORA)
            assert quien is not None
            assert (quien.probada, quien.factores, quien.es_demo) == (AHORA, 0, False)
            await factores.crear(tx.sql, _totp(una))
            renovada = await usuarios.renovar(tx.sql, una, "a", "b", AHORA + HORA / 2)
            assert renovada == structs.replace(sesion, sid="b", vista=AHORA + HORA / 2)
            await usuarios.ver(tx.sql, "b", AHORA + HORA / 4)
            assert [cada.vista for cada in await usuarios.sesiones(tx.sql, una, AHORA)] == [AHORA + HORA / 4]
            assert await usuarios.renovar(tx.sql, una, "a", "c", AHORA) is None
            assert await usuarios.renovar(tx.sql, una + 1, "b", "c", AHORA) is None
            assert await usuarios.renovar(tx.sql, una, "b", "c", AHORA + HORA) is None
            assert await actores.de_sesion(tx.sql, "a", AHORA) is None
            quien = await actores.de_sesion(tx.sql, "b", AHORA)
            assert quien is not None
            assert (quien.probada, quien.factores) == (AHORA + HORA / 2, 1)
            assert (quien.desde, quien.vista) == (AHORA, AHORA + HORA / 4)

        await repo.write(hacer)

    con(cuerpo)
