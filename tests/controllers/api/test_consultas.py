from collections.abc import Callable

from tests import datos
from tests.conftest import ClienteApi
from tests.controllers.api.channel import PROBLEMA


def test_the_consulta_has_the_seed_s_keys_and_types(canal_api: ClienteApi) -> None:
    cuerpo = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()
    assert list(cuerpo) == ["deudas", "desc_clie", "cant_deta", "codresp", "descresp", "idsession"]
    assert {clave: type(valor) for clave, valor in cuerpo.items()} == {
        "deudas": list,
        "desc_clie": str,
        "cant_deta": int,
        "codresp": str,
        "descresp": str,
        "idsession": int,
    }
    assert cuerpo["cant_deta"] == len(cuerpo["deudas"]) == 6
    assert cuerpo["deudas"][0] == {
        "DESCRIPCION": "Cuota 1 de 60",
        "IMPO_MAXI": 850000,
        "IMPO_TOTA": 850000,
        "MONE_CODI": 1,
        "FECH_VENC": "2026-09-10",
        "OBSERVACION": "",
        "CODMOVIMIENTO": "A1",
        "SEQ_DI": 1,
    }


def test_dollars_go_out_as_exact_numbers(canal_api: ClienteApi) -> None:
    cuerpo = canal_api.get("/consulta/deuda-cliente/", documento=datos.DOLARES, moneda=2)
    assert '"IMPO_TOTA":125.5,' in cuerpo.text


def test_a_cedula_with_dots_is_the_same_customer(canal_api: ClienteApi) -> None:
    assert canal_api.get("/consulta/deuda-cliente/", documento="4.567.890", moneda=1).status_code == 200


def test_an_unknown_customer_is_a_refusal_of_the_package(canal_api: ClienteApi) -> None:
    respuesta = canal_api.get("/consulta/deuda-cliente/", documento="9999999", moneda=1)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (409, PROBLEMA)
    assert respuesta.json()["codresp"] == "2"
    assert respuesta.json()["descresp"] == respuesta.json()["detail"]


def test_a_customer_sees_only_the_own_debts(con_token: Callable[[str], ClienteApi]) -> None:
    cliente = con_token(datos.TRES_Y_AGUA)
    assert cliente.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).status_code == 200
    ajeno = cliente.get("/consulta/deuda-cliente/", documento=datos.AL_DIA, moneda=1)
    ninguno = cliente.get("/consulta/deuda-cliente/", documento="9999999", moneda=1)
    assert ajeno.status_code == ninguno.status_code == 404
    assert ajeno.content == ninguno.content
