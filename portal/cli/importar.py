"""`importar`: a company's own debts into the embedded database."""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from portal.cli.errors import ajustes, operar
from portal.clock import ahora
from portal.errors import DatoInvalido
from portal.imports.debts_sheet import Error, Renglon, leer
from portal.imports.sheet_rows import BROUGHT
from portal.operations.access.ingreso import hay_cuentas_de_demo
from portal.operations.portal import Portal
from portal.repo.embedded.incoming import Comparacion, Incoming
from portal.repo.embedded.load import Carga
from portal.repo.embedded.repo import EmbeddedRepo
from portal.settings import Settings
from portal.structs.deudas import Deuda
from portal.texts.catalogue import say
from portal.texts.named import Saying

TANDA = 1_000
ERRORES_A_LA_VISTA = 50
CODIGOS_A_LA_VISTA = 20
# Withdrawing more than half of many debts is more often a file cut short than a company that was paid.
POCAS = 20

consola = Console(stderr=True)


@click.command
@click.argument("archivo", type=click.Path(path_type=Path))
@click.option("--probar", is_flag=True, help="Solo dice qué pasaría: no carga nada.")
@click.option("--completa", is_flag=True, help="El archivo es la lista entera: se retira lo pendiente que no nombra.")
@click.option("--retirar-muchas", is_flag=True, help="Con --completa, aunque sea más de la mitad de lo pendiente.")
def importar(archivo: Path, probar: bool, completa: bool, retirar_muchas: bool) -> None:
    """Carga deudas desde un CSV, un XLSX o un ODS: todas, o ninguna si una fila está mal."""
    settings = ajustes()
    if not settings.embebida:
        raise DatoInvalido("deudas-del-erp", "En Oracle las deudas son del ERP: importar es para la base embebida.")
    if retirar_muchas and not completa:
        raise DatoInvalido("retirar-sin-completa", "--retirar-muchas va con --completa.")
    ruta = Path(settings.sqlite_path)
    with Incoming() as llegadas:
        _revisar(archivo, llegadas)
        if probar:
            _exigir_propia(settings, ruta)
            _anticipar(llegadas, ruta, completa=completa, retirar_muchas=retirar_muchas)
            return
        asyncio.run(EmbeddedRepo(ruta, ahora, settings.comision).crear_esquema())
        _exigir_propia(settings, ruta)
        resultados = operar(
            settings,
            lambda portal: _cargar(portal, llegadas, ruta, completa=completa, retirar_muchas=retirar_muchas),
        )
    _contar(resultados)


def _revisar(archivo: Path, llegadas: Incoming) -> None:
    """Every row to `llegadas`, or the end of the command with what is wrong in each."""
    errores: list[Error] = []
    cuantos = 0
    avisos: list[Saying] = []
    try:
        with archivo.open("rb") as abierto:
            hallados = leer(abierto, avisos, BROUGHT)
            while tanda := list(islice(hallados, TANDA)):
                malos = [cada for cada in tanda if isinstance(cada, Error)]
                cuantos += len(malos)
                errores += malos[: ERRORES_A_LA_VISTA - len(errores)]
                if not cuantos:
                    llegadas.agregar(_deudas(tanda))
    finally:
        # Which sheet was read explains why no titles were found.
        for aviso in avisos:
            click.echo(say(aviso.code, aviso.data), err=True)
    if cuantos:
        for error in errores:
            click.echo(error.en(), err=True)
        if cuantos > ERRORES_A_LA_VISTA:
            click.echo(f"Y {cuantos - ERRORES_A_LA_VISTA} líneas más.", err=True)
        lineas = "1 línea" if cuantos == 1 else f"{cuantos} líneas"
        click.echo(f"No se cargó nada: hay {lineas} para corregir.", err=True)
        sys.exit(1)


def _deudas(tanda: list[Renglon | Error]) -> Iterator[tuple[str, str, Deuda]]:
    return ((cada.documento, cada.nombre, cada.deuda) for cada in tanda if isinstance(cada, Renglon))


def _exigir_propia(settings: Settings, ruta: Path) -> None:
    """Real debts do not go beside passwords that everybody knows."""
    if ruta.exists() and operar(settings, hay_cuentas_de_demo):
        raise DatoInvalido(
            "base-de-demostracion", f"{ruta.name} es la base de demostración: elegí otra con SQLITE_PATH."
        )


def _exigir_mesura(comparacion: Comparacion, *, retirar_muchas: bool) -> None:
    if comparacion.retira > POCAS and comparacion.retira * 2 > comparacion.pendientes and not retirar_muchas:
        raise DatoInvalido(
            "retira-demasiado",
            f"No se cargó nada: se retirarían {comparacion.retira} de {comparacion.pendientes} deudas pendientes. Si "
            "el archivo está entero, repetí con --retirar-muchas.",
        )


def _anticipar(llegadas: Incoming, ruta: Path, *, completa: bool, retirar_muchas: bool) -> None:
    pueden = "1 deuda se puede" if llegadas.cuantas == 1 else f"{llegadas.cuantas} deudas se pueden"
    click.echo(f"Bien: {pueden} cargar.")
    if not ruta.exists():
        return
    comparacion = llegadas.comparar(ruta, completa=completa, muestra=CODIGOS_A_LA_VISTA)
    click.echo(f"Serían {comparacion.nuevas} nuevas y {comparacion.actualizadas} actualizadas.")
    if comparacion.intactas:
        click.echo(f"Quedarían como están {comparacion.intactas}, ya pagadas o con un pago en curso.")
    if comparacion.vuelven:
        click.echo(f"Volverían {comparacion.vuelven} que estaban retiradas.")
    if completa:
        dichas = ", ".join(comparacion.dichas)
        otras = (
            f" y {comparacion.retira - len(comparacion.dichas)} más" if comparacion.retira > CODIGOS_A_LA_VISTA else ""
        )
        click.echo(f"Se retirarían {comparacion.retira}{f': {dichas}{otras}' if dichas else ''}.")
        if comparacion.retenidas:
            click.echo(f"No se retirarían {comparacion.retenidas}, con un pago en curso.")
    _exigir_mesura(comparacion, retirar_muchas=retirar_muchas)


async def _cargar(
    portal: Portal, llegadas: Incoming, ruta: Path, *, completa: bool, retirar_muchas: bool
) -> Counter[str]:
    with Progress(console=consola, transient=True, disable=not consola.is_terminal) as barra:
        tarea = barra.add_task("Cargando deudas", total=None)
        carga = Carga(portal.repo, portal.clock, lambda hechas: barra.advance(tarea, hechas))
        await carga.preparar()
        comparacion = llegadas.comparar(ruta, completa=completa, muestra=0)
        try:
            _exigir_mesura(comparacion, retirar_muchas=retirar_muchas)
        except DatoInvalido:
            await carga.dejar()
            raise
        # Each is gathered, and then carried over.
        barra.update(tarea, completed=0, total=2 * (llegadas.cuantas + comparacion.ausentes))
        return await carga.cargar(llegadas)


def _contar(resultados: Counter[str]) -> None:
    click.echo(f"Cargadas: {resultados['NUEVA']} deudas nuevas y {resultados['ACTUALIZADA']} actualizadas.")
    if resultados["INTACTA"]:
        click.echo(f"Quedaron como estaban {resultados['INTACTA']}, ya pagadas o con un pago en curso.")
    if resultados["VUELVE"]:
        click.echo(f"Volvieron {resultados['VUELVE']} que estaban retiradas.")
    if resultados["RETIRADA"]:
        click.echo(f"Se retiraron {resultados['RETIRADA']} que el archivo no nombra.")
    if resultados["RETENIDA"]:
        click.echo(f"No se retiraron {resultados['RETENIDA']} que el archivo no nombra: tienen un pago en curso.")
