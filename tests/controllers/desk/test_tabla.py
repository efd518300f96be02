"""Payments as a table."""

import csv
from io import StringIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.desk import tabla as operaciones
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk.extracts import subir
from tests.pages import enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]
RUTA = "/operador/pagos"


def test_payments_are_searched_by_number_code_and_documento(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    otro = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "aprobar")
    assert {f"{RUTA}/{numero}" for numero in (pago.id, otro.id)} <= enlaces(pagina(operador_web.get(RUTA)))
    for buscado in (pago.numero, pago.cod_transaccion, pago.documento):
        arbol = pagina(operador_web.post(RUTA, data={"buscar": buscado}))
        assert f"{RUTA}/{pago.id}" in enlaces(arbol), buscado
        assert f"{RUTA}/{otro.id}" not in enlaces(arbol), buscado


def test_only_what_was_asked_for_is_listed_and_added_up(casa: Casa, operador_web: Navegador) -> None:
    dudoso = journeys.dudoso(casa)
    otro = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "aprobar")
    subir(casa, f"codigo;fecha;importe;moneda\n{otro.referencia};23/11/2026;{otro.total};1\n".encode())
    for pedido, vistos in {
        "estado=DESCONOCIDO": {dudoso.id},
        "estado=PAGADO&moneda=1": {otro.id},
        "moneda=2": set(),
        "canal=banco-demo": {dudoso.id, otro.id},
        "canal=otro": set(),
        f"minimo={dudoso.total}": {dudoso.id},
        f"maximo={dudoso.total - 1}": {otro.id},
        "desde=2026-11-01&hasta=2026-11-22": set(),
    }.items():
        arbol = pagina(operador_web.get(f"{RUTA}?{pedido}"))
        assert {n for n in (dudoso.id, otro.id) if f"{RUTA}/{n}" in enlaces(arbol)} == vistos, pedido
    leido = texto(pagina(operador_web.get(RUTA)))
    assert "Pagados en guaraníes: 1 de 2" in leido
    # When an extract has it, beside when it began.
    assert "Pagado23/11/2026" in leido


@pytest.mark.parametrize("orden", ["nuevos", "viejos", "mayores", "menores"])
def test_pages_go_on_from_the_last_one_shown(
    casa: Casa, operador_web: Navegador, orden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operaciones, "POR_PAGINA", 1)
    pagos = [
        journeys.pagado(casa),
        journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "aprobar"),
    ]
    direccion, vistos = f"{RUTA}?orden={orden}&moneda=1", []
    while direccion:
        arbol = pagina(operador_web.get(direccion))
        vistos += [pago.id for pago in pagos if f"{RUTA}/{pago.id}" in enlaces(arbol)]
        siguen = [cada.get("href", "") for cada in arbol.iter("a") if texto(cada) == "Los que siguen"]
        direccion = siguen[0] if siguen else ""
    clave = (lambda pago: pago.id) if orden in {"nuevos", "viejos"} else (lambda pago: pago.total)
    esperados = sorted(pagos, key=clave, reverse=orden in {"nuevos", "mayores"})
    assert vistos == [pago.id for pago in esperados]


@pytest.mark.parametrize(
    ("pedido", "campo"),
    [("desde=2026-13-01", "desde"), ("hasta=x", "hasta"), ("minimo=mucho", "minimo"), ("desde=2020-01-01", "desde")],
)
def test_what_cannot_be_asked_is_told_at_its_box(operador_web: Navegador, pedido: str, campo: str) -> None:
    arbol = pagina(operador_web.get(f"{RUTA}?{pedido}"), 422)
    assert por_id(arbol, campo).get("aria-invalid") == "true"


def test_what_was_filtered_is_taken_away_with_a_reason(casa: Casa, operador_web: Navegador) -> None:
    journeys.dudoso(casa)
    otro = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "aprobar")
    exportar = f"{RUTA}/exportar"
    pagina(operador_web.post(exportar, data={"motivo": ""}), 422)
    pagina(operador_web.post(exportar, data={"motivo": "Para contabilidad", "formato": "exe"}), 422)
    llevado = operador_web.post(exportar, data={"motivo": "Para contabilidad", "estado": "PAGADO"})
    (fila,) = csv.DictReader(StringIO(llevado.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (fila["Canal"], fila["Total"], fila["Liquidado"]) == ("banco-demo", str(otro.total), "")
    excel = operador_web.post(exportar, data={"motivo": "Para contabilidad", "formato": "xlsx"})
    assert excel.headers["content-disposition"].endswith('.xlsx"')


def test_it_is_the_staff_s(web: Navegador) -> None:
    pagina(web.get(RUTA), 403)
    pagina(web.post(f"{RUTA}/exportar", data={"motivo": "Para contabilidad"}), 403)
