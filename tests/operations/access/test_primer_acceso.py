import asyncio
from dataclasses import replace

import pytest
from msgspec import structs

from portal.errors import DatoInvalido, DemasiadosIntentos, NoAutenticado, NoEncontrado
from portal.operations.access import altas, ingreso, primer_acceso, usuarios
from portal.operations.portal import Portal
from portal.rules.access.primer_acceso import LoSabido, codigo_de
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.letters import last, token, waiting
from tests.operations.access.newcomers import CLAVE, CORREO, MOVIMIENTO, NUEVA, RED, load, opened, prove
from tests.refusals import reasons, refused

CLAVE_DE_CODIGOS = "una clave de codigos que nadie sabe"


def test_who_knows_a_debt_opens_the_account_and_signs_in(casa: Casa) -> None:
    opened(casa)
    usuario, _ = casa.operar(lambda portal: ingreso.entrar(portal, NUEVA, CLAVE, puerta="pagina", agente="", ip=RED))
    assert (usuario.nombre, usuario.documento, usuario.correo) == ("Noelia Ñamandú", NUEVA, CORREO)
    assert usuario.correo_confirmado == casa.clock()
    assert reasons(casa, "usuario-crear") == ["alta"]


@pytest.mark.parametrize(
    ("documento", "movimiento"),
    [
        pytest.param(NUEVA, "NUEVA-9", id="wrong number"),
        pytest.param(NUEVA, "", id="nothing"),
        pytest.param(NUEVA, "A1", id="another's debt"),
        pytest.param("5999999", MOVIMIENTO, id="nobody"),
        pytest.param(datos.TRES_Y_AGUA, "A1", id="has an account"),
        pytest.param(datos.TRES_Y_AGUA, "A9", id="has an account, wrong number"),
        pytest.param(datos.SIN_DEUDAS, "A1", id="owes nothing"),
    ],
)
def test_every_other_cause_is_told_in_the_same_words(casa: Casa, documento: str, movimiento: str) -> None:
    casa.operar(load)
    told = refused(casa, NoAutenticado, lambda portal: prove(portal, documento, movimiento))
    assert told == (
        "primer-acceso-rechazado",
        "No pudimos abrir una cuenta con esos datos: revisalos. Si ya tenés cuenta, ingresá o pedí otra clave.",
    )
    assert waiting(casa) == []


def test_guesses_have_to_wait_and_keep_nobody_from_signing_in(casa: Casa) -> None:
    for _ in range(5):
        refused(casa, NoAutenticado, lambda portal: prove(portal, datos.TRES_Y_AGUA, "X"))
    assert refused(casa, DemasiadosIntentos, lambda portal: prove(portal, datos.TRES_Y_AGUA, "X"))[0] == (
        "demasiados-intentos"
    )
    # From elsewhere too: the count is the documento's.
    refused(casa, DemasiadosIntentos, lambda portal: prove(portal, datos.TRES_Y_AGUA, "X", ip="181.1.1.1"))
    casa.operar(
        lambda portal: ingreso.entrar(
            portal, datos.TRES_Y_AGUA, datos.CLAVE, puerta="pagina", agente="", ip="181.1.1.1"
        )
    )


def test_a_stop_is_lifted_by_who_runs_the_portal(casa: Casa) -> None:
    casa.operar(load)
    guess = lambda portal: prove(portal, NUEVA, "NO")  # noqa: E731
    for _ in range(5):
        refused(casa, NoAutenticado, guess)
    refused(casa, DemasiadosIntentos, lambda portal: prove(portal, NUEVA))
    assert refused(casa, NoEncontrado, lambda portal: usuarios.desbloquear(portal, "nadie"))[0] == "usuario-desconocido"
    assert casa.operar(lambda portal: usuarios.desbloquear(portal, "5.123.456")) == 1
    assert casa.operar(lambda portal: usuarios.desbloquear(portal, NUEVA)) == 0
    assert casa.operar(lambda portal: prove(portal, NUEVA))


def test_guesses_sent_together_get_no_further(casa: Casa) -> None:
    casa.operar(load)

    async def all_at_once(portal: Portal) -> list[object]:
        guesses = (prove(portal, NUEVA, f"NO-{nro}", ip=f"190.1.{nro}.1") for nro in range(12))
        return await asyncio.gather(*guesses, return_exceptions=True)

    met = casa.operar(all_at_once)
    assert sum(isinstance(each, NoAutenticado) for each in met) == 5
    assert sum(isinstance(each, DemasiadosIntentos) for each in met) == 7


def test_what_is_no_documento_is_told_at_once(casa: Casa) -> None:
    told = refused(casa, DatoInvalido, lambda portal: prove(portal, "12"))
    assert told[0] == "documento-invalido"


def test_another_address_may_be_given_and_the_link_before_serves_no_more(casa: Casa) -> None:
    casa.operar(load)
    proof = casa.operar(prove)
    send = lambda correo: casa.operar(  # noqa: E731
        lambda portal: primer_acceso.escribir(portal, proof, correo, idioma="es", ip=RED)
    )
    assert send(" Nohelia@Ejemplo.com.py ") == "nohelia@ejemplo.com.py"
    wrong = token(casa, ClaseDeCarta.ALTA)
    send(CORREO)
    assert last(casa, ClaseDeCarta.ALTA).para == CORREO
    assert refused(casa, NoEncontrado, lambda portal: altas.mirar(portal, wrong))[0] == "enlace-vencido"
    for nro in range(3):
        send(f"otra{nro}@ejemplo.com.py")
    for bad, code in (("x", "correo-invalido"), (CORREO, "correos-de-mas")):
        told = refused(
            casa,
            DatoInvalido,
            lambda portal, bad=bad: primer_acceso.escribir(portal, proof, bad, idioma="es", ip=RED),
        )
        assert told[0] == code


def test_once_there_is_an_account_the_proof_serves_no_more(casa: Casa) -> None:
    casa.operar(load)
    proof, other = casa.operar(prove), casa.operar(prove)
    casa.operar(lambda portal: primer_acceso.escribir(portal, proof, CORREO, idioma="es", ip=RED))
    link = token(casa, ClaseDeCarta.ALTA)
    casa.operar(lambda portal: altas.abrir(portal, link, CLAVE, "", ip=RED))
    for each in (proof, other):
        told = refused(
            casa,
            NoEncontrado,
            lambda portal, each=each: primer_acceso.escribir(portal, each, CORREO, idioma="es", ip=RED),
        )
        assert told[0] == "enlace-vencido"


def test_a_company_may_ask_for_the_code_of_its_bills(casa: Casa) -> None:
    casa.operar(load)

    async def with_code(portal: Portal, codigo: str) -> str:
        asking = replace(
            portal,
            settings=structs.replace(portal.settings, primer_acceso="codigo", primer_acceso_clave=CLAVE_DE_CODIGOS),
        )
        return await primer_acceso.comprobar(asking, NUEVA, LoSabido(codigo=codigo), ip=RED)

    good = codigo_de(CLAVE_DE_CODIGOS, NUEVA)
    assert casa.operar(lambda portal: with_code(portal, good.lower()))
    refused(casa, NoAutenticado, lambda portal: with_code(portal, codigo_de(CLAVE_DE_CODIGOS, "5123457")))


def test_where_nobody_opens_an_account_alone_it_is_said(casa: Casa) -> None:
    async def closed(portal: Portal) -> str:
        return await prove(replace(portal, settings=structs.replace(portal.settings, primer_acceso="no")))

    assert refused(casa, NoEncontrado, closed)[0] == "sin-primer-acceso"
