"""One history: people act at once on several instances while things go wrong; then all is calm, and it must add up."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

from structlog.testing import capture_logs

from portal.operations import sweep
from portal.operations.books.invariantes import verificar_invariantes
from portal.operations.payment import dudosos
from portal.repo.embedded import invariants as embebido
from tests.simulator import channels, customers, decided, staff
from tests.simulator.faults import Clima
from tests.simulator.oracle import Roto
from tests.simulator.people import Gente
from tests.simulator.surprises import SORPRESAS, cobrar_otra_vez, sorpresas
from tests.simulator.world import CANALES, Mundo

CLIMAS = (
    Clima(),
    Clima(sentencia=0.002, confirmacion=0.03, banco=0.03),
    Clima(sentencia=0.01, confirmacion=0.1, banco=0.15),
    Clima(confirmacion=0.3),
    Clima(banco=0.4),
)
# After the storm: past every term, and past the day in which a bank is watched.
ESPERAS = (5, 35, 130, 700, 3_700, 7 * 3_600, 25 * 3_600, 60)
SEGUNDO_COBRO = 35  # once that much has passed, and long before the watch ends
NUNCA = {"pago_interrumpido", "anulacion_interrumpida", "pago_no_se_pudo_mirar", "pago_sin_fin"}


def correr(semilla: int, plantilla: Path, carpeta: Path, pasos: int = 30) -> tuple[int, list[str], Roto | None]:
    """How many things were done, what, and what was broken."""
    ruta = carpeta / f"h{semilla}.sqlite3"
    shutil.copyfile(plantilla, ruta)
    try:
        return asyncio.run(_historia(semilla, ruta, pasos))
    finally:
        for sufijo in ("", "-wal", "-shm"):
            Path(f"{ruta}{sufijo}").unlink(missing_ok=True)


async def _historia(semilla: int, ruta: Path, pasos: int) -> tuple[int, list[str], Roto | None]:
    azar = Random(semilla)  # noqa: S311 - a seed is wanted, not a secret
    clima = azar.choice(CLIMAS)
    clima = Clima(clima.sentencia, clima.confirmacion, clima.banco, sorpresa=azar.choice(SORPRESAS))
    mundo = Mundo(azar, ruta, azar.randrange(2, 5), clima)
    gente = Gente(mundo, pasos)
    try:
        with capture_logs() as lineas:
            await _tormenta(gente)
            await _calma(gente)
        if raras := [linea for linea in lineas if linea["event"] in NUNCA]:
            raise Roto(f"a bug was taken for an unknown outcome: {raras[0]}")
        decided.contrastar(mundo.oraculo.uno(decided.EVENTOS), lineas)
    except Roto as roto:
        return gente.hechas, gente.traza, roto
    finally:
        await mundo.cerrar()
    return gente.hechas, gente.traza, None


async def _tormenta(gente: Gente) -> None:
    tareas = [
        asyncio.ensure_future(customers.clienta(gente, gente.documentos[0])),
        asyncio.ensure_future(customers.clienta(gente, gente.documentos[1])),
        asyncio.ensure_future(customers.banco(gente)),
        asyncio.ensure_future(channels.canal(gente, CANALES[0])),
        asyncio.ensure_future(channels.canal(gente, CANALES[gente.azar.randrange(2)])),
        asyncio.ensure_future(staff.operadora(gente)),
        asyncio.ensure_future(staff.portero(gente)),
        asyncio.ensure_future(sorpresas(gente)),
    ]
    await _hasta_el_fin(gente, tareas)


async def _hasta_el_fin(gente: Gente, tareas: list[asyncio.Task[None]]) -> None:
    def despues() -> None:
        gente.mundo.oraculo.mirar()
        for tarea in tareas:
            if tarea.done() and (error := tarea.exception()):
                raise error

    try:
        await gente.mundo.correr(tareas, despues)
    except Roto:
        gente.mundo.termino = True
        raise
    finally:
        for tarea in tareas:
            tarea.cancel()
        await asyncio.gather(*tareas, return_exceptions=True)


async def _calma(gente: Gente) -> None:
    gente.mundo.amanecer()
    await _hasta_el_fin(gente, [asyncio.ensure_future(_ordenar(gente))])


async def _ordenar(gente: Gente) -> None:
    """Faults stop and time passes. Whatever is in doubt by then is in the tray; people settle that, and nothing is."""
    mundo, oraculo = gente.mundo, gente.mundo.oraculo
    for espera in ESPERAS:
        mundo.ahora += timedelta(seconds=espera)
        for instancia in gente.azar.sample(mundo.instancias, 2):
            await gente.pedir("barrer", sweep.barrer, en=instancia, cuenta=0)
        if espera == SEGUNDO_COBRO:
            await staff.anular_algunos(gente)
            await cobrar_otra_vez(gente)
    en_duda = {fila[0] for fila in oraculo.uno(EN_DUDA)}
    bandeja = {pago.id for pago in await gente.pedir("bandeja", dudosos.en_alarma, cuenta=0) or ()}
    if en_duda - bandeja:
        raise Roto(f"I9: in doubt and not in the tray: {sorted(en_duda - bandeja)}")
    for (usuario, codigo), (session, _) in sorted(gente.enviados.items()):
        await channels.pagar(gente, usuario, session, codigo, None)
    for _ in range(4):
        mundo.ahora += timedelta(seconds=400)
        await staff.devolver_todo(gente, await staff.resolver_todo(gente, ya=True))
        await gente.pedir("barrer", sweep.barrer, cuenta=0)
    oraculo.al_final()
    halladas = await gente.pedir("invariantes", lambda p: verificar_invariantes(p, embebido.rotas))
    if halladas != ():
        raise Roto(f"{halladas}")


EN_DUDA = """
SELECT id FROM portal_pago WHERE estado IN ('POR_VERIFICAR', 'EN_PROCESO', 'ANULANDO', 'DESCONOCIDO')
    OR devolucion = 'PENDIENTE' OR (estado = 'NO_EJECUTADO' AND pasarela IS NOT NULL)"""
