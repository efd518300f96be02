"""The desk's table of payments, what a day adds up to, where extracts name a payment, and what nobody explained."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.clock import limites
from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.desk import diferencias, extractos, liquidaciones
from portal.repo.tables.payments import pagos, sumas, tabla
from portal.structs.finanzas import Abierta, Desacuerdo, Liquidacion, Movimiento, Parte
from portal.structs.pagos import Estado, Pago
from portal.structs.tabla import FiltroDeTabla, OrdenDeTabla, Suma
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_finanzas import EXTRACTO, FALTA, SOBRA
from tests.repo.contract.test_tables_pagos import NUEVO

AHORA = datos.AHORA
HORA = timedelta(hours=1)
FILTRO = FiltroDeTabla(desde=datos.HOY, hasta=datos.HOY)
# Totals in hundreds, two of them alike; one began at the same instant as another, and one the day before.
HECHOS = ((300, 0, 1), (100, 1, 1), (100, 1, 1), (200, 2, 2), (900, -24, 1))


async def _crear(tx: Transaccion) -> list[Pago]:
    return [
        await pagos.crear(
            tx.sql,
            structs.replace(
                NUEVO,
                cod_transaccion=f"COD-{lugar}",
                verificador=f"v{lugar}",
                subtotal=Decimal(total - 1),
                total=Decimal(total),
                moneda=moneda,
                creado=AHORA + hora * HORA,
            ),
            (),
        )
        for lugar, (total, hora, moneda) in enumerate(HECHOS)
    ]


@pytest.mark.parametrize(
    ("orden", "lugares"),
    [
        (OrdenDeTabla.NUEVOS, [3, 2, 1, 0]),
        (OrdenDeTabla.VIEJOS, [0, 1, 2, 3]),
        (OrdenDeTabla.MAYORES, [0, 2, 1]),
        (OrdenDeTabla.MENORES, [1, 2, 0]),
    ],
)
def test_page_by_page_each_is_told_once_whatever_comes_meanwhile(
    con: Con[None], orden: OrdenDeTabla, lugares: list[int]
) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            creados = await _crear(tx)
            de_una = len(lugares) == len(creados) - 2
            filtro = structs.replace(FILTRO, orden=orden, moneda=1 if de_una else None)
            vistos: list[int] = []
            ultimo = None
            while pagina := await tabla.numeros(tx.sql, filtro, 1, ultimo):
                vistos += pagina
                ultimo = await pagos.por_id(tx.sql, pagina[-1])
            assert [numero - creados[0].id for numero in vistos] == lugares

        await repo.write(hacer)

    con(cuerpo)


@pytest.mark.parametrize(
    ("pedido", "lugares"),
    [
        ({"desde": datos.HOY - timedelta(days=1)}, [3, 2, 1, 0, 4]),
        ({"moneda": 2}, [3]),
        ({"moneda": 1, "minimo": Decimal(200)}, [0]),
        ({"moneda": 1, "maximo": Decimal(100)}, [2, 1]),
        ({"canal": "canal-uno", "estado": Estado.EN_PROCESO}, [3, 2, 1, 0]),
        ({"canal": "otro"}, []),
        ({"estado": Estado.PAGADO}, []),
    ],
)
def test_only_what_is_asked_for_is_listed_and_added_up(
    con: Con[None], pedido: dict[str, object], lugares: list[int]
) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            creados = await _crear(tx)
            filtro = structs.replace(FILTRO, **pedido)
            hallados = await tabla.numeros(tx.sql, filtro, 26)
            assert [numero - creados[0].id for numero in hallados] == lugares
            esperadas: dict[int, list[Pago]] = {}
            for lugar in lugares:
                esperadas.setdefault(creados[lugar].moneda, []).append(creados[lugar])
            assert await tabla.sumar(tx.sql, filtro) == [
                Suma(
                    moneda=moneda,
                    estado=Estado.EN_PROCESO,
                    cuantos=len(suyos),
                    subtotal=sum((uno.subtotal for uno in suyos), Decimal(0)),
                    comision=sum((uno.comision for uno in suyos), Decimal(0)),
                )
                for moneda, suyos in sorted(esperadas.items())
            ]

        await repo.write(hacer)

    con(cuerpo)


def test_a_day_adds_up_by_state_and_by_whether_it_was_reversed_later(con: Con[None]) -> None:
    desde, hasta = limites(datos.HOY)

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            en_proceso, tarde, del_dia, otro = (await _crear(tx))[:4]
            pagado = {"estado": Estado.PAGADO, "pagado": AHORA}
            assert await pagos.guardar(tx.sql, en_proceso, structs.replace(en_proceso, **pagado))
            for antes, anulado in ((tarde, hasta), (del_dia, hasta - HORA)):
                despues = structs.replace(antes, estado=Estado.ANULADO, pagado=AHORA, anulado=anulado)
                assert await pagos.guardar(tx.sql, antes, despues)
            assert await pagos.guardar(tx.sql, otro, structs.replace(otro, estado=Estado.PAGADO, pagado=hasta))
            parte = Parte(
                canal="canal-uno",
                moneda=1,
                estado=Estado.ANULADO,
                tardia=False,
                cuantos=1,
                subtotal=Decimal(99),
                comision=Decimal(1),
            )
            assert await sumas.del_dia(tx.sql, desde, hasta) == [
                parte,
                structs.replace(parte, tardia=True),
                structs.replace(parte, estado=Estado.PAGADO, subtotal=Decimal(299)),
            ]

        await repo.write(hacer)

    con(cuerpo)


def test_a_payment_is_found_where_extracts_name_it(con: Con[None]) -> None:
    cobro = Movimiento(linea=2, codigo="COD-0", fecha=datos.HOY, importe=Decimal(300), moneda=1)
    vuelta = structs.replace(cobro, linea=3, importe=Decimal(-300), fecha=datos.HOY + timedelta(days=1))

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await liquidaciones.ultimo_dia(tx.sql, EXTRACTO.canal) is None
            extracto = await extractos.crear(tx.sql, EXTRACTO, "f" * 64, (vuelta, cobro))
            linea = Liquidacion(
                extracto_id=extracto.id,
                canal=EXTRACTO.canal,
                codigo="COD-0",
                fecha=datos.HOY,
                importe=Decimal(300),
                moneda=1,
            )
            assert await liquidaciones.nombrados(tx.sql, ("COD-0", "COD-1")) == [
                linea,
                structs.replace(linea, fecha=vuelta.fecha, importe=vuelta.importe),
            ]
            assert await liquidaciones.nombrados(tx.sql, ()) == []
            assert await liquidaciones.ultimo_dia(tx.sql, EXTRACTO.canal) == EXTRACTO.hasta

        await repo.write(hacer)

    con(cuerpo)


def test_what_nobody_explained_is_told_with_the_day_of_its_payment(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            (pago, *_) = await _crear(tx)
            extracto = await extractos.crear(tx.sql, EXTRACTO, "f" * 64, ())
            de_pago = structs.replace(SOBRA, pago_id=pago.id)
            await diferencias.reemplazar(tx.sql, extracto.id, (FALTA, de_pago))
            abierta = Abierta(
                extracto_id=extracto.id,
                tipo=Desacuerdo.NO_ESTA_EN_EXTRACTO,
                moneda=1,
                importe_extracto=FALTA.importe_extracto,
                importe_portal=None,
                desde=EXTRACTO.desde,
                cuando=pago.creado,
            )
            falta = structs.replace(abierta, tipo=FALTA.tipo, cuando=None)
            halladas = await diferencias.abiertas(tx.sql, 9)
            assert sorted(halladas, key=lambda una: una.tipo) == [abierta, falta]
            assert len(await diferencias.abiertas(tx.sql, 1)) == 1
            assert await diferencias.explicar(tx.sql, extracto.id, FALTA.tipo, FALTA.codigo, "Es de otro", "operadora")
            assert await diferencias.abiertas(tx.sql, 9) == [abierta]

        await repo.write(hacer)

    con(cuerpo)
