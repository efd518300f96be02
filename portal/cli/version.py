"""`version`: what is installed."""

import click

from portal import __version__


@click.command
def version() -> None:
    """Dice qué versión es esta."""
    click.echo(__version__)
