import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from portal.clock import limites
from portal.documents import asientos, estado_pdf
from portal.documents.membrete import SIN_DATOS
from portal.documents.sheets import Formato
from portal.rules.historia.estado_de_cuenta import armar
from portal.structs.empresa import Empresa
from portal.structs.estado_de_cuenta import EstadoDeCuenta
from portal.structs.historia import PagoDetallado
from portal.texts.languages import SPANISH
from tests.company import LLENA
from tests.datos import HOY, cuota
from tests.documents.test_sheet_xlsx import leer
from tests.rules.lotes.test_avance import del_plan
from tests.rules.payment.pagos import pago

PAGADO = limites(date(2026, 10, 5))[0]


def estado(cuotas: int = 3) -> EstadoDeCuenta:
    hecho = PagoDetallado(pago(creado=PAGADO, pagado=PAGADO), (cuota("A9", 9, date(2026, 9, 10)),))
    return armar(
        del_plan(*range(1, cuotas + 1)),
        [hecho],
        moneda=1,
        desde=date(2025, 1, 1),
        hasta=HOY,
        cliente="Ana Ñandutí Benítez",
        documento="4567890",
    )


def leido(de: EstadoDeCuenta, empresa: Empresa = SIN_DATOS) -> list[str]:
    paginas = PdfReader(BytesIO(estado_pdf.pdf(de, SPANISH, empresa))).pages
    return [" ".join(pagina.extract_text().split()) for pagina in paginas]


def test_the_paper_says_whose_it_is_and_squares() -> None:
    (hoja,) = leido(estado(), LLENA)
    for parte in (
        LLENA.nombre,
        LLENA.ruc,
        "Ana Ñandutí Benítez",
        "•.•••.890",
        "Del 01/01/2025 al 23/11/2026",
        "Debías al empezar el 01/01/2025 Gs. 0",
        "Venció, con su mora Gs. 3.400.000",
        "Pagaste, sin la comisión −Gs. 850.000",  # noqa: RUF001 - a minus
        "Debés al terminar el 23/11/2026 Gs. 2.550.000",
        "Pago n.º 00000012",
        "Se arma con lo que debés hoy",
    ):
        assert parte in hoja.replace("\u00a0", " "), parte


@pytest.mark.parametrize("cuotas", [0, 18, 19, 20, 23, 120])
def test_every_line_is_on_some_sheet_once(cuotas: int) -> None:
    if cuotas > 23:
        muchas = [cuota(f"A{n}", n, date(2026, 1, 1)) for n in range(cuotas)]
        de = armar(muchas, [], moneda=1, desde=date(2025, 1, 1), hasta=HOY)
    else:
        de = estado(cuotas)
    hojas = leido(de)
    assert sum(hoja.count(" de 60") for hoja in hojas) == len(de.asientos)
    assert [f"Página {n} de {len(hojas)}" in hoja for n, hoja in enumerate(hojas, 1)] == [True] * len(hojas)


def test_a_sheet_has_a_line_a_row_between_both_balances() -> None:
    de = estado()
    texto = asientos.hoja_de_calculo(de, Formato.CSV).decode("utf-8-sig")
    filas = list(csv.DictReader(StringIO(texto, newline=""), delimiter=";"))
    assert [fila["Concepto"][:6] for fila in filas] == [
        "Debías",
        "Cuota ",
        "Cuota ",
        "Cuota ",
        "Cuota ",
        "Cuota ",
        "Debés ",
    ]
    assert (filas[0]["Saldo"], filas[-1]["Saldo"]) == ("0", "2550000")
    libro = leer(asientos.hoja_de_calculo(de, Formato.XLSX))
    assert [fila["Saldo"] for fila in libro] == [0, 850_000, 1_700_000, 2_550_000, 3_400_000, 2_550_000, 2_550_000]
    assert sum(float(str(fila["Vence"] or 0)) - float(str(fila["Pago"] or 0)) for fila in libro) == 2_550_000


def test_an_empty_period_says_both_balances_alone() -> None:
    de = armar([], [], moneda=2, desde=HOY, hasta=HOY)
    texto = asientos.hoja_de_calculo(de, Formato.CSV).decode("utf-8-sig")
    assert [fila["Saldo"] for fila in csv.DictReader(StringIO(texto), delimiter=";")] == ["0,00", "0,00"]
