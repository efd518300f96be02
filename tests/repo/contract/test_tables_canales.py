"""Channels' tables: what they may do, their credentials, and what they used of their quotas."""

from datetime import timedelta

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.access import actores, usuarios
from portal.repo.tables.canales import canales, consumos, credenciales
from portal.repo.tables.payments import codigos
from portal.rules.canales import secretos
from portal.rules.canales.prefijos import tramos
from portal.structs.canales import Alcance, Canal, Credencial, Licencia, Quota, Secreto
from portal.structs.usuarios import Sesion
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
HORA = timedelta(hours=1)
LEE = frozenset({Alcance.CONSULTA, Alcance.LEER_PAGOS})


async def _canal(tx: Transaccion, usuario: str = "canal-uno") -> Canal:
    canal = await canales.por_nombre(tx.sql, usuario)
    assert canal is not None
    return canal


def _secreto(numero: str, cliente: str = "ec-1", segundos: int = 0) -> Secreto:
    return Secreto(
        numero=numero,
        cliente=cliente,
        huella=secretos.huella(numero),
        pista="wxyz",
        creado=AHORA + timedelta(seconds=segundos),
    )


def test_a_channel_has_nothing_of_its_own_until_it_is_kept(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            uno = await _canal(tx)
            assert (uno.prefijo, uno.redes, uno.por_minuto, uno.por_hora, uno.activo) == ("", (), None, None, True)
            redes = ("10.0.0.0/8", "2001:db8::/32")
            for cambiado in (
                structs.replace(uno, prefijo="BCO-", redes=redes, por_minuto=5, por_hora=7),
                structs.replace(uno, prefijo="BCO-", por_hora=9),
            ):
                await canales.guardar(tx.sql, cambiado)
                assert await _canal(tx) == cambiado
            assert [cada.usuario for cada in await canales.todos(tx.sql)] == ["canal-dos", "canal-uno"]
            dos = await _canal(tx, "canal-dos")
            assert await canales.prefijos_de_otros(tx.sql, dos) == ["BCO-"]
            assert await canales.prefijos_de_otros(tx.sql, uno) == []
            with pytest.raises(LlaveDuplicada):
                await canales.guardar(tx.sql, structs.replace(dos, prefijo="BCO-"))
            assert await canales.por_nombre(tx.sql, "operadora") is None
            assert not await canales.usado_por_otros(tx.sql, uno, "BCO-")

        await repo.write(hacer)

    con(cuerpo)


def test_a_code_of_another_s_prefix_is_not_taken(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await canales.guardar(tx.sql, structs.replace(await _canal(tx), prefijo="BCO-"))
            for emisor, codigo, tomado in (
                ("canal-dos", "BCO-1", False),
                ("canal-dos", "bco-1", False),
                ("PORTAL", "BCO-1", False),
                ("canal-uno", "BCO-1", True),
                ("canal-dos", "BCO", True),
                ("canal-dos", "XBCO-1", True),
            ):
                assert await codigos.tomar(tx.sql, emisor, codigo, tramos(codigo), AHORA) is tomado, (emisor, codigo)
            assert not await codigos.quemar(tx.sql, "canal-dos", "BCO-2", tramos("BCO-2"), AHORA)
            assert not await codigos.quemado(tx.sql, "canal-dos", "BCO-2")
            assert await codigos.quemar(tx.sql, "canal-uno", "BCO-2", tramos("BCO-2"), AHORA)

        await repo.write(hacer)

    con(cuerpo)


def test_credentials_their_secrets_and_the_tokens_that_these_gave(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            canal = await _canal(tx)
            await canales.guardar(tx.sql, structs.replace(canal, redes=("10.0.0.0/8",), por_minuto=5, por_hora=7))
            credencial = Credencial(
                cliente="ec-1",
                usuario_id=canal.usuario_id,
                nombre="Cajas",
                alcances=LEE,
                creada=AHORA,
                vence=AHORA + HORA,
            )
            otra = structs.replace(credencial, cliente="ec-2", creada=AHORA + HORA, vence=None)
            for cada in (credencial, otra):
                await credenciales.crear(tx.sql, cada)
            await credenciales.tomar(tx.sql, "ec-1")
            for secreto in (_secreto("a"), _secreto("b", segundos=1), _secreto("c", "ec-2")):
                await credenciales.agregar(tx.sql, secreto)
            suyas = await credenciales.de_canal(tx.sql, canal.usuario_id)
            assert [ficha.credencial for ficha in suyas] == [credencial, otra]
            assert [secreto.numero for secreto in suyas[0].vivos] == ["a", "b"]
            assert suyas[0].usada is None
            for sid, numero in (("s1", "a"), ("s2", "b"), ("s3", "c")):
                sesion = Sesion(
                    sid=sid, usuario_id=canal.usuario_id, creada=AHORA, vence=AHORA + HORA, puerta="api", agente=""
                )
                await usuarios.abrir_sesion(tx.sql, sesion)
                await credenciales.conceder(tx.sql, sid, numero, "consulta", AHORA)
            quien = await actores.de_sesion(tx.sql, "s1", AHORA)
            assert quien is not None
            assert quien.licencia == Licencia(
                alcances=frozenset({Alcance.CONSULTA}), redes=("10.0.0.0/8",), por_minuto=5, por_hora=7
            )
            ficha = await credenciales.por_cliente(tx.sql, "ec-1")
            assert ficha is not None
            assert ficha.usada == AHORA
            assert await credenciales.por_cliente(tx.sql, "ec-9") is None
            # Each ending ends its own tokens, and only once.
            assert not await credenciales.retirar(tx.sql, "ec-2", "a", AHORA)
            assert await credenciales.retirar(tx.sql, "ec-1", "a", AHORA)
            assert not await credenciales.retirar(tx.sql, "ec-1", "a", AHORA)
            assert [await usuarios.hay_sesion(tx.sql, sid) for sid in ("s1", "s2", "s3")] == [False, True, True]
            assert await credenciales.revocar(tx.sql, "ec-1", AHORA)
            assert not await credenciales.revocar(tx.sql, "ec-1", AHORA + HORA)
            assert [await usuarios.hay_sesion(tx.sql, sid) for sid in ("s2", "s3")] == [False, True]
            ficha = await credenciales.por_cliente(tx.sql, "ec-1")
            assert ficha is not None
            assert (ficha.credencial.revocada, [secreto.numero for secreto in ficha.vivos]) == (AHORA, ["b"])

        await repo.write(hacer)

    con(cuerpo)


def test_a_channel_that_signed_in_by_its_password_may_do_all_that_a_channel_does(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            for nombre, licencia in (("canal-uno", Licencia()), (datos.TRES_Y_AGUA, None)):
                usuario = await usuarios.por_nombre(tx.sql, nombre)
                assert usuario is not None
                sesion = Sesion(
                    sid=nombre, usuario_id=usuario.id, creada=AHORA, vence=AHORA + HORA, puerta="api", agente=""
                )
                await usuarios.abrir_sesion(tx.sql, sesion)
                quien = await actores.de_sesion(tx.sql, nombre, AHORA)
                assert quien is not None
                assert quien.licencia == licencia

        await repo.write(hacer)

    con(cuerpo)


def test_what_was_used_is_counted_by_window(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            suyo = (await _canal(tx)).usuario_id
            assert await consumos.usados(tx.sql, suyo, Quota.PEDIDOS, AHORA) == 0
            assert await consumos.tomar(tx.sql, suyo, Quota.PEDIDOS, AHORA) == 0
            await consumos.sumar(tx.sql, suyo, Quota.PEDIDOS, AHORA, 30)
            assert await consumos.tomar(tx.sql, suyo, Quota.PEDIDOS, AHORA) == 30
            assert await consumos.usados(tx.sql, suyo, Quota.PEDIDOS, AHORA) == 30
            for otra in ((suyo, Quota.DOCUMENTOS, AHORA), (suyo, Quota.PEDIDOS, AHORA + HORA)):
                assert await consumos.tomar(tx.sql, *otra) == 0
            assert await consumos.frenados(tx.sql, AHORA) == []
            assert await consumos.avisar(tx.sql, suyo, Quota.PEDIDOS, AHORA)
            assert not await consumos.avisar(tx.sql, suyo, Quota.PEDIDOS, AHORA)
            (freno,) = await consumos.frenados(tx.sql, AHORA)
            assert (freno.usuario, freno.quota, freno.desde, freno.usados) == ("canal-uno", Quota.PEDIDOS, AHORA, 30)
            assert await consumos.frenados(tx.sql, AHORA + HORA) == []
            await consumos.ver(tx.sql, suyo, AHORA, "4567890")
            with pytest.raises(LlaveDuplicada):
                await consumos.ver(tx.sql, suyo, AHORA, "4567890")
            assert await consumos.visto(tx.sql, suyo, AHORA, "4567890")
            assert not await consumos.visto(tx.sql, suyo, AHORA + HORA, "4567890")
            await consumos.purgar(tx.sql, AHORA, AHORA + HORA)
            assert not await consumos.visto(tx.sql, suyo, AHORA, "4567890")
            assert await consumos.usados(tx.sql, suyo, Quota.PEDIDOS, AHORA) == 30
            await consumos.purgar(tx.sql, AHORA + HORA, AHORA + HORA)
            assert await consumos.usados(tx.sql, suyo, Quota.PEDIDOS, AHORA) == 0

        await repo.write(hacer)

    con(cuerpo)
