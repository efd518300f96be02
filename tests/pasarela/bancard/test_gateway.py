import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from typing import TypeVar

import pytest
from msgspec import structs

from portal.errors import NoDisponible, NoEncontrado, Rechazo, ResultadoDesconocido
from portal.pasarela.bancard import messages as mensajes
from portal.pasarela.bancard.client import ClienteBancard
from portal.pasarela.bancard.gateway import Bancard
from portal.pasarela.protocol import Orden, Pasarela, Resultado
from portal.settings import cargar
from portal.texts.catalogue import say
from portal.texts.named import datos
from tests.pasarela.bancard.server import PRIVADA, PUBLICA, BancardDePrueba, servir

T = TypeVar("T")
ORDEN = Orden(
    identificador=54322,
    cod_transaccion="EC-7F3K2-20418",
    total=Decimal(10_330),
    moneda=1,
    descripcion="Espacio Clientes",
    url_retorno="http://127.0.0.1:8000/comprobantes/EC-7F3K2-20418",
)
NUMERO = "54322"
PERDIDAS = ["rst", "callar", "gotear", "basura", "otra forma", "no es utf-8", "hondo", "exito con 500", "enorme"]
RECHAZADAS = [f"{clave}Error" for clave in sorted(mensajes.RECHAZADAS)]


@pytest.fixture
def servidor() -> Iterator[BancardDePrueba]:
    with servir() as bancard:
        yield bancard


def con(
    url: str,
    accion: Callable[[Bancard], Awaitable[T]],
    publica: str = PUBLICA,
    privada: str = PRIVADA,
    *,
    conectar_s: float = 30,
    leer_s: float = 30,
) -> T:
    """Patient, so that a busy machine is not taken for a silent bank, except where the silence is what is tested."""
    settings = cargar(
        {
            "PASARELA": "bancard",
            "BANCARD_URL": url,
            "BANCARD_PUBLIC_KEY": publica,
            "BANCARD_PRIVATE_KEY": privada,
        }
    )

    async def en() -> T:
        cliente = ClienteBancard(settings.bancard, publica, conectar_s, leer_s, tope_s=2 * leer_s)
        bancard: Pasarela = Bancard(settings, cliente)
        assert isinstance(bancard, Bancard)
        try:
            return await accion(bancard)
        finally:
            await bancard.cerrar()

    return asyncio.run(en())


def paciencia(falla: str) -> float:
    return 0.3 if falla in {"callar", "gotear"} else 30


def tomada(servidor: BancardDePrueba) -> None:
    con(servidor.url, lambda bancard: bancard.iniciar(ORDEN))


def consultar(servidor: BancardDePrueba, numero: str = NUMERO) -> tuple[Resultado, Decimal, int, str]:
    respuesta = con(servidor.url, lambda bancard: bancard.consultar(numero))
    return respuesta.resultado, respuesta.total, respuesta.moneda, respuesta.motivo


def anular(servidor: BancardDePrueba, numero: str = NUMERO) -> bool:
    return con(servidor.url, lambda bancard: bancard.anular(numero)).hecha


def test_an_order_is_taken_and_paid_at_a_page_of_ours(servidor: BancardDePrueba) -> None:
    inicio = con(servidor.url, lambda bancard: bancard.iniciar(ORDEN))
    assert inicio.referencia == NUMERO
    assert inicio.url == "http://localhost:8000/bancard/EC-7F3K2-20418/proceso0000000054322"
    pedido = servidor.compras[54322].pedido
    assert (pedido["amount"], pedido["currency"]) == ("10330.00", "PYG")
    assert pedido["return_url"] == pedido["cancel_url"] == ORDEN.url_retorno
    assert PRIVADA not in "".join(servidor.cuerpos)


def test_an_order_that_was_taken_is_not_opened_again(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    with pytest.raises(Rechazo, match="no se puede abrir de nuevo"):
        tomada(servidor)


def test_dollars_are_refused_before_anything_is_sent(servidor: BancardDePrueba) -> None:
    with pytest.raises(Rechazo, match="solo en guaraníes"):
        con(servidor.url, lambda bancard: bancard.iniciar(structs.replace(ORDEN, moneda=2)))
    assert servidor.pedidos == []


@pytest.mark.parametrize("cambio", [{"descripcion": "x" * 21}, {"url_retorno": "http://a/" + "x" * 250}])
def test_what_is_longer_than_bancard_takes_is_refused(servidor: BancardDePrueba, cambio: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="longer"):
        con(servidor.url, lambda bancard: bancard.iniciar(structs.replace(ORDEN, **cambio)))
    assert servidor.pedidos == []


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        url = f"http://127.0.0.1:{libre.getsockname()[1]}"
        for llamada in (lambda b: b.iniciar(ORDEN), lambda b: b.consultar(NUMERO), lambda b: b.anular(NUMERO)):
            with pytest.raises(NoDisponible, match="no se debitó nada"):
                con(url, llamada)


def test_where_a_connection_is_never_taken_nothing_was_sent() -> None:
    with contextlib.ExitStack() as abiertos:
        lleno = abiertos.enter_context(socket.socket())
        lleno.bind(("127.0.0.1", 0))
        lleno.listen(0)
        for _ in range(3):  # nobody accepts: past its queue a connection stays unanswered
            cliente = abiertos.enter_context(socket.socket())
            cliente.setblocking(False)
            cliente.connect_ex(lleno.getsockname())
        with pytest.raises(NoDisponible, match="no se debitó nada"):
            con(f"http://127.0.0.1:{lleno.getsockname()[1]}", lambda b: b.iniciar(ORDEN), conectar_s=0.3)


@pytest.mark.parametrize("falla", [*PERDIDAS, "redirige", "sin proceso", "despues"])
def test_an_answer_that_was_lost_is_not_a_no(servidor: BancardDePrueba, falla: str) -> None:
    servidor.falla = falla
    with pytest.raises(ResultadoDesconocido):
        con(servidor.url, lambda bancard: bancard.iniciar(ORDEN), leer_s=paciencia(falla))
    assert len(servidor.pedidos) == 1  # neither repeated nor followed


@pytest.mark.parametrize("falla", [*PERDIDAS, "redirige", "ClaveNueva", "PosCommunicationError"])
def test_a_lost_answer_settles_nothing_of_an_order(servidor: BancardDePrueba, falla: str) -> None:
    tomada(servidor)
    servidor.falla = falla
    for preguntar in (lambda bancard: bancard.consultar(NUMERO), lambda bancard: bancard.anular(NUMERO)):
        with pytest.raises(ResultadoDesconocido):
            con(servidor.url, preguntar, leer_s=paciencia(falla))


@pytest.mark.parametrize("clave", RECHAZADAS)
def test_a_definite_no_of_each_key_did_nothing(servidor: BancardDePrueba, clave: str) -> None:
    servidor.falla = clave
    for llamar in (tomada, consultar, anular):
        with pytest.raises(NoDisponible, match="no se debitó nada") as dicho:
            llamar(servidor)
        assert "texto de Bancard" not in dicho.value.mensaje


@pytest.mark.parametrize(("publica", "privada"), [("x" * 32, PRIVADA), (PUBLICA, "x" * 40)])
def test_wrong_keys_are_no_trouble_of_the_customer(servidor: BancardDePrueba, publica: str, privada: str) -> None:
    with pytest.raises(NoDisponible):
        con(servidor.url, lambda bancard: bancard.iniciar(ORDEN), publica, privada)


@pytest.mark.parametrize("numero", ["999", "BD-0011", "", "\uff11\uff12", "1" * 16])
def test_an_order_never_taken_is_unknown(servidor: BancardDePrueba, numero: str) -> None:
    for preguntar in (consultar, anular):
        with pytest.raises(NoEncontrado):
            preguntar(servidor, numero)


def test_until_somebody_pays_it_is_pending(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    assert consultar(servidor)[0] is Resultado.PENDIENTE


def test_approved_is_paid_with_bancards_own_amount(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    servidor.pagar(54322)
    assert consultar(servidor) == (Resultado.PAGADO, Decimal(10_330), 1, "")
    servidor.pagar(54322, amount="10330.50", currency="USD")
    assert consultar(servidor)[1:3] == (Decimal("10330.50"), 2)


@pytest.mark.parametrize("codigo", [*sorted(mensajes.CODIGOS), "ZZ"])
@pytest.mark.parametrize("response", ["N", "S"])
def test_each_code_is_a_sentence_without_the_code(servidor: BancardDePrueba, codigo: str, response: str) -> None:
    tomada(servidor)
    servidor.pagar(54322, codigo, response=response, response_description="Denegada \x00\u202e")
    resultado, _, _, motivo = consultar(servidor)
    assert resultado is Resultado.RECHAZADO
    assert motivo.startswith(say("banco-no-aprobo", datos(caso=codigo if codigo in mensajes.CODIGOS else "otro")))
    assert motivo.endswith(": no se debitó nada. Bancard dice: «Denegada».")
    assert len(mensajes.CODIGOS) == 23
    assert codigo not in motivo


@pytest.mark.parametrize(
    "cambio",
    [
        {"response": "N"},
        {"response": None},
        {"response": "X"},
        {"response_code": None},
        {"response_code": ""},
        {"amount": None},
        {"amount": "10330"},
        {"amount": "10.330,00"},
        {"shop_process_id": 54321},
        {"shop_process_id": -1},
    ],
)
def test_a_confirmation_that_contradicts_itself_settles_nothing(
    servidor: BancardDePrueba, cambio: dict[str, object]
) -> None:
    tomada(servidor)
    servidor.pagar(54322, **cambio)
    with pytest.raises(ResultadoDesconocido):
        consultar(servidor)


def test_a_rollback_is_certain_for_the_paid_and_the_unpaid_as_often_as_it_is_asked(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    assert anular(servidor)
    assert not servidor.compras[54322].reversada
    servidor.pagar(54322)
    assert anular(servidor)
    assert servidor.compras[54322].reversada
    assert anular(servidor)
    resultado, *_, motivo = consultar(servidor)
    assert (resultado, motivo) == (Resultado.ANULADO, say("orden-anulada", datos(caso="bancard")))
    assert motivo == "Bancard anuló la orden: no quedó nada debitado."


def test_a_rollback_that_was_taken_and_not_done_is_not_certain(servidor: BancardDePrueba) -> None:
    """Bancard's success says only that it took the request: the query after it is the proof."""
    tomada(servidor)
    servidor.pagar(54322)
    servidor.falla, servidor.falla_en = "exito vacio", "/rollback"
    assert not anular(servidor)


def test_a_rollback_whose_answer_was_lost_is_done_when_asked_again(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    servidor.pagar(54322)
    servidor.falla = "despues"
    with pytest.raises(ResultadoDesconocido):
        anular(servidor)
    servidor.falla = ""
    assert anular(servidor)


def test_what_bancard_has_settled_is_given_back_by_hand(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    servidor.pagar(54322)
    servidor.compras[54322].liquidada = True
    assert not anular(servidor)
    assert consultar(servidor)[0] is Resultado.PAGADO


def test_nothing_is_open_before_the_first_call_and_it_may_be_closed_twice(servidor: BancardDePrueba) -> None:
    async def usar(bancard: Bancard) -> None:
        await bancard.cerrar()
        assert servidor.pedidos == []
        await bancard.iniciar(ORDEN)
        await bancard.cerrar()
        await bancard.consultar(NUMERO)
        await bancard.cerrar()

    con(servidor.url, usar)
    assert len(servidor.pedidos) == 2


def test_what_bancard_says_is_kept_without_its_secrets(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    nunca = con(servidor.url, lambda bancard: bancard.consultar(NUMERO))
    assert nunca.dicho == "confirmations: error PaymentNotFoundError texto de Bancard"
    servidor.pagar(54322, ticket_number="77", extended_response_description={"otra": "forma"})
    pagado = con(servidor.url, lambda bancard: bancard.consultar(NUMERO))
    assert pagado.dicho == (
        "confirmations: response=S; response_code=00; response_description=Transaccion aprobada; amount=10330.00; "
        "currency=PYG; authorization_number=123456; ticket_number=77"
    )
    reversa = con(servidor.url, lambda bancard: bancard.anular(NUMERO))
    assert reversa.dicho == (
        "rollback: success RollbackSuccessful Ok · confirmations: error AlreadyRollbackedError texto de Bancard"
    )


def test_an_answer_that_settles_nothing_is_told_all_the_same(servidor: BancardDePrueba) -> None:
    tomada(servidor)
    servidor.falla = "PosCommunicationError"
    with pytest.raises(ResultadoDesconocido) as perdida:
        anular(servidor)
    assert perdida.value.dicho == "rollback: error PosCommunicationError texto de Bancard"
    servidor.falla = ""
    servidor.pagar(54322, response="N", response_description="\x00" + "ñ" * 200)
    with pytest.raises(ResultadoDesconocido) as contradice:
        consultar(servidor)
    assert f"response_description={'ñ' * mensajes.LARGO_VALOR};" in contradice.value.dicho
