"""Everything that an operador does or looks at leaves a row with who and what, and why where a reason is asked.

One table over the router: a route of the desk that is in neither fails the test.
"""

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.desk import pedidos
from portal.operations.payment import liberaciones
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.pagos import Pago
from tests import datos, journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa
from tests.controllers.test_permissions import rutas

Navegador = TestClient[Litestar]
MOTIVO = "Llamó para preguntar"
AYER = "2026-11-22"
EXTRACTO = b"codigo;fecha;importe;moneda\nBD-AJENA;23/11/2026;1000;1\n"
LEJANO = b"codigo;fecha;importe;moneda\nBD-AJENA;23/11/2062;1000;1\n"
COLUMNAS = {"codigo": "CODIGO", "fecha": "FECHA", "importe": "IMPORTE", "moneda": "MONEDA"}

# What each does: the form, the action it is written down as, and whether with a reason. {pago}, {dudoso} and {extracto}
# are numbers of rows that exist; {pedido} is a payment whose reversal was asked for, {retenido} one that was given up
# while the bank keeps its money; {lejano} is the key of a file whose dates are asked about, {elegidas} of one whose
# columns were chosen.
ACTOS: dict[str, tuple[str, dict[str, str], str, bool]] = {
    "GET /operador/bandeja": ("/operador/bandeja", {}, "ver-bandeja", False),
    "POST /operador/pagos/{numero:int}/negar": (
        "/operador/pagos/{pedido}/negar",
        {"respuesta": MOTIVO},
        "anulacion-negar",
        True,
    ),
    "POST /operador/pagos/{numero:int}/devuelto": (
        "/operador/pagos/{retenido}/devuelto",
        {"evidencia": MOTIVO},
        "pago",
        True,
    ),
    "GET /operador/pagos": ("/operador/pagos?estado=PAGADO", {}, "listar-pagos", False),
    "POST /operador/pagos": ("/operador/pagos", {"buscar": datos.TRES_Y_AGUA}, "listar-pagos", False),
    "POST /operador/pagos/exportar": ("/operador/pagos/exportar", {"motivo": MOTIVO}, "exportar-pagos", True),
    "GET /operador/pagos/{numero:int}": ("/operador/pagos/{pago}", {}, "ver-pago", False),
    "POST /operador/pagos/{numero:int}/anular": ("/operador/pagos/{pago}/anular", {"motivo": MOTIVO}, "pago", True),
    "POST /operador/pagos/{numero:int}/resolver": (
        "/operador/pagos/{dudoso}/resolver",
        {"estado": "RECHAZADO", "evidencia": MOTIVO},
        "pago",
        True,
    ),
    "POST /operador/dia/{fecha:date}/cerrar": (f"/operador/dia/{AYER}/cerrar", {"motivo": MOTIVO}, "cierre", True),
    "POST /operador/dia/{fecha:date}/exportar": (
        f"/operador/dia/{AYER}/exportar",
        {"motivo": MOTIVO},
        "exportar-dia",
        True,
    ),
    "POST /operador/extractos": ("/operador/extractos", {"canal": "banco-demo", "motivo": MOTIVO}, "extracto", True),
    "GET /operador/extractos/{numero:int}": ("/operador/extractos/{extracto}", {}, "ver-extracto", False),
    "POST /operador/extractos/{numero:int}/comparar": (
        "/operador/extractos/{extracto}/comparar",
        {},
        "conciliar",
        True,
    ),
    "POST /operador/extractos/{numero:int}/explicar": (
        "/operador/extractos/{extracto}/explicar",
        {"tipo": "NO_ESTA_EN_PORTAL", "codigo": "BD-AJENA", "explicacion": MOTIVO},
        "explicar-diferencia",
        True,
    ),
    "POST /operador/extractos/{numero:int}/exportar": (
        "/operador/extractos/{extracto}/exportar",
        {"motivo": MOTIVO},
        "exportar-diferencias",
        True,
    ),
    "GET /operador/extractos/pendiente/{llave:str}": (
        "/operador/extractos/pendiente/{lejano}",
        {},
        "ver-borrador",
        False,
    ),
    "POST /operador/extractos/pendiente/{llave:str}/aceptar": (
        "/operador/extractos/pendiente/{lejano}/aceptar",
        {},
        "extracto",
        True,
    ),
    "POST /operador/extractos/pendiente/{llave:str}/descartar": (
        "/operador/extractos/pendiente/{lejano}/descartar",
        {},
        "descartar-extracto",
        True,
    ),
    "GET /operador/extractos/pendiente/{llave:str}/columnas": (
        "/operador/extractos/pendiente/{lejano}/columnas",
        {},
        "ver-borrador",
        False,
    ),
    "POST /operador/extractos/pendiente/{llave:str}/columnas": (
        "/operador/extractos/pendiente/{lejano}/columnas",
        COLUMNAS,
        "elegir-columnas",
        True,
    ),
    "POST /operador/extractos/columnas/olvidar": (
        "/operador/extractos/columnas/olvidar?de={elegidas}",
        {"canal": "banco-demo", "motivo": MOTIVO},
        "olvidar-columnas",
        True,
    ),
    "GET /comprobantes/{cod:str}": ("/comprobantes/{codigo}", {}, "ver-pago", False),
    "GET /comprobantes/{cod:str}/pdf": ("/comprobantes/{codigo}/pdf", {}, "ver-pago", False),
}
SIN_FILA = {
    "GET /operador": "sums and numbers, of nobody",
    "POST /operador": "a form that was left open is sent to where customers are",
    "GET /operador/dia": "sums by channel, of nobody",
    "GET /operador/dia/mes": "sums by day, of nobody",
    "GET /operador/extractos": "names of files, of nobody",
    "GET /operador/extractos/columnas": "titles of files, of nobody",
}


# What they write down is told in their own tests, with what has to happen before.
APARTE = (
    "/operador/auditoria",
    "/operador/canales",
    "/operador/casos",
    "/operador/clientes",
    "/operador/correos",
    "/operador/empresa",
    "/operador/invitaciones",
    "/operador/pagos/{numero:int}/solicitudes",
)


def test_every_route_of_the_desk_is_in_the_table(casa: Casa) -> None:
    de_la_mesa = {
        f"{metodo} {ruta}"
        for metodo, ruta, _ in rutas(casa.app())
        if ruta.startswith("/operador") and not ruta.startswith(APARTE)
    }
    assert de_la_mesa == {ruta for ruta in ACTOS if "/operador" in ruta} | SIN_FILA.keys()


def _pago_para(casa: Casa, camino: str) -> Pago:
    if "{dudoso}" in camino:
        return journeys.dudoso(casa)
    if "{retenido}" in camino:
        return _retenido(casa)
    pago = journeys.pagado(casa)
    if "{pedido}" in camino:
        clienta = casa.actor(pago.usuario)
        casa.operar(lambda portal: pedidos.pedir(portal, clienta, pago.cod_transaccion, MOTIVO))
    return pago


def _retenido(casa: Casa) -> Pago:
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)

    async def dejar(portal: Portal, _: BancoDificil) -> None:
        await liberaciones.liberar(portal, clienta, pago.cod_transaccion)

    con_banco(casa, dejar, devuelve=False)
    return pago


def _filas(casa: Casa) -> list[dict[str, Any]]:
    async def leer(portal: Portal) -> list[dict[str, Any]]:
        async def mirar(tx: Transaccion) -> list[dict[str, Any]]:
            return [
                dict(fila)
                for fila in await tx.sql.todas(
                    "SELECT actor, rol, accion, objeto, motivo FROM portal_auditoria WHERE rol = 'operador' ORDER BY id"
                )
            ]

        return await portal.repo.read(mirar)

    return casa.operar(leer)


def _subir(operador: Navegador, contenido: bytes) -> str:
    respuesta = operador.post(
        "/operador/extractos",
        data={"canal": "banco-demo", "motivo": MOTIVO},
        files={"archivo": ("banco.csv", contenido, "text/csv")},
        follow_redirects=False,
    )
    assert respuesta.status_code == 303, respuesta.text
    return str(respuesta.headers["location"]).split("?")[0].rsplit("/", 1)[1]


def _elegidas(operador: Navegador) -> str:
    clave = _subir(operador, LEJANO)
    assert operador.post(f"/operador/extractos/pendiente/{clave}/columnas", data=COLUMNAS).status_code == 200
    return clave


@pytest.mark.parametrize("ruta", ACTOS)
def test_it_leaves_its_row(casa: Casa, operador_web: Navegador, ruta: str) -> None:
    camino, formulario, accion, con_motivo = ACTOS[ruta]
    pago = _pago_para(casa, camino)
    extracto = _subir(operador_web, EXTRACTO) if "{extracto}" in camino else ""
    lejano = _subir(operador_web, LEJANO) if "{lejano}" in camino else ""
    direccion = camino.format(
        pago=pago.id,
        dudoso=pago.id,
        pedido=pago.id,
        retenido=pago.id,
        extracto=extracto,
        lejano=lejano,
        elegidas=_elegidas(operador_web) if "{elegidas}" in camino else "",
        codigo=pago.cod_transaccion,
    )
    antes = len(_filas(casa))
    if ruta == "POST /operador/extractos":
        _subir(operador_web, EXTRACTO)
    else:
        posteado = formulario or {"nada": ""}
        respuesta = (
            operador_web.get(direccion)
            if ruta.startswith("GET")
            else operador_web.post(direccion, data=posteado, follow_redirects=False)
        )
        assert respuesta.status_code in {200, 303}, respuesta.text
    nuevas = [fila for fila in _filas(casa)[antes:] if fila["accion"] == accion]
    assert nuevas, _filas(casa)[antes:]
    assert {fila["actor"] for fila in nuevas} == {"operadora"}
    assert nuevas[0]["objeto"] not in ("", "-")
    assert (nuevas[0]["motivo"] == MOTIVO) is con_motivo


@pytest.mark.parametrize("motivo", ["", "    ", "abc", "x" * 501])
def test_without_a_reason_nothing_is_shown_or_done(casa: Casa, operador_web: Navegador, motivo: str) -> None:
    pago = journeys.pagado(casa)
    pedidos = {
        "/operador/clientes/deudas": {"documento": datos.TRES_Y_AGUA},
        f"/operador/dia/{AYER}/cerrar": {},
        f"/operador/dia/{AYER}/exportar": {},
        f"/operador/pagos/{pago.id}/anular": {},
    }
    for ruta, formulario in pedidos.items():
        assert operador_web.post(ruta, data=formulario | {"motivo": motivo}).status_code == 422, ruta
    assert {fila["accion"] for fila in _filas(casa)} == {"ver-pago"}  # the page that asks again


def test_a_customer_s_own_looks_leave_none(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    for ruta in ("/deudas", "/historial", f"/comprobantes/{pago.cod_transaccion}"):
        assert web.get(ruta).status_code == 200
    assert _filas(casa) == []
