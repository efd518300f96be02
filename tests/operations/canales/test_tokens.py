import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from portal.errors import AlcanceDesconocido, CredencialRechazada, DemasiadosIntentos, NoPermitido
from portal.operations.access import ingreso, usuarios
from portal.operations.canales import canales, credenciales, tokens
from portal.operations.canales.credenciales import SecretoNuevo
from portal.operations.canales.tokens import Concesion
from portal.operations.portal import Portal
from portal.rules.access.throttle import VENTANAS, Balde
from portal.rules.canales import secretos
from portal.structs.canales import Alcance, Licencia
from portal.structs.usuarios import Actor
from tests import datos
from tests.conftest import Casa
from tests.operations.canales.canal import UNO, credencial, limitar, numero
from tests.races import RepoInterrumpido
from tests.refusals import refused

IP = "192.0.2.1"


def _pedir(casa: Casa, cliente: str, secreto: str, alcances: str = "", ip: str = IP) -> Concesion:
    return casa.operar(lambda portal: tokens.conceder(portal, cliente, secreto, alcances, agente="cajas", ip=ip))


def _actor(casa: Casa, dada: Concesion) -> Actor:
    return casa.operar(lambda portal: ingreso.actor(portal, dada.sesion.sid))


def _ingresos(casa: Casa) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        filas = base.execute("SELECT objeto, resultado FROM portal_auditoria WHERE accion = 'ingreso' ORDER BY id")
        return filas.fetchall()


def test_a_token_is_for_the_credential_s_scopes_or_fewer(casa: Casa) -> None:
    nuevo = credencial(casa, "consulta", "pago")
    toda, parte = (_pedir(casa, nuevo.cliente, nuevo.secreto, pedidos) for pedidos in ("", "pago"))
    assert _actor(casa, toda).licencia == Licencia(alcances=frozenset({Alcance.CONSULTA, Alcance.PAGO}))
    assert _actor(casa, parte).licencia == Licencia(alcances=frozenset({Alcance.PAGO}))
    assert (toda.usuario.usuario, toda.sesion.puerta) == (UNO, "api")
    with pytest.raises(AlcanceDesconocido) as negado:
        _pedir(casa, nuevo.cliente, nuevo.secreto, "anulacion")
    assert negado.value.codigo == "alcance-desconocido"
    assert _ingresos(casa) == [(UNO, "ok")] * 2
    ficha = casa.operar(lambda portal: canales.ver(portal, None, UNO)).fichas[0]
    assert ficha.usada == datos.AHORA


def test_every_cause_is_told_alike_and_the_audit_knows_which(casa: Casa) -> None:
    bueno, otro = credencial(casa), credencial(casa, usuario="canal-dos")
    revocado, retirado = credencial(casa), credencial(casa)
    casa.operar(lambda portal: credenciales.revocar(portal, None, revocado.cliente))
    casa.operar(lambda portal: credenciales.rotar(portal, None, retirado.cliente))
    viejo = numero(casa, retirado)
    casa.operar(lambda portal: credenciales.retirar(portal, None, retirado.cliente, viejo))
    limitar(casa, "canal-dos", redes="10.0.0.0/8")
    casos = [
        ("ec-nadie", bueno.secreto, "rechazado"),
        (bueno.cliente, secretos.nuevo(), "rechazado"),
        (bueno.cliente, otro.secreto, "rechazado"),
        (retirado.cliente, retirado.secreto, "rechazado"),
        (revocado.cliente, revocado.secreto, "revocada"),
        (otro.cliente, otro.secreto, "red-no-permitida"),
    ]
    for cliente, secreto, _ in casos:
        dicho = refused(
            casa,
            CredencialRechazada,
            lambda portal, cliente=cliente, secreto=secreto: tokens.conceder(
                portal, cliente, secreto, "", agente="", ip=IP
            ),
        )
        assert dicho == ("credencial-rechazada", "La credencial del cliente no es correcta.")
    assert [resultado for _, resultado in _ingresos(casa)] == [causa for _, _, causa in casos]
    assert all(objeto.startswith("desconocido-") for objeto, resultado in _ingresos(casa) if resultado == "rechazado")
    assert _pedir(casa, otro.cliente, otro.secreto, ip="10.1.2.3").usuario.usuario == "canal-dos"


def test_a_user_that_was_disabled_gets_none(casa: Casa) -> None:
    nuevo = credencial(casa)
    casa.operar(lambda portal: usuarios.desactivar(portal, UNO))
    with pytest.raises(CredencialRechazada):
        _pedir(casa, nuevo.cliente, nuevo.secreto)
    assert _ingresos(casa) == [(UNO, "desactivado")]


def test_a_secret_of_another_form_asks_the_database_nothing(casa: Casa) -> None:
    nuevo = credencial(casa)
    lejos = Casa(casa.settings.__class__(sqlite_path="/no/hay/tal/carpeta.sqlite3"), casa.clock)
    with pytest.raises(CredencialRechazada):
        _pedir(lejos, nuevo.cliente, nuevo.secreto[:-1] + ("0" if nuevo.secreto[-1] != "0" else "1"))
    assert _ingresos(casa) == []


def test_a_network_that_guesses_has_to_wait_and_stops_nobody_else(casa: Casa) -> None:
    nuevo = credencial(casa)

    async def adivinar(portal: Portal) -> None:
        for _ in range(VENTANAS[Balde.RED].tope):
            with pytest.raises(CredencialRechazada):
                await tokens.conceder(portal, nuevo.cliente, secretos.nuevo(), "", agente="", ip=IP)
        with pytest.raises(DemasiadosIntentos):
            await tokens.conceder(portal, nuevo.cliente, nuevo.secreto, "", agente="", ip=IP)
        await tokens.conceder(portal, nuevo.cliente, nuevo.secreto, "", agente="", ip="198.51.100.9")

    casa.operar(adivinar)


@pytest.mark.parametrize("acto", ["revocar", "retirar", "desactivar"])
def test_tokens_end_at_once_with_what_gave_them(casa: Casa, acto: str) -> None:
    nuevo, otra = credencial(casa), credencial(casa)
    dadas, suyo = [_pedir(casa, cada.cliente, cada.secreto) for cada in (nuevo, otra)], numero(casa, nuevo)

    async def terminar(portal: Portal) -> tuple[str, ...]:
        """What each token gets, in the process where it ended."""
        for dada in dadas:
            await ingreso.actor(portal, dada.sesion.sid, basta_vista=True)
        if acto == "revocar":
            await credenciales.revocar(portal, None, nuevo.cliente)
        elif acto == "retirar":
            await credenciales.rotar(portal, None, nuevo.cliente)
            await credenciales.retirar(portal, None, nuevo.cliente, suyo)
        else:
            await usuarios.desactivar(portal, UNO)
        return tuple([await _estado(portal, dada) for dada in dadas])

    assert casa.operar(terminar) == ("ended", "ended" if acto == "desactivar" else "open")


def test_what_is_revoked_while_a_token_is_asked_for_gives_none(casa: Casa) -> None:
    nuevo = credencial(casa)

    async def pedir(portal: Portal) -> Concesion:
        async def revocar() -> None:
            await credenciales.revocar(portal, None, nuevo.cliente)

        # The first write lets the try in, the second opens the session.
        otra = RepoInterrumpido(portal.repo, revocar, escritura=2)
        aqui = replace(portal, repo=otra)
        return await tokens.conceder(aqui, nuevo.cliente, nuevo.secreto, "", agente="", ip=IP)

    with pytest.raises(CredencialRechazada):
        casa.operar(pedir)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        assert base.execute("SELECT count(*) FROM portal_sesion").fetchall() == [(0,)]


async def _estado(portal: Portal, dada: Concesion) -> str:
    try:
        await ingreso.actor(portal, dada.sesion.sid, basta_vista=True)
    except Exception as error:  # noqa: BLE001 - told by its code
        return "ended" if getattr(error, "codigo", "") == "sesion-terminada" else repr(error)
    return "open"


def test_a_password_is_no_good_from_where_the_channel_may_not_call(casa: Casa) -> None:
    limitar(casa, redes="10.0.0.0/8")

    def entrar(ip: str) -> object:
        return casa.operar(lambda portal: ingreso.entrar(portal, UNO, datos.CLAVE, puerta="api", agente="", ip=ip))

    with pytest.raises(NoPermitido) as negado:
        entrar(IP)
    assert negado.value.codigo == "red-no-permitida"
    assert entrar("10.0.0.1")
    assert _ingresos(casa) == [(UNO, "red-no-permitida"), (UNO, "ok")]


def test_a_secret_is_written_nowhere(casa: Casa, capsys: pytest.CaptureFixture[str]) -> None:
    nuevo: SecretoNuevo = credencial(casa)
    _pedir(casa, nuevo.cliente, nuevo.secreto)
    with pytest.raises(CredencialRechazada):
        _pedir(casa, "ec-nadie", nuevo.secreto)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        todo = json.dumps(list(base.iterdump())) + capsys.readouterr().out
    assert nuevo.secreto not in todo
