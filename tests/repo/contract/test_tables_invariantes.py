from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables import invariants
from portal.repo.tables.payments import pagos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import DEUDAS, NUEVO


def test_the_statements_find_what_is_not_as_it_must_be(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await invariants.rotas(tx.sql) == []
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            # It has no event, and nobody took its code.
            assert sorted(await invariants.rotas(tx.sql)) == [("I10", str(pago.id)), ("I7", str(pago.id))]
            assert await invariants.subtotales(tx.sql) == {pago.id: (10**15, 1)}
            assert [cada for cada, _ in await invariants.lineas(tx.sql)] == [pago.id] * len(DEUDAS)

        await repo.write(hacer)

    con(cuerpo)
