"""`clave`: the keys that sign tokens."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from portal import clock
from portal.cli.errors import ajustes, operar
from portal.cli.language import tell, told
from portal.errors import DatoInvalido
from portal.operations.access.keys import anotar_rotacion
from portal.settings import Settings
from portal.settings.keyring import BASE, read, rotated, write
from portal.texts.es import ayuda, consola

COLUMNAS = ("KID", "ALG", "FIRMA_DESDE", "VALE_HASTA")


@click.group(help=told(ayuda.CLAVES))
def clave() -> None:
    """Everything of the keys that sign tokens."""


@clave.command(help=told(ayuda.ROTAR_CLAVE))
@click.option("--en-minutos", default=60, show_default=True, type=click.IntRange(1, 1440), help=told(ayuda.EN_MINUTOS))
@click.option("--ya", is_flag=True, help=told(ayuda.YA))
def rotar(en_minutos: int, ya: bool) -> None:
    """A new one."""
    settings = ajustes()
    archivo = _archivo(settings)
    despues = timedelta(0) if ya else timedelta(minutes=en_minutos)
    nuevas = rotated(read(archivo), clock.ahora(), settings.algorithm, after=despues)
    write(archivo, nuevas)
    nueva = nuevas.claves[-1]
    tell(consola.CLAVE_ROTADA, kid=nueva.kid, desde=_instante(nueva.desde))
    # After the file: in a leak the key changes even where the database is away.
    operar(settings, lambda portal: anotar_rotacion(portal, nueva.kid, fuga=ya))


@clave.command(help=told(ayuda.LISTAR_CLAVES))
def listar() -> None:
    """One a line, with tabs, oldest first; never the keys themselves."""
    settings = ajustes()
    ring = read(_archivo(settings))
    click.echo("\t".join(COLUMNAS))
    click.echo("\t".join((BASE, settings.algorithm, "-", _instante(ring.secret_key_hasta))))
    for cada in ring.claves:
        click.echo("\t".join((cada.kid, cada.alg, _instante(cada.desde), _instante(cada.hasta))))


def _archivo(settings: Settings) -> Path:
    if not settings.archivo_de_claves:
        raise DatoInvalido("sin-archivo-de-claves")
    return Path(settings.archivo_de_claves)


def _instante(cuando: datetime | None) -> str:
    return "-" if cuando is None else f"{cuando:%FT%TZ}"
