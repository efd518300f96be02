"""Texts from the ERP and from people, hostile ones, on every page, paper and spreadsheet: shown as they are written."""

import csv
import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pypdf
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.pagos import Pago
from tests import datos, journeys
from tests.conftest import Casa
from tests.hostile.inputs import GUIONES, PLANILLAS, PLANTILLAS
from tests.pages import enlaces, pagina, texto

Navegador = TestClient[Litestar]
TEXTOS = (*GUIONES, *PLANTILLAS, *PLANILLAS, "a\r\nSet-Cookie: x=1", "a\tb", "comillas \" y ' y `", "a & b &amp; c")
NOMBRE = 'Ana <script>alert(1)</script> "{{7*7}}" ${7*7}'


def envenenar(casa: Casa, malo: str) -> None:
    """Everything that the customer's pages take from the database says that."""

    async def escribir(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(
                "UPDATE erp_deuda SET descripcion = :malo, observacion = :malo, barrio = :malo "
                "WHERE documento = :documento",
                malo=malo,
                documento=datos.TRES_Y_AGUA,
            )
            await tx.sql.ejecutar(
                "UPDATE erp_cliente SET nombre = :malo WHERE documento = :documento",
                malo=NOMBRE,
                documento=datos.TRES_Y_AGUA,
            )
            await tx.sql.ejecutar(
                "UPDATE portal_usuario SET nombre = :malo WHERE usuario = :documento",
                malo=NOMBRE,
                documento=datos.TRES_Y_AGUA,
            )
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(escribir)


def de_cliente(pago: Pago) -> Iterator[str]:
    yield from ("/deudas", f"/pagar/{pago.idsession}", f"/comprobantes/{pago.cod_transaccion}", "/historial", "/cuenta")


def _sana(respuesta: Response) -> Element:
    """Sound HTML without anything inline (see pagina), and no link or image that a text brought."""
    arbol = pagina(respuesta, respuesta.status_code)
    assert {enlace.partition(":")[0] for enlace in enlaces(arbol) if not enlace.startswith(("/", "#"))} <= {"https"}
    assert not [imagen for imagen in arbol.iter("img") if not imagen.get("src", "").startswith("/")]
    return arbol


@pytest.mark.parametrize("malo", TEXTOS)
def test_a_hostile_text_is_shown_as_it_is_written(casa: Casa, web: Navegador, malo: str) -> None:
    envenenar(casa, malo)
    pago = journeys.pagado(casa)
    leido = ""
    for ruta in de_cliente(pago):
        respuesta = web.get(ruta)
        arbol = _sana(respuesta)
        assert "x=1" not in str(respuesta.headers)
        leido += texto(arbol)
    assert " ".join(malo.split()) in leido
    assert NOMBRE in leido
    _hojas(web, pago, malo)


def _hojas(web: Navegador, pago: Pago, malo: str) -> None:
    pdf = web.get(f"/comprobantes/{pago.cod_transaccion}/pdf")
    assert pdf.headers["content-disposition"] == f'attachment; filename="comprobante-{pago.numero}.pdf"'
    lector = pypdf.PdfReader(io.BytesIO(pdf.content))
    assert lector.pages
    assert "/JavaScript" not in str(lector.trailer["/Root"])
    for ruta in ("/deudas.csv", "/historial.csv"):
        respuesta = web.get(ruta)
        filas = list(csv.reader(io.StringIO(respuesta.content.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len({len(fila) for fila in filas}) == 1, ruta
        for celda in (celda for fila in filas for celda in fila):
            # A code that a spreadsheet would change goes as the text of a formula, and holds nothing but a code.
            es_codigo = re.fullmatch(r'="[0-9A-Za-z.+-]+"', celda) is not None
            assert es_codigo or not celda.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (malo, celda)


@pytest.mark.parametrize("malo", GUIONES[:3])
def test_the_desk_shows_it_as_it_is_written_too(casa: Casa, operador_web: Navegador, malo: str) -> None:
    envenenar(casa, malo)
    pago = journeys.pagado(casa)
    buscada = {"documento": datos.TRES_Y_AGUA, "motivo": f"porque {malo}"}
    paginas = [
        operador_web.post("/operador/clientes/deudas", data=buscada),
        operador_web.post("/operador/clientes/deudas", data=buscada | {"motivo": "", "documento": malo[:15]}),
        operador_web.get("/operador/pagos"),
        operador_web.post("/operador/pagos", data={"buscar": malo}),
        operador_web.get(f"/operador/pagos/{pago.id}"),
        operador_web.post(f"/operador/pagos/{pago.id}/resolver", data={"estado": malo, "evidencia": f"porque {malo}"}),
        operador_web.post(f"/operador/pagos/{pago.id}/anular", data={"motivo": f"porque {malo}"}),
        operador_web.get(f"/operador/pagos/{pago.id}"),
        operador_web.get("/operador/dia"),
        operador_web.get("/operador/extractos"),
    ]
    for respuesta in paginas:
        _sana(respuesta)
    assert f"porque {malo}" in texto(pagina(paginas[-3]))
    verificado = operador_web.get(f"/verificar/{pago.verificador}")
    assert "Ana" not in texto(pagina(verificado)).replace(NOMBRE, "")
