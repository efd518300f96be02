from collections.abc import Callable
from datetime import timedelta

from tests import datos
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import abrir, agregar, pagar


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


def test_a_customer_never_pays_with_a_typed_code(con_token: Callable[[str], ClienteApi]) -> None:
    cliente = con_token(datos.TRES_Y_AGUA)
    idsession = abrir(cliente)
    agregar(cliente, idsession, "A1", "A2", "AGUA-9")
    respuesta = cliente.post("/pago", session=idsession, user="x", cod_transaccion="INVENTADO")
    assert respuesta.status_code == 403
    assert abrir(cliente) > idsession
    assert cliente.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["cant_deta"] == 6


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
