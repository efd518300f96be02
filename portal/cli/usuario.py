"""`usuario`: who may sign in."""

import codecs
import re
import sys
from typing import BinaryIO

import click

from portal.cli.errors import ajustes, operar
from portal.cli.language import tell, told
from portal.errors import DatoInvalido
from portal.operations.access import usuarios
from portal.operations.autorizaciones import grants
from portal.operations.factors import own
from portal.structs.usuarios import Nivel, Rol
from portal.texts.es import ayuda, consola

MARCAS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
LINEA_MAXIMA = 4096
# Of the list, which programs read too: they are the same in any language.
COLUMNAS = ("USUARIO", "ROL", "ESTADO", "NOMBRE", "DOCUMENTO", "NIVEL")


@click.group(help=told(ayuda.USUARIO))
def usuario() -> None:
    """Everything of who may sign in."""


def _pedir_clave() -> str:
    """Typed twice, or one line of standard input: never an argument, which other users of the machine can read."""
    if not sys.stdin.isatty():
        return primera_linea(sys.stdin.buffer)
    clave: str = click.prompt(told(consola.CLAVE), hide_input=True)
    if clave != click.prompt(told(consola.OTRA_VEZ), hide_input=True):
        raise DatoInvalido("claves-distintas", campo="clave")
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
        raise DatoInvalido("clave-ilegible", campo="clave") from None
    return re.split(r"[\r\n]", texto, maxsplit=1)[0]


@usuario.command(help=told(ayuda.CREAR))
@click.argument("nombre_usuario", metavar="USUARIO")
@click.option("--rol", required=True, type=click.Choice([rol.value for rol in Rol]), help=told(ayuda.ROL))
@click.option("--nombre", required=True, help=told(ayuda.NOMBRE))
@click.option("--documento", help=told(ayuda.DOCUMENTO))
@click.option("--nivel", type=click.Choice([nivel.value for nivel in Nivel]), help=told(ayuda.DE_OPERADOR))
def crear(nombre_usuario: str, rol: str, nombre: str, documento: str | None, nivel: str | None) -> None:
    """A new one; the password is typed, or comes by the standard input."""
    settings = ajustes()
    clave = _pedir_clave()
    suyo = Nivel(nivel) if nivel else None
    operar(
        settings,
        lambda portal: usuarios.crear(portal, nombre_usuario, Rol(rol), nombre, documento, clave, nivel=suyo),
    )
    tell(consola.CREADO, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.NIVEL))
@click.argument("nombre_usuario", metavar="USUARIO")
@click.argument("cual", metavar="NIVEL", type=click.Choice([nivel.value for nivel in Nivel]))
def nivel(nombre_usuario: str, cual: str) -> None:
    """Another level of an operador, from that moment on."""
    operar(ajustes(), lambda portal: usuarios.cambiar_nivel(portal, nombre_usuario, Nivel(cual)))
    tell(consola.CON_NIVEL, usuario=nombre_usuario, nivel=cual)


@usuario.command(help=told(ayuda.CLAVE))
@click.argument("nombre_usuario", metavar="USUARIO")
def clave(nombre_usuario: str) -> None:
    """Another password, and the open sessions closed."""
    settings = ajustes()
    nueva = _pedir_clave()
    de_quien = operar(settings, lambda portal: usuarios.cambiar_clave(portal, nombre_usuario, nueva))
    tell(consola.CLAVE_CAMBIADA, usuario=nombre_usuario)
    if not de_quien.activo:
        tell(consola.NO_PUEDE_ENTRAR, err=True, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.DESBLOQUEAR))
@click.argument("nombre_usuario", metavar="USUARIO")
def desbloquear(nombre_usuario: str) -> None:
    """Forgets the wrong passwords: the wait, or a sign-in stopped after a hundred."""
    cuantos = operar(ajustes(), lambda portal: usuarios.desbloquear(portal, nombre_usuario))
    tell(consola.DESBLOQUEADO if cuantos else consola.SIN_ERRORES, usuario=nombre_usuario)


@usuario.command(name="quitar-factores", help=told(ayuda.QUITAR_FACTORES))
@click.argument("nombre_usuario", metavar="USUARIO")
def quitar_factores(nombre_usuario: str) -> None:
    """For whoever lost the phone: the password alone signs in again, and staff enrols anew."""
    cuantos = operar(ajustes(), lambda portal: own.quitar_todos(portal, nombre_usuario))
    tell(consola.FACTORES_QUITADOS if cuantos else consola.SIN_FACTORES, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.DESACTIVAR))
@click.argument("nombre_usuario", metavar="USUARIO")
def desactivar(nombre_usuario: str) -> None:
    """May not sign in any more, and the sessions are closed."""
    operar(ajustes(), lambda portal: usuarios.desactivar(portal, nombre_usuario))
    tell(consola.DESACTIVADO, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.ACTIVAR))
@click.argument("nombre_usuario", metavar="USUARIO")
def activar(nombre_usuario: str) -> None:
    """May sign in again, with the same password."""
    operar(ajustes(), lambda portal: usuarios.activar(portal, nombre_usuario))
    tell(consola.ACTIVADO, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.AUTORIZAR))
@click.argument("nombre_usuario", metavar="USUARIO")
@click.argument("documento", metavar="DOCUMENTO")
@click.option("--nombre", required=True, help=told(ayuda.DE_QUIEN_ES))
@click.option("--motivo", required=True, help=told(ayuda.POR_QUE))
def autorizar(nombre_usuario: str, documento: str, nombre: str, motivo: str) -> None:
    """Another's documento for a customer's account, as the company's own."""
    operar(ajustes(), lambda portal: grants.autorizar(portal, nombre_usuario, documento, nombre, motivo))
    tell(consola.AUTORIZADO, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.DESAUTORIZAR))
@click.argument("nombre_usuario", metavar="USUARIO")
@click.argument("documento", metavar="DOCUMENTO")
@click.option("--motivo", required=True, help=told(ayuda.POR_QUE))
def desautorizar(nombre_usuario: str, documento: str, motivo: str) -> None:
    """Takes it away: from that moment on no session reaches it."""
    operar(ajustes(), lambda portal: grants.retirar(portal, nombre_usuario, documento, motivo))
    tell(consola.DESAUTORIZADO, usuario=nombre_usuario)


@usuario.command(help=told(ayuda.LISTAR))
@click.option("--rol", type=click.Choice([rol.value for rol in Rol]), help=told(ayuda.DE_ESE_ROL))
def listar(rol: str | None) -> None:
    """One a line, with tabs, to be read by people and by programs."""
    hallados = operar(ajustes(), usuarios.todos)
    click.echo("\t".join(COLUMNAS))
    for cada in hallados:
        if rol in (None, cada.rol):
            estado = "activo" if cada.activo else "desactivado"
            nombre = " ".join(cada.nombre.split())
            click.echo("\t".join((cada.usuario, cada.rol, estado, nombre, cada.documento or "-", cada.nivel or "-")))
