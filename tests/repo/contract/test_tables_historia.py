"""A customer's payments by when they were made, and payments by number, function by function."""

from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.payments import historia, named, pagos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import AHORA, DEUDAS, MINUTO, NUEVO


def test_payments_of_a_stretch_come_newest_first_with_their_debts(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            primero = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            otro = structs.replace(NUEVO, cod_transaccion="OTRO-2", creado=AHORA + MINUTO, verificador="otro-2")
            segundo = await pagos.crear(tx.sql, otro, ())
            quien, hasta = primero.documento, AHORA + 2 * MINUTO
            de_todo = await historia.entre(tx.sql, quien, AHORA, hasta)
            assert [cada.pago.id for cada in de_todo] == [segundo.id, primero.id]
            assert [len(cada.items) for cada in de_todo] == [0, len(DEUDAS)]
            assert [cada.pago.id for cada in await historia.entre(tx.sql, quien, AHORA, AHORA + MINUTO)] == [primero.id]
            assert await historia.entre(tx.sql, "7999999", AHORA, hasta) == []
            assert [pago.id for pago in await historia.hasta(tx.sql, quien, hasta, 1)] == [segundo.id]
            assert await historia.hasta(tx.sql, quien, AHORA, 9) == []

        await repo.write(hacer)

    con(cuerpo)


def test_payments_are_found_by_their_numbers(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            hallados = await named.numerados(tx.sql, [pago.id, pago.id + 1])
            assert list(hallados) == [pago.id]
            assert await named.numerados(tx.sql, []) == {}
            assert len(await named.por_tandas(tx.sql, named.POR_NUMERO, [pago.id] * (named.TANDA + 1))) >= 1

        await repo.write(hacer)

    con(cuerpo)
