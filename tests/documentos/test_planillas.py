import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.documentos import planillas
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Estado
from tests.documentos.recibos import agua, cuotas
from tests.rules.pagos import pago

HOY = date(2026, 9, 15)


def filas(planilla: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(planilla.decode("utf-8-sig"), newline=""), delimiter=";"))


def consulta(*deudas: Deuda) -> Consulta:
    return Consulta(idsession=1, usuario="u", documento="4567890", moneda=1, cliente="Ana", deudas=deudas)


def test_excel_in_spanish_opens_it() -> None:
    planilla = planillas.historial([pago(mod_fact="CRÉDITO; 30 días")])
    assert planilla.startswith(b"\xef\xbb\xbf")
    lineas = planilla.decode("utf-8-sig").split("\r\n")
    assert lineas[0].startswith("Número;Fecha y hora;Estado;")
    assert lineas[1:] == [
        '00000012;03/08/2026 12:00;Pagado;T-12;Ana Benítez;4567890;PYG;100000;1500;101500;"CRÉDITO; 30 días";',
        "",
    ]


def test_dollars_have_a_comma_and_no_thousands() -> None:
    (fila,) = filas(planillas.historial([pago(moneda=2, total=Decimal("12345.50"))]))
    assert (fila["Moneda"], fila["Total"]) == ("USD", "12345,50")


def test_a_reversed_payment_has_both_instants_and_a_rejected_one_its_beginning() -> None:
    anulado = pago(Estado.ANULADO, anulado=datetime(2026, 8, 4, 1, 0, tzinfo=UTC))
    primera, segunda = filas(planillas.historial([anulado, pago(Estado.RECHAZADO)]))
    assert (primera["Fecha y hora"], primera["Anulado"]) == ("03/08/2026 12:00", "03/08/2026 22:00")
    assert (segunda["Fecha y hora"], segunda["Estado"]) == ("03/08/2026 12:00", "El pago no se hizo")


def test_a_statement_says_of_each_debt_what_is_known() -> None:
    sabida, ignorada = filas(
        planillas.estado_de_cuenta(
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
        )
    )
    assert (sabida["Tipo"], sabida["A pagar"], sabida["Interés incluido"]) == ("Agua", "65000", "1500")
    assert (sabida["Lote"], sabida["Vencimiento"], sabida["Movimiento"]) == ("L0", "15/09/2026", "AGUA-9")
    assert (ignorada["Concepto"], ignorada["Tipo"], ignorada["Interés incluido"]) == ("Cuota 1 de 60", "", "")


@pytest.mark.parametrize(("vence", "situacion"), [(14, "Vencida"), (15, "Por vencer"), (16, "Por vencer")])
def test_what_is_due_today_is_not_overdue(vence: int, situacion: str) -> None:
    deuda = structs.replace(agua(), vencimiento=date(2026, 9, vence))
    assert filas(planillas.estado_de_cuenta(consulta(deuda), HOY))[0]["Situación"] == situacion


def test_without_debts_there_are_the_titles() -> None:
    assert planillas.estado_de_cuenta(consulta(), HOY).decode("utf-8-sig").count("\r\n") == 1


@pytest.mark.parametrize("comienzo", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_no_text_of_others_is_a_formula(comienzo: str) -> None:
    malo = f'{comienzo}HYPERLINK("http://malo";"1")'
    (fila,) = filas(
        planillas.estado_de_cuenta(consulta(structs.replace(agua(), descripcion=malo, observacion=malo)), HOY)
    )
    assert (fila["Concepto"], fila["Observación"]) == (f"'{malo}", f"'{malo}")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_stays_in_its_cell(texto: str) -> None:
    (fila,) = filas(planillas.historial([pago(cliente=texto)]))
    assert fila["Cliente"].removeprefix("'") == texto.removeprefix("'")
    assert not fila["Cliente"].startswith(planillas.PELIGROSOS)
    assert (fila["Documento"], fila["Anulado"]) == ("4567890", "")
