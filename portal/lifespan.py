"""What runs beside the requests, from the application's start to its end."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine

import structlog
from litestar import Litestar

from portal.demo.cuentas import CUENTAS, CuentaDemo
from portal.errors import NoDisponible, ResultadoDesconocido
from portal.operations import sweep as barridos
from portal.operations.access import ingreso
from portal.operations.desk import empresas
from portal.operations.factors import passkeys
from portal.operations.mail import delivery, reminders
from portal.operations.portal import Portal
from portal.texts.languages import SHIPPED, offered

log = structlog.get_logger()


def vida(portal: Portal, *, barrido: bool) -> Callable[[Litestar], contextlib.AbstractAsyncContextManager[None]]:
    """The application's life: `barrido` looks every few seconds at what waits for somebody to look, and sends mail."""

    @contextlib.asynccontextmanager
    async def viva(app: Litestar) -> AsyncIterator[None]:
        for idioma in offered(portal.settings.idiomas_ofrecidos):
            SHIPPED[idioma]  # read now, and not while the first who speaks it waits
        app.state["cuentas_demo"] = await _cuentas_demo(portal)
        app.state["con_passkeys"] = passkeys.rp_id(portal.settings) != ""
        with contextlib.suppress(NoDisponible):
            await empresas.seguir(portal)
        tareas = [asyncio.create_task(cada) for cada in (_al_lado(portal) if barrido else ())]
        try:
            yield
        finally:
            for tarea in tareas:
                tarea.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await tarea
            await portal.cerrar()

    return viva


def _al_lado(portal: Portal) -> tuple[Coroutine[None, None, None], ...]:
    return _barrer(portal), _repartir(portal), _seguir_a_la_empresa(portal)


async def _cuentas_demo(portal: Portal) -> tuple[CuentaDemo, ...]:
    """The accounts that the sign-in page lists, where the demonstration was loaded."""
    if portal.settings.produccion:
        return ()
    try:
        await portal.repo.verificar()
        return CUENTAS if await ingreso.hay_cuentas_de_demo(portal) else ()
    except NoDisponible:
        return ()


async def _barrer(portal: Portal) -> None:
    """Payments that wait only for somebody to look are looked at, so that none depends on a customer coming back."""
    while True:
        pausa = barridos.PAUSA_MAXIMA
        try:
            await barridos.barrer(portal)
            pausa = await barridos.pausa(portal)
        except (NoDisponible, ResultadoDesconocido) as error:
            log.warning("barrido sin base de datos", causa=str(error))
        except Exception:
            log.exception("barrido interrumpido")
        await asyncio.sleep(pausa.total_seconds())


async def _repartir(portal: Portal) -> None:
    """Mail leaves beside the sweep: a server that hangs keeps no payment waiting."""
    while True:
        tomadas = 0
        try:
            if portal.recordatorios.toca(portal.clock()):
                await reminders.recordar_a_todos(portal)
                await delivery.limpiar(portal)
            tomadas = await delivery.repartir(portal)
        except (NoDisponible, ResultadoDesconocido) as error:
            log.warning("reparto sin base de datos", causa=str(error))
        except Exception:
            log.exception("reparto interrumpido")
        if tomadas < delivery.TANDA:
            await asyncio.sleep(delivery.PAUSA.total_seconds())


async def _seguir_a_la_empresa(portal: Portal) -> None:
    """What another process wrote of the company is told here in a moment, and no page asks for it."""
    while True:
        await asyncio.sleep(empresas.PAUSA.total_seconds())
        try:
            await empresas.seguir(portal)
        except NoDisponible:
            continue  # the sweep tells it, and pages go on saying what is known
        except Exception:
            log.exception("datos de la empresa sin leer")
