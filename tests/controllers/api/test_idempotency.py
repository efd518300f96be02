"""Idempotency-Key on the two requests that move money, and the plain repetition of a code."""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import EnCurso, EnVerificacion, NoDisponible
from portal.operations import idempotency
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.decide import PLAZO
from portal.structs.idempotency import Contestado, KeyedRequest
from tests import datos, journeys
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import PROBLEMA, abrir, agregar

DEBER = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, tipo, lote)
VALUES (:codigo, 1, :documento, 'Agua', 1000, 1000, 1, '2026-01-10', 'AGUA', 'L99')"""
CANCELAR = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, tipo, plan_codi, lote
) VALUES ('CANC-X', 1, :documento, 'Cancelación', 9000, 9000, 1, '2026-12-31', 'CANCELACION', 'P99', 'L99')"""
UN_SEGUNDO = timedelta(seconds=1)
LLAVE = "6f1c3b1e-0f5e-4a53-9d0b-6a1b1a1f0c11"


def carrito(api: ClienteApi) -> int:
    idsession = abrir(api)
    agregar(api, idsession, "A1", "A2", "AGUA-9")
    return idsession


class Cobros:
    """The canal's two requests on one server, with or without a key."""

    def __init__(self, servidor: TestClient[Litestar], api: ClienteApi) -> None:
        self.servidor = servidor
        self.api = api

    def _post(self, ruta: str, llave: str | bytes | None, **parametros: str | int) -> Response:
        cabeceras: dict[str, str | bytes] = {**self.api.cabeceras}
        if llave is not None:
            cabeceras["idempotency-key"] = llave
        return self.servidor.post(ruta, params=parametros, headers=cabeceras)

    def pagar(self, session: int, codigo: str = "T-1", llave: str | bytes | None = LLAVE, user: str = "x") -> Response:
        return self._post("/pago", llave, session=session, user=user, cod_transaccion=codigo)

    def anular(self, codigo: str = "T-1", llave: str | bytes | None = LLAVE) -> Response:
        return self._post("/anulacion", llave, cod_transaccion=codigo)

    def pagos(self) -> list[dict[str, object]]:
        return list(self.api.get("/pagos").json()["pagos"])


@pytest.fixture
def cobros(anonimo: TestClient[Litestar], canal_api: ClienteApi) -> Cobros:
    return Cobros(anonimo, canal_api)


def pedido(session: int, codigo: str = "T-1") -> KeyedRequest:
    """What the door makes of that request: with another huella it would answer 422 below, and not 409."""
    huella = hashlib.sha256(msgspec.json.encode(("POST /pago", session, codigo))).hexdigest()
    return KeyedRequest("canal-uno", "POST /pago", LLAVE, huella, codigo)


def repetida(respuesta: Response) -> bool:
    return respuesta.headers.get("idempotent-replayed") == "true"


def test_the_same_key_answers_the_same_bytes(cobros: Cobros) -> None:
    session = carrito(cobros.api)
    primera, segunda = cobros.pagar(session), cobros.pagar(session)
    assert primera.status_code == segunda.status_code == 200
    assert primera.content == segunda.content
    assert (repetida(primera), repetida(segunda)) == (False, True)
    assert len(cobros.pagos()) == 1
    primera, segunda = cobros.anular(), cobros.anular()
    assert primera.status_code == segunda.status_code == 200
    assert primera.content == segunda.content
    assert (repetida(primera), repetida(segunda)) == (False, True)


def test_the_same_code_without_a_key_answers_the_same_bytes(cobros: Cobros) -> None:
    session = carrito(cobros.api)
    respuestas = [cobros.pagar(session, llave=None) for _ in range(2)]
    assert [repetida(cada) for cada in respuestas] == [False, True]
    assert respuestas[0].content == respuestas[1].content
    anulaciones = [cobros.anular(llave=None) for _ in range(2)]
    assert [repetida(cada) for cada in anulaciones] == [False, True]
    assert anulaciones[0].content == anulaciones[1].content


def test_another_key_for_the_same_code_is_a_replay_of_the_payment(cobros: Cobros) -> None:
    session = carrito(cobros.api)
    primera, segunda = cobros.pagar(session, llave="una"), cobros.pagar(session, llave="otra")
    assert primera.content == segunda.content
    assert repetida(segunda)
    assert len(cobros.pagos()) == 1


def test_the_user_parameter_decides_nothing(cobros: Cobros) -> None:
    session = carrito(cobros.api)
    assert cobros.pagar(session, user="uno").content == cobros.pagar(session, user="otro").content


def test_a_key_with_other_data_is_refused_and_does_nothing(cobros: Cobros) -> None:
    session = carrito(cobros.api)
    cobros.pagar(session)
    otra = cobros.pagar(session, codigo="T-2")
    assert (otra.status_code, otra.headers["content-type"]) == (422, PROBLEMA)
    assert otra.json()["codigo"] == "clave-reutilizada"
    assert [pago["cod_transaccion"] for pago in cobros.pagos()] == ["T-1"]


def test_a_key_belongs_to_its_canal_and_its_route(
    anonimo: TestClient[Litestar], cobros: Cobros, con_token: Callable[[str], ClienteApi]
) -> None:
    session = carrito(cobros.api)
    assert cobros.pagar(session).status_code == 200
    otro = Cobros(anonimo, con_token("canal-dos"))
    ajeno = otro.pagar(abrir(otro.api, datos.AL_DIA))
    assert (ajeno.status_code, ajeno.json()["codigo"]) == (409, "carrito-vacio")
    anulacion = cobros.anular()
    assert anulacion.status_code == 200
    assert not repetida(anulacion)


def test_a_refusal_under_a_key_stays_and_a_new_key_tries_again(cobros: Cobros) -> None:
    session = abrir(cobros.api)
    agregar(cobros.api, session, "A1")
    rechazo = cobros.pagar(session)
    assert (rechazo.status_code, rechazo.headers["content-type"]) == (409, PROBLEMA)
    assert rechazo.json()["desc_resp"] == rechazo.json()["detail"]
    agregar(cobros.api, session, "A2", "AGUA-9")
    otra_vez = cobros.pagar(session)
    assert otra_vez.status_code == 409
    assert otra_vez.content == rechazo.content
    assert repetida(otra_vez)
    assert cobros.pagar(session, llave="nueva").status_code == 200


def test_without_a_key_a_mended_cart_pays_with_the_same_code(cobros: Cobros) -> None:
    session = abrir(cobros.api)
    agregar(cobros.api, session, "A1")
    assert cobros.pagar(session, llave=None).status_code == 409
    agregar(cobros.api, session, "A2", "AGUA-9")
    assert cobros.pagar(session, llave=None).status_code == 200


@pytest.mark.parametrize("llave", ["", "con espacio", "x" * 65, "á", "a/b", "a;b", "'--"])
def test_a_malformed_key_is_told_and_nothing_is_done(cobros: Cobros, llave: str) -> None:
    session = carrito(cobros.api)
    respuesta = cobros.pagar(session, llave=llave.encode())
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (400, PROBLEMA)
    assert cobros.pagos() == []
    assert cobros.pagar(session, llave="x" * 64).status_code == 200


def test_what_never_came_to_the_act_is_not_kept(cobros: Cobros, con_token: Callable[[str], ClienteApi]) -> None:
    session = carrito(cobros.api)
    assert cobros._post("/pago", LLAVE, session=session, user="x", cod_transaccion="T").status_code == 400  # noqa: SLF001
    cliente = Cobros(cobros.servidor, con_token(datos.TRES_Y_AGUA))
    for _ in range(2):
        negada = cliente.pagar(session)
        assert negada.status_code == 403
        assert not repetida(negada)
    assert cobros.pagar(session).status_code == 200


@pytest.mark.parametrize(("codigo", "direccion"), [("T-1", "/pago/T-1"), ("T?1#", "/pago/T%3F1%23")])
def test_while_it_runs_elsewhere_a_second_request_is_told_where_to_look(
    casa: Casa, cobros: Cobros, codigo: str, direccion: str
) -> None:
    session = carrito(cobros.api)
    vistas: list[Response] = []

    async def acto() -> Contestado:
        vistas.append(await asyncio.to_thread(cobros.pagar, session, codigo))
        return Contestado(200, "{}")

    async def correr(portal: Portal) -> Contestado:
        return await idempotency.una_vez(portal, pedido(session, codigo), acto)

    casa.operar(correr)
    assert (vistas[0].status_code, vistas[0].json()["codigo"]) == (409, "peticion-en-curso")
    assert (vistas[0].headers["retry-after"], vistas[0].headers["location"]) == ("1", direccion)
    assert cobros.pagos() == []


def test_after_an_unknown_outcome_the_same_key_finds_out(casa: Casa, cobros: Cobros) -> None:
    session = carrito(cobros.api)

    async def acto() -> Contestado:
        raise EnVerificacion("T-1")

    async def correr(portal: Portal) -> Contestado:
        return await idempotency.una_vez(portal, pedido(session), acto)

    with pytest.raises(EnVerificacion):
        casa.operar(correr)
    resuelta = cobros.pagar(session)
    assert resuelta.status_code == 200
    assert cobros.pagar(session).content == resuelta.content
    assert len(cobros.pagos()) == 1


def test_a_process_that_dies_with_the_key_leaves_it_free_when_its_term_ends(casa: Casa, cobros: Cobros) -> None:
    session = carrito(cobros.api)

    async def acto() -> Contestado:
        raise asyncio.CancelledError

    async def correr(portal: Portal) -> Contestado:
        return await idempotency.una_vez(portal, pedido(session), acto)

    with pytest.raises(asyncio.CancelledError):
        casa.operar(correr)
    assert cobros.pagar(session).status_code == 409
    casa.clock.adelantar(PLAZO + UN_SEGUNDO)
    assert cobros.pagar(session).status_code == 200


def test_beside_a_very_slow_request_the_first_answer_that_is_kept_is_everybodys(casa: Casa, cobros: Cobros) -> None:
    cual = pedido(carrito(cobros.api))

    async def correr(portal: Portal) -> tuple[Contestado, Contestado]:
        async def rapido() -> Contestado:
            return Contestado(200, '{"de":"rapido"}')

        async def lento() -> Contestado:
            casa.clock.adelantar(PLAZO + UN_SEGUNDO)
            despues.append(await idempotency.una_vez(portal, cual, rapido))
            return Contestado(200, '{"de":"lento"}')

        despues: list[Contestado] = []
        primero = await idempotency.una_vez(portal, cual, lento)
        return primero, despues[0]

    lento, rapido = casa.operar(correr)
    assert lento.cuerpo == rapido.cuerpo == '{"de":"rapido"}'
    assert (lento.repetido, rapido.repetido) == (True, False)


def test_where_nothing_was_done_the_key_is_as_good_as_new(casa: Casa, cobros: Cobros) -> None:
    session = carrito(cobros.api)

    async def acto() -> Contestado:
        raise NoDisponible("base-no-disponible", "No responde.", 1)

    async def correr(portal: Portal) -> Contestado:
        return await idempotency.una_vez(portal, pedido(session), acto)

    with pytest.raises(NoDisponible):
        casa.operar(correr)
    assert cobros.pagar(session, codigo="T-2").status_code == 200


def test_a_key_is_remembered_a_month(casa: Casa, cobros: Cobros, con_token: Callable[[str], ClienteApi]) -> None:
    session = carrito(cobros.api)
    primera = cobros.pagar(session)
    casa.clock.adelantar(timedelta(days=31))
    cobros.api = con_token("canal-uno")
    segunda = cobros.pagar(session)
    assert (segunda.content, repetida(segunda)) == (primera.content, True)
    casa.clock.adelantar(timedelta(days=2))
    cobros.api = con_token("canal-uno")
    assert cobros.pagar(abrir(cobros.api), codigo="T-9", llave="otra").status_code == 409
    assert cobros.pagar(session, codigo="T-8").json()["codigo"] != "clave-reutilizada"


def _guardados(casa: Casa) -> list[object]:
    async def leer(portal: Portal) -> list[object]:
        async def mirar(tx: Transaccion) -> list[object]:
            return [fila["estado"] for fila in await tx.sql.todas("SELECT estado FROM portal_idempotencia")]

        return await portal.repo.read(mirar)

    return casa.operar(leer)


@pytest.mark.parametrize(("cuerpo", "quedan"), [("x" * 4000, [200]), ("ñ" * 2001, []), ("x" * 4001, [])])
def test_an_answer_longer_than_its_column_is_decided_again(casa: Casa, cuerpo: str, quedan: list[int]) -> None:
    veces = []

    async def acto() -> Contestado:
        veces.append(1)
        return Contestado(200, cuerpo)

    for _ in range(2):
        hecho = casa.operar(lambda portal: idempotency.una_vez(portal, pedido(1), acto))
        assert hecho.cuerpo == cuerpo
    assert _guardados(casa) == quedan
    assert len(veces) == (1 if quedan else 2)


def test_a_refusal_that_names_very_many_debts_is_answered_under_a_key(casa: Casa, cobros: Cobros) -> None:
    codigos = [f"CODIGO-LARGO-{nro:06}" for nro in range(300)]

    async def deber(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            for codigo in codigos:
                await tx.sql.ejecutar(DEBER, codigo=codigo, documento=datos.SIN_DEUDAS)
            await tx.sql.ejecutar(CANCELAR, documento=datos.SIN_DEUDAS)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(deber)
    session = abrir(cobros.api, datos.SIN_DEUDAS)
    agregar(cobros.api, session, "CANC-X")
    primera, segunda = cobros.pagar(session), cobros.pagar(session)
    assert primera.status_code == segunda.status_code == 409
    assert set(primera.json()["faltan"]) == set(codigos)
    assert primera.content == segunda.content
    assert _guardados(casa) == []


def test_two_instances_pay_once_under_one_key(casa: Casa, cobros: Cobros) -> None:
    session = carrito(cobros.api)
    with TestClient(casa.app(), raise_server_exceptions=False) as otra:
        instancias = [cobros, Cobros(otra, cobros.api)]
        with ThreadPoolExecutor(8) as hilos:
            respuestas = list(hilos.map(lambda n: instancias[n % 2].pagar(session), range(8)))
    assert {respuesta.status_code for respuesta in respuestas} <= {200, 409}
    hechas = [respuesta for respuesta in respuestas if respuesta.status_code == 200]
    assert len({respuesta.content for respuesta in hechas}) == 1
    assert len([respuesta for respuesta in hechas if not repetida(respuesta)]) == 1
    en_curso = {respuesta.json()["codigo"] for respuesta in respuestas if respuesta.status_code == 409}
    assert en_curso <= {"peticion-en-curso"}
    assert len(cobros.pagos()) == 1


@pytest.mark.parametrize("codigo", ["T-1\n", "T-1\r\nX-Mal: 1", "T 1", "T/1", "Ñ1"])
def test_a_code_that_could_break_a_header_or_an_address_is_refused(cobros: Cobros, codigo: str) -> None:
    assert cobros.pagar(carrito(cobros.api), codigo=codigo).status_code == 400
    assert cobros.anular(codigo=codigo).status_code == 400


def test_a_request_that_outlives_its_term_leaves_the_key_to_whoever_took_it_over(casa: Casa) -> None:
    """Otherwise two answers would go out under one key: this one's, and that which is kept."""
    suyo = pedido(1)

    async def correr(portal: Portal) -> Contestado:
        async def otra() -> Contestado:
            return Contestado(200, "pagado")

        async def lenta() -> Contestado:
            casa.clock.adelantar(timedelta(seconds=31))
            assert await idempotency.una_vez(portal, suyo, otra) == Contestado(200, "pagado")
            return Contestado(409, "ocupado")

        return await idempotency.una_vez(portal, suyo, lenta)

    assert casa.operar(correr) == Contestado(200, "pagado", repetido=True)


def test_a_request_that_lost_its_key_to_one_that_still_runs_answers_nothing(casa: Casa) -> None:
    """What it would have said could be a refusal of what the other one pays."""
    suyo = pedido(1)

    async def correr(portal: Portal) -> Contestado:
        async def otra() -> Contestado:
            termino.set()
            with pytest.raises(EnCurso):
                await primera
            return Contestado(200, "pagado")

        async def lenta() -> Contestado:
            empezo.set()
            await termino.wait()
            return Contestado(409, "ocupado")

        empezo, termino = asyncio.Event(), asyncio.Event()
        primera = asyncio.ensure_future(idempotency.una_vez(portal, suyo, lenta))
        await empezo.wait()
        casa.clock.adelantar(timedelta(seconds=31))
        return await idempotency.una_vez(portal, suyo, otra)

    assert casa.operar(correr) == Contestado(200, "pagado")


def test_a_payment_whose_reversal_runs_is_not_kept_as_reversed(casa: Casa, cobros: Cobros) -> None:
    session = carrito(cobros.api)
    assert cobros.pagar(session, llave=None).status_code == 200
    journeys.a_mano(casa, "UPDATE portal_pago SET estado = 'ANULANDO', vence = vence + 10000000")
    assert cobros.pagar(session).status_code == 202
    journeys.a_mano(casa, "UPDATE portal_pago SET estado = 'PAGADO'")  # the package refused
    assert cobros.pagar(session).status_code == 200
