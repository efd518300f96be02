"""`db`: the database."""

import click

from portal.comandos.grupo import ajustes, operar


@click.group
def db() -> None:
    """La base de datos."""


@db.command
def check() -> None:
    """Prueba la conexión con la base."""
    operar(ajustes(), lambda portal: portal.repo.verificar())
    click.echo("¡Conexión exitosa!")
