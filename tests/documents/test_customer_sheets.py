import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.documents import customer_sheets
from portal.documents.cells import hay_invisibles, sin_blancos
from portal.documents.sheet_csv import PELIGROSOS
from portal.documents.sheets import Formato
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Estado, Pago
from tests import datos
from tests.documents.recibos import agua, cuotas
from tests.rules.payment.pagos import pago

HOY = date(2026, 9, 15)
CSV = Formato.CSV


def filas(planilla: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(planilla.decode("utf-8-sig"), newline=""), delimiter=";"))


def historial(*pagos: Pago, formato: Formato = CSV) -> bytes:
    with customer_sheets.historial(formato) as hoja:
        hoja.agregar(map(customer_sheets.fila_de_pago, pagos))
        return hoja.terminar()


def en_excel(celda: str) -> str:
    """What Excel shows of a cell of ours: `="000123"` is its contents."""
    if celda.startswith('="') and celda.endswith('"'):
        return celda[2:-1]
    return celda


def consulta(*deudas: Deuda) -> Consulta:
    return Consulta(
        idsession=1, usuario="u", documento="4567890", moneda=1, cliente="Ana", creada=datos.AHORA, deudas=deudas
    )


def test_excel_in_spanish_opens_it() -> None:
    planilla = historial(pago(mod_fact="CRÉDITO; 30 días"))
    assert planilla.startswith(b"\xef\xbb\xbf")
    lineas = planilla.decode("utf-8-sig").split("\r\n")
    assert lineas[0].startswith("Número;Fecha y hora;Estado;")
    assert lineas[1:] == [
        '"=""00000012""";03/08/2026 12:00;Pagado;T-12;Ana Benítez;4567890;PYG;100000;1500;101500;"CRÉDITO; 30 días";',
        "",
    ]


def test_dollars_have_a_comma_and_no_thousands() -> None:
    (fila,) = filas(historial(pago(moneda=2, total=Decimal("12345.50"))))
    assert (fila["Moneda"], fila["Total"]) == ("USD", "12345,50")


def test_a_reversed_payment_has_both_instants_and_a_rejected_one_its_beginning() -> None:
    anulado = pago(Estado.ANULADO, anulado=datetime(2026, 8, 4, 1, 0, tzinfo=UTC))
    primera, segunda = filas(historial(anulado, pago(Estado.RECHAZADO)))
    assert (primera["Fecha y hora"], primera["Anulado"]) == ("03/08/2026 12:00", "03/08/2026 22:00")
    assert (segunda["Fecha y hora"], segunda["Estado"]) == ("03/08/2026 12:00", "El pago no se hizo")


def test_a_statement_says_of_each_debt_what_is_known() -> None:
    sabida, ignorada = filas(
        customer_sheets.estado_de_cuenta(
            consulta(
                agua(),
                structs.replace(
                    cuotas(1)[0],
                    plan=None,
                    lote=None,
                    barrio=None,
                    tipo=None,
                    interes=None,
                    gastos=None,
                    observacion=None,
                ),
            ),
            HOY,
            CSV,
        )
    )
    assert (sabida["Tipo"], sabida["A pagar"], sabida["Interés incluido"]) == ("Agua", "65000", "1500")
    assert (sabida["Lote"], sabida["Vencimiento"], sabida["Movimiento"]) == ("L0", "15/09/2026", "AGUA-9")
    assert (ignorada["Concepto"], ignorada["Tipo"], ignorada["Interés incluido"]) == ("Cuota 1 de 60", "", "")


@pytest.mark.parametrize(("vence", "situacion"), [(14, "Vencida"), (15, "Por vencer"), (16, "Por vencer")])
def test_what_is_due_today_is_not_overdue(vence: int, situacion: str) -> None:
    deuda = structs.replace(agua(), vencimiento=date(2026, 9, vence))
    assert filas(customer_sheets.estado_de_cuenta(consulta(deuda), HOY, CSV))[0]["Situación"] == situacion


def test_without_debts_there_are_the_titles() -> None:
    assert customer_sheets.estado_de_cuenta(consulta(), HOY, CSV).decode("utf-8-sig").count("\r\n") == 1


BLANCOS = ("", " ", "\t", "\u00a0", "\r", "\n", "\u200b", "\ufeff", "\u202e", " \u3000 ")


@pytest.mark.parametrize("antes", BLANCOS)
@pytest.mark.parametrize("comienzo", ["=", "+", "-", "@", "\uff1d", "\uff0b"])
def test_no_text_of_others_is_a_formula(antes: str, comienzo: str) -> None:
    malo = f'{antes}{comienzo}HYPERLINK("http://malo";"1")'
    (fila,) = filas(
        customer_sheets.estado_de_cuenta(
            consulta(structs.replace(agua(), descripcion=malo, observacion=malo)), HOY, CSV
        )
    )
    assert (fila["Concepto"], fila["Observación"]) == (f"'{malo}", f"'{malo}")


@pytest.mark.parametrize(
    "codigo",
    [
        *("000123", "00", "1e10", "1E-5", "1234567890123456", "123456789012", "1-2", "3/4", "10:30", "MAR-1", "2-may"),
        *("1,5", "1.500", ".5", "5%", "true", "VERDADERO", "$5", "SET 26", " 42", "\u00a0007", "5 pm"),
    ],
)
def test_a_code_is_the_same_code_in_excel(codigo: str) -> None:
    deuda = structs.replace(agua(), codmovimiento=codigo, lote=codigo)
    (fila,) = filas(customer_sheets.estado_de_cuenta(consulta(deuda), HOY, CSV))
    assert (fila["Movimiento"], fila["Lote"]) == (f'="{codigo}"', f'="{codigo}"')


@pytest.mark.parametrize(
    "codigo", ["4567890", "0", "12345678901", "A-01", "M-1001", "Marzo del 26", "Cuota 1 de 60", "EC-7"]
)
def test_what_excel_leaves_alone_is_left_alone(codigo: str) -> None:
    (fila,) = filas(customer_sheets.estado_de_cuenta(consulta(structs.replace(agua(), codmovimiento=codigo)), HOY, CSV))
    assert fila["Movimiento"] == codigo


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_stays_in_its_cell(texto: str) -> None:
    (fila,) = filas(historial(pago(cliente=texto)))
    celda = fila["Cliente"]
    assert en_excel(celda) == texto or celda == f"'{texto}"
    if en_excel(celda) == celda:
        assert not sin_blancos(celda).startswith(PELIGROSOS)
    else:
        assert '"' not in texto
        assert not hay_invisibles(celda)
    assert (fila["Documento"], fila["Anulado"]) == ("4567890", "")
