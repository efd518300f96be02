"""The reference ERP's tables as the demonstration fills them, and the package's answer from them."""

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.debts import reference_erp
from tests import datos
from tests.repo.contract.conftest import Con

NUEVO = "4999999"


def test_new_customers_and_their_debts(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        deudas = datos.CLIENTES[datos.TRES_Y_AGUA][1]

        async def anotar(tx: Transaccion) -> None:
            hay = await reference_erp.codigos_de(tx.sql, datos.TRES_Y_AGUA)
            assert hay == {deuda.codmovimiento for deuda in deudas}
            assert await reference_erp.codigos_de(tx.sql, NUEVO) == frozenset()
            await reference_erp.guardar_clientes(tx.sql, [(NUEVO, "Ñata Núñez")])
            suyas = [structs.replace(deuda, codmovimiento=f"N-{deuda.codmovimiento}") for deuda in deudas]
            await reference_erp.guardar_deudas(tx.sql, [(NUEVO, deuda) for deuda in suyas])
            consulta = await tx.paquete.consultar(NUEVO, 1, "canal-uno")
            assert (consulta.desc_clie, len(consulta.deudas)) == ("Ñata Núñez", len(suyas))
            assert await reference_erp.codigos_de(tx.sql, NUEVO) == {deuda.codmovimiento for deuda in suyas}

        await repo.write(anotar)

        async def escribir(tx: Transaccion) -> None:
            with pytest.raises(LlaveDuplicada):
                await reference_erp.guardar_clientes(tx.sql, [(datos.TRES_Y_AGUA, "Otra")])

        await repo.write(escribir)

        async def hacer(tx: Transaccion) -> None:
            with pytest.raises(LlaveDuplicada):
                await reference_erp.guardar_deudas(tx.sql, [(datos.TRES_Y_AGUA, deudas[0])])

        await repo.write(hacer)

    con(cuerpo)
