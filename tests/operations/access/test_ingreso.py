import sqlite3
from base64 import urlsafe_b64decode
from contextlib import closing
from dataclasses import replace

from argon2 import PasswordHasher
from msgspec import structs

from portal.errors import DemasiadosIntentos, NoAutenticado, NoDisponible, NoPermitido
from portal.operations.access import ingreso, throttle, usuarios
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import tries
from portal.repo.tables.access import usuarios as tabla
from portal.rules.access.throttle import PARADA
from portal.structs.usuarios import Nivel, Rol
from portal.texts.catalogue import say
from tests import datos
from tests.conftest import Casa
from tests.races import RepoInterrumpido
from tests.refusals import reasons, refused

ANA = datos.TRES_Y_AGUA


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


def test_while_the_demonstration_s_users_are_there_nobody_signs_in_to_production(casa: Casa) -> None:
    async def enter(portal: Portal) -> None:
        await usuarios.crear(
            portal, "muestra", Rol.OPERADOR, "Muestra", None, datos.CLAVE, nivel=Nivel.MIRAR, es_demo=True
        )
        real = replace(portal, settings=structs.replace(portal.settings, environment="production"))
        await ingreso.entrar(real, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")

    assert refused(casa, NoDisponible, enter)[0] == "cuentas-de-demostracion"


def test_a_canal_has_no_page_and_the_audit_says_that_the_password_was_right(casa: Casa) -> None:
    async def enter(portal: Portal) -> None:
        await ingreso.entrar(portal, "canal-uno", datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")

    refused(casa, NoPermitido, enter)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        rows = base.execute("SELECT objeto, resultado FROM portal_auditoria WHERE accion = 'ingreso'").fetchall()
    assert rows == [("canal-uno", "puerta-equivocada")]


def test_who_leaves_has_no_session_any_more(casa: Casa) -> None:
    async def leave(portal: Portal) -> None:
        _, sesion = await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        await ingreso.salir(portal, await ingreso.actor(portal, sesion.sid))
        await ingreso.actor(portal, sesion.sid)

    assert refused(casa, NoAutenticado, leave)[0] == "sesion-terminada"


def test_a_password_kept_by_a_cheaper_cost_is_kept_anew_at_the_next_sign_in(casa: Casa) -> None:
    barata = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(datos.CLAVE)

    async def enter(portal: Portal) -> str:
        async def abaratar(tx: Transaccion) -> None:
            hallado = await tabla.por_nombre(tx.sql, ANA)
            assert hallado is not None
            await tabla.cambiar_clave(tx.sql, hallado.id, barata)
            await tx.confirmar()

        await portal.repo.write(abaratar)
        await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1")
        hallado = await portal.repo.read(lambda tx: tabla.por_nombre(tx.sql, ANA))
        assert hallado is not None
        return hallado.clave

    assert casa.operar(enter) != barata


NUEVA = "otra clave bastante larga"


async def al_cambiarla(portal: Portal, con: str) -> None:
    """Signs in with that password while another instance writes the new one, after the old one was read."""

    async def cambiar() -> None:
        await usuarios.cambiar_clave(portal, ANA, NUEVA)

    lento = replace(portal, repo=RepoInterrumpido(portal.repo, cambiar, escritura=2))
    await ingreso.entrar(lento, ANA, con, puerta="pagina", agente="", ip="190.0.0.1")


def test_a_password_that_changes_while_it_is_compared_is_compared_again(casa: Casa) -> None:
    """The one that holds by then decides, and not the one that was read first: it is no failure."""
    casa.operar(lambda portal: al_cambiarla(portal, NUEVA))
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        assert base.execute("SELECT count(*) FROM portal_intento WHERE cuenta > 0").fetchone() == (0,)
        assert base.execute("SELECT resultado FROM portal_auditoria WHERE accion = 'ingreso'").fetchall() == [("ok",)]


def test_the_password_that_was_left_meanwhile_opens_nothing(casa: Casa) -> None:
    assert refused(casa, NoAutenticado, lambda portal: al_cambiarla(portal, datos.CLAVE))[0] == "ingreso-rechazado"


def test_a_session_s_number_is_of_128_bits_or_more(casa: Casa) -> None:
    async def many(portal: Portal) -> list[str]:
        return [
            (await ingreso.entrar(portal, ANA, datos.CLAVE, puerta="pagina", agente="", ip="190.0.0.1"))[1].sid
            for _ in range(3)
        ]

    numbers = casa.operar(many)
    assert len(set(numbers)) == 3
    assert all(len(urlsafe_b64decode(number)) * 8 >= 128 for number in numbers)
