"""Links that prove something once, on every engine."""

from datetime import timedelta

import pytest

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.access import enlaces, usuarios
from portal.structs.enlaces import TipoDeEnlace
from portal.structs.usuarios import Rol
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
HORA = timedelta(hours=1)
CLAVE, ALTA = TipoDeEnlace.CLAVE, TipoDeEnlace.ALTA
UNA, OTRA, TERCERA = "1" * 64, "2" * 64, "3" * 64


def test_a_link_is_used_once_and_in_its_time(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            data = {"correo": "ñata@ejemplo.com.py"}
            await enlaces.crear(
                tx.sql, AHORA, tipo=ALTA, huella=UNA, vence=AHORA + HORA, documento="4567890", datos=data
            )
            with pytest.raises(LlaveDuplicada):
                await enlaces.crear(tx.sql, AHORA, tipo=ALTA, huella=UNA, vence=AHORA + HORA)
            suyo = await enlaces.leer(tx.sql, UNA)
            assert suyo is not None
            assert (suyo.tipo, suyo.documento, suyo.usuario_id, suyo.datos) == (ALTA, "4567890", None, data)
            assert (suyo.creado, suyo.vence, suyo.usado) == (AHORA, AHORA + HORA, None)
            assert await enlaces.leer(tx.sql, OTRA) is None
            assert not await enlaces.usar(tx.sql, OTRA, ALTA, AHORA)
            assert not await enlaces.usar(tx.sql, UNA, CLAVE, AHORA)
            assert not await enlaces.usar(tx.sql, UNA, ALTA, AHORA + HORA)
            assert await enlaces.usar(tx.sql, UNA, ALTA, AHORA)
            assert not await enlaces.usar(tx.sql, UNA, ALTA, AHORA)
            usado = await enlaces.leer(tx.sql, UNA)
            assert usado is not None
            assert usado.usado == AHORA

        await repo.write(hacer)

    con(cuerpo)


def test_the_links_of_a_user_or_of_a_documento_are_counted_and_ended(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await usuarios.crear(
                tx.sql, AHORA, usuario="nueva", rol=Rol.CANAL, nombre="Ñata", documento=None, cifrada="x"
            )
            nueva = await usuarios.por_nombre(tx.sql, "nueva")
            assert nueva is not None
            vence = AHORA + HORA
            await enlaces.crear(tx.sql, AHORA, tipo=CLAVE, huella=UNA, vence=vence, usuario_id=nueva.id)
            await enlaces.crear(tx.sql, AHORA, tipo=ALTA, huella=OTRA, vence=vence, documento="4567890")
            await enlaces.crear(tx.sql, AHORA, tipo=ALTA, huella=TERCERA, vence=vence, documento="4567890")
            antes = AHORA - HORA
            assert await enlaces.cuantos_de_usuario(tx.sql, nueva.id, CLAVE, antes) == 1
            assert await enlaces.cuantos_de_usuario(tx.sql, nueva.id, CLAVE, AHORA) == 0
            assert await enlaces.cuantos_de_documento(tx.sql, "4567890", ALTA, antes) == 2
            assert [uno.id for uno in await enlaces.vivos(tx.sql, "4567890", ALTA, vence)] == []
            assert [uno.usuario_id for uno in await enlaces.vivos_de_usuario(tx.sql, nueva.id, CLAVE, AHORA)] == [
                nueva.id
            ]
            assert await enlaces.vivos_de_usuario(tx.sql, nueva.id, CLAVE, vence) == []
            vivos = await enlaces.vivos(tx.sql, "4567890", ALTA, AHORA)
            assert [uno.documento for uno in vivos] == ["4567890", "4567890"]
            assert vivos[0].id > vivos[1].id
            assert await enlaces.terminar_de_usuario(tx.sql, nueva.id, CLAVE, AHORA) == 1
            assert await enlaces.terminar_de_usuario(tx.sql, nueva.id, CLAVE, AHORA) == 0
            assert await enlaces.terminar_de_documento(tx.sql, "4567890", ALTA, AHORA) == 2
            assert await enlaces.vivos(tx.sql, "4567890", ALTA, AHORA) == []
            assert await enlaces.purgar(tx.sql, vence) == 0
            assert await enlaces.purgar(tx.sql, vence + HORA) == 3

        await repo.write(hacer)

    con(cuerpo)


def test_one_link_is_kept_open_or_ended_by_its_number_and_its_user(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            for usuario in ("una", "otra"):
                await usuarios.crear(
                    tx.sql, AHORA, usuario=usuario, rol=Rol.CANAL, nombre="Una", documento=None, cifrada="x"
                )
            una, otra = [uno.id for uno in await usuarios.todos(tx.sql) if uno.usuario in {"una", "otra"}]
            pago = TipoDeEnlace.PAGO
            await enlaces.crear(tx.sql, AHORA, tipo=pago, huella=UNA, vence=AHORA + HORA, usuario_id=una)
            suyo = await enlaces.leer(tx.sql, UNA)
            assert suyo is not None
            assert await enlaces.retener(tx.sql, suyo.id, AHORA)
            assert not await enlaces.retener(tx.sql, suyo.id, AHORA + HORA)
            assert not await enlaces.terminar(tx.sql, suyo.id, otra, pago, AHORA)
            assert not await enlaces.terminar(tx.sql, suyo.id, una, ALTA, AHORA)
            assert not await enlaces.terminar(tx.sql, suyo.id, una, pago, AHORA + HORA)
            assert await enlaces.terminar(tx.sql, suyo.id, una, pago, AHORA)
            assert not await enlaces.terminar(tx.sql, suyo.id, una, pago, AHORA)
            assert not await enlaces.retener(tx.sql, suyo.id, AHORA)

        await repo.write(hacer)

    con(cuerpo)
