"""PACK_PAGO_WS: each procedure, accepted and refused."""

from decimal import Decimal
from functools import partial

import pytest
from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.structs.deudas import Deuda
from portal.structs.paquete import RespuestaCarrito, RespuestaConsulta, RespuestaPago
from tests import datos
from tests.repo.contract.conftest import Con

CANAL = "canal-uno"
MINIMO = ("A1", "A2", "AGUA-9")


async def _consulta(tx: Transaccion, documento: str = datos.TRES_Y_AGUA, moneda: int = 1) -> RespuestaConsulta:
    consulta = await tx.paquete.consultar(documento, moneda, CANAL)
    assert consulta.codresp == "0", consulta.descresp
    return consulta


async def _carrito(tx: Transaccion, *codigos: str) -> int:
    consulta = await _consulta(tx)
    for codigo in codigos:
        agregado = await tx.paquete.agregar_al_carrito(consulta.idsession, "S", codigo, CANAL)
        assert agregado.codresp == "0", agregado.descreps
    return consulta.idsession


def _sin_nulos(deuda: Deuda) -> Deuda:
    """No interest and an interest of zero are the same."""
    return structs.replace(deuda, interes=deuda.interes or Decimal(0), gastos=deuda.gastos or Decimal(0))


async def _pendientes(repo: Repo) -> list[str]:
    async def hacer(tx: Transaccion) -> list[str]:
        return [deuda.codmovimiento for deuda in (await _consulta(tx)).deudas]

    return await repo.write(hacer)


def test_the_debts_of_a_customer_are_the_same_whatever_the_engine(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        for documento, (nombre, deudas) in datos.CLIENTES.items():
            for moneda in (1, 2):
                consulta = await repo.write(partial(_consulta, documento=documento, moneda=moneda))
                assert consulta.desc_clie == nombre
                assert 0 < consulta.idsession < 10**9
                debidas = {deuda.codmovimiento: _sin_nulos(deuda) for deuda in deudas if deuda.moneda == moneda}
                assert {deuda.codmovimiento: _sin_nulos(deuda) for deuda in consulta.deudas} == debidas

    con(cuerpo)


def test_who_is_not_a_customer(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        consulta = await repo.write(lambda tx: tx.paquete.consultar("9999999", 1, CANAL))
        assert consulta.codresp != "0"
        assert consulta.descresp
        assert (consulta.idsession, consulta.deudas) == (0, ())

    con(cuerpo)


def test_users_that_the_erp_does_not_accept(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def mirar(tx: Transaccion) -> None:
            assert (await tx.paquete.validar_usuario("nadie")).codresp != "0"

        await repo.read(mirar)

    con(cuerpo)


def test_a_cart_is_filled_and_emptied(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> tuple[RespuestaCarrito, ...]:
            consulta = await _consulta(tx)
            una = await tx.paquete.agregar_al_carrito(consulta.idsession, "S", "A1", CANAL)
            dos = await tx.paquete.agregar_al_carrito(consulta.idsession, "S", "A2", CANAL)
            sin_una = await tx.paquete.agregar_al_carrito(consulta.idsession, "N", "A2", CANAL)
            saltea = await tx.paquete.agregar_al_carrito(consulta.idsession, "S", "A3", CANAL)
            ajeno = await tx.paquete.agregar_al_carrito(consulta.idsession, "S", "A1", "canal-dos")
            ninguna = await tx.paquete.agregar_al_carrito(999_999_999, "S", "A1", CANAL)
            return una, dos, sin_una, saltea, ajeno, ninguna

        una, dos, sin_una, saltea, ajeno, ninguna = await repo.write(hacer)
        assert (una.codresp, dos.codresp, sin_una.codresp) == ("0", "0", "0")
        assert (una.comision, dos.comision) == (Decimal(12_750), Decimal(25_500))
        assert sin_una.comision == una.comision
        assert "0" not in {saltea.codresp, ajeno.codresp, ninguna.codresp}

    con(cuerpo)


@pytest.mark.parametrize("confirma", [True, False])
def test_a_payment_settles_its_debts_where_it_is_confirmed(con: Con[None], *, confirma: bool) -> None:
    async def cuerpo(repo: Repo) -> None:
        antes = await _pendientes(repo)

        async def hacer(tx: Transaccion) -> None:
            idsession = await _carrito(tx, *MINIMO)
            pago = await tx.paquete.pagar(idsession, CANAL, "COD-1")
            assert (pago.codresp, bool(pago.mod_fact)) == ("0", True)
            if confirma:
                await tx.confirmar()

        await repo.write(hacer)
        pagadas = set(MINIMO) if confirma else set()
        assert await _pendientes(repo) == [codigo for codigo in antes if codigo not in pagadas]

    con(cuerpo)


def test_payments_that_are_refused(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def anotar(tx: Transaccion) -> tuple[RespuestaPago, RespuestaPago]:
            vacio = await tx.paquete.pagar(await _carrito(tx), CANAL, "COD-1")
            incompleto = await tx.paquete.pagar(await _carrito(tx, "A1"), CANAL, "COD-1")
            return vacio, incompleto

        vacio, incompleto = await repo.write(anotar)

        async def escribir(tx: Transaccion) -> int:
            idsession = await _carrito(tx, *MINIMO)
            await tx.paquete.pagar(idsession, CANAL, "COD-1")
            await tx.confirmar()
            return idsession

        idsession = await repo.write(escribir)

        async def hacer(tx: Transaccion) -> tuple[RespuestaPago, RespuestaPago]:
            otra_vez = await tx.paquete.pagar(idsession, CANAL, "COD-2")
            mismo_codigo = await tx.paquete.pagar(await _carrito(tx, "A3"), CANAL, "COD-1")
            return otra_vez, mismo_codigo

        otra_vez, mismo_codigo = await repo.write(hacer)
        for rechazo in (vacio, incompleto, otra_vez, mismo_codigo):
            assert rechazo.codresp != "0"
            assert rechazo.descresp

    con(cuerpo)


def test_a_reversal_restores_every_debt(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        antes = await _pendientes(repo)

        async def anotar(tx: Transaccion) -> None:
            await tx.paquete.pagar(await _carrito(tx, *MINIMO), CANAL, "COD-1")
            await tx.confirmar()

        await repo.write(anotar)

        async def escribir(tx: Transaccion) -> None:
            assert (await tx.paquete.anular("COD-1")).codresp == "0"
            await tx.confirmar()

        await repo.write(escribir)
        assert await _pendientes(repo) == antes

        async def hacer(tx: Transaccion) -> None:
            assert (await tx.paquete.anular("NO-HUBO")).codresp != "0"

        await repo.write(hacer)

    con(cuerpo)


def test_the_portal_s_rows_and_the_package_s_work_are_one_transaction(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        for confirma in (False, True):

            async def hacer(tx: Transaccion, confirma: bool = confirma) -> None:
                await tx.sql.ejecutar("INSERT INTO portal_intento (llave, cuenta, desde) VALUES ('a', 1, 1)")
                await tx.paquete.pagar(await _carrito(tx, *MINIMO), CANAL, "COD-1")
                if confirma:
                    await tx.confirmar()

            await repo.write(hacer)

            hay = await repo.read(lambda tx: tx.sql.una("SELECT cuenta FROM portal_intento WHERE llave = 'a'"))
            assert (hay is not None) == confirma
            assert ("A1" not in await _pendientes(repo)) == confirma

    con(cuerpo)
