"""Errors of the command line: one Spanish sentence, never a traceback."""

import asyncio
import errno
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from portal.app import armar_portal
from portal.errors import PortalError, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.settings import AjusteInvalido, Settings, cargar, entorno

T = TypeVar("T")
ESPERADOS = (PortalError, AjusteInvalido, ResultadoDesconocido, OSError, UnicodeError)

# What the system tells in English, of what a person mends most.
SISTEMA = {
    errno.ENOENT: "no existe",
    errno.EISDIR: "es una carpeta",
    errno.ENOTDIR: "no es una carpeta",
    errno.EACCES: "no hay permiso",
    errno.EPERM: "no hay permiso",
    errno.EROFS: "no se puede escribir ahí",
    errno.ENOSPC: "no queda lugar en el disco",
}


def ajustes() -> Settings:
    """The settings of the environment and .env. Raises AjusteInvalido."""
    return cargar(entorno())


def operar(settings: Settings, accion: Callable[[Portal], Awaitable[T]]) -> T:
    """Runs an operation on a portal that is closed afterwards."""

    async def con_portal() -> T:
        portal = armar_portal(settings)
        try:
            return await accion(portal)
        finally:
            await portal.cerrar()

    return asyncio.run(con_portal())


def frase(error: Exception) -> str:
    """What to tell whoever typed the command."""
    match error:
        case ResultadoDesconocido():
            return "Se cortó la conexión con la base de datos: no se sabe si el cambio quedó hecho."
        case click.ClickException():
            return f"{_del_uso(error)}: mirá --help."
        case UnicodeError():
            return "Hay letras que no se entienden: la terminal y los archivos tienen que estar en UTF-8."
        case OSError():
            dicho = SISTEMA.get(error.errno or 0) or error.strerror or "no responde"
            return f"No se puede usar {error.filename or 'un archivo'}: {dicho}."
        case _:
            return str(error)


def _del_uso(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"No existe la opción {error.option_name}"
        case click.MissingParameter():
            return f"Falta {error.param.human_readable_name if error.param else 'un dato'}"
        case click.BadParameter():
            return f"El valor de {error.param.human_readable_name if error.param else 'una opción'} no vale"
        case _:
            return "No entiendo ese comando"
