"""Reminding customers of what falls due: once a day at most, of what is still owed, and only whoever wants it."""

from datetime import datetime, timedelta

import structlog

from portal.clock import dia
from portal.errors import PortalError
from portal.operations.mail import outbox
from portal.operations.mail.contents import adeudadas, nombrar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.mail import rondas
from portal.repo.tables.mail.rondas import Ronda
from portal.rules.mail.reminders import es_hora, recordables
from portal.structs.cartas import Carta, ClaseDeCarta, Persona
from portal.structs.deudas import Deuda

# Whose debts are asked for in one step of the round.
GRUPO = 10
# Debts that one mail tells; who owes more sees them in the portal.
MUCHAS = 40
# "It falls due in three days" is wrong by tomorrow.
VALE = timedelta(hours=12)
# After the last customer of the day.
TODOS = 10**18

log = structlog.get_logger()


async def recordar_a_todos(portal: Portal) -> None:
    """The rest of the day's round."""
    while await recordar(portal):
        pass


async def recordar(portal: Portal) -> bool:
    """One step of the day's round: queues the reminders of the next few customers; whether there may be more. Of
    several instances one makes each step, and one that dies leaves it to another."""
    ahora = portal.clock()
    correo = portal.correo
    if correo is None or not correo.envia or not portal.settings.recordatorio_dias or not es_hora(ahora):
        return False
    vista, gente = await _siguientes(portal, ahora)
    if not gente and vista is not None and vista.usuario_id == TODOS:
        return False
    a_recordar = [(persona, deudas) for persona in gente if (deudas := await _de(portal, persona, ahora))]

    async def escribir(tx: Transaccion) -> bool:
        hasta = Ronda(dia(ahora), gente[-1].id if gente else TODOS)
        if not await rondas.avanzar(tx.sql, vista, hasta):
            return False
        for persona, deudas in a_recordar:
            await outbox.encolar(tx, ahora, _carta(persona, deudas, ahora))
        await tx.confirmar()
        return True

    return await portal.repo.write(escribir) and bool(gente)


async def _siguientes(portal: Portal, ahora: datetime) -> tuple[Ronda | None, list[Persona]]:
    async def leer(tx: Transaccion) -> tuple[Ronda | None, list[Persona]]:
        vista = await rondas.ronda(tx.sql)
        desde = vista.usuario_id if vista is not None and vista.dia == dia(ahora) else 0
        return vista, [] if desde == TODOS else await rondas.personas(tx.sql, desde, GRUPO)

    return await portal.repo.read(leer)


async def _de(portal: Portal, persona: Persona, ahora: datetime) -> tuple[Deuda, ...]:
    try:
        deudas = await adeudadas(portal, persona)
    except PortalError as error:  # one whose debts cannot be told keeps nobody else from being reminded
        log.warning("recordatorio_sin_deudas", usuario=persona.id, causa=error.codigo)
        return ()
    return recordables(deudas, ahora, portal.settings.recordatorio_dias)[:MUCHAS]


def _carta(persona: Persona, deudas: tuple[Deuda, ...], ahora: datetime) -> Carta:
    return Carta(
        clase=ClaseDeCarta.RECORDATORIO,
        para=persona.correo,
        suceso=f"{ClaseDeCarta.RECORDATORIO}:{persona.id}:{dia(ahora)}",
        datos={"deudas": nombrar(deudas)},
        idioma=persona.idioma,
        usuario_id=persona.id,
        vence=ahora + VALE,
    )
