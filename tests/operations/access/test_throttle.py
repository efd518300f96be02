"""How often a password may be tried, over the real database: together, one by one, from several instances."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import passwords
from portal.assembly import armar_portal
from portal.errors import DemasiadosIntentos, NoAutenticado, PortalError
from portal.operations import sweep
from portal.operations.access import ingreso, throttle
from portal.operations.access import usuarios as operaciones
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import tries, usuarios
from portal.rules.access.throttle import ESPERA_MAXIMA, LIBRES, PARADA, VENTANAS, Balde
from portal.structs.usuarios import Equipo, Rol
from tests import datos
from tests.conftest import Casa
from tests.races import RepoInterrumpido

CASA, LEJOS = "190.0.0.1", "203.0.113.9"
ANA = datos.TRES_Y_AGUA


async def probar(
    portal: Portal,
    usuario: str = ANA,
    clave: str = "no es esa",
    *,
    ip: str = CASA,
    puerta: str = "pagina",
    equipo: Equipo | None = None,
) -> str:
    """`entra`, `mal`, or the code with the seconds to wait."""
    try:
        await ingreso.entrar(portal, usuario, clave, puerta=puerta, agente="", ip=ip, equipo=equipo)
    except NoAutenticado:
        return "mal"
    except DemasiadosIntentos as error:
        return f"{error.codigo} {error.reintentar_en}"
    return "entra"


def filas(casa: Casa, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return base.execute(sql).fetchall()


async def _contar_hasta(portal: Portal, llave: str, fallas: int) -> None:
    async def hacer(tx: Transaccion) -> None:
        await tries.tomar(tx.sql, (llave,), portal.clock())
        await tries.anotar(tx.sql, llave, fallas, portal.clock())
        await tx.confirmar()

    await portal.repo.write(hacer)


def test_right_passwords_at_once_are_no_failures(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[str]:
        return await asyncio.gather(*(probar(portal, clave=datos.CLAVE) for _ in range(LIBRES + 3)))

    assert casa.operar(cuerpo) == ["entra"] * (LIBRES + 3)
    assert filas(casa, "SELECT llave FROM portal_intento_en_curso") == []


def test_sixty_customers_behind_one_address_sign_in_at_once(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[str]:
        cifrada = await passwords.cifrar(datos.CLAVE)

        async def hacer(tx: Transaccion) -> None:
            for nro in range(60):
                await usuarios.crear(
                    tx.sql,
                    datos.AHORA,
                    usuario=f"cliente-{nro}",
                    rol=Rol.CANAL,
                    nombre="X",
                    documento=None,
                    cifrada=cifrada,
                )
            await tx.confirmar()

        await portal.repo.write(hacer)
        gente = (probar(portal, f"cliente-{nro}", datos.CLAVE, puerta="api") for nro in range(60))
        return await asyncio.gather(*gente)

    assert casa.operar(cuerpo) == ["entra"] * 60
    # What is right feeds no count: the sixty-first comes in as well.
    assert casa.operar(lambda portal: probar(portal, "cliente-0", datos.CLAVE, puerta="api", ip=LEJOS)) == "entra"


def test_guesses_that_come_together_get_no_further_than_one_by_one(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[str]:
        otra = armar_portal(casa.settings, casa.clock)
        try:
            return await asyncio.gather(*(probar((portal, otra)[nro % 2]) for nro in range(30)))
        finally:
            await otra.cerrar()

    visto = Counter(casa.operar(cuerpo))
    assert visto == {"mal": LIBRES, "demasiados-intentos 30": 30 - LIBRES}


async def _exacto(casa: Casa, intentar: Callable[[], Awaitable[str]]) -> int:
    """How long the refusal said; a second earlier is too early, and then it is not."""
    codigo, _, segundos = (await intentar()).partition(" ")
    assert codigo == "demasiados-intentos"
    casa.clock.adelantar(timedelta(seconds=int(segundos) - 1))
    assert await intentar() == "demasiados-intentos 1"
    casa.clock.adelantar(timedelta(seconds=1))
    assert await intentar() == "mal"
    return int(segundos)


def test_the_wait_that_is_told_is_the_real_one_and_grows(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[int]:
        for _ in range(LIBRES):
            assert await probar(portal) == "mal"
        return [await _exacto(casa, lambda: probar(portal)) for _ in range(9)]

    assert casa.operar(cuerpo) == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert timedelta(hours=1) == ESPERA_MAXIMA


def test_a_network_s_wait_is_the_real_one_too(casa: Casa) -> None:
    nombres = iter(range(1000))

    async def cuerpo(portal: Portal) -> int:
        await _contar_hasta(portal, f"red:{CASA}", VENTANAS[Balde.RED].tope - 1)
        casa.clock.adelantar(timedelta(seconds=40))
        assert await probar(portal, "uno") == "mal"
        return await _exacto(casa, lambda: probar(portal, f"otro-{next(nombres)}"))

    assert casa.operar(cuerpo) == VENTANAS[Balde.RED].dura.total_seconds() - 40


def test_an_ipv6_subscriber_is_one_network(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[str]:
        await _contar_hasta(portal, "red:2001:db8:1:2::/64", VENTANAS[Balde.RED].tope - 2)
        return [await probar(portal, f"x{nro}", ip=f"2001:db8:1:2:{nro:x}::1") for nro in range(3)]

    assert casa.operar(cuerpo)[:2] == ["mal", "mal"]
    assert casa.operar(lambda portal: probar(portal, "x9", ip="2001:db8:1:2:ffff::9")).startswith("demasiados")
    assert casa.operar(lambda portal: probar(portal, "x9", ip="2001:db8:1:3::9")) == "mal"


def test_a_known_browser_does_not_feel_what_others_guess(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        cuenta = throttle.cuenta_de(portal.settings, ANA)
        suyo = Equipo(numero="n1", cuentas=("otra", cuenta))
        await _contar_hasta(portal, f"cuenta:{cuenta}", PARADA)
        await _contar_hasta(portal, f"red:{CASA}", VENTANAS[Balde.RED].tope)
        assert await probar(portal, clave=datos.CLAVE) == "ingreso-detenido 0"
        assert await probar(portal, clave=datos.CLAVE, equipo=suyo) == "entra"
        ajeno = Equipo(numero="n2", cuentas=("otra",))
        assert await probar(portal, clave=datos.CLAVE, equipo=ajeno) == "ingreso-detenido 0"
        # It has a count of its own, which its owner's success clears.
        for _ in range(LIBRES - 1):
            assert await probar(portal, equipo=suyo) == "mal"
        assert await probar(portal, clave=datos.CLAVE, equipo=suyo) == "entra"
        for _ in range(LIBRES):
            assert await probar(portal, equipo=suyo) == "mal"
        assert await probar(portal, clave=datos.CLAVE, equipo=suyo) == "demasiados-intentos 30"

    casa.operar(cuerpo)


def test_a_program_is_known_by_the_network_where_it_got_a_token(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        assert await probar(portal, "canal-uno", datos.CLAVE, puerta="api") == "entra"
        for _ in range(LIBRES):
            assert await probar(portal, "canal-uno", puerta="api", ip=LEJOS) == "mal"
        assert await probar(portal, "canal-uno", datos.CLAVE, puerta="api", ip=LEJOS) == "demasiados-intentos 30"
        assert await probar(portal, "canal-uno", datos.CLAVE, puerta="api") == "entra"
        for _ in range(LIBRES):
            assert await probar(portal, "canal-uno", puerta="api") == "mal"
        assert await probar(portal, "canal-uno", datos.CLAVE, puerta="api") == "demasiados-intentos 30"

    casa.operar(cuerpo)


def test_a_hundred_failures_in_a_row_wait_for_a_person(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        for usuario in (ANA, "no-existe"):
            cuenta = throttle.cuenta_de(portal.settings, usuario)
            await _contar_hasta(portal, f"cuenta:{cuenta}", PARADA - 1)
        casa.clock.adelantar(ESPERA_MAXIMA)
        for usuario in (ANA, "no-existe"):
            assert await probar(portal, usuario) == "mal"
            assert await probar(portal, usuario, datos.CLAVE) == "ingreso-detenido 0"
        casa.clock.adelantar(timedelta(days=400))
        await sweep.barrer(portal)
        assert await probar(portal, clave=datos.CLAVE) == "ingreso-detenido 0"
        assert await operaciones.desbloquear(portal, "4.567.890") == 1
        assert await probar(portal, clave=datos.CLAVE) == "entra"
        assert await operaciones.desbloquear(portal, ANA) == 0

    casa.operar(cuerpo)
    frenados = "SELECT objeto, resultado, direccion FROM portal_auditoria WHERE accion = 'ingreso-frenado' ORDER BY id"
    assert filas(casa, frenados)[0] == (ANA, "detenido", CASA)


def test_a_success_begins_the_account_anew_but_not_the_network(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        for _ in range(2):
            for _ in range(LIBRES - 1):
                assert await probar(portal) == "mal"
            assert await probar(portal, clave=datos.CLAVE) == "entra"

    casa.operar(cuerpo)
    assert filas(casa, "SELECT llave, cuenta FROM portal_intento") == [(f"red:{CASA}", 2 * (LIBRES - 1))]


def test_a_refusal_is_written_once_for_each_wait_and_writes_nothing_itself(casa: Casa) -> None:
    async def fallar(portal: Portal) -> None:
        for _ in range(LIBRES):
            assert await probar(portal) == "mal"

    async def insistir(portal: Portal) -> set[str]:
        return {await probar(portal) for _ in range(20)}

    casa.operar(fallar)
    # Somebody else holds the write lock all the while.
    with closing(sqlite3.connect(casa.settings.sqlite_path, isolation_level=None)) as otra:
        otra.execute("BEGIN IMMEDIATE")
        assert casa.operar(insistir) == {"demasiados-intentos 30"}
        otra.execute("ROLLBACK")
    assert filas(casa, "SELECT accion, objeto, resultado, direccion FROM portal_auditoria ORDER BY id")[-2:] == [
        ("ingreso-frenado", ANA, "espera", CASA),
        ("ingreso", ANA, "rechazado", CASA),
    ]


def test_a_process_that_died_holds_its_places_half_a_minute(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        for _ in range(LIBRES):
            await throttle.admitir(portal, ANA, puerta="pagina", ip=CASA, equipo=None)
        casa.clock.adelantar(throttle.RESERVA)
        assert await probar(portal, clave=datos.CLAVE) == "entra"

    casa.operar(cuerpo)


async def _ocupar(portal: Portal) -> None:
    """Every place that there is, by tries that are under way."""
    for _ in range(LIBRES):
        await throttle.admitir(portal, ANA, puerta="pagina", ip=CASA, equipo=None)


@pytest.mark.parametrize("cuando", ["before it came", "once it had seen a free one"])
def test_a_try_without_a_place_waits_and_is_told_to_come_again(
    casa: Casa, monkeypatch: pytest.MonkeyPatch, cuando: str
) -> None:
    """In a second, and not as after a failure: nothing was tried, and nothing counts."""
    monkeypatch.setattr(throttle, "PAUSAS_S", (0.0,) * 3)

    async def cuerpo(portal: Portal) -> str:
        if cuando == "before it came":
            await _ocupar(portal)
            return await probar(portal, clave=datos.CLAVE)
        repo = RepoInterrumpido(portal.repo, lambda: _ocupar(portal))
        return await probar(replace(portal, repo=repo), clave=datos.CLAVE)

    assert casa.operar(cuerpo) == "demasiados-a-la-vez 1"
    assert filas(casa, "SELECT count(DISTINCT numero) FROM portal_intento_en_curso") == [(LIBRES,)]
    assert filas(casa, "SELECT count(*) FROM portal_intento WHERE cuenta > 0") == [(0,)]


def test_counts_go_when_they_mean_nothing_any_more(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        assert await probar(portal) == "mal"
        assert await probar(portal, "canal-uno", datos.CLAVE, puerta="api") == "entra"
        casa.clock.adelantar(timedelta(days=2))
        await sweep.barrer(portal)

    async def despues(portal: Portal) -> None:
        casa.clock.adelantar(timedelta(days=31))
        await sweep.barrer(portal)

    casa.operar(cuerpo)
    assert [str(llave).partition(":")[0] for (llave,) in filas(casa, "SELECT llave FROM portal_intento")] == [
        "cuenta",
        "lugar",
    ]
    casa.operar(despues)
    assert filas(casa, "SELECT llave FROM portal_intento") == []


@pytest.mark.parametrize("usuario", [ANA, "no-existe", " 4.567.890 "])
def test_every_spelling_of_a_name_is_one_account(casa: Casa, usuario: str) -> None:
    otra = {ANA: "4 567 890", "no-existe": "NO\u2011EXISTE", " 4.567.890 ": ANA}[usuario]

    async def cuerpo(portal: Portal) -> list[str]:
        return [await probar(portal, nombre) for nombre in [usuario, otra] * 3]

    assert casa.operar(cuerpo) == ["mal"] * LIBRES + ["demasiados-intentos 30"]


def test_the_present_password_is_asked_for_under_the_same_count(casa: Casa) -> None:
    ana = casa.actor(ANA)

    async def cambiar(portal: Portal) -> str:
        try:
            await operaciones.cambiar_mi_clave(portal, ana, "no es esa", "una frase bastante larga", idioma="es")
        except PortalError as error:
            return error.codigo
        return "cambiada"

    async def cuerpo(portal: Portal) -> None:
        assert await probar(portal, ip="") == "mal"
        assert [await cambiar(portal) for _ in range(LIBRES)] == ["clave-incorrecta"] * 4 + ["demasiados-intentos"]
        assert await probar(portal, clave=datos.CLAVE, ip=LEJOS) == "demasiados-intentos 30"

    casa.operar(cuerpo)
    malas = "SELECT count(*) FROM portal_auditoria WHERE accion = 'clave-cambiar' AND resultado = 'clave-incorrecta'"
    assert filas(casa, malas) == [(4,)]
