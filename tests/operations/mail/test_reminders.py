"""Reminders on a real base: who gets one, when, of what, and who does not."""

import asyncio
from datetime import timedelta

from msgspec import structs

from portal.operations.mail import preferences
from portal.operations.mail.delivery import repartir
from portal.operations.mail.reminders import recordar, recordar_a_todos
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import Casa
from tests.journeys import pagado
from tests.mail.server import Buzon, serving
from tests.operations.mail.letters import con_correo, con_servidor, estados, filas

ANA = datos.TRES_Y_AGUA
UN_DIA = timedelta(days=1)


def _ronda(casa: Casa, instancias: int = 1) -> None:
    """A whole round of the day, by so many instances at once."""

    async def correr() -> None:
        async with con_servidor(casa, 1) as portal:
            await asyncio.gather(*(recordar_a_todos(portal) for _ in range(instancias)))

    asyncio.run(correr())


def _enviar(casa: Casa) -> Buzon:
    buzon = Buzon()

    async def correr() -> None:
        async with serving(buzon) as puerto, con_servidor(casa, puerto) as portal:
            await repartir(portal)

    asyncio.run(correr())
    return buzon


def _dias(casa: Casa) -> None:
    """Whatever Ana owes is on a day of reminders."""
    deudas = datos.CLIENTES[ANA][1]
    casa.settings = structs.replace(
        casa.settings, recordatorio_dias=tuple({(datos.HOY - deuda.vencimiento).days for deuda in deudas})
    )


def test_who_owes_something_on_its_day_is_reminded_once_a_day(casa: Casa) -> None:
    con_correo(casa, ANA)
    con_correo(casa, datos.SIN_DEUDAS, "sin@ejemplo.com")
    _dias(casa)
    for _ in range(3):
        _ronda(casa)
    assert [(fila["clase"], fila["para"]) for fila in filas(casa)] == [("recordatorio", "ana@ejemplo.com")]
    (tomada,) = _enviar(casa).tomadas
    cuerpo = tomada.get_body(("plain",))
    assert cuerpo is not None
    for deuda in datos.CLIENTES[ANA][1]:
        assert deuda.descripcion in cuerpo.get_content()
    numero = casa.actor(ANA).usuario_id
    assert tomada["List-Unsubscribe"] == f"<{preferences.enlace_de_baja(casa.settings, numero)}>"
    assert tomada["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_of_four_instances_each_step_is_made_by_one(casa: Casa) -> None:
    for numero, documento in enumerate(datos.CLIENTES):
        con_correo(casa, documento, f"c{numero}@ejemplo.com")
    casa.settings = structs.replace(casa.settings, recordatorio_dias=tuple(range(-60, 61)))
    _ronda(casa, instancias=4)
    para = [fila["para"] for fila in filas(casa)]
    assert len(para) == len(set(para)) > 3


def test_a_debt_that_was_paid_meanwhile_is_not_spoken_of(casa: Casa) -> None:
    con_correo(casa, ANA)
    _dias(casa)
    _ronda(casa)
    pago = pagado(casa)
    recibo, recordatorio = _enviar(casa).tomadas
    assert "Recibimos tu pago" in recibo["Subject"] or "Recibimos tu pago" in recordatorio["Subject"]
    queda = recordatorio if "Vencimientos" in recordatorio["Subject"] else recibo
    cuerpo = queda.get_body(("plain",))
    assert cuerpo is not None
    pagadas = {"Cuota 1 de 60", "Cuota 2 de 60"}
    assert pago.pagado is not None
    assert not [descripcion for descripcion in pagadas if f"- {descripcion}" in cuerpo.get_content()]


def test_who_paid_everything_is_not_reminded_at_all(casa: Casa) -> None:
    con_correo(casa, ANA)
    primera = datos.CLIENTES[ANA][1][0]
    casa.settings = structs.replace(casa.settings, recordatorio_dias=((datos.HOY - primera.vencimiento).days,))
    _ronda(casa)
    pagado(casa)
    _enviar(casa)
    assert [(fila["clase"], fila["estado"]) for fila in filas(casa)] == [
        ("recordatorio", "OMITIDA"),
        ("recibo", "ENVIADA"),
    ]


def test_who_does_not_want_them_gets_none_even_of_those_queued(casa: Casa) -> None:
    con_correo(casa, ANA)
    _dias(casa)
    _ronda(casa)
    actor = casa.actor(ANA)
    casa.operar(lambda portal: preferences.elegir(portal, actor, {ClaseDeCarta.RECIBO}, "es"))
    assert _enviar(casa).tomadas == []
    assert estados(casa) == [("OMITIDA", 1)]
    casa.clock.adelantar(UN_DIA)
    casa.settings = structs.replace(casa.settings, recordatorio_dias=tuple(range(-60, 61)))
    _ronda(casa)
    assert len(filas(casa)) == 1


def test_nobody_is_written_to_at_night_nor_without_days_nor_without_a_server(casa: Casa) -> None:
    con_correo(casa, ANA)
    _dias(casa)
    assert not casa.operar(recordar)
    casa.clock.adelantar(timedelta(hours=12))
    _ronda(casa)
    casa.clock.adelantar(timedelta(hours=12))
    casa.settings = structs.replace(casa.settings, recordatorio_dias=())
    _ronda(casa)
    assert filas(casa) == []


def test_the_next_day_is_another_round(casa: Casa) -> None:
    con_correo(casa, ANA)
    casa.settings = structs.replace(casa.settings, recordatorio_dias=tuple(range(-60, 61)))
    _ronda(casa)
    casa.clock.adelantar(UN_DIA)
    _ronda(casa)
    assert len(filas(casa)) == 2


def test_the_package_s_carts_are_undone(casa: Casa) -> None:
    con_correo(casa, ANA)
    _dias(casa)
    _ronda(casa)
    assert (
        casa.operar(lambda portal: portal.repo.read(lambda tx: tx.sql.todas("SELECT idsession FROM erp_consulta")))
        == []
    )
