"""`usuario invitar` and `usuario codigos`: customers who open their own accounts."""

import sys
from collections import Counter
from pathlib import Path
from typing import TextIO

import click

from portal.cli.errors import ajustes, operar
from portal.cli.language import TRANSLATIONS, tell, told, told_of
from portal.errors import DatoInvalido
from portal.imports import clientes_sheet
from portal.inputs.documento import normalizar
from portal.operations.access import invitaciones
from portal.operations.portal import Portal
from portal.rules.access.primer_acceso import codigo_de
from portal.structs.invitaciones import Invitacion, QueFueDe
from portal.texts.catalogue import say
from portal.texts.es import alta, ayuda, consola
from portal.texts.named import Saying, datos


@click.command(help=told(ayuda.INVITAR))
@click.option("--archivo", required=True, type=click.Path(path_type=Path), help=told(ayuda.ARCHIVO_DE_CLIENTES))
@click.option("--de-nuevo", is_flag=True, help=told(ayuda.INVITAR_DE_NUEVO))
def invitar(archivo: Path, de_nuevo: bool) -> None:
    """Each customer of the list, and a line of what came of it; ends in 1 where a line could not be read."""
    settings = ajustes()
    avisos: list[Saying] = []
    lineas = list(clientes_sheet.leer(archivo.read_bytes(), avisos))
    for aviso in avisos:
        click.echo(say(aviso.code, aviso.data, TRANSLATIONS), err=True)

    async def todos(portal: Portal) -> Counter[QueFueDe]:
        cuantos = Counter[QueFueDe]()
        async for hecha in invitaciones.invitar(portal, lineas, de_nuevo=de_nuevo):
            cuantos[hecha.fue] += 1
            _contar(hecha)
        return cuantos

    cuantos = operar(settings, todos)
    click.echo(told_of(consola.INVITADOS, cuantos[QueFueDe.INVITADO]))
    if cuantos[QueFueDe.ILEGIBLE]:
        sys.exit(1)


@click.command(help=told(ayuda.CODIGOS))
@click.argument("archivo", type=click.File("r", encoding="utf-8-sig"))
def codigos(archivo: TextIO) -> None:
    """One a line, with a tab, for the program that prints the bills."""
    settings = ajustes()
    if not settings.primer_acceso_clave:
        raise DatoInvalido("sin-clave-de-codigos")
    for linea in archivo:
        if linea.strip():
            documento = normalizar(linea)
            click.echo(f"{documento}\t{codigo_de(settings.primer_acceso_clave, documento)}")


def _contar(hecha: Invitacion) -> None:
    if hecha.dice is not None:
        click.echo(say("planilla-ilegible", datos(caso="linea", linea=hecha.linea, defecto=hecha.dice), TRANSLATIONS))
        return
    fue = told(alta.DE_UNA_INVITACION[hecha.fue])
    tell(consola.INVITACION, linea=hecha.linea, documento=hecha.documento, correo=hecha.correo, fue=fue)
