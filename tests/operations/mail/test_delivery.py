"""The outbox emptied by a real server, which now takes, now refuses, now loses its answer."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from portal.operations.mail import bounces
from portal.operations.mail.delivery import MEMORIA, SIN_SERVIDOR, TANDA, limpiar, repartir
from portal.rules.mail.retries import PLAZO, TURNO
from tests.conftest import Casa
from tests.mail.server import Buzon, scripted
from tests.operations.mail.letters import UN_RATO, carta, con_servidor, de, encolar, estados, filas

TOMADAS = "SELECT id FROM portal_carta WHERE intentos > 0"
HASTA_DATA = (b"250 hola\r\n", b"250 ok\r\n", b"250 ok\r\n")


def _repartir(casa: Casa, servidor: Callable[[], AbstractAsyncContextManager[int]], instancias: int = 1) -> list[int]:
    async def una(puerto: int) -> int:
        async with con_servidor(casa, puerto) as portal:
            return await repartir(portal)

    async def correr() -> list[int]:
        async with servidor() as puerto:
            return await asyncio.gather(*(una(puerto) for _ in range(instancias)))

    return asyncio.run(correr())


def test_what_waits_is_sent_once_and_its_data_are_gone(casa: Casa) -> None:
    encolar(casa, carta(1), carta(2, para="bea@ejemplo.com"))
    buzon = Buzon()
    assert _repartir(casa, de(buzon)) == [2]
    assert _repartir(casa, de(buzon)) == [0]
    assert [tomada["To"] for tomada in buzon.tomadas] == ["ana@ejemplo.com", "bea@ejemplo.com"]
    assert estados(casa) == [("ENVIADA", 1), ("ENVIADA", 1)]
    assert [fila["datos"] for fila in filas(casa)] == [None, None]
    cuerpo = buzon.tomadas[0].get_body(("plain",))
    assert cuerpo is not None
    assert "Dispositivo: Firefox en Linux" in cuerpo.get_content()


def test_without_a_server_everything_stays_in_the_outbox(casa: Casa) -> None:
    encolar(casa, carta())
    assert casa.operar(repartir) == 0
    assert estados(casa) == [("PENDIENTE", 0)]


def test_of_four_instances_one_sends_each(casa: Casa) -> None:
    encolar(casa, *(carta(n) for n in range(12)))
    buzon = Buzon()
    assert sum(_repartir(casa, de(buzon), instancias=4)) == 12
    assert len({tomada["Message-ID"] for tomada in buzon.tomadas}) == len(buzon.tomadas) == 12


def test_a_round_has_an_end(casa: Casa) -> None:
    encolar(casa, *(carta(n) for n in range(TANDA + 1)))
    assert _repartir(casa, de(Buzon())) == [TANDA]
    assert _repartir(casa, de(Buzon())) == [1]


def test_what_is_refused_for_now_is_tried_later_and_sent(casa: Casa) -> None:
    encolar(casa, carta())
    buzon = Buzon(rcpt="450 4.2.1 try later")
    assert _repartir(casa, de(buzon)) == [1]
    assert (estados(casa), filas(casa)[0]["causa"]) == ([("PENDIENTE", 1)], "450 4.2.1 try later")
    assert _repartir(casa, de(buzon)) == [0]
    casa.clock.adelantar(timedelta(minutes=1))
    buzon.rcpt = "250 OK"
    assert _repartir(casa, de(buzon)) == [1]
    assert estados(casa) == [("ENVIADA", 2)]


def test_what_is_refused_for_good_failed_and_is_not_tried_again(casa: Casa) -> None:
    encolar(casa, carta(1), carta(2, para="no es una dirección"))
    assert _repartir(casa, de(Buzon(rcpt="550 5.1.1 no such user"))) == [2]
    assert estados(casa) == [("FALLIDA", 1), ("FALLIDA", 1)]
    assert [fila["causa"] for fila in filas(casa)] == ["550 5.1.1 no such user", "La dirección no sirve"]
    casa.clock.adelantar(PLAZO)
    assert _repartir(casa, de(Buzon())) == [0]


def test_an_answer_that_was_lost_makes_it_come_twice_and_as_the_same_message(casa: Casa) -> None:
    encolar(casa, carta())
    assert _repartir(casa, lambda: scripted(b"220 hola\r\n", *HASTA_DATA, b"354 go on\r\n", b"")) == [1]
    (fila,) = filas(casa)
    assert (fila["estado"], fila["causa"]) == ("PENDIENTE", "127.0.0.1 cortó: puede haberla recibido")
    casa.clock.adelantar(UN_RATO)
    buzon = Buzon()
    assert _repartir(casa, de(buzon)) == [1]
    (tomada,) = buzon.tomadas
    assert str(tomada["Message-ID"]).startswith(f"<carta.{fila['id']}.")


def test_a_server_that_never_answers_is_given_up_after_days(casa: Casa) -> None:
    encolar(casa, carta())
    vueltas = 0
    while estados(casa)[0][0] == "PENDIENTE":
        assert _repartir(casa, lambda: scripted(b"554 no\r\n")) == [1]
        casa.clock.adelantar(timedelta(hours=6))
        vueltas += 1
    assert (filas(casa)[0]["estado"], filas(casa)[0]["causa"]) == ("FALLIDA", "554 no")
    assert 10 < vueltas < 14


def test_what_nobody_wants_any_more_is_not_sent(casa: Casa) -> None:
    encolar(casa, carta(vence=casa.clock() + timedelta(minutes=30)))
    casa.clock.adelantar(timedelta(minutes=30))
    buzon = Buzon()
    assert _repartir(casa, de(buzon)) == [1]
    assert (estados(casa), buzon.tomadas) == ([("OMITIDA", 1)], [])


def test_one_that_cannot_be_written_keeps_none_of_the_others_waiting(casa: Casa) -> None:
    encolar(casa, carta(1, datos={}), carta(2))
    buzon = Buzon()
    assert _repartir(casa, de(buzon)) == [2]
    assert estados(casa) == [("PENDIENTE", 1), ("ENVIADA", 1)]
    assert filas(casa)[0]["causa"] == "No se pudo escribir: UndefinedError"


def test_whoever_dies_with_one_leaves_it_to_another_after_its_turn(casa: Casa) -> None:
    encolar(casa, carta())

    async def morir() -> None:
        async with scripted(b"220 hola\r\n", *HASTA_DATA) as puerto, con_servidor(casa, puerto) as portal:
            tarea = asyncio.create_task(repartir(portal))
            while not await portal.repo.read(lambda tx: tx.sql.todas(TOMADAS)):  # noqa: ASYNC110 - the database's
                await asyncio.sleep(0.01)
            tarea.cancel()
            await asyncio.gather(tarea, return_exceptions=True)

    asyncio.run(morir())
    buzon = Buzon()
    assert _repartir(casa, de(buzon)) == [0]
    casa.clock.adelantar(TURNO)
    assert _repartir(casa, de(buzon)) == [1]
    assert (estados(casa), len(buzon.tomadas)) == ([("ENVIADA", 2)], 1)


def test_an_address_whose_mail_came_back_gets_no_more(casa: Casa) -> None:
    encolar(casa, carta(1, para="Ana@ejemplo.com"), carta(2, para="bea@ejemplo.com"))
    operadora = casa.actor("operadora")
    casa.operar(lambda portal: bounces.rebotar(portal, operadora, "ana@EJEMPLO.com", "Volvió dos veces"))
    buzon = Buzon()
    assert _repartir(casa, de(buzon)) == [2]
    assert [tomada["To"] for tomada in buzon.tomadas] == ["bea@ejemplo.com"]
    assert estados(casa) == [("OMITIDA", 1), ("ENVIADA", 1)]


def _limpiar(casa: Casa, puerto: int = 1) -> None:
    async def correr() -> None:
        async with con_servidor(casa, puerto) as portal:
            await limpiar(portal)

    asyncio.run(correr())


def test_what_ended_is_kept_for_more_than_a_year_and_then_forgotten(casa: Casa) -> None:
    encolar(casa, carta(1))
    assert _repartir(casa, de(Buzon())) == [1]
    casa.clock.adelantar(MEMORIA)
    encolar(casa, carta(2))
    _limpiar(casa)
    assert estados(casa) == [("ENVIADA", 1), ("PENDIENTE", 0)]
    casa.clock.adelantar(timedelta(seconds=1))
    _limpiar(casa)
    assert estados(casa) == [("PENDIENTE", 0)]


def test_an_outbox_that_nobody_empties_is_kept_for_a_week(casa: Casa) -> None:
    encolar(casa, carta())
    casa.clock.adelantar(SIN_SERVIDOR)
    casa.operar(limpiar)
    assert len(filas(casa)) == 1
    casa.clock.adelantar(timedelta(seconds=1))
    casa.operar(limpiar)
    assert filas(casa) == []
