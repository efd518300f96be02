"""What attempts to pay leave of a customer's debts, and what a page remembers of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.debts import consultas
from portal.repo.tables.payments import lineas, pagos, situaciones
from portal.rules.payment.estados import EN_CURSO, retiene
from portal.structs.deudas import Consulta
from portal.structs.pagos import Estado, Pago
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import DEUDAS, NUEVO

HORA = timedelta(hours=1)
CONSULTA = Consulta(
    idsession=70,
    usuario="canal-dos",
    documento=datos.TRES_Y_AGUA,
    moneda=1,
    cliente="Ñata Núñez",
    creada=datos.AHORA + HORA,
    deudas=DEUDAS,
)


def _en(pago: Pago, estado: Estado) -> Pago:
    hecho = estado in (Estado.PAGADO, Estado.ANULANDO, Estado.ANULADO)
    return structs.replace(
        pago,
        estado=estado,
        pagado=datos.AHORA if hecho else None,
        anulado=datos.AHORA if estado is Estado.ANULADO else None,
    )


@pytest.mark.parametrize("estado", list(Estado))
@pytest.mark.parametrize("pasarela", [None, "demo"])
def test_what_an_attempt_holds_is_told_by_its_state(con: Con[None], estado: Estado, pasarela: str | None) -> None:
    """A page remembers what an open payment holds, and no debt that was ever paid."""

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            nuevo = await pagos.crear(tx.sql, structs.replace(NUEVO, pasarela=pasarela), DEUDAS[:2])
            pago = _en(nuevo, estado)
            assert await pagos.guardar(tx.sql, nuevo, pago)
            if not retiene(pago):
                await lineas.soltar(tx.sql, pago.id)
            memoria = await consultas.memoria(tx.sql, "canal-dos", datos.TRES_Y_AGUA, 1)
            await tx.paquete.consultar(datos.TRES_Y_AGUA, 1, "canal-dos")
            en_curso = {deuda.codmovimiento for deuda in DEUDAS[:2]} if estado in EN_CURSO and retiene(pago) else set()
            assert memoria.retenidas == en_curso
            vista = await situaciones.leer(tx.sql, CONSULTA)
            assert {cada.deuda.codmovimiento for cada in vista.ocupadas} == en_curso
            assert {cada.pago.estado for cada in vista.ocupadas} <= {estado}

        await repo.write(hacer)

    con(cuerpo)


def test_what_was_paid_is_found_by_when_and_by_what_is_asked_for(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            async def ocupadas(consulta: Consulta, codigo: str = "") -> set[str]:
                return {
                    cada.deuda.codmovimiento for cada in (await situaciones.leer(tx.sql, consulta, codigo)).ocupadas
                }

            nuevo = await pagos.crear(tx.sql, NUEVO, DEUDAS[:2])
            assert await pagos.guardar(tx.sql, nuevo, _en(nuevo, Estado.PAGADO))
            una, otra = (deuda.codmovimiento for deuda in DEUDAS[:2])
            await consultas.crear(tx.sql, CONSULTA)
            assert await ocupadas(CONSULTA) == set()
            assert await ocupadas(structs.replace(CONSULTA, creada=datos.AHORA)) == {una, otra}
            assert await ocupadas(structs.replace(CONSULTA, creada=datos.AHORA, documento="9999999")) == set()
            assert await ocupadas(structs.replace(CONSULTA, creada=datos.AHORA, moneda=2)) == set()
            assert await ocupadas(CONSULTA, una) == {una}
            await consultas.anotar_cambio(tx.sql, CONSULTA, otra, agrega=True, comision=Decimal(0))
            assert await ocupadas(CONSULTA, una) == {una, otra}
            assert await ocupadas(CONSULTA) == {otra}
            assert (await situaciones.leer(tx.sql, CONSULTA)).intentos == ()
            propia = structs.replace(CONSULTA, idsession=NUEVO.idsession)
            assert [pago.id for pago in (await situaciones.leer(tx.sql, propia)).intentos] == [nuevo.id]

        await repo.write(hacer)

    con(cuerpo)


def test_what_the_cart_cannot_hold_is_remembered_before_what_it_has(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await consultas.crear(tx.sql, CONSULTA)
            await consultas.anotar_cambio(tx.sql, CONSULTA, "Z", agrega=True, comision=Decimal(0))
            antes = CONSULTA
            for borrador, recordadas in ((frozenset({"X", "Y"}), {"X", "Y"}), (frozenset[str](), {"Z"})):
                await consultas.guardar_borrador(tx.sql, antes, borrador)
                antes = structs.replace(CONSULTA, en_carrito=frozenset({"Z"}), borrador=borrador)
                assert await consultas.cargar(tx.sql, CONSULTA.idsession) == antes
                memoria = await consultas.memoria(tx.sql, CONSULTA.usuario, CONSULTA.documento, 1)
                await tx.paquete.consultar(CONSULTA.documento, 1, CONSULTA.usuario)
                assert memoria.elegidas == recordadas

        await repo.write(hacer)

    con(cuerpo)
