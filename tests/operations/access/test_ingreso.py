import sqlite3
from contextlib import closing

from portal.errors import DemasiadosIntentos, NoAutenticado
from portal.operations.access import ingreso, throttle
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import tries
from portal.rules.access.throttle import PARADA
from portal.texts.catalogue import say
from tests import datos
from tests.conftest import Casa
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA


def reasons(casa: Casa, action: str) -> list[str]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        rows = base.execute("SELECT motivo FROM portal_auditoria WHERE accion = ? ORDER BY id", (action,))
        return [row[0] for row in rows]


def test_after_too_many_failures_only_a_person_opens_it_again(casa: Casa) -> None:
    key = f"cuenta:{throttle.cuenta_de(casa.settings, ANA)}"

    async def enter(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tries.tomar(tx.sql, (key,), portal.clock())
            await tries.anotar(tx.sql, key, PARADA, portal.clock())
            await tx.confirmar()

        await portal.repo.write(hacer)
        await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")

    assert refused(casa, DemasiadosIntentos, enter) == (
        "ingreso-detenido",
        "Hubo demasiados intentos fallidos: por seguridad, este ingreso quedó detenido. Comunicate con la empresa.",
    )


def test_a_session_that_ended(casa: Casa) -> None:
    assert refused(casa, NoAutenticado, lambda portal: ingreso.actor(portal, "no-existe")) == (
        "sesion-terminada",
        "Tu sesión terminó: volvé a ingresar.",
    )


def test_a_browser_that_signs_in_again_leaves_its_session_and_why(casa: Casa) -> None:
    async def twice(portal: Portal) -> None:
        _, first = await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        still = await ingreso.actor(portal, first.sid)
        await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1", reemplaza=still)

    casa.operar(twice)
    assert reasons(casa, "sesion-cerrar") == ["Otro ingreso en el mismo navegador."] == [say("sesion-reemplazada", ())]
