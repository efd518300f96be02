"""The command line: `portal` or `python -m portal`."""

import sys
from collections.abc import Sequence

import click

from portal.cli.canal import canal
from portal.cli.clave import clave
from portal.cli.db import db
from portal.cli.demo import demo
from portal.cli.errors import ESPERADOS, frase
from portal.cli.importar import importar
from portal.cli.invitar import codigos, invitar
from portal.cli.language import told
from portal.cli.serve import serve
from portal.cli.usuario import usuario
from portal.cli.version import version
from portal.terminal import tolerar
from portal.texts.es import ayuda

CORTADO = 130


@click.group(help=told(ayuda.PORTAL), context_settings={"help_option_names": ["-h", "--help"]})
def portal() -> None:
    """Every command."""


for comando in (serve, db, usuario, canal, clave, demo, importar, version):
    portal.add_command(comando)

for de_usuarios in (invitar, codigos):
    usuario.add_command(de_usuarios)


def main(argumentos: Sequence[str] | None = None) -> None:
    """Runs one command; whatever goes wrong is one sentence on the standard error and a status other than 0."""
    tolerar()
    try:
        portal.main(argumentos, prog_name="portal", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(CORTADO)
    except click.exceptions.NoArgsIsHelpError as ayuda:
        ayuda.show()
        sys.exit(ayuda.exit_code)
    except (*ESPERADOS, click.ClickException) as error:
        click.echo(frase(error), err=True)
        sys.exit(2 if isinstance(error, click.UsageError) else 1)


if __name__ == "__main__":
    main()
