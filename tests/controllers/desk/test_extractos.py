import csv
from io import StringIO

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.pagos import Pago
from tests import datos, journeys
from tests.conftest import Casa
from tests.documents.test_sheet_xlsx import leer
from tests.pages import pagina, texto

Navegador = TestClient[Litestar]
MOTIVO = "Control diario"
TITULOS = "codigo;fecha;importe;moneda"


def _subir(operador: Navegador, *lineas: str, motivo: str = MOTIVO, canal: str = "banco-demo") -> str:
    """Where it leads, or what the page says."""
    respuesta = operador.post(
        "/operador/extractos",
        data={"canal": canal, "motivo": motivo},
        files={"archivo": ("banco.csv", "\n".join((TITULOS, *lineas)).encode(), "text/csv")},
        follow_redirects=False,
    )
    if respuesta.status_code == 303:
        return str(respuesta.headers["location"])
    return texto(pagina(respuesta, respuesta.status_code))


def _linea(pago: Pago, importe: object = None) -> str:
    return f"{pago.referencia};23/11/2026;{importe or pago.total};1"


def test_an_extract_that_agrees_has_no_differences(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    destino = _subir(operador_web, _linea(pago))
    leido = texto(pagina(operador_web.get(destino)))
    assert "Coinciden en los tres lados1" in leido
    assert "No hay diferencias" in leido


def test_each_side_s_disagreement_is_listed(casa: Casa, operador_web: Navegador) -> None:
    pagado = journeys.pagado(casa)
    journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "aprobar")
    rechazado = journeys.en_el_banco(casa, journeys.iniciar(casa, datos.SIN_CUOTAS, frozenset({"EXP-3"})), "rechazar")
    destino = _subir(operador_web, _linea(pagado, 5), _linea(rechazado), "BD-AJENA;23/11/2026;1000;1")
    leido = texto(pagina(operador_web.get(destino)))
    for dicho in (
        "Los importes no son iguales",
        "Pagado, y el extracto no lo trae",
        "Cobrado, y el pago no se hizo",
        "Cobrado, y el portal no lo conoce",
    ):
        assert dicho in leido


def test_a_payment_that_the_erp_still_claims_is_found(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)

    async def perder(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar("UPDATE erp_deuda SET codtransaccion = NULL WHERE codmovimiento = 'A1'")
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(perder)
    destino = _subir(operador_web, _linea(pago))
    assert "la empresa todavía lo reclama" in texto(pagina(operador_web.get(destino)))


def test_asking_the_erp_leaves_no_cart_behind(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)

    async def contar(portal: Portal) -> int:
        fila = await portal.repo.read(lambda tx: tx.sql.una("SELECT count(*) AS cuantas FROM erp_consulta"))
        return int(fila["cuantas"] or 0) if fila else 0

    antes = casa.operar(contar)
    _subir(operador_web, _linea(pago))
    assert casa.operar(contar) == antes


def test_an_explanation_stays_when_it_is_compared_again(operador_web: Navegador) -> None:
    destino = _subir(operador_web, "BD-AJENA;23/11/2026;1000;1", canal="canal-uno").split("?")[0]
    forma = {"tipo": "NO_ESTA_EN_PORTAL", "codigo": "BD-AJENA"}
    pagina(operador_web.post(f"{destino}/explicar", data=forma | {"explicacion": "no"}), 422)
    hecha = operador_web.post(
        f"{destino}/explicar", data=forma | {"explicacion": "Prueba del banco"}, follow_redirects=False
    )
    assert hecha.status_code == 303
    assert operador_web.post(f"{destino}/comparar", follow_redirects=False).status_code == 303
    assert "Prueba del bancoExplicada por operadora" in texto(pagina(operador_web.get(destino)))
    pagina(operador_web.post(f"{destino}/explicar", data=forma | {"explicacion": "Otra cosa más"}), 409)
    pagina(operador_web.post(f"{destino}/explicar", data={"tipo": "INVENTADO", "explicacion": "Una cosa"}), 422)


def test_the_same_file_is_loaded_once(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    assert _subir(operador_web, _linea(pago)).startswith("/operador/extractos/")
    assert "ya se cargó" in _subir(operador_web, _linea(pago))


@pytest.mark.parametrize(
    ("lineas", "motivo", "canal", "dicho"),
    [
        (["T-1;31/02/2026;5;1"], MOTIVO, "canal-uno", "línea 2: fecha es una fecha que no existe"),
        (["T-1;23/11/2026;5;1"], "", "canal-uno", "Escribí el motivo"),
        (["T-1;23/11/2026;5;1"], MOTIVO, "", "Elegí de qué canal"),
        ([], MOTIVO, "canal-uno", "ninguna línea"),
    ],
)
def test_a_wrong_one_loads_nothing(
    operador_web: Navegador, lineas: list[str], motivo: str, canal: str, dicho: str
) -> None:
    assert dicho in _subir(operador_web, *lineas, motivo=motivo, canal=canal)
    assert "Todavía no se cargó ninguno" in texto(pagina(operador_web.get("/operador/extractos")))


def test_the_differences_are_taken_away_with_a_reason(operador_web: Navegador) -> None:
    destino = _subir(operador_web, "=2+2;23/11/2026;1000;1", canal="canal-uno").split("?")[0]
    pagina(operador_web.post(f"{destino}/exportar", data={"motivo": ""}), 422)
    respuesta = operador_web.post(f"{destino}/exportar", data={"motivo": MOTIVO})
    (fila,) = csv.DictReader(StringIO(respuesta.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (fila["Código"], fila["Importe del extracto"]) == ("'=2+2", "1000")
    excel = operador_web.post(f"{destino}/exportar", data={"motivo": MOTIVO, "formato": "xlsx"})
    (fila_de_excel,) = leer(excel.content)
    assert (fila_de_excel["Código"], fila_de_excel["Importe del extracto"]) == ("=2+2", 1000.0)


def test_everything_done_there_is_written_down_with_its_reason(casa: Casa, operador_web: Navegador) -> None:
    destino = _subir(operador_web, "BD-AJENA;23/11/2026;1000;1", canal="canal-uno").split("?")[0]
    for formato in ("csv", "xlsx"):
        operador_web.post(f"{destino}/exportar", data={"motivo": MOTIVO, "formato": formato})
    operador_web.post(
        f"{destino}/explicar",
        data={"tipo": "NO_ESTA_EN_PORTAL", "codigo": "BD-AJENA", "explicacion": "Prueba del banco"},
        follow_redirects=False,
    )

    async def acciones(portal: Portal) -> list[tuple[object, object, object]]:
        filas = await portal.repo.read(
            lambda tx: tx.sql.todas(
                "SELECT actor, accion, motivo FROM portal_auditoria WHERE rol = 'operador' ORDER BY id"
            )
        )
        return [(fila["actor"], fila["accion"], fila["motivo"]) for fila in filas]

    assert casa.operar(acciones) == [
        ("operadora", "extracto", MOTIVO),
        ("operadora", "conciliar", MOTIVO),
        ("operadora", "exportar-diferencias", MOTIVO),
        ("operadora", "exportar-diferencias", MOTIVO),
        ("operadora", "explicar-diferencia", "Prueba del banco"),
    ]


@pytest.mark.parametrize("ruta", ["/operador/extractos", "/operador/extractos/1"])
def test_a_customer_sees_no_extract(web: Navegador, ruta: str) -> None:
    pagina(web.get(ruta), 403)


def test_an_extract_that_does_not_exist_is_told(operador_web: Navegador) -> None:
    pagina(operador_web.get("/operador/extractos/99"), 404)


def test_a_code_of_many_digits_is_only_a_code(operador_web: Navegador) -> None:
    destino = _subir(operador_web, f"{'9' * 40};23/11/2026;1000;1")
    assert "el portal no lo conoce" in texto(pagina(operador_web.get(destino)))


@pytest.mark.parametrize("numero", ["0", "-1", "9" * 19, "9" * 40])
def test_a_number_that_no_row_can_have(operador_web: Navegador, numero: str) -> None:
    for ruta in ("pagos", "extractos"):
        assert operador_web.get(f"/operador/{ruta}/{numero}").status_code in {400, 404}
    assert operador_web.post(f"/operador/pagos/{numero}/anular", data={"motivo": "Un motivo"}).status_code == 400
