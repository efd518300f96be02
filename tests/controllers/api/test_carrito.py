from tests import datos
from tests.conftest import ClienteApi
from tests.controllers.api.channel import PROBLEMA, abrir, agregar


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


def test_the_blocked_customer_adds_nothing(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api, datos.BLOQUEADO)
    respuesta = canal_api.post("/carrito/agregar", idsession=idsession, indicador="S", codmovimiento="D1", usuario="x")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "bloqueado")
