from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.rules.payment.seguimiento import ALARMA
from tests import datos, journeys
from tests.conftest import Casa
from tests.pages import acciones, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]


def test_a_payment_is_reversed_with_a_reason(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    direccion = f"/operador/pagos/{pago.id}"
    assert f"{direccion}/anular" in acciones(pagina(operador_web.get(direccion)))
    sin_motivo = pagina(operador_web.post(f"{direccion}/anular", data={"motivo": " "}), 422)
    assert por_id(sin_motivo, "motivo").get("aria-invalid") == "true"
    hecha = operador_web.post(f"{direccion}/anular", data={"motivo": "La clienta eligió mal"}, follow_redirects=False)
    assert (hecha.status_code, hecha.headers["location"]) == (303, f"{direccion}?hecho=anulado")
    despues = pagina(operador_web.get(f"{direccion}?hecho=anulado"))
    assert "La clienta eligió mal" in texto(despues)
    assert f"{direccion}/anular" not in acciones(despues)


def test_a_refused_reversal_is_explained_beside_what_was_typed(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    respuesta = operador_web.post(f"/operador/pagos/{pago.id}/anular", data={"motivo": "Un motivo cualquiera"})
    assert "no hay nada que anular" in texto(pagina(respuesta, 409))


def test_a_doubtful_payment_is_resolved_with_evidence(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.dudoso(casa)
    direccion = f"/operador/pagos/{pago.id}"
    resolver = f"{direccion}/resolver"
    assert resolver in acciones(pagina(operador_web.get(direccion)))
    pagina(operador_web.post(resolver, data={"estado": "RECHAZADO", "evidencia": ""}), 422)
    pagina(operador_web.post(resolver, data={"estado": "ANULADO", "evidencia": "El banco lo confirmó"}), 422)
    hecha = operador_web.post(
        resolver, data={"estado": "RECHAZADO", "evidencia": "El banco devolvió el dinero"}, follow_redirects=False
    )
    assert hecha.headers["location"] == f"{direccion}?hecho=resuelto"
    assert "El banco devolvió el dinero" in texto(pagina(operador_web.get(direccion)))


DUDAS = {
    "": ({"RECHAZADO", "NO_EJECUTADO"}, "Pendiente"),
    "UPDATE erp_deuda SET codtransaccion = 'A-MANO'": ({"PAGADO", "OTRO_PAGO"}, "Ya no está pendiente"),
    "UPDATE erp_deuda SET codtransaccion = 'A-MANO' WHERE codmovimiento = 'A1'": ({"OTRO_PAGO"}, "a medias"),
    "DELETE FROM erp_cliente": (set(), "No dice cómo están estas deudas"),
}


@pytest.mark.parametrize("en_el_erp", DUDAS)
def test_beside_the_gateway_s_word_stands_the_erp_s_and_only_what_fits_is_offered(
    casa: Casa, operador_web: Navegador, en_el_erp: str
) -> None:
    pago = journeys.dudoso(casa)
    journeys.a_mano(casa, en_el_erp)
    direccion = f"/operador/pagos/{pago.id}"
    arbol = pagina(operador_web.get(direccion))
    cajas = [caja for caja in arbol.iter("input") if caja.get("name") == "estado"]
    esperados, dicho = DUDAS[en_el_erp]
    assert {caja.get("value") for caja in cajas if caja.get("disabled") is None} == esperados
    assert texto(por_id(arbol, "resolver_duda")).count("No encaja: ") == len(cajas) - len(esperados)
    leido = texto(por_id(arbol, "careo"))
    assert dicho in leido
    assert "Consultado el 23/11/2026 10:00" in leido
    assert "Otro importe" in leido
    assert "No figura" in leido
    assert texto(por_id(arbol, "t-evidencia")) == "Lo que dijo la pasarela"
    for estado in {"PAGADO", "RECHAZADO", "NO_EJECUTADO", "OTRO_PAGO"} - esperados:
        datos_pedidos = {"estado": estado, "evidencia": "El banco lo confirmó por teléfono"}
        negada = pagina(operador_web.post(f"{direccion}/resolver", data=datos_pedidos), 409)
        assert "En el sistema de la empresa" in texto(negada) or "no dice cómo están" in texto(negada)
    assert journeys.leer(casa, pago).estado == "DESCONOCIDO"


def test_what_a_person_has_to_end_says_why_and_is_ended(casa: Casa, operador_web: Navegador) -> None:
    """A bank that does not know the order, past its term."""
    pago = journeys.iniciar(casa)
    journeys.a_mano(casa, "DELETE FROM banco_demo_orden")
    casa.clock.instante = pago.vence + ALARMA + timedelta(seconds=1)
    direccion = f"/operador/pagos/{pago.id}"
    arbol = pagina(operador_web.get(direccion))
    assert texto(por_id(arbol, "t-resolver")) == "Terminar este pago a mano"
    assert "No existe esa orden" in texto(arbol)
    assert (
        operador_web.post("/confirmar", data={"confirmacion": datos.CLAVE}, follow_redirects=False).status_code == 303
    )
    datos_pedidos = {"estado": "RECHAZADO", "evidencia": "El banco confirmó que no la tiene"}
    hecha = operador_web.post(f"{direccion}/resolver", data=datos_pedidos, follow_redirects=False)
    assert hecha.headers["location"] == f"{direccion}?hecho=resuelto"
    despues = pagina(operador_web.get(direccion))
    assert "El banco no conoce esa orden: no hay nada que devolver" in texto(despues)
    assert not {cual for cual in acciones(despues) if cual.startswith(direccion)}


@pytest.mark.parametrize("ruta", ["/operador", "/operador/pagos", "/operador/pagos/1"])
def test_a_customer_has_no_desk(web: Navegador, ruta: str) -> None:
    pagina(web.get(ruta), 403)


def test_a_payment_that_does_not_exist_is_a_page_too(operador_web: Navegador) -> None:
    assert titulo(pagina(operador_web.get("/operador/pagos/999999"), 404))


def test_a_customer_cannot_reverse(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    pagina(web.post(f"/operador/pagos/{pago.id}/anular", data={"motivo": "Me arrepentí del pago"}), 403)
    assert titulo(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))) == "Pago realizado"
