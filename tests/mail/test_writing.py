"""Every carta in words: both bodies, in its language, with its paper, and escaped where it must be."""

import asyncio
import io

import html5lib
import pytest
from pypdf import PdfReader

from portal.mail.writing import Writing
from portal.operations.mail.notices import DE_LA_EMPRESA
from portal.settings import Settings
from portal.structs.cartas import ClaseDeCarta, Envio, EstadoDeCarta, Materia, Redactada
from portal.structs.pagos import Estado
from portal.texts import named
from portal.texts.catalogue import say
from portal.texts.languages import SHIPPED
from tests import datos
from tests.company import LLENA, RUC
from tests.documents.recibos import comprobante
from tests.texts.pseudo import PSEUDO
from tests.texts.unmarked import unmarked

DATOS = {
    "agente": "<b>&</b>",
    "direccion": "192.0.2.7",
    "cambio": "clave",
    "nombre": "María Ñandutí Ỹvoty",
    "token": "t0k3n",
    "paso": "NOTA",
    "numero": "00000001",
    "codigo": "EC-7F3K2-20418",
    "texto": "<b>&</b>",
    "pide": "María Ñandutí Ỹvoty",
}
DE_UN_PAGO = (ClaseDeCarta.RECIBO, ClaseDeCarta.ANULACION)
BAJA = "https://clientes.ejemplo.com.py/baja/x"


def _envio(clase: ClaseDeCarta, idioma: str = "es") -> Envio:
    return Envio(
        id=1,
        clase=clase,
        para="ana@ejemplo.com",
        suceso="x",
        datos=DATOS,
        idioma=idioma,
        adjunto=1 if clase in DE_UN_PAGO else None,
        estado=EstadoDeCarta.PENDIENTE,
        creada=datos.AHORA,
        proxima=datos.AHORA,
        intentos=1,
    )


def _materia(clase: ClaseDeCarta) -> Materia:
    deudas = (datos.cuota("A1", 7, datos.HOY), datos.cuota("A2", 8, datos.HOY, moneda=2))
    match clase:
        case ClaseDeCarta.RECIBO:
            return Materia(comprobante=comprobante(deudas[:1]))
        case ClaseDeCarta.ANULACION:
            return Materia(comprobante=comprobante(deudas[:1], Estado.ANULADO, anulado=datos.AHORA))
        case ClaseDeCarta.RECORDATORIO:
            return Materia(deudas=deudas, baja=BAJA)
        case _:
            return Materia()


def _escrita(clase: ClaseDeCarta, idioma: str = "es") -> Redactada:
    writing = Writing(Settings(url_publica="https://clientes.ejemplo.com.py"), lambda: datos.AHORA)
    return asyncio.run(writing.write(_envio(clase, idioma), _materia(clase)))


@pytest.mark.parametrize("clase", ClaseDeCarta)
def test_each_has_a_subject_and_both_bodies(clase: ClaseDeCarta) -> None:
    escrita = _escrita(clase)
    assert escrita.asunto
    assert "\n" not in escrita.asunto
    assert escrita.texto.replace("\u00a0", " ").startswith(escrita.asunto + "\n\n")
    assert "\n\n\n" not in escrita.texto
    assert "<" not in escrita.texto.replace("<b>&<", "")
    assert "&amp;" not in escrita.texto
    hoja = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(escrita.html)
    assert hoja.find(".//title").text == hoja.find(".//h1").text == escrita.asunto
    assert "https://clientes.ejemplo.com.py" in escrita.texto
    assert "https://clientes.ejemplo.com.py" in escrita.html


@pytest.mark.parametrize("clase", ClaseDeCarta)
def test_each_has_a_name_for_the_staff(clase: ClaseDeCarta) -> None:
    assert say("clase-de-carta", named.datos(caso=clase))


@pytest.mark.parametrize("clase", ClaseDeCarta)
def test_each_is_said_in_the_language_of_whoever_gets_it(clase: ClaseDeCarta, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)
    escrita = _escrita(clase, "qps")
    assert escrita.asunto.startswith("⟦")
    de_datos = {
        "María Ñandutí Ỹvoty",
        "Cuota de",
        "Firefox b & b",
        "Firefox",
        "Gs.",
        "USD",
        "Las Golondrinas",
        "EC",
        "&",
    }
    hoja = html5lib.parse(escrita.html, namespaceHTMLElements=False)
    dichas = {cada for cada in unmarked(hoja) if not any(dato in cada for dato in de_datos)}
    assert not dichas - {"Espacio Clientes"}
    assert _escrita(clase, "xx").asunto == _escrita(clase).asunto


def test_what_somebody_typed_is_no_markup() -> None:
    escrita = _escrita(ClaseDeCarta.EQUIPO_NUEVO)
    assert "Dispositivo: <b>&<\n" in escrita.texto
    assert "<td>&lt;b&gt;&amp;&lt;</td>" in escrita.html


def test_the_receipt_tells_the_payment_and_brings_its_paper() -> None:
    escrita = _escrita(ClaseDeCarta.RECIBO)
    assert escrita.asunto == "Recibimos tu pago de Gs. 862.750"
    for cuerpo in (escrita.texto, escrita.html):
        assert "Cuota 7 de 60" in cuerpo
        assert "https://clientes.ejemplo.com.py/comprobantes/EC-7F3K2-20418" in cuerpo
    (papel,) = escrita.adjuntos
    assert papel.tipo == "application/pdf"
    assert "EC-7F3K2-20418" in PdfReader(io.BytesIO(papel.bytes)).pages[0].extract_text()


def test_a_reminder_tells_each_debt_and_how_to_get_no_more() -> None:
    escrita = _escrita(ClaseDeCarta.RECORDATORIO)
    assert escrita.baja == BAJA
    for cuerpo in (escrita.texto, escrita.html):
        assert "Vence hoy" in cuerpo
        assert "Gs.\u00a0850.000" in cuerpo
        assert "USD\u00a0125,50" in cuerpo
        assert BAJA in cuerpo


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ("clave", "clave"),
        ("correo", "dirección de correo"),
        ("factor", "segundo paso"),
        ("documento-nuevo", "Tu cuenta puede ver y pagar por otro documento"),
        ("documento-quitado", "Tu cuenta ya no entra por otro documento"),
        ("persona-nueva", "Otra persona puede ver y pagar por tu documento"),
        ("persona-quitada", "Una persona ya no entra por tu documento"),
    ],
)
def test_each_change_of_an_account_is_told(cambio: str, dice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATOS, "cambio", cambio)
    assert dice in _escrita(ClaseDeCarta.CAMBIO_DE_CUENTA).asunto


@pytest.mark.parametrize("cambio", sorted(DE_LA_EMPRESA))
def test_what_the_company_did_is_told_as_its_own(cambio: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.DATOS", DATOS | {"cambio": cambio, "de": "empresa"})
    escrita = _escrita(ClaseDeCarta.CAMBIO_DE_CUENTA)
    assert escrita.asunto.startswith("La empresa ")
    for cuerpo in (escrita.texto, escrita.html):
        assert "Si no lo esperabas, comunicate con la empresa." in cuerpo
        assert "Si fuiste vos" not in cuerpo


@pytest.mark.parametrize("paso", ["TOMADO", "NOTA", "NEGADO"])
def test_each_step_of_a_late_reversal_is_told(paso: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATOS, "paso", paso)
    escrita = _escrita(ClaseDeCarta.CASO)
    assert "pedido de anulación" in escrita.asunto
    assert "<b>&</b>" in escrita.texto
    assert "<p>&lt;b&gt;&amp;&lt;/b&gt;</p>" in escrita.html
    assert "https://clientes.ejemplo.com.py/comprobantes/EC-7F3K2-20418" in escrita.texto


@pytest.mark.parametrize("clase", ClaseDeCarta)
def test_the_company_signs_each_mail(clase: ClaseDeCarta) -> None:
    writing = Writing(Settings(url_publica="https://clientes.ejemplo.com.py"), lambda: datos.AHORA, lambda: LLENA)
    redactada = asyncio.run(writing.write(_envio(clase), _materia(clase)))
    for dicho in (LLENA.nombre, RUC, LLENA.telefono, "https://wa.me/595981555000", LLENA.privacidad):
        assert dicho in redactada.texto
        assert dicho in redactada.html
    for adjunto in redactada.adjuntos:
        assert LLENA.nombre in PdfReader(io.BytesIO(adjunto.bytes)).pages[0].extract_text()
