"""`version`: what is installed."""

import click

from portal import __version__
from portal.cli.language import told
from portal.texts.es import ayuda


@click.command(help=told(ayuda.VERSION))
def version() -> None:
    """Which version this is."""
    click.echo(__version__)
