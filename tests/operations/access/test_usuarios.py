import sqlite3
from contextlib import closing
from dataclasses import replace

from msgspec import structs

from portal.errors import DatoInvalido
from portal.operations.access import ingreso, usuarios
from portal.operations.portal import Portal
from portal.structs.usuarios import Rol
from portal.texts.catalogue import say
from portal.texts.named import datos as data
from tests import datos
from tests.conftest import Casa
from tests.refusals import refused

ANA = datos.TRES_Y_AGUA


def reasons(casa: Casa, action: str) -> list[str]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        rows = base.execute("SELECT motivo FROM portal_auditoria WHERE accion = ? ORDER BY id", (action,))
        return [row[0] for row in rows]


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
