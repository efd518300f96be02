from dataclasses import replace

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, NoAutenticado, NoEncontrado
from portal.operations.access import ingreso, usuarios
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.usuarios import Nivel, Rol, Sesion
from portal.texts.catalogue import say
from portal.texts.named import datos as data
from tests import datos
from tests.conftest import Casa
from tests.enrolled import signed_in
from tests.journeys import a_mano
from tests.letters import waiting
from tests.operations.mail import letters
from tests.refusals import reasons, refused

ANA = datos.TRES_Y_AGUA


def test_a_new_password_ends_every_session_and_the_audit_says_how_many(casa: Casa) -> None:
    async def change(portal: Portal) -> None:
        await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        await usuarios.cambiar_clave(portal, ANA, "una frase bastante larga")

    casa.operar(change)
    assert reasons(casa, "clave-cambiar") == [say("sesiones-cerradas", data(cuantas=1))]
    assert reasons(casa, "clave-cambiar") == ["Sesiones que se cerraron: 1."]


def test_whose_account_the_company_changes_is_told_in_their_language_once_it_changed(casa: Casa) -> None:
    letters.con_correo(casa, ANA)
    a_mano(casa, "UPDATE portal_usuario SET idioma = 'gn' WHERE usuario = '4567890'")
    jefa = casa.actor("jefa")

    async def change(portal: Portal) -> None:
        await usuarios.activar(portal, ANA)
        await usuarios.cerrar_las_de(portal, ANA, jefa, "Pidió que se cierren")
        await signed_in(portal, ANA, puerta="api")
        await usuarios.cerrar_las_de(portal, ANA, jefa, "Pidió que se cierren")
        for _ in range(2):
            await usuarios.desactivar(portal, ANA, por=jefa, motivo="Falleció")
        await usuarios.activar(portal, ANA)
        await usuarios.cambiar_clave(portal, ANA, "una frase bastante larga")
        await usuarios.desactivar(portal, "jefa")

    casa.operar(change)
    told = [carta for carta in waiting(casa) if carta.clase is ClaseDeCarta.CAMBIO_DE_CUENTA]
    assert [carta.datos["cambio"] for carta in told] == ["sesiones-cerradas", "desactivada", "activada", "clave-puesta"]
    assert {(carta.para, carta.idioma, carta.datos["de"]) for carta in told} == {("ana@ejemplo.com", "gn", "empresa")}


def test_a_user_has_a_name(casa: Casa) -> None:
    crear = lambda portal: usuarios.crear(portal, "caja-9", Rol.OPERADOR, "  ", None, datos.CLAVE)  # noqa: E731
    assert refused(casa, DatoInvalido, crear) == ("nombre-vacio", "Falta el nombre.")


def test_in_production_no_user_of_the_demonstration_is_let_in_again(casa: Casa) -> None:
    async def activate(portal: Portal) -> None:
        await usuarios.crear(
            portal, "muestra", Rol.OPERADOR, "Muestra", None, datos.CLAVE, nivel=Nivel.MIRAR, es_demo=True
        )
        await usuarios.desactivar(portal, "muestra")
        real = replace(portal, settings=structs.replace(portal.settings, environment="production"))
        await usuarios.activar(real, "muestra")

    assert refused(casa, DatoInvalido, activate) == (
        "cuenta-de-demostracion",
        "En producción no se activa un usuario de demostración.",
    )


@pytest.mark.parametrize(
    ("usuario", "rol", "documento", "clave", "nivel", "codigo"),
    [
        ("", Rol.OPERADOR, None, datos.CLAVE, Nivel.MIRAR, "usuario-invalido"),
        ("x" * 36, Rol.OPERADOR, None, datos.CLAVE, Nivel.MIRAR, "usuario-invalido"),
        ("nueva", Rol.CLIENTE, None, datos.CLAVE, None, "documento-invalido"),
        ("nueva", Rol.OPERADOR, "4567890", datos.CLAVE, Nivel.MIRAR, "documento-invalido"),
        ("nueva", Rol.OPERADOR, None, datos.CLAVE, None, "nivel-invalido"),
        ("nueva", Rol.CANAL, None, datos.CLAVE, Nivel.ADMINISTRAR, "nivel-invalido"),
        ("nueva", Rol.OPERADOR, None, "corta", Nivel.MIRAR, "clave-corta"),
        ("OPERADORA", Rol.OPERADOR, None, datos.CLAVE, Nivel.MIRAR, "usuario-repetido"),
    ],
)
def test_what_a_user_cannot_be_is_told_with_its_field(
    casa: Casa, usuario: str, rol: Rol, documento: str | None, clave: str, nivel: Nivel | None, codigo: str
) -> None:
    crear = lambda portal: usuarios.crear(portal, usuario, rol, "Nueva", documento, clave, nivel=nivel)  # noqa: E731
    assert refused(casa, DatoInvalido, crear)[0] == codigo
    assert reasons(casa, "usuario-crear") == []


def test_an_operador_s_level_changes_at_once_and_nobody_else_has_one(casa: Casa) -> None:
    async def change(portal: Portal) -> list[Nivel | None]:
        _, sesion = await ingreso.entrar(portal, "operadora", datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        suyos = [(await ingreso.actor(portal, sesion.sid, basta_vista=True)).nivel]
        await usuarios.cambiar_nivel(portal, "OPERADORA", Nivel.MIRAR)
        return [*suyos, (await ingreso.actor(portal, sesion.sid, basta_vista=True)).nivel]

    assert casa.operar(change) == [Nivel.RESOLVER, Nivel.MIRAR]
    assert reasons(casa, "usuario-nivel") == ["mirar"]
    de_otro = lambda portal: usuarios.cambiar_nivel(portal, "canal-uno", Nivel.MIRAR)  # noqa: E731
    assert refused(casa, DatoInvalido, de_otro) == ("nivel-invalido", "Solo un operador lleva nivel.")


def test_who_runs_the_portal_makes_stops_and_lets_in_again(casa: Casa) -> None:
    async def everything(portal: Portal) -> list[bool]:
        await usuarios.crear(portal, " Caja-9 ", Rol.CLIENTE, "Ana", "4.567.891", datos.CLAVE)
        active = []
        for act in (usuarios.desactivar, usuarios.activar):
            await act(portal, "caja-9")
            (suyo,) = [cada for cada in await usuarios.todos(portal) if cada.usuario == "caja-9"]
            active.append(suyo.activo)
            assert suyo.documento == "4567891"
        return active

    assert casa.operar(everything) == [False, True]
    assert refused(casa, NoEncontrado, lambda portal: usuarios.desactivar(portal, "nadie"))[0] == "usuario-desconocido"


def test_one_s_own_password_is_changed_by_who_knows_the_present_one(casa: Casa) -> None:
    ana = casa.operar(lambda portal: signed_in(portal, ANA))
    nueva = "una frase bastante larga"

    async def change(portal: Portal, actual: str) -> Sesion:
        return await usuarios.cambiar_mi_clave(portal, ana, actual, nueva, idioma="es")

    assert refused(casa, DatoInvalido, lambda portal: change(portal, "no es esa"))[0] == "clave-incorrecta"
    left = casa.operar(lambda portal: change(portal, datos.CLAVE))
    assert casa.operar(lambda portal: ingreso.actor(portal, left.sid)).usuario == ANA
    assert refused(casa, NoAutenticado, lambda portal: ingreso.actor(portal, ana.sid))[0] == "sesion-terminada"
    # Who asks by the number of before, though with the password of now, is nobody.
    tardia = refused(
        casa,
        NoAutenticado,
        lambda portal: usuarios.cambiar_mi_clave(portal, ana, nueva, "otra frase bastante larga", idioma="es"),
    )
    assert tardia[0] == "sesion-terminada"
    casa.operar(lambda portal: ingreso.entrar(portal, ANA, nueva, puerta="pagina", agente="", ip="190.0.0.1"))


def test_a_stop_is_lifted_by_who_runs_the_portal(casa: Casa) -> None:
    assert casa.operar(lambda portal: usuarios.desbloquear(portal, ANA)) == 0
    refused(
        casa,
        NoAutenticado,
        lambda portal: ingreso.entrar(portal, ANA, "no es esa", puerta="pagina", agente="", ip="190.0.0.1"),
    )
    assert casa.operar(lambda portal: usuarios.desbloquear(portal, ANA)) == 1


@pytest.mark.parametrize("usuario", ["canal-uno", "7.654.321"])
def test_it_is_lifted_of_who_is_no_customer_and_of_who_has_no_account_yet(casa: Casa, usuario: str) -> None:
    assert casa.operar(lambda portal: usuarios.desbloquear(portal, usuario)) == 0


def test_of_nobody_no_stop_is_lifted(casa: Casa) -> None:
    assert refused(casa, NoEncontrado, lambda portal: usuarios.desbloquear(portal, "nadie"))[0] == "usuario-desconocido"
