from portal.repo.protocol import Repo
from portal.repo.tablas import invariantes, pagos
from tests.repo.contrato.conftest import Con
from tests.repo.contrato.test_tablas_pagos import DEUDAS, NUEVO


def test_the_statements_find_what_is_not_as_it_must_be(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async with repo.escritura() as tx:
            assert await invariantes.rotas(tx.sql) == []
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            # It has no event, and nobody took its code.
            assert sorted(await invariantes.rotas(tx.sql)) == [("I10", str(pago.id)), ("I7", str(pago.id))]
            assert await invariantes.subtotales(tx.sql) == {pago.id: (10**15, 1)}
            assert [cada for cada, _ in await invariantes.lineas(tx.sql)] == [pago.id] * len(DEUDAS)

    con(cuerpo)
