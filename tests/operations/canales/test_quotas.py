import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta

import pytest
from msgspec import structs

from portal.assembly import armar_portal
from portal.errors import QuotaAgotada, Rechazo
from portal.operations import sweep
from portal.operations.canales import canales, quotas
from portal.operations.debts import consultas
from portal.operations.portal import Portal
from portal.structs.canales import Licencia, Quota
from portal.structs.usuarios import Actor
from tests import datos
from tests.conftest import Casa
from tests.operations.canales.canal import UNO
from tests.refusals import reasons

MINUTO = timedelta(minutes=1)
HORA = timedelta(hours=1)


def _canal(casa: Casa, **licencia: int) -> Actor:
    return structs.replace(casa.actor(UNO), licencia=Licencia(**licencia))


async def _cuantos(portal: Portal, actor: Actor, intentos: int) -> int:
    """How many requests pass, of so many."""
    hechos = await asyncio.gather(
        *(quotas.contar_pedido(portal, actor) for _ in range(intentos)), return_exceptions=True
    )
    assert all(hecho is None or isinstance(hecho, QuotaAgotada) for hecho in hechos)
    return hechos.count(None)


def _leidas(casa: Casa, sql: str) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return base.execute(sql).fetchall()


@pytest.mark.parametrize("tope", [1, 7, 100])
def test_exactly_so_many_requests_pass_in_a_minute_of_however_many_workers(casa: Casa, tope: int) -> None:
    actor = _canal(casa, por_minuto=tope)

    async def dos_procesos(portal: Portal) -> list[int]:
        otro = armar_portal(casa.settings, casa.clock)
        try:
            primera = await asyncio.gather(_cuantos(portal, actor, 150), _cuantos(otro, actor, 150))
            casa.clock.adelantar(MINUTO)
            return [sum(primera), await _cuantos(portal, actor, 150)]
        finally:
            await otro.cerrar()

    assert casa.operar(dos_procesos) == [tope, tope]


def test_most_requests_ask_the_database_nothing(casa: Casa) -> None:
    actor = _canal(casa, por_minuto=600)

    async def cien(portal: Portal) -> int:
        antes = portal.clock()
        assert await _cuantos(portal, actor, 100) == 100
        assert portal.clock() == antes
        return 100

    casa.operar(cien)
    # In handfuls of 30: four writes.
    assert _leidas(casa, "SELECT quota, usados, avisado FROM portal_consumo") == [("pedidos", 120, 0)]


def test_whoever_has_to_wait_is_told_how_long(casa: Casa) -> None:
    actor = _canal(casa, por_minuto=2, por_hora=1)
    casa.clock.adelantar(timedelta(seconds=15))

    async def pedir(portal: Portal) -> list[tuple[str, str, int]]:
        dichos = []
        await _cuantos(portal, actor, 2)
        await quotas.contar_documento(portal, actor, "1111111")
        for acto in (quotas.contar_pedido(portal, actor), quotas.contar_documento(portal, actor, "2222222")):
            with pytest.raises(QuotaAgotada) as negado:
                await acto
            dichos.append((negado.value.codigo, negado.value.mensaje, negado.value.reintentar_en))
        return dichos

    assert casa.operar(pedir) == [
        ("quota-agotada", "Se llegó al máximo de 2 pedidos por minuto: seguí en 45 segundos.", 45),
        ("quota-agotada", "Se llegó al máximo de 1 documento distinto por hora: seguí en 3585 segundos.", 3585),
    ]


def test_a_walk_of_600_documentos_is_stopped_and_told_to_the_staff(
    casa: Casa, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the portal's own quota of 300, whether there is such a customer or not."""
    actor = _canal(casa)

    async def recorrer(portal: Portal) -> tuple[int, int]:
        vistos = frenados = 0
        for nro in range(600):
            try:
                await consultas.consultar(portal, actor, str(5_000_000 + nro), 1)
            except Rechazo:  # nobody has it
                vistos += 1
            except QuotaAgotada:
                frenados += 1
        # What was asked for before may be asked for again.
        with pytest.raises(Rechazo):
            await consultas.consultar(portal, actor, "5000000", 1)
        return vistos, frenados

    assert casa.operar(recorrer) == (300, 300)
    assert reasons(casa, "canal-frenado") == ["Pidió más de 300 documentos distintos en una hora."]
    dicho = capsys.readouterr().out
    assert dicho.count("canal_frenado") == 1
    assert "error" in dicho
    assert not any(str(5_000_000 + nro) in dicho for nro in range(600))
    olga = casa.actor("jefa")
    _, (freno,) = casa.operar(lambda portal: canales.listar(portal, olga))
    assert (freno.usuario, freno.quota, freno.usados) == (UNO, Quota.DOCUMENTOS, 300)


def test_a_documento_counts_once_an_hour_whoever_asks_for_it_where(casa: Casa) -> None:
    actor = _canal(casa, por_hora=2)

    async def pedir(portal: Portal) -> None:
        otro = armar_portal(casa.settings, casa.clock)
        try:
            for cada in (portal, otro, portal):
                await quotas.contar_documento(cada, actor, datos.TRES_Y_AGUA)
            await quotas.contar_documento(otro, actor, datos.AL_DIA)
            for cada in (portal, otro):
                with pytest.raises(QuotaAgotada):
                    await quotas.contar_documento(cada, actor, datos.DOLARES)
                # Each process learns that from the other's rows.
                await quotas.contar_documento(cada, actor, datos.AL_DIA)
            casa.clock.adelantar(HORA)
            await quotas.contar_documento(portal, actor, datos.DOLARES)
        finally:
            await otro.cerrar()

    casa.operar(pedir)


def test_exactly_so_many_documentos_pass_however_many_are_asked_for_at_once(casa: Casa) -> None:
    actor = _canal(casa, por_hora=25)

    async def dos_procesos(portal: Portal) -> list[int]:
        otro = armar_portal(casa.settings, casa.clock)
        try:
            hechos = await asyncio.gather(
                *(
                    quotas.contar_documento(cada, actor, str(5_000_000 + nro))
                    for nro in range(64)
                    for cada in (portal, otro)
                ),
                return_exceptions=True,
            )
        finally:
            await otro.cerrar()
        assert all(hecho is None or isinstance(hecho, QuotaAgotada) for hecho in hechos)
        return [hechos[::2].count(None), hechos[1::2].count(None)]

    pasaron = casa.operar(dos_procesos)
    assert _leidas(casa, "SELECT count(*) FROM portal_consumo_documento") == [(25,)]
    assert max(pasaron) <= 25
    assert reasons(casa, "canal-frenado") == ["Pidió más de 25 documentos distintos en una hora."]


def test_a_database_that_cannot_write_stops_no_request_within_the_quota(casa: Casa) -> None:
    actor = _canal(casa, por_minuto=40)

    async def sin_escribir(portal: Portal) -> tuple[int, int]:
        with closing(sqlite3.connect(casa.settings.sqlite_path, isolation_level=None)) as otra:
            otra.execute("BEGIN IMMEDIATE")
            una = await _cuantos(portal, actor, 2)
            otra.execute("ROLLBACK")
        return una, await _cuantos(portal, actor, 100)

    primera, despues = casa.operar(sin_escribir)
    assert primera == 2
    assert despues <= 40


def test_how_a_channel_stands_as_this_process_knows_it(casa: Casa) -> None:
    actor = _canal(casa, por_minuto=100, por_hora=5)

    async def pedir(portal: Portal) -> list[list[int]]:
        dichos = [[cada.quedan for cada in quotas.consumidas(portal, actor)]]
        await quotas.contar_pedido(portal, actor)
        await quotas.contar_documento(portal, actor, datos.AL_DIA)
        dichos.append([cada.quedan for cada in quotas.consumidas(portal, actor)])
        return dichos

    assert casa.operar(pedir) == [[100, 5], [99, 4]]


def test_who_is_no_channel_is_not_counted(casa: Casa) -> None:
    ana = casa.actor(datos.TRES_Y_AGUA)

    async def pedir(portal: Portal) -> None:
        await quotas.contar_pedido(portal, ana)
        await quotas.contar_documento(portal, ana, datos.AL_DIA)
        assert quotas.consumidas(portal, ana) == ()

    casa.operar(pedir)
    assert _leidas(casa, "SELECT 1 FROM portal_consumo") == []


def test_what_nobody_looks_at_is_forgotten(casa: Casa) -> None:
    actor = _canal(casa)

    async def pedir(portal: Portal) -> None:
        await quotas.contar_pedido(portal, actor)
        await quotas.contar_documento(portal, actor, datos.AL_DIA)

    def quedan() -> list[int]:
        return [
            len(_leidas(casa, f"SELECT 1 FROM {tabla}"))  # noqa: S608 - names of ours
            for tabla in ("portal_consumo", "portal_consumo_documento")
        ]

    casa.operar(pedir)
    casa.operar(sweep.barrer)
    assert quedan() == [2, 1]
    casa.clock.adelantar(HORA)
    casa.operar(sweep.barrer)
    assert quedan() == [2, 0]
    casa.clock.adelantar(quotas.MEMORIA)
    casa.operar(sweep.barrer)
    assert quedan() == [0, 0]
