import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from tests import journeys
from tests.conftest import Casa
from tests.pages import enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]
DIA = 24 * 60 * 60 * 1_000_000
# The same attempt some days before.
COPIAR = """
INSERT INTO portal_pago (
    emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, creado, vence,
    cambiado, verificador, saldo_restante
)
SELECT emisor, :codigo, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, creado - :dias,
    vence, cambiado, :verificador, saldo_restante
FROM portal_pago WHERE id = :id"""


def test_without_payments_it_says_what_to_do(web: Navegador) -> None:
    arbol = pagina(web.get("/historial"))
    assert "Todavía no pagaste nada por acá" in texto(arbol)
    assert "/deudas" in enlaces(arbol)


def test_it_tells_what_was_paid_and_of_which_lot_and_adds_up_only_that(casa: Casa, web: Navegador) -> None:
    rechazado = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    pagado = journeys.pagado(casa)
    arbol = pagina(web.get("/historial"))
    leido = texto(arbol)
    assert "Noviembre 2026Gs. 1.791.475" in leido
    assert "Gs. 1.791.475 en 1 pago desde el 23/11/2026" in leido
    assert leido.index(pagado.numero) < leido.index(rechazado.numero)
    filas = [texto(fila) for fila in arbol.iter("li") if fila.get("class") != "palido" and "n.º" in texto(fila)]
    (fila,) = filas
    assert fila.startswith("2 cuotas y 1 de agua Plan P1 · Lote L1 · Las Golondrinas 23/11/2026 10:00")
    assert fila.endswith(f"n.º {pagado.numero} Gs. 1.791.475")
    palidas = [texto(fila) for fila in arbol.iter("li") if fila.get("class") == "palido"]
    assert len(palidas) == 1
    assert "Rechazado" in palidas[0]
    assert {f"/comprobantes/{pago.cod_transaccion}" for pago in (rechazado, pagado)} <= enlaces(arbol)


def test_a_reversed_one_is_paler_and_adds_nothing(casa: Casa, web: Navegador) -> None:
    journeys.anulado(casa)
    leido = texto(pagina(web.get("/historial")))
    assert "Anulado" in leido
    assert " en 1 pago" not in leido


@pytest.mark.parametrize(
    ("consulta", "quedan"),
    [
        ("", 2),
        ("desde=&hasta=&lugar=&estado=", 2),
        ("estado=pagado", 1),
        ("estado=rechazado", 1),
        ("estado=anulado", 0),
        ("estado=inventado", 2),
        ("lugar=L1", 2),
        ("lugar=L9", 0),
        ("desde=2026-11-23&hasta=23/11/2026", 2),
        ("desde=2026-11-24", 0),
        ("hasta=2026-11-22", 0),
    ],
)
def test_a_filter_leaves_what_it_asks_for(casa: Casa, web: Navegador, consulta: str, quedan: int) -> None:
    journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    journeys.pagado(casa)
    arbol = pagina(web.get(f"/historial?{consulta}"))
    assert len([cada for cada in enlaces(arbol) if cada.startswith("/comprobantes/")]) == quedan
    assert ("No hay pagos así" in texto(arbol)) == (quedan == 0)


def test_of_one_lot_only_its_part_is_told(casa: Casa, web: Navegador) -> None:
    journeys.pagado(casa)
    leido = texto(pagina(web.get("/historial?lugar=L1")))
    assert "Gs. 1.765.000 en 1 pago" in leido
    assert "sin la comisión" in leido


def test_whole_months_follow_one_another_without_losing_any(casa: Casa, web: Navegador) -> None:
    uno = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")

    async def repetir(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            copias = [
                {"id": uno.id, "codigo": f"COPIA-{nro}", "verificador": f"v{nro}", "dias": nro * DIA}
                for nro in range(1, 70)
            ]
            await tx.sql.ejecutar_varias(COPIAR, copias)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(repetir)
    vistos: list[set[str]] = []
    ruta: str | None = "/historial"
    rutas: list[str | None] = []
    while ruta:
        todos = enlaces(pagina(web.get(ruta)))
        vistos.append({cada for cada in todos if cada.startswith("/comprobantes/")})
        # Where the session ends, a page leads back to itself.
        ruta = next((cada for cada in todos if cada.startswith("/historial?") and cada not in rutas), None)
        rutas.append(ruta)
    assert rutas == ["/historial?hasta=2026-09-30", None]
    assert [len(pagina) for pagina in vistos] == [54, 16]
    assert len(set().union(*vistos)) == 70


@pytest.mark.parametrize(
    ("consulta", "dicho"),
    [
        ("desde=<b>no</b>", "Escribí el día con sus cifras"),
        ("hasta=2026-02-30", "Escribí el día con sus cifras"),
        ("hasta=0001-01-01", "Escribí el día con sus cifras"),
        ("desde=2026-11-02&hasta=2026-11-01", "no puede venir después"),
    ],
)
def test_days_that_cannot_be_are_told_beside_the_box(web: Navegador, casa: Casa, consulta: str, dicho: str) -> None:
    journeys.pagado(casa)
    respuesta = web.get(f"/historial?{consulta}")
    arbol = pagina(respuesta, 422)
    campo = consulta.partition("=")[0]
    assert dicho in texto(por_id(arbol, f"{campo}-error"))
    assert "<b>no</b>" not in respuesta.text
