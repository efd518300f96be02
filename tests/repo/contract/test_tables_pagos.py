"""Payment attempts, their lines and their events."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec import structs

from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables.payments import eventos, evidencias, lineas, listados, pagos
from portal.structs.pagos import Estado, Evento, Evidencia, Pago
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
MINUTO = timedelta(minutes=1)
DEUDAS = tuple(datos.CLIENTES[datos.TRES_Y_AGUA][1])
NUEVO = Pago(
    id=0,
    emisor="canal-uno",
    cod_transaccion="COD-1",
    usuario="canal-uno",
    documento=datos.TRES_Y_AGUA,
    cliente="Ñata Núñez",
    idsession=7,
    moneda=1,
    subtotal=Decimal(10**15),
    comision=Decimal(1),
    total=Decimal(10**15 + 1),
    estado=Estado.EN_PROCESO,
    intento=1,
    creado=AHORA,
    vence=AHORA + MINUTO,
    cambiado=AHORA,
    mirar=AHORA + MINUTO,
    verificador="v1",
    saldo_restante=Decimal(0),
    proximo_vencimiento=date(2026, 12, 10),
)


def _otro(codigo: str, **cambios: object) -> Pago:
    return structs.replace(NUEVO, cod_transaccion=codigo, verificador=f"v-{codigo}", **cambios)


def test_an_attempt_is_kept_as_it_was_made(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            assert pago == structs.replace(NUEVO, id=pago.id)
            assert await pagos.por_id(tx.sql, pago.id) == pago
            assert await pagos.por_codigo(tx.sql, "COD-1") == [pago]
            assert await pagos.por_verificador(tx.sql, "v1") == pago
            assert await pagos.por_id(tx.sql, pago.id + 1) is None
            assert await pagos.por_codigo(tx.sql, "COD-2") == []
            assert await pagos.por_verificador(tx.sql, "v2") is None
            assert await lineas.items(tx.sql, pago.id) == DEUDAS

        await repo.write(hacer)

    con(cuerpo)


def test_an_attempt_by_a_link_is_found_by_it_and_by_whoever_pays(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, _otro("COD-9", enlace_id=4, pagador="secreto"), DEUDAS)
            assert (pago.enlace_id, pago.pagador) == (4, "secreto")
            assert await listados.de_enlace(tx.sql, 4) == [pago]
            assert await listados.de_enlace(tx.sql, 5) == []
            assert await pagos.por_pagador(tx.sql, "secreto") == pago
            assert await pagos.ahora(tx.sql, pago) == pago
            assert await pagos.por_pagador(tx.sql, "otro") is None

        await repo.write(hacer)

    con(cuerpo)


def test_where_the_gateway_keeps_it_is_written_once_while_it_waits(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, structs.replace(NUEVO, estado=Estado.POR_VERIFICAR), DEUDAS)
            otro = await pagos.crear(tx.sql, _otro("COD-2"), ())
            vence = AHORA + 2 * MINUTO
            assert await pagos.anotar_referencia(tx.sql, pago.id, "R1", "https://banco.ejemplo/r1", AHORA, vence)
            assert not await pagos.anotar_referencia(tx.sql, pago.id, "R2", "https://banco.ejemplo/r2", AHORA, AHORA)
            assert not await pagos.anotar_referencia(tx.sql, otro.id, "R3", "https://banco.ejemplo/r3", AHORA, AHORA)
            con_referencia = await pagos.por_id(tx.sql, pago.id)
            assert con_referencia is not None
            assert (con_referencia.referencia, con_referencia.mirar, con_referencia.vence) == ("R1", AHORA, vence)
            assert await pagos.por_referencia(tx.sql, "demo", "R1") is None

        await repo.write(hacer)

    con(cuerpo)


def test_a_code_and_a_debt_are_of_one_attempt(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def anotar(tx: Transaccion) -> Pago:
            pago = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            await tx.confirmar()
            return pago

        pago = await repo.write(anotar)
        for repetido in (structs.replace(NUEVO, verificador="v2"), _otro("COD-2")):

            async def escribir(tx: Transaccion, repetido: Pago = repetido) -> None:
                with pytest.raises(LlaveDuplicada):
                    await pagos.crear(tx.sql, repetido, DEUDAS)

            await repo.write(escribir)

        async def hacer(tx: Transaccion) -> None:
            await lineas.soltar(tx.sql, pago.id)
            await pagos.crear(tx.sql, _otro("COD-2"), DEUDAS[:1])
            with pytest.raises(LlaveDuplicada):
                await lineas.retener(tx.sql, pago.id)

        await repo.write(hacer)

    con(cuerpo)


def test_lines_may_be_added_by_themselves(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, ())
            await lineas.crear(tx.sql, pago.id, DEUDAS[:2])
            assert await lineas.items(tx.sql, pago.id) == DEUDAS[:2]

        await repo.write(hacer)

    con(cuerpo)


def test_a_change_is_made_by_whoever_is_first(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            antes = await pagos.crear(tx.sql, NUEVO, DEUDAS)
            assert await pagos.cercar(tx.sql, antes)
            despues = structs.replace(antes, estado=Estado.PAGADO, pagado=AHORA, mod_fact="CONTADO", desc_resp="ñ")
            assert await pagos.guardar(tx.sql, antes, despues)
            assert await pagos.por_id(tx.sql, antes.id) == despues
            assert not await pagos.guardar(tx.sql, antes, despues)
            assert not await pagos.cercar(tx.sql, antes)

        await repo.write(hacer)

    con(cuerpo)


def test_the_life_of_an_attempt(con: Con[None]) -> None:
    vida = [
        Evento(en=AHORA, de=None, a=Estado.EN_PROCESO, actor="canal-uno", motivo="Pidió pagar"),
        Evento(en=AHORA + MINUTO, de=Estado.EN_PROCESO, a=Estado.PAGADO, actor="PORTAL", motivo="Ñandú"),
    ]

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            pago = await pagos.crear(tx.sql, NUEVO, ())
            for evento in vida:
                await eventos.anotar(tx.sql, pago.id, evento)
            assert await eventos.eventos(tx.sql, pago.id) == tuple(vida)
            assert await eventos.eventos(tx.sql, pago.id + 1) == ()

        await repo.write(hacer)

    con(cuerpo)


def test_what_a_gateway_said_is_kept_once_and_has_room(con: Con[None]) -> None:
    largo = "𝄞" * (evidencias.LARGO + 1)

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> tuple[Pago, Pago]:
            pago = await pagos.crear(tx.sql, NUEVO, ())
            otro = await pagos.crear(tx.sql, _otro("COD-2"), ())
            for minuto, dicho in enumerate(("Ñandú", largo, "Ñandú", "", " ", largo)):
                await evidencias.anotar(tx.sql, pago.id, AHORA + minuto * MINUTO, dicho)
            await evidencias.anotar(tx.sql, otro.id, AHORA, "Ñandú")
            await tx.confirmar()
            return pago, otro

        pago, otro = await repo.write(hacer)

        async def mirar(tx: Transaccion) -> None:
            assert await evidencias.de_pago(tx.sql, pago.id) == (
                Evidencia(AHORA, "Ñandú"),
                Evidencia(AHORA + MINUTO, largo[: evidencias.LARGO]),
            )
            assert await evidencias.de_pago(tx.sql, otro.id) == (Evidencia(AHORA, "Ñandú"),)
            assert await evidencias.de_pago(tx.sql, otro.id + 1) == ()

        await repo.read(mirar)

    con(cuerpo)


def test_lists(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            nacido = await pagos.crear(tx.sql, _otro("COD-1"), ())
            uno = structs.replace(nacido, estado=Estado.PAGADO, pagado=AHORA)
            assert await pagos.guardar(tx.sql, nacido, uno)
            dos = await pagos.crear(tx.sql, _otro("COD-2", idsession=8), ())
            tres = await pagos.crear(tx.sql, _otro("COD-3", emisor="canal-dos", usuario="canal-dos"), ())
            pagado = structs.replace(tres, estado=Estado.PAGADO, pagado=AHORA + MINUTO)
            assert await pagos.guardar(tx.sql, tres, pagado)
            assert await listados.de_sesion(tx.sql, 7) == [uno, pagado]
            assert await listados.posteriores(tx.sql, uno) == [pagado]
            assert await listados.posteriores(tx.sql, pagado) == []
            assert [pago.id for pago in await listados.listar(tx.sql, limite=2)] == [tres.id, dos.id]
            for filtro, hallados in (
                ({"desde": dos.id}, [dos, uno]),
                ({"emisor": "canal-uno"}, [dos, uno]),
                ({"documento": "nadie"}, []),
                ({"estado": "EN_PROCESO"}, [dos]),
                ({"buscar": "COD-2"}, [dos]),
                ({"buscar": str(uno.id)}, [uno]),
                ({"buscar": datos.TRES_Y_AGUA}, [pagado, dos, uno]),
                ({"buscar": "9" * 40}, []),
                ({"buscar": datos.TRES_Y_AGUA, "estado": "PAGADO"}, [pagado, uno]),
                ({"buscar": datos.TRES_Y_AGUA, "desde": dos.id}, [dos, uno]),
                ({"buscar": "COD-2", "estado": "PAGADO"}, []),
                ({"emisor": "canal-uno", "estado": "PAGADO", "desde": tres.id}, [uno]),
                ({"documento": datos.TRES_Y_AGUA}, [pagado, dos, uno]),
                ({"estado": "VENCIDO"}, []),
            ):
                assert await listados.listar(tx.sql, limite=10, **filtro) == hallados, filtro
                assert await listados.listar(tx.sql, limite=1, **filtro) == hallados[:1], filtro
            assert await listados.canales(tx.sql) == ["canal-dos", "canal-uno"]

        await repo.write(hacer)

    con(cuerpo)
