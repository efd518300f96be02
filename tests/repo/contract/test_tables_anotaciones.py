"""The audit as it is looked through, on every engine."""

from datetime import timedelta

from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.access import anotaciones, auditoria
from portal.structs.usuarios import Actor, Rol
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
DIA = timedelta(days=1)


def test_rows_are_found_by_who_what_and_when(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def escribir(tx: Transaccion) -> None:
            for cuando, accion in ((AHORA, "consultar"), (AHORA + DIA, "pago"), (AHORA + 2 * DIA, "consultar")):
                await auditoria.anotar(tx.sql, cuando, None, accion, "x", direccion="192.0.2.7")
            await tx.confirmar()

        async def leer(tx: Transaccion) -> None:
            todas = await anotaciones.listar(tx.sql, 5)
            assert [fila.id for fila in todas] == [3, 2, 1]
            assert (todas[0].actor, todas[0].motivo, todas[0].direccion) == ("PORTAL", "", "192.0.2.7")
            assert todas[0].en == AHORA + 2 * DIA
            consultas = await anotaciones.listar(tx.sql, 5, actor="PORTAL", accion="consultar")
            assert [fila.id for fila in consultas] == [3, 1]
            assert [fila.id for fila in await anotaciones.listar(tx.sql, 5, accion="pago")] == [2]
            assert await anotaciones.listar(tx.sql, 5, actor="nadie") == []
            del_medio = await anotaciones.listar(tx.sql, 5, desde=AHORA + DIA, hasta=AHORA + 2 * DIA)
            assert [fila.id for fila in del_medio] == [2]
            assert await anotaciones.listar(tx.sql, 5, desde=AHORA + 3 * DIA) == []
            assert await anotaciones.listar(tx.sql, 5, hasta=AHORA - DIA) == []
            assert [fila.id for fila in await anotaciones.listar(tx.sql, 1, antes=3)] == [2]

        await repo.write(escribir)
        await repo.read(leer)

    con(cuerpo)


def test_looks_of_others_at_a_customer_are_told_apart(con: Con[None]) -> None:
    nadie = Actor(usuario_id=1, usuario="nadie", rol=Rol.OPERADOR, nombre="Olga", documento=None, sid="x")
    clienta = structs.replace(nadie, usuario="4567890", rol=Rol.CLIENTE, documento="4567890")

    async def cuerpo(repo: Repo) -> None:
        async def escribir(tx: Transaccion) -> None:
            for actor, accion, objeto, resultado in (
                (nadie, "consultar", "4567890", "ok"),
                (nadie, "usuario-invitar", "4567890", "ok"),
                (nadie, "ver-pago", "4567890", "negado"),
                (nadie, "ver-pago", "4000001", "ok"),
                (clienta, "consultar", "4567890", "ok"),
                (clienta, "mirar-por-otro", "4567890", "ok"),
                (None, "consultar", "4567890", "ok"),
                (None, "ingreso", "4567890", "ok"),
                (None, "ingreso", "4000001", "rechazado"),
            ):
                await auditoria.anotar(tx.sql, AHORA, actor, accion, objeto, resultado)
            await tx.confirmar()

        async def leer(tx: Transaccion) -> None:
            halladas = await anotaciones.miradas(tx.sql, "4567890", 5)
            assert [(fila.id, fila.accion, fila.rol, fila.nombre) for fila in halladas] == [
                (6, "mirar-por-otro", Rol.CLIENTE, "Ana Ñandutí Benítez"),
                (1, "consultar", Rol.OPERADOR, ""),
            ]
            assert [fila.id for fila in await anotaciones.miradas(tx.sql, "4567890", 1, antes=6)] == [1]
            assert await anotaciones.ultimo_ingreso(tx.sql, "4567890") == AHORA
            assert await anotaciones.ultimo_ingreso(tx.sql, "4000001") is None

        await repo.write(escribir)
        await repo.read(leer)

    con(cuerpo)
