import json
import sqlite3
from contextlib import closing
from datetime import timedelta

from portal.operations.factors import own
from portal.operations.portal import Portal
from tests import datos
from tests.conftest import Casa
from tests.enrolled import again, signed_in, with_application
from tests.journeys import a_mano

ANA = datos.TRES_Y_AGUA


async def _every_change(casa: Casa, portal: Portal) -> None:
    """Added, with new recovery codes, taken away, and by who runs the portal; a second apart."""
    ana = await signed_in(portal, ANA)
    await with_application(portal, ana)
    ana = await again(portal, ana)
    casa.clock.adelantar(timedelta(seconds=1))
    await own.renovar_respaldos(portal, ana)
    (factor,) = (await own.mios(portal, ana)).todos
    await own.nombrar(portal, ana, factor.id, "Otro nombre")
    casa.clock.adelantar(timedelta(seconds=1))
    await own.quitar(portal, ana, factor.id)
    await own.quitar_todos(portal, ANA)  # there is none: nobody is told
    casa.clock.adelantar(timedelta(minutes=1))
    await with_application(portal, await signed_in(portal, ANA))
    await own.quitar_todos(portal, ANA)


def _queued(casa: Casa) -> list[tuple[str, str, dict[str, str]]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        rows = base.execute(
            "SELECT clase, para, datos FROM portal_carta WHERE clase = 'cambio_de_cuenta' ORDER BY id"
        ).fetchall()
    return [(kind, to, json.loads(data)) for kind, to, data in rows]


def test_each_change_tells_the_address_and_names_nothing_secret(casa: Casa) -> None:
    a_mano(
        casa, "UPDATE portal_usuario SET correo = 'ana@casa.example', correo_confirmado = 1 WHERE usuario = '4567890'"
    )
    casa.operar(lambda portal: _every_change(casa, portal))
    assert _queued(casa) == [("cambio_de_cuenta", "ana@casa.example", {"cambio": "factor"})] * 4 + [
        ("cambio_de_cuenta", "ana@casa.example", {"cambio": "factores-quitados", "de": "empresa"})
    ]


def test_an_address_that_nobody_confirmed_is_told_nothing(casa: Casa) -> None:
    a_mano(casa, "UPDATE portal_usuario SET correo = 'ana@casa.example' WHERE usuario = '4567890'")
    casa.operar(lambda portal: _every_change(casa, portal))
    assert _queued(casa) == []
