"""`demo`: the portal with a company that does not exist."""

import asyncio
from datetime import datetime
from pathlib import Path

import click
from msgspec import structs
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from portal import formats
from portal.assembly import armar_portal
from portal.cli.errors import ajustes, operar
from portal.cli.language import TRANSLATIONS, told
from portal.cli.serve import direccion, exigir_libre, servir
from portal.clock import ahora, dia
from portal.demo.casos import CASOS
from portal.demo.cuentas import CUENTAS
from portal.demo.historia import RelojDemo
from portal.demo.loading import Avance, cargar
from portal.errors import DatoInvalido
from portal.log import configurar
from portal.operations.portal import Portal
from portal.repo.embedded.file import Contenido, contenido, quitar, reemplazar
from portal.repo.embedded.link.migration import migrate
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.tables.access import usuarios
from portal.settings import Settings
from portal.texts.es import ayuda, consola
from portal.texts.named import datos

SEMILLA = 2026

terminal = Console(stderr=True)


@click.command(help=told(ayuda.DEMO))
@click.option("--host", default="127.0.0.1", show_default=True, help=told(ayuda.HOST))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help=told(ayuda.PORT))
@click.option("--clientes", default=1000, show_default=True, type=click.IntRange(0, 50_000), help=told(ayuda.CLIENTES))
@click.option("--semilla", default=SEMILLA, show_default=True, help=told(ayuda.SEMILLA))
@click.option("--de-nuevo", is_flag=True, help=told(ayuda.DE_NUEVO))
@click.option("--sin-servir", is_flag=True, help=told(ayuda.SIN_SERVIR))
def demo(host: str, port: int, clientes: int, semilla: int, de_nuevo: bool, sin_servir: bool) -> None:
    """Invented data where there are none, and the portal served."""
    settings = ajustes()
    _exigir_de_prueba(settings)
    # The invented payments tell their steps as the log's least lines, which are not for whoever starts it.
    configurar(settings)
    if not sin_servir:
        exigir_libre(host, port)
    hay = _exigir_sin_ajenos(Path(settings.sqlite_path))
    if de_nuevo or hay is Contenido.NADA:
        _cargar(settings, clientes, semilla)
    else:
        migrate(Path(settings.sqlite_path))
    _presentar()
    _avisar_si_es_vieja(settings)
    if not sin_servir:
        exigir_libre(host, port)  # loading took its time
        _decir_donde(direccion(host, port))
        servir(settings, host=host, port=port)


def _exigir_de_prueba(settings: Settings) -> None:
    if settings.produccion or not settings.embebida:
        raise DatoInvalido("no-es-demo")


def _exigir_sin_ajenos(ruta: Path) -> Contenido:
    """A file without tables is somebody's mistake, one whose tables are empty is as good as none, and one with data of
    somebody's is never touched, nor erased when it is asked for anew."""
    hay = contenido(ruta)
    if hay is Contenido.PROPIO:
        raise DatoInvalido("base-con-datos", datos(archivo=ruta.name))
    return hay


def _cargar(settings: Settings, clientes: int, semilla: int) -> None:
    """Beside the database, which it replaces when it is whole."""
    ruta = Path(settings.sqlite_path)
    nueva = ruta.with_name(f"{ruta.name}.nueva")
    propios = structs.replace(settings, sqlite_path=str(nueva))
    quitar(nueva)
    try:
        with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as barra:
            tarea = barra.add_task(told(consola.CARGANDO_DEMO), total=clientes + len(CASOS))
            asyncio.run(_crear_y_llenar(propios, clientes, semilla, lambda hechos: barra.advance(tarea, hechos)))
        reemplazar(ruta, nueva)
    finally:
        quitar(nueva)


async def llenar(settings: Settings, clientes: int, semilla: int, avance: Avance) -> bool:
    """The demonstration into that database, through its own bank; whether anything was missing."""
    clock = RelojDemo(ahora())
    portal = armar_portal(structs.replace(settings, pasarela="demo"), clock)
    try:
        return await cargar(portal, clock, cuantos=clientes, semilla=semilla, avance=avance)
    finally:
        await portal.cerrar()


async def _crear_y_llenar(settings: Settings, clientes: int, semilla: int, avance: Avance) -> None:
    await EmbeddedRepo(Path(settings.sqlite_path), ahora, settings.comision).crear_esquema()
    await llenar(settings, clientes, semilla, avance)


def _avisar_si_es_vieja(settings: Settings) -> None:
    """Due dates count from the day of loading: a case of three overdue instalments may be one of four by now."""
    cargada = dia(operar(settings, _cargada) or ahora())
    if cargada != dia(ahora()):
        terminal.print(told(consola.DEMO_VIEJA, fecha=formats.fecha(cargada, TRANSLATIONS)) + "\n")


async def _cargada(portal: Portal) -> datetime | None:
    return await portal.repo.read(lambda tx: usuarios.demo_desde(tx.sql))


def _presentar() -> None:
    columnas = map(told, (consola.USUARIO, consola.CLAVE, consola.PARA_VER))
    tabla = Table(*columnas, title=told(consola.CUENTAS), title_justify="left")
    for cuenta in CUENTAS:
        tabla.add_row(cuenta.usuario, cuenta.clave, " · ".join(filter(None, (cuenta.nombre, told(cuenta.que)))))
    Console().print(tabla)


def _decir_donde(portal: str) -> None:
    Console().print(f"\n{told(consola.DONDE, portal=portal)}\n")
