"""Who may open whose documento: given by the company, taken away by any side, told to both, and seen in the audit."""

import sqlite3
from contextlib import closing

import pytest

from portal.errors import DatoInvalido, NoEncontrado
from portal.operations.autorizaciones import grants
from portal.operations.debts import carrito
from portal.operations.payment_links import owner, payer
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.enlaces import CarritoAjeno
from tests import authorized, datos
from tests.conftest import Casa
from tests.letters import waiting
from tests.refusals import reasons, refused

ANA, BERNARDO, CARMEN = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN, datos.SIN_CUOTAS


def _avisos(casa: Casa) -> list[tuple[str, str]]:
    cartas = [carta for carta in waiting(casa) if carta.clase is ClaseDeCarta.CAMBIO_DE_CUENTA]
    return sorted((carta.para.partition("@")[0], carta.datos["cambio"]) for carta in cartas)


def _autorizaciones(casa: Casa) -> int:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        (cuantas,) = base.execute("SELECT count(*) FROM portal_autorizacion").fetchone()
        return int(cuantas)


def test_the_company_gives_it_with_a_reason_and_both_sides_are_told(casa: Casa) -> None:
    authorized.con_correo(casa, ANA, BERNARDO)
    authorized.autorizar(casa, ANA, BERNARDO)
    assert _avisos(casa) == [(BERNARDO, "persona-nueva"), (ANA, "documento-nuevo")]
    assert reasons(casa, "autorizacion-dar") == [f"{ANA}: Trajo un poder"]
    bernardo = casa.actor(BERNARDO)
    (uno,) = casa.operar(lambda portal: grants.quienes(portal, bernardo))
    assert uno.nombre == datos.CLIENTES[ANA][0]
    authorized.autorizar(casa, ANA, BERNARDO)
    assert (_autorizaciones(casa), len(_avisos(casa))) == (1, 2)


@pytest.mark.parametrize(
    ("usuario", "documento", "nombre", "motivo", "codigo"),
    [
        (ANA, BERNARDO, "Bernardo", "", "motivo-requerido"),
        (ANA, BERNARDO, " ", "Trajo un poder", "nombre-vacio"),
        (ANA, "12", "Bernardo", "Trajo un poder", "documento-invalido"),
        (ANA, ANA, "Ana", "Trajo un poder", "documento-propio"),
        ("operadora", ANA, "Ana", "Trajo un poder", "autorizado-sin-documento"),
    ],
)
def test_what_cannot_be_given_is_told(
    casa: Casa, usuario: str, documento: str, nombre: str, motivo: str, codigo: str
) -> None:
    hecho = refused(casa, DatoInvalido, lambda portal: grants.autorizar(portal, usuario, documento, nombre, motivo))
    assert hecho[0] == codigo
    assert _autorizaciones(casa) == 0


def test_nobody_has_more_than_a_person_can_tell_apart(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grants, "MAXIMO", 1)
    authorized.autorizar(casa, ANA, BERNARDO)
    codigo, dicho = refused(
        casa, DatoInvalido, lambda portal: grants.autorizar(portal, ANA, CARMEN, "Carmen", "Trajo un poder")
    )
    assert (codigo, "1 documentos" in dicho) == ("autorizaciones-de-mas", True)


@pytest.mark.parametrize("quien", [ANA, BERNARDO])
def test_either_side_ends_it_and_both_are_told(casa: Casa, quien: str) -> None:
    numero = authorized.autorizar(casa, ANA, BERNARDO)
    authorized.con_correo(casa, ANA, BERNARDO)
    actor, ajena = casa.actor(quien), casa.actor(CARMEN)
    codigo, _ = refused(casa, NoEncontrado, lambda portal: grants.quitar(portal, ajena, numero))
    assert codigo == "autorizacion-desconocida"
    casa.operar(lambda portal: grants.quitar(portal, actor, numero))
    assert _avisos(casa) == [(BERNARDO, "persona-quitada"), (ANA, "documento-quitado")]
    assert (_autorizaciones(casa), reasons(casa, "autorizacion-quitar")) == (0, [ANA])
    assert refused(casa, NoEncontrado, lambda portal: grants.quitar(portal, actor, numero))[0] == codigo


def test_the_company_takes_it_away(casa: Casa) -> None:
    authorized.autorizar(casa, ANA, BERNARDO)
    casa.operar(lambda portal: grants.retirar(portal, ANA, "4.000.005", "Terminó el poder"))
    assert reasons(casa, "autorizacion-quitar") == [f"{ANA}: Terminó el poder"]
    for usuario, codigo in ((ANA, "autorizacion-desconocida"), ("nadie", "usuario-desconocido")):
        dicho = refused(
            casa,
            NoEncontrado,
            lambda portal, usuario=usuario: grants.retirar(portal, usuario, BERNARDO, "Terminó el poder"),  # type: ignore[misc]
        )
        assert dicho[0] == codigo


def test_a_link_to_pay_for_another_lives_as_long_as_the_authorization(casa: Casa) -> None:
    numero = authorized.autorizar(casa, ANA, BERNARDO)
    ana = authorized.con_autorizaciones(casa, ANA, BERNARDO)

    async def hacer(portal: Portal) -> str:
        consulta, _ = await carrito.mis_deudas(portal, ana, 1)
        await carrito.elegir(portal, ana, consulta.idsession, frozenset({"B1", "B2", "B3", "B4", "JARDIN-7"}))
        token, _ = await owner.crear(portal, ana, consulta.idsession)
        return token

    token = casa.operar(hacer)
    visto = casa.operar(lambda portal: payer.ver(portal, token, ""))
    assert isinstance(visto, CarritoAjeno)
    assert visto.cliente.startswith("B•••")
    total = visto.carrito.total
    assert total is not None
    pago = casa.operar(lambda portal: payer.pagar(portal, token, visto.carrito.idsession, total, ""))
    assert (pago.usuario, pago.documento) == (ANA, BERNARDO)
    casa.operar(lambda portal: grants.quitar(portal, ana, numero))
    assert refused(casa, NoEncontrado, lambda portal: payer.ver(portal, token, ""))[0] == "enlace-vencido"
    pagador = pago.pagador
    assert pagador is not None
    casa.operar(lambda portal: payer.liberar(portal, pagador))
