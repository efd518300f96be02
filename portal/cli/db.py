"""`db`: the database."""

import asyncio
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from portal.cli.demo import SEMILLA, llenar
from portal.cli.errors import ajustes, operar
from portal.demo.casos import CASOS
from portal.errors import DatoInvalido
from portal.operations.books.auditoria import verificar_auditoria
from portal.operations.books.invariantes import verificar_invariantes
from portal.repo.embedded import invariants as embebido
from portal.repo.embedded import migration as embebida
from portal.repo.embedded.file import revisar
from portal.repo.migrations.steps import Step, steps
from portal.repo.oracle.schema import books as oracle
from portal.repo.oracle.schema import migration as de_oracle
from portal.repo.oracle.schema.installation import instalar
from portal.settings import Settings


@click.group
def db() -> None:
    """La base de datos."""


@db.command
def check() -> None:
    """Prueba la conexión con la base; la embebida se lee entera."""
    settings = ajustes()
    operar(settings, lambda portal: portal.repo.verificar())
    if settings.embebida:
        revisar(Path(settings.sqlite_path))
    click.echo("¡Conexión exitosa!")


@db.command
@click.option("--con-erp-de-referencia", is_flag=True, help="También un PACK_PAGO_WS y sus tablas, si no hay ERP.")
@click.option(
    "--con-datos-de-demostracion", is_flag=True, help="También los de «portal demo», en el ERP de referencia."
)
@click.option("--clientes", default=1000, show_default=True, type=click.IntRange(0, 50_000), help="Cuántos, al azar.")
def install(con_erp_de_referencia: bool, con_datos_de_demostracion: bool, clientes: int) -> None:
    """Crea el esquema en una base vacía; a una que ya tiene tablas la trae «db migrate»."""
    settings = ajustes()
    if settings.embebida:
        if con_datos_de_demostracion:
            raise DatoInvalido(
                "base-embebida", "En la base embebida los datos de demostración los carga «portal demo»."
            )
        embebida.install(Path(settings.sqlite_path))
        click.echo(f"Las tablas están en {Path(settings.sqlite_path).name}.")
        return
    if settings.produccion and con_erp_de_referencia:
        raise DatoInvalido("no-es-prueba", "El ERP de referencia es para probar: en producción está el de la empresa.")
    if settings.produccion and con_datos_de_demostracion:
        raise DatoInvalido("no-es-prueba", "Los datos de demostración son para probar: en producción no van.")
    instalar(settings, con_erp=con_erp_de_referencia, avisar=click.echo, pide_erp=con_datos_de_demostracion)
    if con_datos_de_demostracion:
        _demostrar(settings, clientes)
    click.echo("La base de datos está lista.")


@db.command
def status() -> None:
    """Dice de qué versión es la base y qué pasos le faltan; termina en 1 si no es la de este portal."""
    settings = ajustes()
    rest, written = _schema(settings)
    total = len(steps(embebida.ENGINE if settings.embebida else oracle.ENGINE))
    if not rest and written:
        click.echo(f"La base es de esta versión: tiene los {total} pasos.")
        return
    click.echo(f"La base tiene {total - len(rest)} de los {total} pasos de este portal.")
    for step in rest:
        click.echo(f"falta {step.label}")
    if not rest:
        click.echo("No tiene anotada su versión.")
    click.echo("Traela con «portal db migrate».")
    raise SystemExit(1)


@db.command
def migrate() -> None:
    """Trae una base de otra versión a la de este portal, sin perder nada.

    La embebida, entera o no la toca; en Oracle, si se corta, al repetirlo sigue desde ahí.
    """
    settings = ajustes()
    _schema(settings)
    if settings.embebida:
        for step in embebida.migrate(Path(settings.sqlite_path)):
            _taken(step)
    else:
        de_oracle.migrate(settings, _taken)
    click.echo("La base es de esta versión.")


@db.command
def invariantes() -> None:
    """Revisa que los libros cierren: pagos, deudas y auditoría."""
    settings = ajustes()
    contra = embebido.rotas if settings.embebida else None
    rotas = operar(settings, lambda portal: verificar_invariantes(portal, contra))
    for rota in rotas:
        click.echo(f"{rota.invariante}: {rota.donde}")
    if rotas:
        raise SystemExit(1)
    click.echo("Todo cierra.")


@db.command
def auditoria() -> None:
    """Revisa que nadie haya cambiado la auditoría."""
    cadena = operar(ajustes(), verificar_auditoria)
    if not cadena.entera:
        click.echo(f"La auditoría no está entera: la fila {cadena.rota_en} no es la que se escribió.")
        raise SystemExit(1)
    click.echo(f"La auditoría está entera: {cadena.filas} filas, huella {cadena.huella}.")


def _demostrar(settings: Settings, cuantos: int) -> None:
    consola = Console(stderr=True)
    with Progress(console=consola, transient=True, disable=not consola.is_terminal) as barra:
        tarea = barra.add_task("Cargando datos de demostración", total=cuantos + len(CASOS))
        nuevos = asyncio.run(llenar(settings, cuantos, SEMILLA, lambda hechos: barra.advance(tarea, hechos)))
    click.echo(f"datos de demostración: {'cargados' if nuevos else 'ya estaban'}")


def _taken(step: Step) -> None:
    click.echo(f"{step.label}: hecho")


def _schema(settings: Settings) -> tuple[tuple[Step, ...], bool]:
    """The steps that the database lacks, and whether its version is written down. Raises NoDisponible, or DatoInvalido,
    where there is none."""
    if not settings.embebida:
        books = de_oracle.status(settings)
        return books.missing, bool(books.written)
    path = Path(settings.sqlite_path)
    if not path.is_file():
        raise DatoInvalido("base-no-creada", f"No existe {path.name}: creala con «portal db install».")
    return embebida.pending(path), embebida.versioned(path)
