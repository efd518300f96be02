"""`usuario`: who may sign in."""

import codecs
import re
import sys
from typing import BinaryIO

import click

from portal.cli.errors import ajustes, operar
from portal.errors import DatoInvalido
from portal.operations.access import usuarios
from portal.structs.usuarios import Rol

MARCAS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
LINEA_MAXIMA = 4096


@click.group
def usuario() -> None:
    """Los usuarios del portal."""


def _pedir_clave() -> str:
    """Typed twice, or one line of standard input: never an argument, which other users of the machine can read."""
    if not sys.stdin.isatty():
        return primera_linea(sys.stdin.buffer)
    clave: str = click.prompt("Clave", hide_input=True)
    if clave != click.prompt("Otra vez", hide_input=True):
        raise DatoInvalido("claves-distintas", "Las dos claves no son iguales.", "clave")
    return clave


def primera_linea(entrada: BinaryIO) -> str:
    """A line as some shell wrote it, without the mark (BOM) that Windows' put before it. Raises DatoInvalido."""
    crudo = entrada.readline(LINEA_MAXIMA)
    marca = next((marca for marca in MARCAS if crudo.startswith(marca)), b"")
    if len(marca) == len(codecs.BOM_UTF16):
        crudo += entrada.read(LINEA_MAXIMA)  # in UTF-16 the byte of a line end may be half of a letter
    try:
        texto = crudo.removeprefix(marca).decode(MARCAS.get(marca, "utf-8"))
    except UnicodeDecodeError:
        raise DatoInvalido("clave-ilegible", "La clave tiene que llegar en UTF-8.", "clave") from None
    return re.split(r"[\r\n]", texto, maxsplit=1)[0]


@usuario.command
@click.argument("nombre_usuario", metavar="USUARIO")
@click.option("--rol", required=True, type=click.Choice([rol.value for rol in Rol]), help="Qué puede hacer.")
@click.option("--nombre", required=True, help="Cómo se llama.")
@click.option("--documento", help="Cédula o RUC; solo para un cliente.")
def crear(nombre_usuario: str, rol: str, nombre: str, documento: str | None) -> None:
    """Crea un usuario; la clave se escribe después, o llega por la entrada estándar."""
    settings = ajustes()
    clave = _pedir_clave()
    operar(settings, lambda portal: usuarios.crear(portal, nombre_usuario, Rol(rol), nombre, documento, clave))
    click.echo(f"Creado el usuario {nombre_usuario}.")


@usuario.command
@click.argument("nombre_usuario", metavar="USUARIO")
def clave(nombre_usuario: str) -> None:
    """Cambia la clave de un usuario y cierra sus sesiones."""
    settings = ajustes()
    nueva = _pedir_clave()
    de_quien = operar(settings, lambda portal: usuarios.cambiar_clave(portal, nombre_usuario, nueva))
    click.echo(f"Cambiada la clave de {nombre_usuario}.")
    if not de_quien.activo:
        click.echo(f"Está desactivado y no puede entrar: «portal usuario activar {nombre_usuario}».", err=True)


@usuario.command
@click.argument("nombre_usuario", metavar="USUARIO")
def desbloquear(nombre_usuario: str) -> None:
    """Levanta lo que dejaron las claves mal puestas: la espera, o el ingreso detenido tras cien seguidas."""
    cuantos = operar(ajustes(), lambda portal: usuarios.desbloquear(portal, nombre_usuario))
    click.echo(f"Desbloqueado {nombre_usuario}." if cuantos else f"{nombre_usuario} no tenía claves mal puestas.")


@usuario.command
@click.argument("nombre_usuario", metavar="USUARIO")
def desactivar(nombre_usuario: str) -> None:
    """Un usuario no puede entrar más, y sus sesiones se cierran; «activar» lo deshace."""
    operar(ajustes(), lambda portal: usuarios.desactivar(portal, nombre_usuario))
    click.echo(f"Desactivado el usuario {nombre_usuario}.")


@usuario.command
@click.argument("nombre_usuario", metavar="USUARIO")
def activar(nombre_usuario: str) -> None:
    """Un usuario desactivado puede entrar otra vez, con la clave que tenía."""
    operar(ajustes(), lambda portal: usuarios.activar(portal, nombre_usuario))
    click.echo(f"Activado el usuario {nombre_usuario}.")


@usuario.command
@click.option("--rol", type=click.Choice([rol.value for rol in Rol]), help="Solo los de ese rol.")
def listar(rol: str | None) -> None:
    """Los usuarios, uno por línea y con tabulaciones, para leer o para otro programa."""
    hallados = operar(ajustes(), usuarios.todos)
    click.echo("USUARIO\tROL\tESTADO\tNOMBRE\tDOCUMENTO")
    for cada in hallados:
        if rol in (None, cada.rol):
            estado = "activo" if cada.activo else "desactivado"
            click.echo(
                "\t".join((cada.usuario, cada.rol, estado, " ".join(cada.nombre.split()), cada.documento or "-"))
            )
