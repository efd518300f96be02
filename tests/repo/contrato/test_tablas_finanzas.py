"""Closed days, extracts and their differences."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo
from portal.repo.tablas import cierres, diferencias, extractos, listados, pagos
from portal.structs.finanzas import (
    CierreFirmado,
    Desacuerdo,
    Diferencia,
    DiferenciaVista,
    Extracto,
    Movimiento,
    RenglonCierre,
)
from portal.structs.pagos import Estado
from tests import datos
from tests.repo.contrato.conftest import Con
from tests.repo.contrato.test_tablas_pagos import DEUDAS, NUEVO

AHORA = datos.AHORA
HORA = timedelta(hours=1)
RENGLON = RenglonCierre(
    canal="canal-uno",
    moneda=2,
    pagados=2,
    bruto=Decimal("251.01"),
    anulados=1,
    total_anulado=Decimal("125.50"),
    subtotal=Decimal("123.65"),
    comision=Decimal("1.86"),
)
EXTRACTO = Extracto(
    id=0,
    canal="canal-uno",
    archivo="ñandú.csv",
    desde=datos.HOY,
    hasta=datos.HOY,
    lineas=2,
    en=AHORA,
    por="operadora",
    motivo="Cierre de noviembre",
)
MOVIMIENTOS = tuple(
    Movimiento(linea=linea, codigo=f"COD-{linea}", fecha=datos.HOY, importe=Decimal(10**15), moneda=1)
    for linea in (2, 3)
)
FALTA = Diferencia(
    tipo=Desacuerdo.NO_ESTA_EN_PORTAL,
    codigo="COD-9",
    pago_id=None,
    moneda=1,
    importe_extracto=Decimal(850_000),
    importe_portal=None,
)
SOBRA = structs.replace(FALTA, tipo=Desacuerdo.NO_ESTA_EN_EXTRACTO, codigo="COD-1")


def test_a_day_is_closed_once(con: Con[None]) -> None:
    cierre = CierreFirmado(dia=datos.HOY, en=AHORA, por="operadora", motivo="Cuadra", renglones=(RENGLON,))

    async def cuerpo(repo: Repo) -> None:
        async with repo.escritura() as tx:
            assert await cierres.firmado(tx.sql, datos.HOY) is None
            await cierres.firmar(tx.sql, cierre)
            assert await cierres.firmado(tx.sql, datos.HOY) == cierre
            with pytest.raises(LlaveDuplicada):
                await cierres.firmar(tx.sql, cierre)

    con(cuerpo)


def test_extracts(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async with repo.escritura() as tx:
            assert await extractos.ultimos(tx.sql) == []
            nuevo = await extractos.crear(tx.sql, EXTRACTO, "f" * 64, MOVIMIENTOS)
            assert nuevo == structs.replace(EXTRACTO, id=nuevo.id)
            assert await extractos.movimientos(tx.sql, nuevo.id) == MOVIMIENTOS
            assert await extractos.ultimos(tx.sql) == [nuevo]
            await extractos.anotar_comparacion(tx.sql, nuevo.id, AHORA + HORA, 2)
            assert await extractos.por_id(tx.sql, nuevo.id) == (nuevo, AHORA + HORA, 2)
            assert await extractos.por_id(tx.sql, nuevo.id + 1) is None
            with pytest.raises(LlaveDuplicada):
                await extractos.crear(tx.sql, EXTRACTO, "f" * 64, MOVIMIENTOS)

    con(cuerpo)


def test_a_difference_that_was_explained_stays_explained(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async with repo.escritura() as tx:
            numero = (await extractos.crear(tx.sql, EXTRACTO, "f" * 64, MOVIMIENTOS)).id
            await diferencias.reemplazar(tx.sql, numero, [FALTA, SOBRA])
            assert await diferencias.explicar(tx.sql, numero, FALTA.tipo, "COD-9", "Otro comercio", "operadora")
            assert not await diferencias.explicar(tx.sql, numero, FALTA.tipo, "COD-9", "Otra vez", "operadora")
            for _ in range(2):
                assert await diferencias.de_extracto(tx.sql, numero) == (
                    DiferenciaVista(diferencia=SOBRA, explicada=None, por=None),
                    DiferenciaVista(diferencia=FALTA, explicada="Otro comercio", por="operadora"),
                )
                await diferencias.reemplazar(tx.sql, numero, [SOBRA, FALTA])

    con(cuerpo)


def test_the_payments_of_a_day(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async with repo.escritura() as tx:
            antes = await pagos.crear(tx.sql, NUEVO, DEUDAS[:1])
            assert await listados.en_duda_entre(tx.sql, AHORA, AHORA + HORA) == (antes.id,)
            pago = structs.replace(antes, estado=Estado.PAGADO, pagado=AHORA)
            assert await pagos.guardar(tx.sql, antes, pago)
            assert await listados.en_duda_entre(tx.sql, AHORA, AHORA + HORA) == ()
            assert await listados.pagados_entre(tx.sql, AHORA, AHORA + HORA) == [pago]
            assert await listados.pagados_entre(tx.sql, AHORA - HORA, AHORA) == []
            assert await listados.con_linea(tx.sql, DEUDAS[0].codmovimiento) == [pago]
            assert await listados.con_linea(tx.sql, DEUDAS[1].codmovimiento) == []
            assert await listados.canales(tx.sql) == ["canal-uno"]

    con(cuerpo)
