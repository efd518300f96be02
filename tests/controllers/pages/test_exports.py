import csv
from collections.abc import Callable
from datetime import date
from io import StringIO

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.debts import carrito
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from tests import datos, journeys
from tests.conftest import PAGINA, Casa
from tests.documents.test_sheet_xlsx import leer
from tests.pages import enlaces, pagina

COPIAR = """
INSERT INTO portal_pago (
    emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, creado, vence,
    cambiado, verificador, saldo_restante
)
SELECT emisor, :codigo, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, creado, vence,
    cambiado, :verificador, saldo_restante
FROM portal_pago WHERE id = :id"""

Navegador = TestClient[Litestar]


def planilla(respuesta: Response, nombre: str) -> list[dict[str, str]]:
    assert respuesta.status_code == 200, respuesta.text
    assert respuesta.headers["content-type"] == "text/csv; charset=utf-8"
    assert respuesta.headers["content-disposition"] == f'attachment; filename="{nombre}"'
    assert "no-store" in respuesta.headers["cache-control"]
    texto = respuesta.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(texto, newline=""), delimiter=";"))


def test_the_history_is_all_own_payments_beyond_a_page(casa: Casa, web: Navegador) -> None:
    rechazado = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    pagado = journeys.pagado(casa)
    ajeno = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "rechazar")
    filas = planilla(web.get("/historial.csv"), "historial-de-pagos-2026-11-23.csv")
    assert [fila["Número"] for fila in filas] == [f'="{pagado.numero}"', f'="{rechazado.numero}"']
    assert f'="{ajeno.numero}"' not in {fila["Número"] for fila in filas}
    assert (filas[0]["Estado"], filas[0]["Total"]) == ("Pagado", str(pagado.total))


def test_a_long_history_is_whole(casa: Casa, web: Navegador) -> None:
    uno = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")

    async def repetir(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            copias = [{"id": uno.id, "codigo": f"COPIA-{nro}", "verificador": f"v{nro}"} for nro in range(220)]
            await tx.sql.ejecutar_varias(COPIAR, copias)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(repetir)
    filas = planilla(web.get("/historial.csv"), "historial-de-pagos-2026-11-23.csv")
    assert len({fila["Número"] for fila in filas}) == len(filas) == 221


def test_the_statement_is_what_is_owed_in_that_currency(web: Navegador) -> None:
    filas = planilla(web.get("/deudas.csv"), "estado-de-cuenta-PYG-2026-11-23.csv")
    assert {fila["Movimiento"] for fila in filas} == {"A1", "A2", "A3", "A4", "A5", "AGUA-9"}
    assert {fila["Movimiento"] for fila in filas if fila["Situación"] == "Vencida"} == {"A1", "A2", "A3", "AGUA-9"}
    assert planilla(web.get("/deudas.csv?moneda=2"), "estado-de-cuenta-USD-2026-11-23.csv") == []


def libro(respuesta: Response, nombre: str) -> list[dict[str, object]]:
    assert respuesta.status_code == 200, respuesta.text
    assert respuesta.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert respuesta.headers["content-disposition"] == f'attachment; filename="{nombre}"'
    assert "no-store" in respuesta.headers["cache-control"]
    return leer(respuesta.content)


def test_each_sheet_is_there_for_excel_too(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    (fila,) = libro(web.get("/historial.xlsx"), "historial-de-pagos-2026-11-23.xlsx")
    assert (fila["Número"], fila["Total"]) == (pago.numero, float(pago.total))
    filas = libro(web.get("/deudas.xlsx"), "estado-de-cuenta-PYG-2026-11-23.xlsx")
    assert {fila["Movimiento"] for fila in filas} == {"A3", "A4", "A5"}
    assert {fila["Vencimiento"] for fila in filas if fila["Situación"] == "Vencida"} == {date(2026, 11, 10)}


def test_the_pages_lead_to_both(casa: Casa, web: Navegador) -> None:
    journeys.pagado(casa)
    assert {"/historial.csv", "/historial.xlsx"} <= enlaces(pagina(web.get("/historial")))
    todas = {f"/{cual}.{formato}" for cual in ("historial", "deudas") for formato in ("csv", "xlsx")}
    assert todas <= enlaces(pagina(web.get("/cuenta")))


def test_dollars_are_told_to_the_cent(entrar: Callable[[str], Navegador]) -> None:
    filas = planilla(entrar(datos.DOLARES).get("/deudas.csv?moneda=2"), "estado-de-cuenta-USD-2026-11-23.csv")
    assert {fila["A pagar"] for fila in filas} == {"125,50"}


def test_asking_for_the_statement_leaves_the_cart_as_it_was(casa: Casa, web: Navegador) -> None:
    actor = casa.actor(datos.TRES_Y_AGUA)

    async def elegir(portal: Portal) -> None:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        await carrito.elegir(portal, actor, consulta.idsession, frozenset({"A1", "AGUA-9"}))

    casa.operar(elegir)
    assert web.get("/deudas.csv").status_code == 200
    _, despues = casa.operar(lambda portal: carrito.mis_deudas(portal, actor, 1))
    assert {deuda.codmovimiento for deuda in despues.items} == {"A1", "AGUA-9"}


def test_a_currency_that_does_not_exist_is_refused(web: Navegador) -> None:
    pagina(web.get("/deudas.csv?moneda=3"), 404)
    pagina(web.get("/deudas.csv?moneda=<b>"), 400)


def test_the_staff_takes_no_list_of_everybody_away(operador_web: Navegador) -> None:
    for ruta in ("/historial.csv", "/historial.xlsx", "/deudas.csv", "/deudas.xlsx"):
        pagina(operador_web.get(ruta), 403)


def test_nobody_gets_them_without_signing_in(anonimo: Navegador) -> None:
    for ruta in ("/historial.csv", "/historial.xlsx", "/deudas.csv", "/deudas.xlsx"):
        respuesta = anonimo.get(ruta, headers=PAGINA, follow_redirects=False)
        assert (respuesta.status_code, respuesta.headers["location"].split("?")[0]) == (303, "/ingreso")
