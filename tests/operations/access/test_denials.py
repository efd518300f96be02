"""Who was told "no" leaves a row, with the address; a flood does not fill the audit."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import NoPermitido
from portal.operations.access.denials import anotar
from portal.operations.books.auditoria import verificar_auditoria
from portal.operations.portal.refused import PERIODO, POR_QUIEN
from tests import datos
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.controllers.api.channel import pagar

Negada = tuple[object, ...]


def negadas(casa: Casa) -> list[Negada]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return base.execute(
            "SELECT actor, objeto, resultado, direccion FROM portal_auditoria "
            "WHERE accion = 'acceso-negado' ORDER BY id"
        ).fetchall()


def test_every_kind_of_refusal_leaves_a_row(
    casa: Casa,
    anonimo: TestClient[Litestar],
    con_token: Callable[[str], ClienteApi],
    entrar: Callable[[str], TestClient[Litestar]],
) -> None:
    uno, dos, ana = con_token("canal-uno"), con_token("canal-dos"), con_token(datos.TRES_Y_AGUA)
    pagar(uno)
    assert dos.get("/pago/T-1").status_code == 404
    assert dos.get("/carrito/1").status_code == 404
    assert dos.post("/anulacion", cod_transaccion="T-1").status_code == 404
    con_clave = dos.cabeceras | {"idempotency-key": "k1"}
    assert anonimo.post("/anulacion?cod_transaccion=T-1", headers=con_clave).status_code == 404
    assert ana.get("/consulta/deuda-cliente/", documento=datos.AL_DIA, moneda=1).status_code == 404
    assert ana.post("/pago", session=1, user="x", cod_transaccion="T-9").status_code == 403
    # What does not exist is nobody's.
    assert dos.get("/pago/T-0").status_code == 404
    assert dos.get("/carrito/999").status_code == 404
    web = entrar(datos.AL_DIA)
    assert web.get("/comprobantes/T-1").status_code == 404
    assert web.get("/operador").status_code == 403
    assert web.post("/salir", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert [fila[:3] for fila in negadas(casa)] == [
        ("canal-dos", "pago 1", "pago-desconocido"),
        ("canal-dos", "consulta 1", "consulta-desconocida"),
        ("canal-dos", "pago 1", "transaccion-desconocida"),
        ("canal-dos", "pago 1", "transaccion-desconocida"),
        (datos.TRES_Y_AGUA, datos.AL_DIA, "cliente-desconocido"),
        (datos.TRES_Y_AGUA, "POST /pago", "no-permitido"),
        (datos.AL_DIA, "pago 1", "pago-desconocido"),
        (datos.AL_DIA, "GET /operador", "no-permitido"),
        ("PORTAL", "POST /salir", "origen-ajeno"),
    ]
    assert {fila[3] for fila in negadas(casa)} == {"testclient"}
    assert casa.operar(verificar_auditoria).entera


def test_a_session_of_somebody_else_leaves_a_row(casa: Casa, web: TestClient[Litestar]) -> None:
    with TestClient(casa.app()) as otra:
        otra.post("/ingreso", data={"usuario": datos.AL_DIA, "clave": datos.CLAVE}, headers=PAGINA)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        (sid,) = base.execute(
            "SELECT s.sid FROM portal_sesion s JOIN portal_usuario u ON u.id = s.usuario_id WHERE u.usuario = ?",
            (datos.AL_DIA,),
        ).fetchone()
    ajena, ninguna = web.post(f"/cuenta/sesiones/{sid}/cerrar"), web.post("/cuenta/sesiones/no-hay/cerrar")
    assert (ajena.status_code, ajena.content) == (ninguna.status_code, ninguna.content)
    assert ajena.status_code == 404
    assert negadas(casa) == [(datos.TRES_Y_AGUA, f"sesion {sid[:8]}", "sesion-desconocida", "testclient")]


def test_a_flood_of_refusals_is_some_rows_an_hour(casa: Casa, web: TestClient[Litestar]) -> None:
    for _ in range(POR_QUIEN + 30):
        assert web.get("/operador").status_code == 403
    assert len(negadas(casa)) == POR_QUIEN
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        motivos = base.execute("SELECT motivo FROM portal_auditoria WHERE accion = 'acceso-negado'").fetchall()
    assert [motivo for (motivo,) in motivos if "no se anotan" in motivo] == [motivos[-1][0]]
    casa.clock.adelantar(PERIODO)
    web.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE})
    web.get("/operador")
    assert len(negadas(casa)) == POR_QUIEN + 1


def test_a_role_at_another_s_door_to_sign_in_has_its_row_already(casa: Casa) -> None:
    error = NoPermitido("puerta-equivocada")
    casa.operar(lambda portal: anotar(portal, error, None, "POST /ingreso", "190.0.0.1"))
    assert negadas(casa) == []
