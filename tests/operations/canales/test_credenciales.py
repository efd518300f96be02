import asyncio
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from portal.errors import CredencialRechazada, DatoInvalido, NoEncontrado, NoPermitido, Rechazo
from portal.operations.canales import canales, credenciales, tokens
from portal.operations.canales.credenciales import SecretoNuevo
from portal.operations.portal import Portal
from portal.structs.canales import Alcance, Ficha
from portal.structs.usuarios import Actor
from tests.conftest import Casa
from tests.operations.canales.canal import UNO, credencial, numero
from tests.refusals import reasons, refused


def _fichas(casa: Casa) -> tuple[Ficha, ...]:
    return casa.operar(lambda portal: canales.ver(portal, None, UNO)).fichas


def _vale(casa: Casa, nuevo: SecretoNuevo) -> bool:
    try:
        casa.operar(lambda portal: tokens.conceder(portal, nuevo.cliente, nuevo.secreto, "", agente="", ip="192.0.2.1"))
    except CredencialRechazada:
        return False
    return True


def test_a_secret_is_shown_once_and_only_its_hash_is_kept(casa: Casa) -> None:
    nuevo = credencial(casa, "consulta", "pagos:leer")
    (ficha,) = _fichas(casa)
    assert ficha.credencial.alcances == {Alcance.CONSULTA, Alcance.LEER_PAGOS}
    assert (ficha.credencial.nombre, ficha.credencial.vence) == ("Cajas", None)
    assert [secreto.pista for secreto in ficha.vivos] == [nuevo.secreto[-4:]]
    assert nuevo.secreto not in repr(nuevo)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        assert nuevo.secreto not in "\n".join(base.iterdump())


def test_two_secrets_live_so_that_a_program_changes_without_a_stop(casa: Casa) -> None:
    viejo = credencial(casa)
    nuevo = casa.operar(lambda portal: credenciales.rotar(portal, None, viejo.cliente))
    assert (nuevo.cliente, _vale(casa, viejo), _vale(casa, nuevo)) == (viejo.cliente, True, True)
    assert refused(casa, Rechazo, lambda portal: credenciales.rotar(portal, None, viejo.cliente)) == (
        "dos-secretos",
        "Ya tiene dos secretos: retirá el viejo antes de hacer otro.",
    )
    primero, segundo = numero(casa, viejo), numero(casa, nuevo)
    casa.operar(lambda portal: credenciales.retirar(portal, None, viejo.cliente, primero))
    assert (_vale(casa, viejo), _vale(casa, nuevo)) == (False, True)
    for cual, clase, codigo in (
        (primero, NoEncontrado, "secreto-desconocido"),
        (segundo, Rechazo, "ultimo-secreto"),
    ):
        dicho, _ = refused(
            casa, clase, lambda portal, cual=cual: credenciales.retirar(portal, None, viejo.cliente, cual)
        )
        assert dicho == codigo


def test_what_was_revoked_never_counts_again(casa: Casa) -> None:
    nuevo, otra = credencial(casa), credencial(casa)
    casa.operar(lambda portal: credenciales.revocar(portal, None, nuevo.cliente))
    assert (_vale(casa, nuevo), _vale(casa, otra)) == (False, True)
    for acto in (credenciales.revocar, credenciales.rotar):
        dicho = refused(casa, Rechazo, lambda portal, acto=acto: acto(portal, None, nuevo.cliente))
        assert dicho == ("credencial-revocada", "Esa credencial está revocada: hacé una nueva.")
        dicho = refused(casa, NoEncontrado, lambda portal, acto=acto: acto(portal, None, "ec-nada"))
        assert dicho[0] == "credencial-desconocida"


def test_it_counts_until_the_end_of_its_last_day(casa: Casa) -> None:
    nuevo = casa.operar(
        lambda portal: credenciales.crear(
            portal, None, UNO, nombre="Prueba", alcances=("consulta",), hasta=date(2026, 11, 24)
        )
    )
    (ficha,) = _fichas(casa)
    vence = ficha.credencial.vence
    assert vence is not None
    casa.clock.instante = vence - timedelta(seconds=1)
    # Nor does its last token outlive it.
    dada = casa.operar(
        lambda portal: tokens.conceder(portal, nuevo.cliente, nuevo.secreto, "", agente="", ip="192.0.2.1")
    )
    assert dada.sesion.vence == vence
    casa.clock.instante = vence
    assert not _vale(casa, nuevo)


@pytest.mark.parametrize(
    ("cambio", "codigo"),
    [
        ({"nombre": " "}, "nombre-de-credencial"),
        ({"nombre": "x" * 101}, "nombre-de-credencial"),
        ({"alcances": ()}, "alcances-invalidos"),
        ({"alcances": ("todo",)}, "alcances-invalidos"),
        ({"hasta": date(2026, 11, 22)}, "vence-antes"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(casa: Casa, cambio: dict[str, object], codigo: str) -> None:
    pedido = {"nombre": "Cajas", "alcances": ("consulta",)} | cambio
    dicho, _ = refused(casa, DatoInvalido, lambda portal: credenciales.crear(portal, None, UNO, **pedido))  # type: ignore[arg-type]
    assert dicho == codigo
    assert _fichas(casa) == ()


def test_only_the_company_gives_credentials_with_a_reason_that_is_kept(casa: Casa) -> None:
    olga, canal = casa.actor("jefa"), casa.actor(UNO)

    def crear(actor: Actor, motivo: str) -> SecretoNuevo:
        return casa.operar(
            lambda portal: credenciales.crear(portal, actor, UNO, nombre="Cajas", alcances=("pago",), motivo=motivo)
        )

    with pytest.raises(NoPermitido):
        crear(canal, "La pido yo")
    with pytest.raises(DatoInvalido):
        crear(olga, "")
    nuevo = crear(olga, "Cajas nuevas")
    rotado = casa.operar(lambda portal: credenciales.rotar(portal, olga, nuevo.cliente, "Cambio anual"))
    viejo = numero(casa, nuevo)
    casa.operar(lambda portal: credenciales.retirar(portal, olga, nuevo.cliente, viejo, "Ya cambiaron"))
    casa.operar(lambda portal: credenciales.revocar(portal, olga, rotado.cliente, "Fin del convenio"))
    hechos = ("credencial-crear", "credencial-rotar", "secreto-retirar", "credencial-revocar")
    assert [reasons(casa, hecho) for hecho in hechos] == [
        ["Cajas nuevas"],
        ["Cambio anual"],
        ["Ya cambiaron"],
        ["Fin del convenio"],
    ]


def test_two_who_rotate_at_once_make_one_secret_more(casa: Casa) -> None:
    viejo = credencial(casa)

    async def todos(portal: Portal) -> list[SecretoNuevo | BaseException]:
        return await asyncio.gather(
            *(credenciales.rotar(portal, None, viejo.cliente) for _ in range(8)), return_exceptions=True
        )

    hechos = casa.operar(todos)
    assert sum(isinstance(hecho, SecretoNuevo) for hecho in hechos) == 1
    assert len(_fichas(casa)[0].vivos) == 2
