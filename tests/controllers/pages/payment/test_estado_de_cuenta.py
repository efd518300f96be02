from io import BytesIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from pypdf import PdfReader

from tests import journeys
from tests.conftest import Casa
from tests.controllers.pages.test_exports import libro, planilla
from tests.pages import enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]
PERIODO = "moneda=1&desde=2026-09-01&hasta=2026-11-23"
ARCHIVO = "estado-de-cuenta-PYG-2026-09-01-a-2026-11-23"


def test_it_leads_from_what_was_owed_to_what_is(casa: Casa, web: Navegador) -> None:
    pagado = journeys.pagado(casa)
    arbol = pagina(web.get(f"/estado-de-cuenta?{PERIODO}"))
    leido = texto(arbol)
    for parte in (
        "Debías al empezar el 01/09/2026Gs. 0",
        "Venció, con su moraGs. 2.615.000",
        "Pagaste, sin la comisión−Gs. 1.765.000",  # noqa: RUF001 - a minus
        "Debés al terminar el 23/11/2026Gs. 850.000",
        "Lo que se pagó en otro lado no figura",
    ):
        assert parte in leido, parte
    formas = {f"/estado-de-cuenta.{formato}?{PERIODO}" for formato in ("pdf", "csv", "xlsx")}
    assert formas | {f"/comprobantes/{pagado.cod_transaccion}"} <= enlaces(arbol)


def test_the_paper_and_the_sheets_are_of_the_same_lines(casa: Casa, web: Navegador) -> None:
    journeys.pagado(casa)
    papel = web.get(f"/estado-de-cuenta.pdf?{PERIODO}")
    assert papel.headers["content-type"] == "application/pdf"
    assert papel.headers["content-disposition"] == f'attachment; filename="{ARCHIVO}.pdf"'
    assert "Del 01/09/2026 al 23/11/2026" in PdfReader(BytesIO(papel.content)).pages[0].extract_text()
    filas = planilla(web.get(f"/estado-de-cuenta.csv?{PERIODO}"), f"{ARCHIVO}.csv")
    assert [fila["Saldo"] for fila in filas] == ["0", "850000", "915000", "1765000", "2615000", "850000", "850000"]
    assert len(libro(web.get(f"/estado-de-cuenta.xlsx?{PERIODO}"), f"{ARCHIVO}.xlsx")) == len(filas)


def test_a_period_without_anything_says_so(web: Navegador) -> None:
    leido = texto(pagina(web.get("/estado-de-cuenta?desde=2026-01-01&hasta=2026-01-31")))
    assert "no venció ni se pagó nada" in leido


@pytest.mark.parametrize(
    ("consulta", "campo"), [("desde=ayer", "desde"), ("hasta=2026-13-01", "hasta"), ("desde=2027-01-01", "desde")]
)
def test_days_that_cannot_be_are_told_beside_their_box(web: Navegador, consulta: str, campo: str) -> None:
    assert por_id(pagina(web.get(f"/estado-de-cuenta?{consulta}"), 422), f"{campo}-error") is not None
    pagina(web.get(f"/estado-de-cuenta.pdf?{consulta}"), 422)
    pagina(web.get(f"/estado-de-cuenta.csv?{consulta}"), 422)


def test_a_currency_that_does_not_exist_is_refused(web: Navegador) -> None:
    pagina(web.get("/estado-de-cuenta?moneda=3"), 404)
