"""One form for documentos and user names, at every door."""

import unicodedata
from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import DatoInvalido
from portal.inputs import documento, identity
from portal.operations.access import usuarios
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.usuarios import Rol
from tests import datos
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.pages import pagina, texto

RUC = "80140360-0"
RUC_TECLEADO = [
    "80140360-0",
    "80.140.360-0",
    " 80 140 360 - 0 ",
    "80.140.360\u20110",
    "80\u00a0140\u202f360\u20130",
    "80.140.360\u22120",
    "80.140.360\uff0d0",
    "80.140.360\ufe630",
    "\uff18\uff10\uff11\uff14\uff10\uff13\uff16\uff10-\uff10",
    "\ufeff80140360-0\u200b",
    "\u202a80.140.360-0\u202c",
    "\u206880140360-0\u2069",
    "8014\u00ad0360-0",
    "80140360\u200e-0\u200f",
    "\u0668\u0660\u0661\u0664\u0660\u0663\u0666\u0660-\u0660",
]
CEDULA_TECLEADA = ["4.567.890", "\u202d4.567.890\u202c", "\ufeff4567890", "4\u00a0567\u2009890", "４５６７８９０"]  # noqa: RUF001


@pytest.mark.parametrize("tecleado", RUC_TECLEADO)
def test_a_ruc_in_many_ways_is_one(tecleado: str) -> None:
    assert documento.normalizar(tecleado) == RUC
    assert identity.usuario(tecleado) == RUC


def test_every_kind_of_dash_is_a_hyphen() -> None:
    rayas = [chr(codigo) for codigo in range(0x110000) if unicodedata.category(chr(codigo)) == "Pd"]
    assert len(rayas) > 20
    assert {documento.normalizar(f"80140360{raya}0") for raya in rayas} == {RUC}


MALOS = ["", "\u200b", "12345", "1" * 16, "80140360--0", "80140360-00", "ab\u0301c1234", "4567890!", "4567890\x00"]


@pytest.mark.parametrize("malo", MALOS)
def test_what_is_no_documento_is_told(malo: str) -> None:
    with pytest.raises(DatoInvalido):
        documento.normalizar(malo)


@pytest.mark.parametrize(
    ("tecleado", "nombre"),
    [
        ("Canal-Uno", "canal-uno"),
        (" canal\u2010uno\ufeff", "canal-uno"),
        ("Ñandu\u0301", "ñandú"),
        ("juan.perez", "juan.perez"),
        ("caja 1", "caja 1"),
        ("caja.2026", "caja.2026"),
        ("12.345", "12345"),
        ("ab 123.456", "ab123456"),
        ("", ""),
    ],
)
def test_a_user_s_name_is_a_documento_or_a_name(tecleado: str, nombre: str) -> None:
    assert identity.usuario(tecleado) == nombre
    assert identity.usuario(nombre) == nombre


@pytest.mark.parametrize("tecleado", CEDULA_TECLEADA)
def test_one_rule_at_every_door(
    anonimo: TestClient[Litestar],
    canal_api: ClienteApi,
    entrar: Callable[[str], TestClient[Litestar]],
    tecleado: str,
) -> None:
    entra = anonimo.post(
        "/ingreso", data={"usuario": tecleado, "clave": datos.CLAVE}, headers=PAGINA, follow_redirects=False
    )
    assert entra.status_code == 303
    ficha = anonimo.post("/token", data={"username": tecleado, "password": datos.CLAVE})
    assert ficha.status_code == 200
    consulta = canal_api.get("/consulta/deuda-cliente/", documento=tecleado, moneda=1)
    assert (consulta.status_code, consulta.json()["cant_deta"]) == (200, 6)
    web = entrar("operadora")
    busqueda = {"documento": tecleado, "motivo": "Llamó por teléfono"}
    assert "Ana Ñandutí Benítez" in texto(pagina(web.post("/operador/clientes/deudas", data=busqueda)))
    pagina(web.post("/operador/pagos", data={"buscar": tecleado}))


def test_what_a_page_gives_back_has_no_mark_that_is_not_seen(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.post("/ingreso", data={"usuario": "\u202e4567890\u200b", "clave": "mal"}, headers=PAGINA)
    assert respuesta.status_code == 401
    assert "4567890" in respuesta.text
    assert not {"\u202e", "\u200b"} & set(respuesta.text)


def test_who_was_made_with_dots_before_a_hyphen_still_enters_and_is_not_made_twice(
    casa: Casa, anonimo: TestClient[Litestar]
) -> None:
    async def hacer(portal: Portal) -> None:
        await usuarios.crear(portal, RUC, Rol.CLIENTE, "La Empresa", RUC, datos.CLAVE)

        async def escribir(tx: Transaccion) -> None:
            await tx.sql.ejecutar("UPDATE portal_usuario SET usuario = '80.140.360-0' WHERE usuario = :ruc", ruc=RUC)
            await tx.confirmar()

        await portal.repo.write(escribir)
        with pytest.raises(DatoInvalido, match="Ya existe"):
            await usuarios.crear(portal, "80.140.360-0", Rol.CLIENTE, "La Empresa", RUC, datos.CLAVE)

    casa.operar(hacer)
    entra = anonimo.post(
        "/ingreso", data={"usuario": "80.140.360-0", "clave": datos.CLAVE}, headers=PAGINA, follow_redirects=False
    )
    assert entra.status_code == 303
