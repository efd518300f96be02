import csv
from datetime import timedelta
from io import StringIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.formats import dinero
from tests import datos, journeys
from tests.conftest import Casa
from tests.documents.test_sheet_xlsx import leer
from tests.pages import acciones, enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]
HOY = datos.HOY.isoformat()
MOTIVO = "Fin del día"


def test_the_day_is_told_by_channel_and_currency(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    leido = texto(pagina(operador_web.get("/operador/dia")))
    assert "banco-demo" in leido
    for monto in (pago.total, pago.subtotal, pago.comision):
        assert " ".join(dinero(monto, 1).split()) in leido


def test_a_reversed_payment_is_told_apart(casa: Casa, operador_web: Navegador) -> None:
    journeys.anulado(casa)
    assert "1 (1 anulado)" in texto(pagina(operador_web.get(f"/operador/dia?fecha={HOY}")))


def test_a_day_is_closed_once_and_only_when_it_ended(casa: Casa, operador_web: Navegador) -> None:
    journeys.pagado(casa)
    cerrar = f"/operador/dia/{HOY}/cerrar"
    assert "todavía no terminó" in texto(pagina(operador_web.post(cerrar, data={"motivo": MOTIVO}), 409))
    casa.clock.adelantar(timedelta(days=1))
    operador_web.post("/ingreso", data={"usuario": "operadora", "clave": datos.CLAVE})
    sin_motivo = pagina(operador_web.post(cerrar, data={"motivo": " "}), 422)
    assert por_id(sin_motivo, "motivo").get("aria-invalid") == "true"
    hecha = operador_web.post(cerrar, data={"motivo": MOTIVO}, follow_redirects=False)
    assert hecha.headers["location"] == f"/operador/dia?fecha={HOY}&hecho=cerrado"
    leido = texto(pagina(operador_web.get(hecha.headers["location"])))
    assert "El día quedó cerrado" in leido
    assert MOTIVO in leido
    assert "ya lo cerró operadora" in texto(pagina(operador_web.post(cerrar, data={"motivo": MOTIVO}), 409))


def test_a_day_with_doubts_is_not_closed(casa: Casa, operador_web: Navegador) -> None:
    dudoso = journeys.dudoso(casa)
    casa.clock.adelantar(timedelta(days=1))
    operador_web.post("/ingreso", data={"usuario": "operadora", "clave": datos.CLAVE})
    arbol = pagina(operador_web.get(f"/operador/dia?fecha={HOY}"))
    assert f"/operador/pagos/{dudoso.id}" in enlaces(arbol)
    respuesta = operador_web.post(f"/operador/dia/{HOY}/cerrar", data={"motivo": MOTIVO})
    assert "sin resolver" in texto(pagina(respuesta, 409))


def test_the_payments_of_the_day_are_taken_away_with_a_reason(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    exportar = f"/operador/dia/{HOY}/exportar"
    assert exportar not in acciones(pagina(operador_web.get("/operador/dia")))  # a second button of the same form
    pagina(operador_web.post(exportar, data={"motivo": ""}), 422)
    respuesta = operador_web.post(exportar, data={"motivo": "Para contabilidad"})
    assert respuesta.headers["content-disposition"] == f'attachment; filename="pagos-del-{HOY}.csv"'
    (fila,) = csv.DictReader(StringIO(respuesta.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (fila["Canal"], fila["Total"], fila["Cierre"]) == ("banco-demo", str(pago.total), "Sin cerrar")
    excel = operador_web.post(exportar, data={"motivo": "Para contabilidad", "formato": "xlsx"})
    assert excel.headers["content-disposition"] == f'attachment; filename="pagos-del-{HOY}.xlsx"'
    (fila_de_excel,) = leer(excel.content)
    assert (fila_de_excel["Canal"], fila_de_excel["Total"]) == ("banco-demo", float(pago.total))
    pagina(operador_web.post(exportar, data={"motivo": "Para contabilidad", "formato": "exe"}), 422)


@pytest.mark.parametrize(("fecha", "estado"), [("2026-13-01", 400), ("<b>", 400), ("2027-01-01", 422)])
def test_a_day_that_is_none_or_has_not_come_is_refused(operador_web: Navegador, fecha: str, estado: int) -> None:
    respuesta = operador_web.get("/operador/dia", params={"fecha": fecha})
    pagina(respuesta, estado)
    assert "<b>" not in respuesta.text.replace("<b>Anul", "")


def test_a_customer_has_no_close(web: Navegador) -> None:
    pagina(web.get("/operador/dia"), 403)
    pagina(web.post(f"/operador/dia/{HOY}/cerrar", data={"motivo": MOTIVO}), 403)


@pytest.mark.parametrize("fecha", ["0001-01-01", "1969-12-31", "9999-12-31"])
def test_a_day_beyond_any_payment_is_told_so(operador_web: Navegador, fecha: str) -> None:
    pagina(operador_web.get(f"/operador/dia?fecha={fecha}"), 422)
    pagina(operador_web.post(f"/operador/dia/{fecha}/cerrar", data={"motivo": "Control diario"}), 422)


def test_a_month_tells_its_days_what_they_brought_and_which_are_closed(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    casa.clock.adelantar(timedelta(days=1))
    operador_web.post("/ingreso", data={"usuario": "operadora", "clave": datos.CLAVE})
    pagina(operador_web.post(f"/operador/dia/{HOY}/cerrar", data={"motivo": MOTIVO}))
    arbol = pagina(operador_web.get(f"/operador/dia/mes?fecha={HOY}"))
    filas = [texto(fila) for fila in arbol.iter("tr")]
    assert len(filas) == datos.HOY.day + 1 + 2
    importe = dinero(pago.total, 1).split()[-1]
    assert [fila for fila in filas if importe in fila] == [f"23/11/2026Cerrado 1—{importe}—", filas[-1]]
    assert "/operador/dia/mes?fecha=2026-10-01" in enlaces(arbol)
    pagina(operador_web.get("/operador/dia/mes?fecha=2027-01-01"), 422)
    journeys.a_mano(casa, "UPDATE portal_cierre_renglon SET bruto = bruto + 1")
    assert "Cambió después de cerrar" in texto(pagina(operador_web.get("/operador/dia/mes")))
