from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from portal.mail.message import compose
from portal.structs.cartas import Adjunto, ClaseDeCarta, Envio, EstadoDeCarta, Redactada
from tests import datos

ENVIO = Envio(
    id=7,
    clase=ClaseDeCarta.RECIBO,
    para="ana@ejemplo.com",
    suceso="recibo:1",
    estado=EstadoDeCarta.PENDIENTE,
    creada=datos.AHORA,
    proxima=datos.AHORA,
    intentos=1,
)
LARGA = "https://clientes.ejemplo.com.py/baja/" + "x" * 120
REDACTADA = Redactada(
    asunto="Recibimos tu pago de Gs.\u00a01.000",
    texto="Ñandú " * 400 + "\n.\nfin\n",
    html="<p>Ñandú</p>",
    adjuntos=(Adjunto("comprobante-1.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),),
    baja=LARGA,
)


def _leido(envio: Envio = ENVIO, redactada: Redactada = REDACTADA) -> EmailMessage:
    leido = message_from_bytes(
        compose(envio, redactada, "avisos@ejemplo.com.py", "Espacio Clientes"), policy=policy.default
    )
    assert isinstance(leido, EmailMessage)
    return leido


def test_it_has_both_bodies_and_its_paper() -> None:
    leido = _leido()
    texto, html = leido.get_body(("plain",)), leido.get_body(("html",))
    assert texto is not None
    assert html is not None
    assert texto.get_content().splitlines() == REDACTADA.texto.splitlines()
    assert html.get_content().strip() == REDACTADA.html
    (adjunto,) = leido.iter_attachments()
    assert (adjunto.get_filename(), adjunto.get_content_type()) == ("comprobante-1.pdf", "application/pdf")
    assert adjunto.get_content() == REDACTADA.adjuntos[0].bytes


def test_its_heads_are_read_by_any_reader_of_mail() -> None:
    leido = _leido()
    assert (leido["From"], leido["To"]) == ("Espacio Clientes <avisos@ejemplo.com.py>", "ana@ejemplo.com")
    assert (leido["Subject"], leido["Content-Language"]) == (REDACTADA.asunto, "es")
    assert leido["Date"].datetime == datos.AHORA
    assert leido["Auto-Submitted"] == "auto-generated"
    crudo = compose(ENVIO, REDACTADA, "avisos@ejemplo.com.py", "Espacio Clientes")
    assert f"List-Unsubscribe: <{LARGA}>\r\n".encode() in crudo
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in crudo
    assert max(map(len, crudo.split(b"\r\n"))) <= 998
    assert crudo.isascii()


def test_a_carta_is_the_same_message_however_often_it_is_sent() -> None:
    once, again = _leido(), _leido()
    assert once["Message-ID"] == again["Message-ID"] == "<carta.7.1795438800000000@ejemplo.com.py>"


@pytest.mark.parametrize("para", ["sin-arroba@", "ana@ejemplo.com\r\nBcc: otra@ejemplo.com", "@", ""])
def test_an_address_that_no_head_holds_is_refused(para: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        compose(
            Envio(
                id=1,
                clase=ClaseDeCarta.RECIBO,
                para=para,
                suceso="x",
                estado=EstadoDeCarta.PENDIENTE,
                creada=datos.AHORA,
                proxima=None,
                intentos=1,
            ),
            REDACTADA,
            "avisos@ejemplo.com.py",
            "Espacio Clientes",
        )
