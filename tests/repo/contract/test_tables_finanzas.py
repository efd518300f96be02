"""Closed days, extracts and their differences."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.desk import borradores, cierres, diferencias, extractos, perfiles
from portal.repo.tables.payments import listados, named, pagos
from portal.structs.finanzas import (
    Borrador,
    CierreFirmado,
    Columnas,
    Desacuerdo,
    Diferencia,
    DiferenciaVista,
    Extracto,
    Movimiento,
    RenglonCierre,
)
from portal.structs.pagos import Estado
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import DEUDAS, NUEVO

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
    importe_erp=Decimal(37),
)
SOBRA = structs.replace(FALTA, tipo=Desacuerdo.NO_ESTA_EN_EXTRACTO, codigo="COD-1")


def test_a_day_is_closed_once(con: Con[None]) -> None:
    cierre = CierreFirmado(dia=datos.HOY, en=AHORA, por="operadora", motivo="Cuadra", renglones=(RENGLON,))

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await cierres.firmado(tx.sql, datos.HOY) is None
            await cierres.firmar(tx.sql, cierre)
            assert await cierres.firmado(tx.sql, datos.HOY) == cierre
            with pytest.raises(LlaveDuplicada):
                await cierres.firmar(tx.sql, cierre)

        await repo.write(hacer)

    con(cuerpo)


def test_extracts(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
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

        await repo.write(hacer)

    con(cuerpo)


def test_an_extract_keeps_what_was_given_back_and_what_was_passed_over(con: Con[None]) -> None:
    devuelto = structs.replace(MOVIMIENTOS[0], importe=Decimal("-1234.50"), moneda=2)

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert not await extractos.hay(tx.sql, "f" * 64)
            numero = (
                await extractos.crear(tx.sql, EXTRACTO, "f" * 64, (devuelto, MOVIMIENTOS[1]), ("Uno", "x" * 999))
            ).id
            assert await extractos.hay(tx.sql, "f" * 64)
            assert await extractos.movimientos(tx.sql, numero) == (devuelto, MOVIMIENTOS[1])
            assert await extractos.avisos(tx.sql, numero) == ("Uno", "x" * 500)
            assert await extractos.avisos(tx.sql, numero + 1) == ()

        await repo.write(hacer)

    con(cuerpo)


@pytest.mark.parametrize(
    "columnas",
    [
        Columnas(codigo="NRO", fecha="DIA", importe="MONTO", moneda_fija=1),
        Columnas(codigo="NRO", fecha="DIA", importe="MONTO", devolucion="VUELVE", moneda="MON"),
    ],
)
def test_a_channel_s_columns_are_kept_changed_and_forgotten(con: Con[None], columnas: Columnas) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await perfiles.de_canal(tx.sql, "banco") is None
            await perfiles.guardar(tx.sql, AHORA, "banco", structs.replace(columnas, codigo="OTRO"), "operadora")
            await perfiles.guardar(tx.sql, AHORA, "banco", columnas, "operadora")
            assert await perfiles.de_canal(tx.sql, "banco") == columnas
            assert await perfiles.todos(tx.sql) == [("banco", columnas)]
            assert await perfiles.olvidar(tx.sql, "banco")
            assert not await perfiles.olvidar(tx.sql, "banco")

        await repo.write(hacer)

    con(cuerpo)


def test_a_file_that_waits_is_one_person_s_for_a_day_and_takes_the_other_s_place(con: Con[None]) -> None:
    uno = Borrador(
        llave="uno", canal="banco", archivo="a.xlsx", motivo="Cierre", por="olga", contenido=bytes(range(256)) * 40
    )
    otro = structs.replace(uno, llave="otro", contenido=b"x")
    ajeno = structs.replace(otro, llave="ajeno", por="ana")

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await borradores.guardar(tx.sql, AHORA, ajeno)
            await borradores.guardar(tx.sql, AHORA, uno)
            assert await borradores.de_llave(tx.sql, AHORA, "uno", "olga") == uno
            assert await borradores.de_llave(tx.sql, AHORA, "uno", "ana") is None
            assert await borradores.de_llave(tx.sql, AHORA + 24 * HORA, "uno", "olga") is None
            await borradores.guardar(tx.sql, AHORA + HORA, otro)
            assert await borradores.de_llave(tx.sql, AHORA, "uno", "olga") is None
            assert await borradores.de_llave(tx.sql, AHORA, "ajeno", "ana") == ajeno
            await borradores.olvidar(tx.sql, AHORA + 24 * HORA, "nadie")
            assert await borradores.de_llave(tx.sql, AHORA, "ajeno", "ana") is None
            assert await borradores.de_llave(tx.sql, AHORA, "otro", "olga") == otro

        await repo.write(hacer)

    con(cuerpo)


def test_the_payments_that_an_extract_names_are_found_many_at_a_time(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            canal = await pagos.crear(tx.sql, structs.replace(NUEVO, emisor="red", cod_transaccion="T-1"), DEUDAS[:1])
            suyo = structs.replace(NUEVO, emisor="PORTAL", pasarela="red", cod_transaccion="EC-1", verificador="v2")
            web = await pagos.crear(tx.sql, structs.replace(suyo, estado=Estado.POR_VERIFICAR), DEUDAS[1:2])
            assert await pagos.anotar_referencia(tx.sql, web.id, "BD-1", "http://banco", AHORA, AHORA)
            ruido = [f"X-{n}" for n in range(450)] + ["9" * 40, "٣"]
            for buscados, numeros in (
                (["T-1", *ruido], {canal.id}),
                ([*ruido, "BD-1"], {web.id}),
                ([*ruido, "EC-1", "T-1"], {canal.id, web.id}),
                ([str(web.id), *ruido], {web.id}),
                (ruido, set()),
                ([], set()),
            ):
                hallados = await named.nombrados(tx.sql, "red", "PORTAL", buscados)
                assert hallados.keys() == numeros
            assert await named.nombrados(tx.sql, "otra", "OTRO", ["T-1", "BD-1", "EC-1"]) == {}

        await repo.write(hacer)

    con(cuerpo)


def test_a_difference_that_was_explained_stays_explained(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
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

        await repo.write(hacer)

    con(cuerpo)


def test_the_payments_of_a_day(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
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

        await repo.write(hacer)

    con(cuerpo)
