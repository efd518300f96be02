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
from portal.cli.language import TRANSLATIONS, tell, told, told_of
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
from portal.texts.es import ayuda, consola
from portal.texts.named import Saying, datos

TANDA = 1_000
ERRORES_A_LA_VISTA = 50
CODIGOS_A_LA_VISTA = 20
# Withdrawing more than half of many debts is more often a file cut short than a company that was paid.
POCAS = 20
OTROS_RESULTADOS = {
    "INTACTA": consola.QUEDARON,
    "VUELVE": consola.VOLVIERON,
    "RETIRADA": consola.RETIRADAS,
    "RETENIDA": consola.RETENIDAS,
}

terminal = Console(stderr=True)


@click.command(help=told(ayuda.IMPORTAR))
@click.argument("archivo", type=click.Path(path_type=Path))
@click.option("--probar", is_flag=True, help=told(ayuda.PROBAR))
@click.option("--completa", is_flag=True, help=told(ayuda.COMPLETA))
@click.option("--retirar-muchas", is_flag=True, help=told(ayuda.RETIRAR_MUCHAS))
def importar(archivo: Path, probar: bool, completa: bool, retirar_muchas: bool) -> None:
    """Debts from a sheet: all of them, or none where a row is wrong."""
    settings = ajustes()
    if not settings.embebida:
        raise DatoInvalido("deudas-del-erp")
    if retirar_muchas and not completa:
        raise DatoInvalido("retirar-sin-completa")
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
            click.echo(say(aviso.code, aviso.data, TRANSLATIONS), err=True)
    if cuantos:
        for error in errores:
            click.echo(error.en(TRANSLATIONS), err=True)
        if cuantos > ERRORES_A_LA_VISTA:
            click.echo(told_of(consola.LINEAS_DE_MAS, cuantos - ERRORES_A_LA_VISTA), err=True)
        click.echo(told_of(consola.SIN_CARGAR, cuantos), err=True)
        sys.exit(1)


def _deudas(tanda: list[Renglon | Error]) -> Iterator[tuple[str, str, Deuda]]:
    return ((cada.documento, cada.nombre, cada.deuda) for cada in tanda if isinstance(cada, Renglon))


def _exigir_propia(settings: Settings, ruta: Path) -> None:
    """Real debts do not go beside passwords that everybody knows."""
    if ruta.exists() and operar(settings, hay_cuentas_de_demo):
        raise DatoInvalido("base-de-demostracion", datos(archivo=ruta.name))


def _exigir_mesura(comparacion: Comparacion, *, retirar_muchas: bool) -> None:
    if comparacion.retira > POCAS and comparacion.retira * 2 > comparacion.pendientes and not retirar_muchas:
        raise DatoInvalido("retira-demasiado", datos(retira=comparacion.retira, pendientes=comparacion.pendientes))


def _anticipar(llegadas: Incoming, ruta: Path, *, completa: bool, retirar_muchas: bool) -> None:
    click.echo(told_of(consola.BIEN, llegadas.cuantas))
    if not ruta.exists():
        return
    comparacion = llegadas.comparar(ruta, completa=completa, muestra=CODIGOS_A_LA_VISTA)
    tell(consola.SERIAN, nuevas=comparacion.nuevas, actualizadas=comparacion.actualizadas)
    if comparacion.intactas:
        tell(consola.QUEDARIAN, cuantas=comparacion.intactas)
    if comparacion.vuelven:
        tell(consola.VOLVERIAN, cuantas=comparacion.vuelven)
    if completa:
        _anticipar_retiro(comparacion)
    _exigir_mesura(comparacion, retirar_muchas=retirar_muchas)


def _anticipar_retiro(comparacion: Comparacion) -> None:
    codigos, otras = ", ".join(comparacion.dichas), comparacion.retira - len(comparacion.dichas)
    if not codigos:
        tell(consola.RETIRARIAN, cuantas=comparacion.retira)
    elif comparacion.retira > CODIGOS_A_LA_VISTA:
        tell(consola.RETIRARIAN_ESTAS_Y_MAS, cuantas=comparacion.retira, codigos=codigos, otras=otras)
    else:
        tell(consola.RETIRARIAN_ESTAS, cuantas=comparacion.retira, codigos=codigos)
    if comparacion.retenidas:
        tell(consola.NO_RETIRARIAN, cuantas=comparacion.retenidas)


async def _cargar(
    portal: Portal, llegadas: Incoming, ruta: Path, *, completa: bool, retirar_muchas: bool
) -> Counter[str]:
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as barra:
        tarea = barra.add_task(told(consola.CARGANDO_DEUDAS), total=None)
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
    tell(consola.CARGADAS, nuevas=resultados["NUEVA"], actualizadas=resultados["ACTUALIZADA"])
    for cual, frase in OTROS_RESULTADOS.items():
        if resultados[cual]:
            tell(frase, cuantas=resultados[cual])
