"""What is refused to who signs in or is signed in, and to who runs the portal; what the audit keeps of it."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, DemasiadosIntentos, NoAutenticado, PortalError
from portal.operations.access import ingreso, throttle, usuarios
from portal.operations.portal import Portal
from portal.repo.tables.access import tries
from portal.rules.access.throttle import PARADA
from portal.structs.usuarios import Rol
from portal.texts.catalogue import say
from portal.texts.named import datos as data
from tests import datos
from tests.conftest import Casa

ANA = datos.TRES_Y_AGUA


def refused(casa: Casa, kind: type[PortalError], act: Callable[[Portal], Awaitable[object]]) -> tuple[str, str]:
    with pytest.raises(kind) as raised:
        casa.operar(act)
    return raised.value.codigo, raised.value.mensaje


def reasons(casa: Casa, action: str) -> list[str]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        rows = base.execute("SELECT motivo FROM portal_auditoria WHERE accion = ? ORDER BY id", (action,))
        return [row[0] for row in rows]


def test_after_too_many_failures_only_a_person_opens_it_again(casa: Casa) -> None:
    key = f"cuenta:{throttle.cuenta_de(casa.settings, ANA)}"

    async def enter(portal: Portal) -> None:
        async with portal.repo.escritura() as tx:
            await tries.tomar(tx.sql, (key,), portal.clock())
            await tries.anotar(tx.sql, key, PARADA, portal.clock())
            await tx.confirmar()
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


def test_a_new_password_ends_every_session_and_the_audit_says_how_many(casa: Casa) -> None:
    async def change(portal: Portal) -> None:
        await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        await usuarios.cambiar_clave(portal, ANA, "una frase bastante larga")

    casa.operar(change)
    assert reasons(casa, "clave-cambiar") == [say("sesiones-cerradas", data(cuantas=1))]
    assert reasons(casa, "clave-cambiar") == ["Sesiones que se cerraron: 1."]


def test_a_user_has_a_name(casa: Casa) -> None:
    crear = lambda portal: usuarios.crear(portal, "caja-9", Rol.OPERADOR, "  ", None, datos.CLAVE)  # noqa: E731
    assert refused(casa, DatoInvalido, crear) == ("nombre-vacio", "Falta el nombre.")


def test_in_production_no_user_of_the_demonstration_is_let_in_again(casa: Casa) -> None:
    async def activate(portal: Portal) -> None:
        await usuarios.crear(portal, "muestra", Rol.OPERADOR, "Muestra", None, datos.CLAVE, es_demo=True)
        await usuarios.desactivar(portal, "muestra")
        real = replace(portal, settings=structs.replace(portal.settings, environment="production"))
        await usuarios.activar(real, "muestra")

    assert refused(casa, DatoInvalido, activate) == (
        "cuenta-de-demostracion",
        "En producción no se activa un usuario de demostración.",
    )
