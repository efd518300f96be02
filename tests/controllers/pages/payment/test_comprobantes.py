from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from pypdf import PdfReader

from portal.formats import dinero
from portal.structs.pagos import Estado, Pago
from tests import datos, journeys
from tests.conftest import Casa
from tests.pages import enlaces, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
HTMX = {"hx-request": "true"}


def test_a_receipt_shows_what_was_paid_and_what_stays(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    arbol = pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))
    leido = texto(arbol)
    assert titulo(arbol) == "Pago realizado"
    for parte in (pago.numero, pago.cod_transaccion, "23/11/2026", "Cuota 1 de 60", "Plan P1 · Lote L1", "10/11/2026"):
        assert parte in leido
    for monto in (pago.subtotal, pago.comision, pago.total, pago.saldo_restante):
        assert " ".join(dinero(monto, 1).split()) in leido
    assert pago.documento not in leido
    assert {
        f"/comprobantes/{pago.cod_transaccion}/pdf",
        f"/verificar/{pago.verificador}",
        "/deudas",
        "/historial",
    } <= enlaces(arbol)


def test_what_stayed_overdue_is_told_so_on_the_page_and_on_the_paper(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    for leido in (texto(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))), _papel(web, pago)):
        assert "Quedó vencido" in leido
        assert "Desde el 10/11/2026" in leido
        assert "Próximo vencimiento" not in leido


def test_its_pdf_and_qr_are_files(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    pdf = web.get(f"/comprobantes/{pago.cod_transaccion}/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"] == f'attachment; filename="comprobante-{pago.numero}.pdf"'
    svg = web.get(f"/comprobantes/{pago.cod_transaccion}/qr.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert b"<svg" in svg.content


def test_a_reversed_one_says_so_and_when(casa: Casa, web: Navegador) -> None:
    pago = journeys.anulado(casa)
    arbol = pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))
    assert titulo(arbol) == "Pago anulado"
    assert "ANULADO el 23/11/2026" in texto(arbol)
    # What was left after it is no longer true.
    assert "Saldo después" not in texto(arbol)
    papel = _papel(web, pago)
    for leido in (texto(arbol), papel):
        assert "Total anulado" in leido
        assert "Total pagado" not in leido


def _papel(web: Navegador, pago: Pago) -> str:
    contenido = web.get(f"/comprobantes/{pago.cod_transaccion}/pdf").content
    return " ".join(PdfReader(BytesIO(contenido)).pages[0].extract_text().split())


def test_while_the_bank_is_silent_it_says_not_to_pay_again(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    respuesta = web.get(f"/comprobantes/{pago.cod_transaccion}")
    arbol = pagina(respuesta)
    assert "no vuelvas a pagar" in texto(arbol)
    assert "10 minutos, hasta las 10:10" in texto(arbol)
    assert pago.url_pasarela in enlaces(arbol)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in respuesta.text
    espera = por_id(arbol, "estado_pago")
    assert espera.get("data-hx-get") == f"/comprobantes/{pago.cod_transaccion}/estado"


def test_the_waiting_fragment_ends_by_reloading_the_page(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    direccion = f"/comprobantes/{pago.cod_transaccion}/estado"
    esperando = web.get(direccion, headers=HTMX)
    assert esperando.text.startswith('<section id="estado_pago"')
    assert "hx-refresh" not in esperando.headers
    journeys.en_el_banco(casa, pago, "aprobar")
    assert web.get(direccion, headers=HTMX).headers["hx-refresh"] == "true"


def test_the_fragments_address_opened_by_hand_leads_to_the_page(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    respuesta = web.get(f"/comprobantes/{pago.cod_transaccion}/estado", follow_redirects=False)
    assert (respuesta.status_code, respuesta.headers["location"]) == (303, f"/comprobantes/{pago.cod_transaccion}")


def test_a_rejected_one_offers_to_try_again_and_has_no_paper(casa: Casa, web: Navegador) -> None:
    pago = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    arbol = pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))
    assert titulo(arbol) == "El pago no se hizo"
    assert "/deudas" in enlaces(arbol)
    sin_papel = pagina(web.get(f"/comprobantes/{pago.cod_transaccion}/pdf"), 404)
    assert "Ese pago todavía no tiene comprobante." in texto(sin_papel)
    assert web.get(f"/comprobantes/{pago.cod_transaccion}/qr.svg").status_code == 404


def test_past_its_term_it_is_told_as_expired(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    casa.clock.adelantar(timedelta(minutes=11))
    arbol = pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))
    assert titulo(arbol) == "Se venció el tiempo para pagar"


def test_a_doubtful_one_is_not_said_to_have_failed(casa: Casa, web: Navegador) -> None:
    pago = journeys.dudoso(casa)
    assert pago.estado is Estado.DESCONOCIDO
    assert titulo(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))) == "Estamos verificando el pago"


def test_anothers_receipt_is_answered_like_one_that_does_not_exist(
    casa: Casa, entrar: Callable[[str], Navegador]
) -> None:
    pago = journeys.pagado(casa)
    ajeno = entrar(datos.AL_DIA)
    paginas = [pagina(ajeno.get(f"/comprobantes/{codigo}"), 404) for codigo in (pago.cod_transaccion, "EC-NADIE-00000")]
    assert texto(paginas[0]) == texto(paginas[1])


def test_anyone_may_check_a_receipt_and_learns_nothing_of_who_paid(casa: Casa, anonimo: Navegador) -> None:
    pago = journeys.pagado(casa)
    leido = texto(pagina(anonimo.get(f"/verificar/{pago.verificador}")))
    for parte in ("Comprobante auténtico", pago.numero, "23/11/2026", " ".join(dinero(pago.total, 1).split())):
        assert parte in leido
    for secreto in (pago.cliente, pago.documento, pago.cod_transaccion, "Cuota"):
        assert secreto not in leido


@pytest.mark.parametrize("end", [".", ",", ")", "%29.", "%E2%80%A6", "*"])
def test_the_check_survives_the_end_of_a_sentence(casa: Casa, anonimo: Navegador, end: str) -> None:
    pago = journeys.pagado(casa)
    assert titulo(pagina(anonimo.get(f"/verificar/{pago.verificador}{end}"))) == "Comprobante auténtico"


def test_the_check_says_whether_it_was_reversed(casa: Casa, anonimo: Navegador) -> None:
    pago = journeys.anulado(casa)
    assert titulo(pagina(anonimo.get(f"/verificar/{pago.verificador}"))) == "Auténtico, pero anulado"


def test_an_invented_code_is_of_no_receipt(casa: Casa, anonimo: Navegador) -> None:
    sin_pagar = journeys.iniciar(casa)
    for codigo in ("inventado", sin_pagar.verificador):
        arbol = pagina(anonimo.get(f"/verificar/{codigo}"), 404)
        assert titulo(arbol) == "Este código no corresponde a ningún comprobante"
