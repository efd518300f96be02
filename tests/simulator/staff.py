"""The staff, the sweep, time, and whatever ends processes and requests."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from functools import partial

from portal.errors import NoEncontrado
from portal.operations import sweep
from portal.operations.desk import pedidos
from portal.operations.payment import anulaciones, dudosos, lookup, pagos
from portal.operations.portal import Portal
from portal.structs.dudas import Desenlace, Duda
from portal.structs.pagos import Devolucion, Pago
from tests.simulator.faults import BancoConFallas
from tests.simulator.people import Gente
from tests.simulator.world import actor

SALTOS = (1, 3, 8, 25, 40, 130, 400, 700, 3_700, 90_000)
PESOS_SALTOS = (60, 60, 50, 30, 30, 15, 6, 5, 3, 1)
DE_PALABRA = """
SELECT p.referencia FROM portal_pago p JOIN portal_pago_evento e ON e.pago_id = p.id
JOIN banco_demo_orden o ON o.referencia = p.referencia
WHERE p.estado = 'RECHAZADO' AND p.devolucion = 'HECHA' AND e.de <> e.a AND e.actor = 'operadora'
    AND o.estado NOT IN ('ANULADO', 'RECHAZADO')
    AND e.nro = (SELECT max(u.nro) FROM portal_pago_evento u WHERE u.pago_id = p.id)
ORDER BY p.id"""


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
                gente.visto(await gente.pedir(f"operadora mira {numero}", lambda p, n=numero: lookup.cargar(p, yo, n)))  # type: ignore[misc]
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


async def anular_algunos(gente: Gente) -> None:
    """Some of what was paid through the bank is reversed, and the bank gives it back."""
    yo = actor("operadora")
    for (numero,) in gente.mundo.oraculo.uno("SELECT id FROM portal_pago WHERE estado = 'PAGADO' AND referencia > ''"):
        if gente.azar.random() < 0.5:
            await gente.pedir(
                f"operadora anula {numero}",
                lambda p, n=numero: anulaciones.anular_por_operador(p, yo, n, "Lo pidió por teléfono"),  # type: ignore[misc]
                cuenta=0,
            )


async def resolver_todo(gente: Gente, *, ya: bool = False) -> tuple[Pago, ...]:
    """Each attempt that a person may end, as the bank's extract would tell, and by an answer that the page offers; what
    the tray had. ya: nothing is tried again."""
    yo = actor("operadora")
    bandeja = await gente.pedir("operadora bandeja", lambda p: dudosos.bandeja(p, yo), cuenta=0) or ()
    for pago in bandeja:
        duda = await gente.pedir(f"operadora examina {pago.id}", partial(_examinar, pago), cuenta=0)
        # Nothing is applied by hand here: what is settled was settled by another payment.
        caben = [cual for cual in duda.desenlaces if cual is not Desenlace.PAGADO] if duda else []
        if ya:
            caben = caben[:1]
        if not caben:
            continue
        a = gente.azar.choice(caben)
        await gente.pedir(
            f"operadora resuelve {pago.id} {a}",
            lambda p, n=pago.id, a=a: dudosos.resolver(p, yo, n, a, "Extracto del banco"),  # type: ignore[misc]
        )
    await _dejar_sin_efecto(gente)
    return bandeja


async def _examinar(pago: Pago, portal: Portal) -> Duda | None:
    return await dudosos.examinar(portal, actor("operadora"), pago)


async def _dejar_sin_efecto(gente: Gente) -> None:
    """Of a bank that is gone she says that nothing stays charged: she sees to it at its counter."""
    for (referencia,) in gente.mundo.oraculo.uno(DE_PALABRA):
        await gente.pedir(f"operadora en el banco {referencia}", partial(_anular_en_el_banco, str(referencia)))


async def devolver_todo(gente: Gente, vistos: tuple[Pago, ...]) -> None:
    """What the bank has not given back by itself, or had not when she looked."""
    for pago in vistos:
        if pago.devolucion is Devolucion.PENDIENTE:
            await gente.pedir(f"operadora devuelve {pago.id}", partial(_devolver_a_mano, pago))


async def _devolver_a_mano(pago: Pago, portal: Portal) -> None:
    """The bank undoes it at her desk, and she says so to the portal."""
    await _anular_en_el_banco(pago.referencia or "", portal)
    await dudosos.dar_por_devuelto(portal, actor("operadora"), pago.id, "Constancia del banco")


async def _anular_en_el_banco(referencia: str, portal: Portal) -> None:
    assert isinstance(portal.pasarela, BancoConFallas)
    with suppress(NoEncontrado):  # it lost that order
        await portal.pasarela.real.anular(referencia)


async def portero(gente: Gente) -> None:
    """The sweep of any instance, the passing of time, processes that die and customers that go away."""
    azar, mundo = gente.azar, gente.mundo
    while gente.sigue:
        await mundo.pausa(azar.randrange(1, 20))
        que = azar.choices(("barrer", "esperar", "matar", "cortar"), (6, 4, 1, 1))[0]
        if que == "barrer":
            await gente.pedir("barrer", sweep.barrer, cuenta=0)
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
