"""`importar`: a company's own debts into the embedded database."""

import asyncio
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from portal.comandos.grupo import ajustes, operar
from portal.errors import DatoInvalido
from portal.importacion.planilla import Error, Renglon, leer
from portal.importacion.sheet_rows import BROUGHT
from portal.operations.ingreso import hay_cuentas_de_demo
from portal.operations.portal import Portal
from portal.reloj import ahora
from portal.repo.embebido.carga import codigos, guardar_clientes, guardar_deudas
from portal.repo.embebido.motor import RepoEmbebido
from portal.settings import Settings

TANDA = 2_000
ERRORES_A_LA_VISTA = 50

consola = Console(stderr=True)


@click.command
@click.argument("archivo", type=click.Path(path_type=Path))
@click.option("--probar", is_flag=True, help="Solo revisa el archivo: no carga nada.")
def importar(archivo: Path, probar: bool) -> None:
    """Carga deudas desde un CSV, un XLSX o un ODS: todas, o ninguna si una fila está mal."""
    settings = ajustes()
    if not settings.embebida:
        raise DatoInvalido("deudas-del-erp", "En Oracle las deudas son del ERP: importar es para la base embebida.")
    renglones = _revisar(archivo)
    if probar:
        click.echo(f"Bien: {len(renglones)} deudas se pueden cargar.")
        return
    _preparar(settings)
    nuevas, cambiadas, intactas = operar(settings, lambda portal: _guardar(portal, renglones))
    click.echo(f"Cargadas: {nuevas} deudas nuevas y {cambiadas} actualizadas.")
    if intactas:
        click.echo(f"Quedaron como estaban {intactas}, ya pagadas o con un pago en curso.")


def _revisar(archivo: Path) -> list[Renglon]:
    """Every row, or the end of the command with what is wrong in each."""
    renglones: list[Renglon] = []
    errores: list[Error] = []
    avisos: list[str] = []
    with archivo.open("rb") as abierto:
        for hallado in leer(abierto, avisos, BROUGHT):
            if isinstance(hallado, Error):
                errores.append(hallado)
            else:
                renglones.append(hallado)
    for aviso in avisos:
        click.echo(aviso, err=True)
    if errores:
        for error in errores[:ERRORES_A_LA_VISTA]:
            click.echo(str(error), err=True)
        if len(errores) > ERRORES_A_LA_VISTA:
            click.echo(f"Y {len(errores) - ERRORES_A_LA_VISTA} líneas más.", err=True)
        click.echo(f"No se cargó nada: hay {len(errores)} líneas para corregir.", err=True)
        sys.exit(1)
    return renglones


def _preparar(settings: Settings) -> None:
    """Creates the database where there is none. Real debts do not go beside passwords that everybody knows."""
    ruta = Path(settings.sqlite_path)
    asyncio.run(RepoEmbebido(ruta, ahora, settings.comision).crear_esquema())
    if operar(settings, hay_cuentas_de_demo):
        raise DatoInvalido(
            "base-de-demostracion", f"{ruta.name} es la base de demostración: elegí otra con SQLITE_PATH."
        )


async def _guardar(portal: Portal, renglones: list[Renglon]) -> tuple[int, int, int]:
    """How many were new, replaced, and left alone; in one transaction."""
    with Progress(console=consola, transient=True, disable=not consola.is_terminal) as barra:
        tarea = barra.add_task("Cargando deudas", total=len(renglones))
        async with portal.repo.escritura() as tx:
            existentes, intocables = await codigos(tx.sql)
            for desde in range(0, len(renglones), TANDA):
                tanda = renglones[desde : desde + TANDA]
                await guardar_clientes(tx.sql, {cada.documento: cada.nombre for cada in tanda}.items())
                await guardar_deudas(tx.sql, [(cada.documento, cada.deuda) for cada in tanda])
                barra.advance(tarea, len(tanda))
            await tx.confirmar()
    llegadas = {cada.deuda.codmovimiento for cada in renglones}
    intactas = len(llegadas & intocables)
    conocidas = len(llegadas & existentes)
    return len(llegadas) - conocidas, conocidas - intactas, intactas
