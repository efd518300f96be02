"""The staff, the sweep, time, and whatever ends processes and requests."""

import asyncio
from datetime import timedelta
from functools import partial

from portal.operations import (
    anulaciones,
    barrido,
    comprobantes,
    dudosos,
    pagos,
    pedidos,
)
from portal.operations.portal import Portal
from portal.structs.pagos import Devolucion, Estado, Pago
from tests.simulador.fallas import BancoConFallas
from tests.simulador.gente import Gente
from tests.simulador.mundo import actor

SALTOS = (1, 3, 8, 25, 40, 130, 400, 700, 3_700, 90_000)
PESOS_SALTOS = (60, 60, 50, 30, 30, 15, 6, 5, 3, 1)


async def operadora(gente: Gente) -> None:
    """The staff: reverses, settles what is in doubt, answers requests, gives back what the bank does not."""
    yo = actor("operadora")
    azar = gente.azar
    while gente.sigue:
        await gente.mundo.pausa(azar.randrange(5, 40))
        que = azar.choice(("anular", "anular", "resolver", "pedidos", "mirar"))
        if que == "anular":
            numero = azar.randrange(1, 3 + len({pago.id for _, pago in gente.ordenes}) + len(gente.enviados))
            if await gente.pedir(
                f"operadora anula {numero}",
                lambda p, n=numero: anulaciones.anular_por_operador(p, yo, n, "Lo pidió por teléfono"),
            ):  # type: ignore[misc]
                gente.visto(
                    await gente.pedir(f"operadora mira {numero}", lambda p, n=numero: comprobantes.cargar(p, yo, n))
                )  # type: ignore[misc]
        elif que == "resolver":
            await devolver_todo(gente, await resolver_todo(gente))
        elif que == "pedidos":
            for _, pago in (
                await gente.pedir("operadora pedidos", lambda p: pedidos.por_responder(p, yo), cuenta=0) or ()
            ):
                responder = azar.choice((pedidos.aceptar, pedidos.rechazar))
                await gente.pedir(
                    "operadora responde", lambda p, n=pago.id, r=responder: r(p, yo, n, "Según el extracto")
                )  # type: ignore[misc]
        else:
            lista = await gente.pedir("operadora lista", lambda p: pagos.listar(p, yo), cuenta=0)
            await devolver_todo(gente, lista.pagos if lista else ())


async def resolver_todo(gente: Gente, *, solo: Estado | None = None) -> tuple[Pago, ...]:
    """Each doubtful attempt, as the bank's extract would tell; what the tray had."""
    yo = actor("operadora")
    bandeja = await gente.pedir("operadora bandeja", lambda p: dudosos.bandeja(p, yo), cuenta=0) or ()
    for pago in bandeja:
        if pago.estado is Estado.DESCONOCIDO:
            a = solo or gente.azar.choice((Estado.RECHAZADO, Estado.NO_EJECUTADO))
            await gente.pedir(
                f"operadora resuelve {pago.id} {a}",
                lambda p, n=pago.id, a=a: dudosos.resolver(p, yo, n, a, "Extracto del banco"),  # type: ignore[misc]
            )
    return bandeja


async def devolver_todo(gente: Gente, vistos: tuple[Pago, ...]) -> None:
    """What the bank has not given back by itself, or had not when she looked."""
    for pago in vistos:
        if pago.devolucion is Devolucion.PENDIENTE:
            await gente.pedir(f"operadora devuelve {pago.id}", partial(_devolver_a_mano, pago))


async def _devolver_a_mano(pago: Pago, portal: Portal) -> None:
    """The bank undoes it at her desk, and she says so to the portal."""
    assert isinstance(portal.pasarela, BancoConFallas)
    await portal.pasarela.real.anular(pago.referencia or "")
    await dudosos.dar_por_devuelto(portal, actor("operadora"), pago.id, "Constancia del banco")


async def portero(gente: Gente) -> None:
    """The sweep of any instance, the passing of time, processes that die and customers that go away."""
    azar, mundo = gente.azar, gente.mundo
    while gente.sigue:
        await mundo.pausa(azar.randrange(1, 20))
        que = azar.choices(("barrer", "esperar", "matar", "cortar"), (6, 4, 1, 1))[0]
        if que == "barrer":
            await gente.pedir("barrer", barrido.barrer, cuenta=0)
        elif que == "esperar":
            mundo.ahora += timedelta(seconds=azar.choices(SALTOS, PESOS_SALTOS)[0])
        elif mundo.clima.sentencia and que == "matar":
            vida, _ = azar.choice(mundo.instancias)
            gente.anotar(vida, "muere", "")
            mundo.matar(vida)
        elif mundo.clima.sentencia and gente.en_vuelo:
            tarea = azar.choice(sorted(gente.en_vuelo, key=asyncio.Task.get_name))
            tarea.cancel()
        else:
            await mundo.pausa(1)
