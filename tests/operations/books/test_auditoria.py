import asyncio
import sqlite3
from contextlib import closing

import pytest
from msgspec import structs

from portal.assembly import armar_portal
from portal.operations.books.auditoria import Cadena, verificar_auditoria
from portal.operations.debts import consultas
from portal.operations.portal import Portal
from tests import datos, journeys
from tests.conftest import Casa

SIN_CANDADO = "DROP TRIGGER portal_auditoria_fija; DROP TRIGGER portal_auditoria_queda;"

COPIAR = """
INSERT INTO portal_auditoria SELECT id + 1, en, actor, rol, accion, objeto, resultado, motivo, direccion, huella
FROM portal_auditoria WHERE id = 4"""


def cadena(casa: Casa) -> Cadena:
    return casa.operar(verificar_auditoria)


def test_the_chain_of_a_day_s_work_is_whole(casa: Casa) -> None:
    vacia = cadena(casa)
    assert (vacia.filas, vacia.entera) == (0, True)
    journeys.anulado(casa)
    llena = cadena(casa)
    assert llena.entera
    assert llena.filas > 5
    assert llena.huella != vacia.huella


def test_instances_that_write_at_once_make_one_chain(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def competir() -> None:
        portales = [armar_portal(casa.settings, casa.clock) for _ in range(5)]

        async def trabajar(portal: Portal) -> None:
            for _ in range(4):
                await consultas.consultar(portal, canal, datos.AL_DIA, 1)

        try:
            await asyncio.gather(*map(trabajar, portales))
        finally:
            for portal in portales:
                await portal.repo.cerrar()

    asyncio.run(competir())
    assert cadena(casa) == cadena(casa)
    assert (cadena(casa).filas, cadena(casa).rota_en) == (20, None)


@pytest.mark.parametrize(
    ("tocar", "rota_en"),
    [
        ("UPDATE portal_auditoria SET motivo = 'otro' WHERE id = 3", 3),
        ("UPDATE portal_auditoria SET actor = 'otra' WHERE id = 1", 1),
        ("UPDATE portal_auditoria SET direccion = NULL WHERE id = 2", 2),
        ("UPDATE portal_auditoria SET direccion = '10.0.0.2' WHERE id = 2", 2),
        ("UPDATE portal_auditoria SET direccion = '10.0.0.1' WHERE id = 3", 3),
        ("DELETE FROM portal_auditoria WHERE id = 2", 2),
        ("DELETE FROM portal_auditoria WHERE id = (SELECT max(id) FROM portal_auditoria)", 4),
        ("UPDATE portal_auditoria SET id = id + 10 WHERE id = 4", 4),
        (COPIAR, 5),
        ("UPDATE portal_cadena SET nro = nro - 1", 4),
    ],
)
def test_what_was_touched_by_hand_is_found(casa: Casa, tocar: str, rota_en: int) -> None:
    canal = casa.actor("canal-uno")
    for direccion in ("", "10.0.0.1", "", ""):  # some rows have an address, and those of before have none
        quien = structs.replace(canal, direccion=direccion)
        casa.operar(lambda portal, quien=quien: consultas.consultar(portal, quien, datos.AL_DIA, 1))  # type: ignore[misc]
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base, base:
        base.executescript(f"{SIN_CANDADO} {tocar};")
    assert cadena(casa).rota_en == rota_en
