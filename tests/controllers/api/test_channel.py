"""The frozen contract, through HTTP, as a canal uses it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.conftest import Casa, ClienteApi

PROBLEMA = "application/problem+json"


def abrir(api: ClienteApi, documento: str = datos.TRES_Y_AGUA, moneda: int = 1) -> int:
    return int(api.get("/consulta/deuda-cliente/", documento=documento, moneda=moneda).json()["idsession"])


def agregar(api: ClienteApi, idsession: int, *codigos: str, indicador: str = "S") -> None:
    for codigo in codigos:
        respuesta = api.post(
            "/carrito/agregar", idsession=idsession, indicador=indicador, codmovimiento=codigo, usuario="x"
        )
        assert respuesta.status_code == 200, respuesta.text


def pagar(api: ClienteApi, codigo: str = "T-1") -> int:
    idsession = abrir(api)
    agregar(api, idsession, "A1", "A2", "AGUA-9")
    respuesta = api.post("/pago", session=idsession, user="x", cod_transaccion=codigo)
    assert respuesta.status_code == 200, respuesta.text
    return idsession


def test_the_token_has_the_seed_s_shape(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.post("/token", data={"username": "canal-uno", "password": datos.CLAVE})
    assert respuesta.status_code == 200
    assert respuesta.json().keys() == {"access_token", "token_type"}
    assert respuesta.json()["token_type"] == "bearer"


@pytest.mark.parametrize(("usuario", "clave"), [("canal-uno", "otra clave"), ("nadie", datos.CLAVE)])
def test_a_wrong_user_and_a_wrong_password_are_told_alike(
    anonimo: TestClient[Litestar], usuario: str, clave: str
) -> None:
    respuesta = anonimo.post("/token", data={"username": usuario, "password": clave})
    assert respuesta.status_code == 401
    assert respuesta.json()["codigo"] == "ingreso-rechazado"


def test_an_operador_gets_no_token(anonimo: TestClient[Litestar]) -> None:
    assert anonimo.post("/token", data={"username": "operadora", "password": datos.CLAVE}).status_code == 403


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


def test_adding_answers_the_commission_of_the_whole_cart(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1")
    respuesta = canal_api.post(
        "/carrito/agregar", idsession=idsession, indicador="S", codmovimiento="A2", usuario="canal-uno"
    )
    assert respuesta.json() == {
        "comision": 25500,
        "codresp": "0",
        "descreps": "Agregado correctamente al carrito",
    }


def test_skipping_a_debt_tells_what_is_missing(canal_api: ClienteApi) -> None:
    respuesta = canal_api.post(
        "/carrito/agregar", idsession=abrir(canal_api), indicador="S", codmovimiento="A3", usuario="x"
    )
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (409, PROBLEMA)
    cuerpo = respuesta.json()
    assert cuerpo["faltan"] == ["A1", "A2"]
    assert cuerpo["descreps"] == cuerpo["detail"]
    assert cuerpo["codresp"] != "0"


def test_taking_an_earlier_one_out_is_refused_while_a_later_one_stays(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1", "A2", "A3")
    respuesta = canal_api.post("/carrito/agregar", idsession=idsession, indicador="N", codmovimiento="A1", usuario="x")
    assert respuesta.status_code == 409
    assert (respuesta.json().get("faltan", []), respuesta.json()["sobran"]) == ([], ["A3", "A2"])
    assert respuesta.json()["descreps"].startswith("Para sacar la cuota ")
    agregar(canal_api, idsession, "A3", "A2", "A1", indicador="N")
    assert canal_api.get(f"/carrito/{idsession}").json()["items"] == []


def test_the_cart_says_whether_it_can_be_paid(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1", "A2")
    incompleto = canal_api.get(f"/carrito/{idsession}").json()
    assert incompleto["se_puede_pagar"] is False
    assert incompleto["faltas"][0]["faltan"] == ["AGUA-9"]
    agregar(canal_api, idsession, "AGUA-9")
    completo = canal_api.get(f"/carrito/{idsession}").json()
    assert (completo["subtotal"], completo["comision"], completo["total"]) == (1765000, 26475, 1791475)
    assert completo["se_puede_pagar"] is True


def test_paying_an_incomplete_cart_tells_what_is_missing_and_pays_nothing(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1")
    respuesta = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert respuesta.status_code == 409
    assert set(respuesta.json()["faltan"]) == {"A2", "AGUA-9"}
    assert respuesta.json()["desc_resp"] == respuesta.json()["detail"]
    assert canal_api.get("/pago/T-1").status_code == 404


def test_paying_answers_the_seed_s_shape_and_again_the_same(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1", "A2", "AGUA-9")
    primera = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    segunda = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert primera.status_code == segunda.status_code == 200
    assert primera.json().keys() == {"cod_resp", "mod_fact", "desc_resp"}
    assert primera.json()["cod_resp"] == "0"
    assert primera.content == segunda.content
    assert len(canal_api.get("/pagos").json()["pagos"]) == 1


def test_what_was_paid_is_not_owed_any_more(canal_api: ClienteApi) -> None:
    pagar(canal_api)
    deudas = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["deudas"]
    assert [deuda["CODMOVIMIENTO"] for deuda in deudas] == ["A3", "A4", "A5"]


def test_a_code_pays_one_cart_only(canal_api: ClienteApi) -> None:
    pagar(canal_api)
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A3")
    respuesta = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "transaccion-ya-usada")


def test_a_paid_cart_is_not_paid_with_another_code(canal_api: ClienteApi) -> None:
    idsession = pagar(canal_api)
    respuesta = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-2")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "carrito-pagado")


def test_a_payment_shows_its_state_and_its_life(canal_api: ClienteApi) -> None:
    pagar(canal_api)
    pago = canal_api.get("/pago/T-1").json()
    assert (pago["estado"], pago["total"], pago["mod_fact"]) == ("PAGADO", 1791475, "CONTADO")
    assert [evento["estado"] for evento in pago["eventos"]] == ["EN_PROCESO", "PAGADO"]
    assert [item["CODMOVIMIENTO"] for item in pago["items"]] == ["A1", "AGUA-9", "A2"]


def test_a_reversal_restores_every_debt_and_repeats_alike(canal_api: ClienteApi) -> None:
    antes = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["deudas"]
    pagar(canal_api)
    for _ in range(2):
        respuesta = canal_api.post("/anulacion", cod_transaccion="T-1")
        assert respuesta.status_code == 200
        assert respuesta.json().keys() == {"cod_resp", "desc_resp"}
        assert respuesta.json()["cod_resp"] == "0"
    despues = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["deudas"]
    assert antes == despues
    assert canal_api.get("/pago/T-1").json()["estado"] == "ANULADO"


def test_a_reversed_code_is_burnt(canal_api: ClienteApi) -> None:
    pagar(canal_api)
    canal_api.post("/anulacion", cod_transaccion="T-1")
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1", "A2", "AGUA-9")
    respuesta = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert respuesta.status_code == 409


def test_reversing_an_unknown_code_is_an_error_that_is_remembered(canal_api: ClienteApi) -> None:
    assert canal_api.post("/anulacion", cod_transaccion="T-9").status_code == 404
    assert canal_api.post("/anulacion", cod_transaccion="T-9").status_code == 404
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A1", "A2", "AGUA-9")
    respuesta = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-9")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "transaccion-anulada")


def test_a_reversal_is_for_the_same_day(casa: Casa, con_token: Callable[[str], ClienteApi]) -> None:
    pagar(con_token("canal-uno"))
    casa.clock.adelantar(timedelta(days=1))
    respuesta = con_token("canal-uno").post("/anulacion", cod_transaccion="T-1")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "anulacion-fuera-de-dia")


def test_the_newest_payment_of_a_plan_is_reversed_first(canal_api: ClienteApi) -> None:
    pagar(canal_api, "T-1")
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A3")
    assert canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-2").status_code == 200
    negada = canal_api.post("/anulacion", cod_transaccion="T-1").json()
    assert (negada["codigo"], negada["primero"]) == ("hay-pago-posterior", ["T-2"])
    assert "«T-2»" in negada["desc_resp"]
    assert canal_api.post("/anulacion", cod_transaccion="T-2").status_code == 200
    assert canal_api.post("/anulacion", cod_transaccion="T-1").status_code == 200


def test_another_canal_s_later_payment_keeps_this_one_and_is_not_told(con_token: Callable[[str], ClienteApi]) -> None:
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    pagar(uno, "T-1")
    idsession = abrir(dos)
    agregar(dos, idsession, "A3")
    assert dos.post("/pago", session=idsession, user="x", cod_transaccion="AJENO-2").status_code == 200
    negada = uno.post("/anulacion", cod_transaccion="T-1")
    assert (negada.status_code, negada.json()["codigo"]) == (409, "pago-no-anulable")
    historia = uno.get("/pago/T-1")
    assert historia.json()["estado"] == "PAGADO"
    for texto in (negada.text, historia.text):
        assert "AJENO-2" not in texto
        assert "00000002" not in texto
        assert "otro" not in texto


def test_another_canal_s_session_and_payment_do_not_exist(con_token: Callable[[str], ClienteApi]) -> None:
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    idsession = pagar(uno)
    inexistente = dos.get("/pago/T-NO")
    for respuesta in (dos.get("/pago/T-1"), dos.get(f"/carrito/{idsession}"), dos.get("/carrito/99999")):
        assert respuesta.status_code == 404
    assert dos.get("/pago/T-1").content == inexistente.content
    assert dos.post("/anulacion", cod_transaccion="T-1").status_code == 404
    assert dos.get("/pagos").json()["pagos"] == []
    assert uno.get("/pago/T-1").json()["estado"] == "PAGADO"


def test_a_customer_sees_only_the_own_debts(con_token: Callable[[str], ClienteApi]) -> None:
    cliente = con_token(datos.TRES_Y_AGUA)
    assert cliente.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).status_code == 200
    ajeno = cliente.get("/consulta/deuda-cliente/", documento=datos.AL_DIA, moneda=1)
    ninguno = cliente.get("/consulta/deuda-cliente/", documento="9999999", moneda=1)
    assert ajeno.status_code == ninguno.status_code == 404
    assert ajeno.content == ninguno.content


def test_a_customer_never_pays_with_a_typed_code(con_token: Callable[[str], ClienteApi]) -> None:
    cliente = con_token(datos.TRES_Y_AGUA)
    idsession = abrir(cliente)
    agregar(cliente, idsession, "A1", "A2", "AGUA-9")
    respuesta = cliente.post("/pago", session=idsession, user="x", cod_transaccion="INVENTADO")
    assert respuesta.status_code == 403
    assert abrir(cliente) > idsession
    assert cliente.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["cant_deta"] == 6


def test_the_blocked_customer_adds_nothing(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api, datos.BLOQUEADO)
    respuesta = canal_api.post("/carrito/agregar", idsession=idsession, indicador="S", codmovimiento="D1", usuario="x")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "bloqueado")


def test_payments_come_a_page_at_a_time(canal_api: ClienteApi) -> None:
    pagar(canal_api, "T-1")
    idsession = abrir(canal_api)
    agregar(canal_api, idsession, "A3")
    canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-2")
    primera = canal_api.get("/pagos", limite=1).json()
    assert [pago["cod_transaccion"] for pago in primera["pagos"]] == ["T-2"]
    segunda = canal_api.get("/pagos", limite=1, desde=primera["siguiente"]).json()
    assert [pago["cod_transaccion"] for pago in segunda["pagos"]] == ["T-1"]
    assert segunda["siguiente"] is None


@pytest.mark.parametrize(
    ("metodo", "ruta"),
    [
        ("GET", "/consulta/deuda-cliente/?documento=12345&moneda=1"),
        ("GET", "/consulta/deuda-cliente/?documento=4567890&moneda=0"),
        ("GET", "/consulta/deuda-cliente/?documento=4567890&moneda=x"),
        ("GET", "/consulta/deuda-cliente/?documento=4567890"),
        ("GET", "/consulta/deuda-cliente/"),
        ("POST", "/carrito/agregar?idsession=x&indicador=S&codmovimiento=A1&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1234567890&indicador=S&codmovimiento=A1&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1&indicador=X&codmovimiento=A1&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1&indicador=S&codmovimiento=123456789012345678901&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1&indicador=S&codmovimiento=A1&usuario=" + "u" * 36),
        ("POST", "/pago?session=0&user=u&cod_transaccion=T-1"),
        ("POST", "/pago?session=1&user=u&cod_transaccion=T"),
        ("POST", "/pago?session=1&user=u&cod_transaccion=" + "T" * 21),
        ("POST", "/pago?session=1&user=" + "u" * 36 + "&cod_transaccion=T-1"),
        ("POST", "/anulacion?cod_transaccion=T"),
        ("GET", "/pagos?limite=1000"),
        ("GET", "/carrito/1234567890"),
    ],
)
def test_a_parameter_out_of_the_seed_s_limits_is_told_in_spanish(
    canal_api: ClienteApi, anonimo: TestClient[Litestar], metodo: str, ruta: str
) -> None:
    respuesta = anonimo.request(metodo, ruta, headers=canal_api.cabeceras)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (400, PROBLEMA), respuesta.text
    assert respuesta.json()["detail"].endswith(".")
    assert "http" not in respuesta.text
    assert "T" * 21 not in respuesta.text


@pytest.mark.parametrize(
    "ruta", ["/consulta/deuda-cliente/?documento=4567890&moneda=1", "/carrito/1", "/pago/T-1", "/pagos"]
)
def test_without_a_token_nothing_is_told(anonimo: TestClient[Litestar], ruta: str) -> None:
    respuesta = anonimo.get(ruta)
    assert (respuesta.status_code, respuesta.headers["www-authenticate"]) == (401, "Bearer")
    assert respuesta.headers["content-type"] == PROBLEMA
    assert respuesta.json()["codigo"] == "sin-sesion"


def test_a_cookie_does_not_open_the_api(web: TestClient[Litestar]) -> None:
    assert web.get("/pagos", headers={"accept": "application/json"}).status_code == 401


@pytest.mark.parametrize(
    ("metodo", "ruta", "dados", "falta"),
    [
        ("GET", "/consulta/deuda-cliente/", {"documento": datos.TRES_Y_AGUA}, "moneda"),
        ("GET", "/consulta/deuda-cliente/", {"moneda": "1"}, "documento"),
        ("POST", "/pago", {"session": "1", "user": "x"}, "cod_transaccion"),
        ("POST", "/anulacion", {}, "cod_transaccion"),
    ],
)
def test_a_parameter_that_is_missing_is_named(
    anonimo: TestClient[Litestar], canal_api: ClienteApi, metodo: str, ruta: str, dados: dict[str, str], falta: str
) -> None:
    respuesta = anonimo.request(metodo, ruta, params=dados, headers=canal_api.cabeceras)
    assert (respuesta.status_code, respuesta.json()["campo"]) == (400, falta)
    assert respuesta.json()["detail"].startswith(f"Revisá {falta}: falta")
