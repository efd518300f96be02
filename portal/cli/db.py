"""`db`: the database."""

import asyncio
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from portal.cli.demo import SEMILLA, llenar
from portal.cli.errors import ajustes, operar
from portal.cli.language import tell, told
from portal.demo.casos import CASOS
from portal.errors import DatoInvalido
from portal.operations.books.auditoria import verificar_auditoria
from portal.operations.books.invariantes import verificar_invariantes
from portal.repo.embedded import invariants as embebido
from portal.repo.embedded.file import revisar
from portal.repo.embedded.link import migration as embebida
from portal.repo.migrations.steps import Step, steps
from portal.repo.oracle.schema import books as oracle
from portal.repo.oracle.schema import migration as de_oracle
from portal.repo.oracle.schema.installation import instalar
from portal.settings import Settings
from portal.texts.es import ayuda, consola
from portal.texts.named import datos


@click.group(help=told(ayuda.DB))
def db() -> None:
    """Everything of the database."""


@db.command(help=told(ayuda.CHECK))
def check() -> None:
    """Whether the database answers; the embedded one is read whole."""
    settings = ajustes()
    operar(settings, lambda portal: portal.repo.verificar())
    if settings.embebida:
        revisar(Path(settings.sqlite_path))
    tell(consola.HAY_CONEXION)


@db.command(help=told(ayuda.INSTALL))
@click.option("--con-erp-de-referencia", is_flag=True, help=told(ayuda.CON_ERP))
@click.option("--con-datos-de-demostracion", is_flag=True, help=told(ayuda.CON_DATOS))
@click.option("--clientes", default=1000, show_default=True, type=click.IntRange(0, 50_000), help=told(ayuda.CLIENTES))
def install(con_erp_de_referencia: bool, con_datos_de_demostracion: bool, clientes: int) -> None:
    """The schema, in an empty database."""
    settings = ajustes()
    if settings.embebida:
        if con_datos_de_demostracion:
            raise DatoInvalido("base-embebida")
        embebida.install(Path(settings.sqlite_path))
        tell(consola.TABLAS_EN, archivo=Path(settings.sqlite_path).name)
        return
    if settings.produccion and con_erp_de_referencia:
        raise DatoInvalido("no-es-prueba", datos(caso="erp"))
    if settings.produccion and con_datos_de_demostracion:
        raise DatoInvalido("no-es-prueba", datos(caso="datos"))
    instalar(settings, con_erp=con_erp_de_referencia, avisar=click.echo, pide_erp=con_datos_de_demostracion)
    if con_datos_de_demostracion:
        _demostrar(settings, clientes)
    tell(consola.BASE_LISTA)


@db.command(help=told(ayuda.STATUS))
def status() -> None:
    """Which steps the database lacks."""
    settings = ajustes()
    rest, written = _schema(settings)
    total = len(steps(embebida.ENGINE if settings.embebida else oracle.ENGINE))
    if not rest and written:
        tell(consola.BASE_AL_DIA, pasos=total)
        return
    tell(consola.BASE_ATRASADA, tiene=total - len(rest), pasos=total)
    for step in rest:
        tell(consola.FALTA_PASO, paso=step.label)
    if not rest:
        tell(consola.SIN_ANOTAR)
    tell(consola.TRAELA)
    raise SystemExit(1)


@db.command(help=told(ayuda.MIGRATE))
def migrate() -> None:
    """A database of another version, brought to this one."""
    settings = ajustes()
    _schema(settings)
    if settings.embebida:
        for step in embebida.migrate(Path(settings.sqlite_path)):
            _taken(step)
    else:
        de_oracle.migrate(settings, _taken)
    tell(consola.BASE_TRAIDA)


@db.command(help=told(ayuda.INVARIANTES))
def invariantes() -> None:
    """Whether the books balance."""
    settings = ajustes()
    contra = embebido.rotas if settings.embebida else None
    rotas = operar(settings, lambda portal: verificar_invariantes(portal, contra))
    for rota in rotas:
        click.echo(f"{rota.invariante}: {rota.donde}")
    if rotas:
        raise SystemExit(1)
    tell(consola.TODO_CIERRA)


@db.command(help=told(ayuda.AUDITORIA))
def auditoria() -> None:
    """Whether nobody changed the audit."""
    cadena = operar(ajustes(), verificar_auditoria)
    if not cadena.entera:
        tell(consola.AUDITORIA_ROTA, fila=cadena.rota_en)
        raise SystemExit(1)
    tell(consola.AUDITORIA_ENTERA, filas=cadena.filas, huella=cadena.huella)


def _demostrar(settings: Settings, cuantos: int) -> None:
    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as barra:
        tarea = barra.add_task(told(consola.CARGANDO_DEMO), total=cuantos + len(CASOS))
        nuevos = asyncio.run(llenar(settings, cuantos, SEMILLA, lambda hechos: barra.advance(tarea, hechos)))
    tell(consola.DEMO_CARGADA if nuevos else consola.DEMO_ESTABA)


def _taken(step: Step) -> None:
    tell(consola.PASO_HECHO, paso=step.label)


def _schema(settings: Settings) -> tuple[tuple[Step, ...], bool]:
    """The steps that the database lacks, and whether its version is written down. Raises NoDisponible, or DatoInvalido,
    where there is none."""
    if not settings.embebida:
        books = de_oracle.status(settings)
        return books.missing, bool(books.written)
    path = Path(settings.sqlite_path)
    if not path.is_file():
        raise DatoInvalido("base-no-creada", datos(caso="sin-archivo", archivo=path.name))
    return embebida.pending(path), embebida.versioned(path)
