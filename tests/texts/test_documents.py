from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.documents import customer_sheets, finance_sheets, recibo_pdf
from portal.documents.letters import SUSTITUTO
from portal.documents.sheets import Formato
from portal.structs.finanzas import Cierre
from portal.structs.pagos import Estado
from portal.texts.es import papel
from tests.datos import HOY
from tests.documents.recibos import URL, comprobante, cuotas
from tests.documents.test_customer_sheets import consulta
from tests.texts.pseudo import PSEUDO

# On paper the pseudo-language's brackets are what the font lacks.
ON_EVERY_PAPER = (
    *(papel.COMPROBANTE, papel.FECHA_Y_HORA, papel.CLIENTE, papel.DOCUMENTO, papel.CODIGO, papel.MODO, papel.CONCEPTO),
    *(papel.MOVIMIENTO, papel.VENCIMIENTO, papel.IMPORTE, papel.SUBTOTAL, papel.COMISION, papel.AUTENTICO),
    papel.ESCANEA,
)
OF_STATES = {
    Estado.PAGADO: (papel.TOTAL_PAGADO, papel.SALDO, "Pagado"),
    Estado.ANULADO: (papel.TOTAL_ANULADO, papel.SE_ANULO, papel.COMO_ESTABAN, papel.ANULADO, "Anulado"),
}


@pytest.mark.parametrize("estado", OF_STATES)
def test_a_receipt_is_written_in_its_reader_s_language(estado: Estado) -> None:
    paper = PdfReader(BytesIO(recibo_pdf.pdf(comprobante(cuotas(60, 60), estado), URL, HOY, PSEUDO)))
    read = " ".join(paper.pages[0].extract_text().split())
    for each in ON_EVERY_PAPER + OF_STATES[estado]:
        assert f"{SUSTITUTO}{each}{SUSTITUTO}" in read, each
    assert f"{SUSTITUTO}Son 60 conceptos" in read
    assert f"{SUSTITUTO}Otros " in read


def test_sheets_have_titles_and_words_in_their_reader_s_language() -> None:
    day = Cierre(dia=HOY, terminado=True, renglones=(), en_duda=(), firmado=None)
    pago = comprobante(cuotas(1)).pago
    with customer_sheets.historial(Formato.CSV, PSEUDO) as hoja:
        hoja.agregar([customer_sheets.fila_de_pago(pago, PSEUDO)])
        history = hoja.terminar().decode("utf-8-sig").splitlines()
    owed = customer_sheets.estado_de_cuenta(consulta(*cuotas(1)), HOY, Formato.CSV, PSEUDO).decode("utf-8-sig")
    paid = finance_sheets.dia(day, [pago], Formato.CSV, PSEUDO).decode("utf-8-sig").splitlines()
    for titles in (history[0], owed.splitlines()[0], paid[0]):
        assert all(each.startswith("⟦") for each in titles.split(";")), titles
    assert "⟦Pagado⟧" in history[1]
    assert "⟦Cuota⟧" in owed.splitlines()[1]
    assert paid[1].endswith("⟦Sin cerrar⟧")
