import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import Rechazo, ResultadoDesconocido
from portal.operations import sweep
from portal.operations.debts import carrito
from portal.operations.payment import comprobantes, evidencia, lookup, pagos
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import eventos, listados
from portal.rules.payment.seguimiento import SIN_ORDEN
from portal.settings import cargar
from portal.structs.pagos import Estado, Pago
from portal.web.middleware.headers import CSP
from tests import datos, journeys
from tests.conftest import PAGINA, Casa
from tests.pages import pagina, texto, titulo
from tests.pasarela.bancard.server import PRIVADA, PUBLICA, BancardDePrueba, firma, servir

Navegador = TestClient[Litestar]
AVISOS = "/bancard/confirmacion"
JSON = {"content-type": "application/json"}
RECIBIDO = {"status": "success"}


@pytest.fixture
def banco() -> Iterator[BancardDePrueba]:
    with servir() as bancard:
        yield bancard


@pytest.fixture
def casa(casa: Casa, banco: BancardDePrueba) -> Casa:
    """The same company, with Bancard as its gateway."""
    casa.settings = cargar(
        {
            "SQLITE_PATH": casa.settings.sqlite_path,
            "PASARELA": "bancard",
            "BANCARD_URL": banco.url,
            "BANCARD_PUBLIC_KEY": PUBLICA,
            "BANCARD_PRIVATE_KEY": PRIVADA,
        }
    )
    return casa


def avisar(cliente: Navegador, aviso: dict[str, Any]) -> Response:
    return cliente.post(AVISOS, content=json.dumps(aviso), headers=JSON)


def como_quedo(casa: Casa, pago: Pago) -> tuple[Estado, list[Estado]]:
    """Its state as it is written, and all that it went through."""

    async def leer(portal: Portal) -> tuple[Estado, list[Estado]]:
        async def mirar(tx: Transaccion) -> tuple[Estado, list[Estado]]:
            [guardado] = await listados.de_sesion(tx.sql, pago.idsession)
            return guardado.estado, [evento.a for evento in await eventos.eventos(tx.sql, pago.id)]

        return await portal.repo.read(mirar)

    return casa.operar(leer)


def test_a_customer_pays_and_has_a_receipt(casa: Casa, banco: BancardDePrueba, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    assert pago.url_pasarela is not None
    respuesta = web.get(pago.url_pasarela.removeprefix(casa.settings.url_publica))
    arbol = pagina(respuesta)
    guiones = [guion.get("src") for guion in arbol.iter("script")]
    assert f"{banco.url}/checkout/javascript/dist/bancard-checkout-4.0.0.js" in guiones
    assert banco.compras[pago.id].proceso in respuesta.text
    assert "Bancard cobra solo en navegadores con JavaScript" in texto(next(arbol.iter("noscript")))
    banco.pagar(pago.id)
    assert avisar(web, banco.aviso(pago.id)).json() == RECIBIDO
    assert como_quedo(casa, pago)[0] is Estado.PAGADO  # the notice was enough: nobody had to look
    assert titulo(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}?status=payment_success"))) == "Pago realizado"


def test_whoever_pays_by_a_link_has_bancard_s_frame_and_a_receipt_without_a_session(
    casa: Casa, banco: BancardDePrueba, anonimo: Navegador
) -> None:
    anonimo.headers.update(PAGINA)
    ruta = f"/por-enlace/{journeys.enlace(casa)[0]}"
    ocultos = (campo for campo in pagina(anonimo.get(ruta)).iter("input") if campo.get("type") == "hidden")
    campos = {str(campo.get("name")): str(campo.get("value")) for campo in ocultos}
    marco = anonimo.post(ruta, data=campos, follow_redirects=False).headers["location"]
    marco = marco.removeprefix(casa.settings.url_publica)
    respuesta = anonimo.get(marco)
    assert banco.url in respuesta.headers["content-security-policy"]
    assert datos.TRES_Y_AGUA not in respuesta.text
    [numero] = banco.compras
    assert f'data-proceso="{banco.compras[numero].proceso}"' in respuesta.text
    pagina(anonimo.get(f"{marco}x"), 404)
    banco.pagar(numero)
    avisar(anonimo, banco.aviso(numero))
    recibo = anonimo.get(marco)
    assert recibo.url.path.startswith("/pago-por-enlace/")
    assert titulo(pagina(recibo)) == "Pago realizado"


def test_a_rejected_card_is_told_in_words(casa: Casa, banco: BancardDePrueba, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id, "51")
    avisar(web, banco.aviso(pago.id))
    leido = texto(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}")))
    assert "La tarjeta no tiene fondos suficientes: no se debitó nada. Bancard dice: «Transaccion denegada»." in leido


def test_notices_that_repeat_or_come_early_pay_once(casa: Casa, banco: BancardDePrueba, anonimo: Navegador) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    aviso = banco.aviso(pago.id)
    banco.compras[pago.id].confirmacion = None  # told before it can be asked
    assert avisar(anonimo, aviso).json() == RECIBIDO
    assert como_quedo(casa, pago)[0] is Estado.POR_VERIFICAR
    banco.pagar(pago.id)
    for _ in range(3):
        assert avisar(anonimo, aviso).json() == RECIBIDO
    assert como_quedo(casa, pago) == (
        Estado.PAGADO,
        [Estado.POR_VERIFICAR, Estado.EN_PROCESO, Estado.PAGADO],
    )


def test_a_notice_proves_nothing(casa: Casa, banco: BancardDePrueba, anonimo: Navegador) -> None:
    """Its signature does not cover the response: an approval is believed only from Bancard's own mouth."""
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    aprobada = banco.aviso(pago.id)
    banco.pagar(pago.id, "05")
    assert avisar(anonimo, aprobada).json() == RECIBIDO
    assert como_quedo(casa, pago)[0] is Estado.RECHAZADO
    operadora = casa.actor("operadora")
    aviso, respuesta = casa.operar(lambda portal: evidencia.leer(portal, operadora, pago.id))
    assert aviso.texto.startswith("aviso, que no prueba nada: response=S; response_code=00; ")
    assert respuesta.texto.startswith("confirmations: response=N; response_code=05; ")
    for secreto in (banco.aviso(pago.id)["operation"]["token"], "127.0.0.1", PRIVADA):
        assert secreto not in aviso.texto + respuesta.texto


@pytest.mark.parametrize("cambio", [{"token": "0" * 32}, {"token": "ñ"}, {"amount": "1.00"}, {"currency": "USD"}])
def test_a_forged_notice_asks_nobody(
    casa: Casa, banco: BancardDePrueba, anonimo: Navegador, cambio: dict[str, str]
) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    pedidos = len(banco.pedidos)
    aviso = {"operation": banco.aviso(pago.id)["operation"] | cambio}
    assert avisar(anonimo, aviso).status_code == 403
    assert len(banco.pedidos) == pedidos
    assert como_quedo(casa, pago)[0] is Estado.POR_VERIFICAR


def test_a_signed_notice_of_an_order_of_nobody_is_taken(banco: BancardDePrueba, anonimo: Navegador) -> None:
    operacion = {"shop_process_id": 987, "amount": "1.00", "currency": "PYG"}
    aviso = {"operation": operacion | {"token": firma(987, "confirm", "1.00", "PYG")}}
    assert avisar(anonimo, aviso).json() == RECIBIDO
    assert banco.pedidos == []


@pytest.mark.parametrize("cuerpo", ["", "{}", " {} ", '{"operation": null}'])
def test_bancards_watch_is_answered(anonimo: Navegador, cuerpo: str) -> None:
    respuesta = anonimo.post(AVISOS, content=cuerpo, headers=JSON)
    assert (respuesta.status_code, respuesta.json()) == (200, RECIBIDO)


@pytest.mark.parametrize(
    ("cuerpo", "tipo", "estado"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "application/x-www-form-urlencoded", 415),
        (b"{}", "", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"operation": "\xff"}', "application/json", 400),
        (b'{"operation": ' + b"[" * 3000, "application/json", 400),
        (b'{"x": ' + b"[" * 3000 + b"]" * 3000 + b"}", "application/json", 400),
        (b'{"operation": {"token": 1}}', "application/json", 400),
        (
            b'{"operation":{"token":"a","shop_process_id":"1","amount":"1.00","currency":"PYG"}}',
            "application/json",
            400,
        ),
        (b" " * 9000 + b"{}", "application/json", 413),
    ],
)
def test_what_is_no_notice_is_refused(anonimo: Navegador, cuerpo: bytes, tipo: str, estado: int) -> None:
    respuesta = anonimo.post(AVISOS, content=cuerpo, headers={"content-type": tipo} if tipo else {})
    assert respuesta.status_code == estado, respuesta.text
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert anonimo.get(AVISOS).status_code == 405


@pytest.mark.parametrize("falla", ["rst", "basura", "PosCommunicationError", "InvalidTokenError"])
def test_a_notice_is_taken_even_where_bancard_then_does_not_answer(
    casa: Casa, banco: BancardDePrueba, anonimo: Navegador, falla: str
) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    banco.falla = falla
    assert avisar(anonimo, banco.aviso(pago.id)).json() == RECIBIDO
    assert como_quedo(casa, pago)[0] is Estado.POR_VERIFICAR
    banco.falla = ""
    casa.clock.adelantar(timedelta(minutes=1))
    casa.operar(sweep.barrer)
    assert como_quedo(casa, pago)[0] is Estado.PAGADO


@pytest.mark.parametrize("cambio", [{"amount": "1.00"}, {"currency": "USD"}, {"currency": "guaraníes"}])
def test_another_amount_is_for_a_person(
    casa: Casa, banco: BancardDePrueba, anonimo: Navegador, cambio: dict[str, str]
) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    aviso = banco.aviso(pago.id)
    banco.pagar(pago.id, **cambio)
    avisar(anonimo, aviso)
    assert como_quedo(casa, pago)[0] is Estado.DESCONOCIDO


def test_what_was_charged_and_not_applied_is_for_a_person(casa: Casa, banco: BancardDePrueba, web: Navegador) -> None:
    pago = journeys.iniciar(casa)

    async def cerrar_en_la_empresa(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(
                "UPDATE erp_consulta SET pagada = 1 WHERE idsession = :idsession", idsession=pago.idsession
            )
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(cerrar_en_la_empresa)
    banco.pagar(pago.id)
    avisar(web, banco.aviso(pago.id))
    assert como_quedo(casa, pago)[0] is Estado.DESCONOCIDO
    assert "Pago realizado" not in titulo(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}")))


def test_a_charge_that_is_found_after_the_term_is_applied(
    casa: Casa, banco: BancardDePrueba, anonimo: Navegador
) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    casa.clock.instante = pago.vence + timedelta(minutes=1)
    avisar(anonimo, banco.aviso(pago.id))
    assert como_quedo(casa, pago)[0] is Estado.PAGADO


def test_ten_minutes_without_a_payment_end_it_at_bancard_too(casa: Casa, banco: BancardDePrueba) -> None:
    pago = journeys.iniciar(casa)
    casa.clock.instante = pago.vence + timedelta(seconds=1)
    casa.operar(sweep.barrer)
    assert como_quedo(casa, pago)[0] is Estado.VENCIDO
    consultado, reversado = (
        banco.pedidos.index(f"/vpos/api/0.3/single_buy/{que}") for que in ("confirmations", "rollback")
    )
    assert consultado < reversado


def test_an_order_whose_answer_was_lost_frees_its_debts_in_half_a_minute(casa: Casa, banco: BancardDePrueba) -> None:
    """Nobody was ever told where to pay it, so that nothing can have been charged."""
    banco.falla, banco.falla_en = "despues", "/single_buy"
    with pytest.raises(ResultadoDesconocido):
        journeys.iniciar(casa)
    [perdida] = banco.compras
    banco.falla = ""
    clienta = casa.actor(datos.TRES_Y_AGUA)
    pago = casa.operar(lambda portal: lookup.cargar(portal, clienta, perdida))
    with pytest.raises(Rechazo, match="menos de un minuto"):
        casa.operar(lambda portal: pagos.iniciar(portal, clienta, pago.idsession, pago.total))
    casa.clock.adelantar(SIN_ORDEN + timedelta(seconds=1))
    casa.operar(sweep.barrer)
    otro = journeys.iniciar(casa)
    assert (otro.estado, otro.id > perdida) == (Estado.POR_VERIFICAR, True)
    assert otro.vence == otro.creado + timedelta(minutes=casa.settings.pago_vence_minutos)
    operadora = casa.actor("operadora")
    comprobante = casa.operar(lambda portal: comprobantes.por_id(portal, operadora, perdida))
    assert (comprobante.pago.estado, comprobante.pago.devolucion) == (Estado.VENCIDO, None)
    assert "no llegó a abrir" in comprobante.eventos[-1].motivo
    assert not any(pedido.endswith("/rollback") for pedido in banco.pedidos)


def test_dollars_are_refused_before_anything_is_claimed(casa: Casa, banco: BancardDePrueba) -> None:
    actor = casa.actor(datos.DOLARES)

    async def pagar(portal: Portal) -> list[Pago]:
        consulta, _ = await carrito.mis_deudas(portal, actor, 2)
        _, elegido = await carrito.elegir(portal, actor, consulta.idsession, frozenset({"F1"}))
        assert elegido.total is not None
        with pytest.raises(Rechazo, match="no se puede pagar en dólares"):
            await pagos.iniciar(portal, actor, consulta.idsession, elegido.total)
        return list((await pagos.listar(portal, actor)).pagos)

    assert casa.operar(pagar) == []
    assert banco.pedidos == []


def test_the_page_is_of_its_owner_and_of_its_order_alone(casa: Casa, web: Navegador) -> None:
    propia, ajena = journeys.iniciar(casa), journeys.iniciar(casa, datos.DOS_PLANES, frozenset({"G1", "H1", "H2"}))
    assert ajena.url_pasarela is not None
    pagina(web.get(ajena.url_pasarela.removeprefix(casa.settings.url_publica)), 404)
    pagina(web.get(f"/bancard/{propia.cod_transaccion}/otro"), 404)


def test_what_may_not_be_paid_any_more_is_not_offered(casa: Casa, banco: BancardDePrueba, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    assert pago.url_pasarela is not None
    banco.pagar(pago.id)
    avisar(web, banco.aviso(pago.id))
    respuesta = web.get(pago.url_pasarela.removeprefix(casa.settings.url_publica), follow_redirects=False)
    assert (respuesta.status_code, respuesta.headers["location"]) == (303, f"/comprobantes/{pago.cod_transaccion}")


def test_only_that_page_is_open_to_bancard(casa: Casa, banco: BancardDePrueba, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    assert pago.url_pasarela is not None
    abierta = web.get(pago.url_pasarela.removeprefix(casa.settings.url_publica)).headers["content-security-policy"]
    partes = dict(parte.strip().split(" ", 1) for parte in abierta.split(";"))
    assert {nombre for nombre, valor in partes.items() if banco.url in valor} == {
        "script-src",
        "frame-src",
        "connect-src",
    }
    assert "unsafe" not in abierta
    for ruta in ("/deudas", "/ayuda", f"/comprobantes/{pago.cod_transaccion}", "/bancard", "/nada"):
        assert web.get(ruta).headers["content-security-policy"] == CSP, ruta


def test_without_bancard_there_is_no_door_for_it(casa: Casa) -> None:
    casa.settings = cargar({"SQLITE_PATH": casa.settings.sqlite_path})
    with TestClient(casa.app()) as cliente:
        respuesta = cliente.get("/bancard/EC-1/proceso", headers=PAGINA)
        assert (respuesta.status_code, respuesta.headers["content-security-policy"]) == (404, CSP)
        assert avisar(cliente, {}).status_code == 404


def test_no_secret_is_said(
    casa: Casa, banco: BancardDePrueba, anonimo: Navegador, capfd: pytest.CaptureFixture[str]
) -> None:
    pago = journeys.iniciar(casa)
    banco.pagar(pago.id)
    dichas = [repr(casa.settings)]
    for falla in ("InvalidTokenError", "basura", "rst", ""):
        banco.falla = falla
        dichas.append(avisar(anonimo, banco.aviso(pago.id)).text)
    dichas.append(avisar(anonimo, {"operation": {"token": PRIVADA}}).text)
    salida = capfd.readouterr()
    assert "bancard_rehusa_las_claves" in salida.out + salida.err
    todo = "".join((*dichas, salida.out, salida.err))
    for secreto in (PRIVADA, PUBLICA, firma(pago.id, "get_confirmation")):
        assert secreto not in todo


def test_bancards_number_and_ours_are_one(casa: Casa, banco: BancardDePrueba) -> None:
    pago = journeys.iniciar(casa)
    assert list(banco.compras) == [pago.id]
    assert pago.referencia == str(pago.id)
