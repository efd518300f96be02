"""Giving a payment up, and asking for its reversal: the customer's page and the staff's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import NoDisponible
from portal.operations.payment import liberaciones
from portal.operations.portal import Portal
from portal.structs.pagos import Estado
from tests import datos, journeys
from tests.banks import BancoDificil, con_banco
from tests.conftest import Casa
from tests.pages import acciones, enlaces, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
MOTIVO = {"motivo": "Elegí la cuota equivocada"}


def test_a_payment_left_at_the_bank_is_given_up_and_its_debts_are_free(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    direccion = f"/comprobantes/{pago.cod_transaccion}"
    assert f"{direccion}/liberar" in acciones(pagina(web.get(direccion)))
    assert f"{direccion}/liberar" in acciones(pagina(web.get("/deudas")))
    libre = web.post(f"{direccion}/liberar")
    assert libre.url.path == "/deudas"
    assert "No disponibles ahora" not in texto(pagina(libre))
    arbol = pagina(web.get(direccion))
    assert titulo(arbol) == "El pago no se hizo"
    assert "Dejaste este pago sin terminar" in texto(arbol)
    otro = journeys.iniciar(casa)
    assert (otro.id, otro.estado) == (pago.id + 1, Estado.POR_VERIFICAR)
    # A second click finds it ended.
    assert web.post(f"{direccion}/liberar", follow_redirects=False).headers["location"] == direccion


def test_what_the_bank_approved_is_paid_though_it_is_given_up(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    casa.operar(lambda portal: portal.pasarela.responder(pago.referencia, "aprobar"))  # type: ignore[union-attr]
    web.post(f"/comprobantes/{pago.cod_transaccion}/liberar")
    assert titulo(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))) == "Pago realizado"


def test_while_the_bank_is_down_nothing_is_given_up(casa: Casa) -> None:
    pago = journeys.iniciar(casa)
    clienta = casa.actor(pago.usuario)

    async def liberar(portal: Portal, _: BancoDificil) -> None:
        with pytest.raises(NoDisponible):
            await liberaciones.liberar(portal, clienta, pago.cod_transaccion)

    con_banco(casa, liberar, caido=True)
    assert journeys.leer(casa, pago).estado is Estado.POR_VERIFICAR


def test_another_s_payment_is_not_given_up_nor_asked_back(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.iniciar(casa)
    ajeno = entrar(datos.AL_DIA)
    pagina(ajeno.post(f"/comprobantes/{pago.cod_transaccion}/liberar"), 404)
    pagina(ajeno.post(f"/comprobantes/{pago.cod_transaccion}/pedir-anulacion", data=MOTIVO), 404)


def test_a_reversal_is_asked_for_once_with_a_reason(casa: Casa, web: Navegador) -> None:
    pago = journeys.pagado(casa)
    direccion = f"/comprobantes/{pago.cod_transaccion}"
    sin_motivo = pagina(web.post(f"{direccion}/pedir-anulacion", data={"motivo": " "}), 422)
    assert por_id(sin_motivo, "motivo").get("aria-invalid") == "true"
    web.post(f"{direccion}/pedir-anulacion", data=MOTIVO)
    arbol = pagina(web.get(direccion))
    assert MOTIVO["motivo"] in texto(arbol)
    assert "todavía no respondió" in texto(arbol)
    assert f"{direccion}/pedir-anulacion" not in acciones(arbol)
    assert "Ya pediste" in texto(pagina(web.post(f"{direccion}/pedir-anulacion", data=MOTIVO), 409))


def test_the_staff_sees_it_and_answers(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    direccion = f"/comprobantes/{pago.cod_transaccion}"
    entrar(datos.TRES_Y_AGUA).post(f"{direccion}/pedir-anulacion", data=MOTIVO)
    operadora = entrar("operadora")
    bandeja = pagina(operadora.get("/operador/bandeja"))
    assert f"/operador/pagos/{pago.id}" in enlaces(bandeja)
    negar = f"/operador/pagos/{pago.id}/negar"
    assert negar in acciones(pagina(operadora.get(f"/operador/pagos/{pago.id}")))
    pagina(operadora.post(negar, data={"respuesta": ""}), 422)
    pagina(operadora.post(negar, data={"respuesta": "Ese pago es correcto"}))
    pagina(operadora.post(negar, data={"respuesta": "Ese pago es correcto"}), 409)
    leido = texto(pagina(entrar(datos.TRES_Y_AGUA).get(direccion)))
    assert "Rechazada" in leido
    assert "Ese pago es correcto" in leido


def test_a_reversal_answers_the_request(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    direccion = f"/comprobantes/{pago.cod_transaccion}"
    entrar(datos.TRES_Y_AGUA).post(f"{direccion}/pedir-anulacion", data=MOTIVO)
    entrar("operadora").post(f"/operador/pagos/{pago.id}/anular", data={"motivo": "La clienta eligió mal"})
    assert "Aceptada" in texto(pagina(entrar(datos.TRES_Y_AGUA).get(direccion)))


def test_the_next_day_an_unanswered_request_is_answered(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    direccion = f"/comprobantes/{pago.cod_transaccion}"
    entrar(datos.TRES_Y_AGUA).post(f"{direccion}/pedir-anulacion", data=MOTIVO)
    casa.clock.adelantar(timedelta(days=1))
    journeys.barrer(casa)
    web = entrar(datos.TRES_Y_AGUA)
    leido = texto(pagina(web.get(direccion)))
    assert "Pasó el día en que se pagó: sigue como anulación tardía." in leido
    assert "Anulación tardía: Sin tomar" in leido


def test_the_tray_is_the_staff_s(web: Navegador) -> None:
    pagina(web.get("/operador/bandeja"), 403)
