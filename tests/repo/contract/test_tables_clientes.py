"""Whom the portal knows, and by what they are found."""

from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.desk import clientes
from portal.repo.tables.payments import pagos
from portal.structs.clientes import ClienteConocido
from portal.structs.usuarios import Rol
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import DEUDAS, NUEVO

AHORA = datos.AHORA


def _de(hallados: list[ClienteConocido]) -> set[str]:
    return {cada.documento for cada in hallados}


def test_somebody_is_found_by_words_old_and_new(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await clientes.conocer(tx.sql, "7000001", "Zulma Ñeembucú Zárate")
            await clientes.conocer(tx.sql, "7000001", "Zulma Ibarra", "Zulma.Z@ejemplo.com")
            await clientes.conocer(tx.sql, "7000002", "Zulma Otra")
            hallada = await clientes.por_documento(tx.sql, "7000001")
            assert hallada is not None
            assert (hallada.nombre, hallada.usuario, hallada.correo) == ("Zulma Ibarra", None, None)
            assert await clientes.por_id(tx.sql, hallada.id) == hallada
            assert await clientes.por_id(tx.sql, 10**9) is None
            assert await clientes.por_documento(tx.sql, "7999999") is None
            for inicios in (("neembu",), ("ibarra", "zul"), ("zarate", "zulma", "z"), ("zulma.z@ej",), ("@ejemplo",)):
                assert await clientes.con_palabras(tx.sql, inicios, 9) == [hallada], inicios
            assert await clientes.con_palabras(tx.sql, ("otra", "neembucu"), 9) == []
            assert _de(await clientes.con_palabras(tx.sql, ("zulma",), 9)) == {"7000001", "7000002"}
            assert len(await clientes.con_palabras(tx.sql, ("zulma",), 1)) == 1
            assert _de(await clientes.con_documento(tx.sql, "70000", 9)) == {"7000001", "7000002"}
            assert len(await clientes.con_documento(tx.sql, "70000", 1)) == 1

        await repo.write(hacer)

    con(cuerpo)


def test_an_account_s_addresses_are_added(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await usuarios.crear(
                tx.sql,
                AHORA,
                usuario="zoilo",
                rol=Rol.CLIENTE,
                nombre="Zoilo Zarza",
                documento="7000003",
                cifrada="-",
                correo="zoilo@uno.com",
            )
            cuenta = await usuarios.por_nombre(tx.sql, "zoilo")
            assert cuenta is not None
            await usuarios.cambiar_correo(tx.sql, cuenta.id, "zz@otro.com", AHORA)
            for inicio in ("zarza", "@uno", "@otro", "zz"):
                hallado, *_ = await clientes.con_palabras(tx.sql, (inicio,), 9)
                assert (hallado.documento, hallado.usuario, hallado.correo) == ("7000003", "zoilo", "zz@otro.com")
            canal = await usuarios.por_nombre(tx.sql, "canal-uno")
            assert canal is not None
            await clientes.con_correo(tx.sql, canal.id, "canal@red.com")
            assert await clientes.con_palabras(tx.sql, ("@red",), 9) == []

        await repo.write(hacer)

    con(cuerpo)


def test_who_paid_is_found_by_the_payment(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await clientes.ultimo_numero(tx.sql) == 0
            nuevo = structs.replace(NUEVO, cod_transaccion="EC-Ab12X-yZ99w", documento="7000004", cliente="Quien Pagó")
            pago = await pagos.crear(tx.sql, nuevo, DEUDAS)
            total = int(pago.total)
            assert await clientes.ultimo_numero(tx.sql) == pago.id
            for hallados in (
                await clientes.con_codigo(tx.sql, "ec-ab", 9),
                await clientes.con_final(tx.sql, "yz99w", 9),
                await clientes.con_final(tx.sql, "ec-ab12x-yz99w", 9),
                await clientes.con_parte(tx.sql, "b12x-y", pago.id - 1, pago.id, 9),
                await clientes.con_total(tx.sql, pago.moneda, total, 9),
                await clientes.entre_numeros(tx.sql, pago.id, pago.id, 9),
                await clientes.con_numero(tx.sql, pago.id),
            ):
                ((cliente, hallado),) = hallados
                assert (cliente.documento, cliente.nombre) == ("7000004", "Quien Pagó")
                assert (hallado.id, hallado.numero, hallado.total) == (pago.id, pago.numero, pago.total)
            for vacios in (
                await clientes.con_codigo(tx.sql, "ab12", 9),
                await clientes.con_final(tx.sql, "yz99", 9),
                await clientes.con_parte(tx.sql, "b12x-y", pago.id, pago.id + 9, 9),
                await clientes.con_parte(tx.sql, "b13x", 0, pago.id, 9),
                await clientes.con_total(tx.sql, pago.moneda, total + 1, 9),
                await clientes.con_total(tx.sql, 3 - pago.moneda, total, 9),
                await clientes.entre_numeros(tx.sql, pago.id + 1, pago.id + 9, 9),
                await clientes.con_numero(tx.sql, pago.id + 1),
            ):
                assert vacios == []

        await repo.write(hacer)

    con(cuerpo)
