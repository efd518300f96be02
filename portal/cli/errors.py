"""Errors of the command line: one sentence, never a traceback."""

import asyncio
import errno
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from portal.assembly import armar_portal
from portal.cli.language import TRANSLATIONS, told
from portal.errors import PortalError, ResultadoDesconocido
from portal.operations.portal import Portal
from portal.settings import AjusteInvalido, Settings, cargar, entorno
from portal.texts.es import consola

R = TypeVar("R")
ESPERADOS = (PortalError, AjusteInvalido, ResultadoDesconocido, OSError, UnicodeError)

# What the system tells in English, of what a person mends most.
SISTEMA = {
    errno.ENOENT: consola.NO_EXISTE,
    errno.EISDIR: consola.ES_CARPETA,
    errno.ENOTDIR: consola.NO_ES_CARPETA,
    errno.EACCES: consola.SIN_PERMISO,
    errno.EPERM: consola.SIN_PERMISO,
    errno.EROFS: consola.SIN_ESCRITURA,
    errno.ENOSPC: consola.SIN_LUGAR,
}


def ajustes() -> Settings:
    """The settings of the environment and .env. Raises AjusteInvalido."""
    return cargar(entorno())


def operar(settings: Settings, accion: Callable[[Portal], Awaitable[R]]) -> R:
    """Runs an operation on a portal that is closed afterwards."""

    async def con_portal() -> R:
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
            return told(consola.SIN_SABER)
        case click.ClickException():
            return told(consola.MIRA_LA_AYUDA, uso=_del_uso(error))
        case UnicodeError():
            return told(consola.NO_SE_ENTIENDE)
        case OSError():
            conocida = SISTEMA.get(error.errno or 0)
            causa = told(conocida) if conocida else error.strerror or told(consola.NO_RESPONDE)
            return told(consola.NO_SE_USA, archivo=error.filename or told(consola.UN_ARCHIVO), causa=causa)
        case PortalError() | AjusteInvalido():
            return error.en(TRANSLATIONS)
        case _:
            return str(error)


def _del_uso(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return told(consola.SIN_OPCION, nombre=error.option_name)
        case click.MissingParameter():
            return told(consola.FALTA, nombre=error.param.human_readable_name if error.param else told(consola.UN_DATO))
        case click.BadParameter():
            return told(
                consola.NO_VALE, nombre=error.param.human_readable_name if error.param else told(consola.UNA_OPCION)
            )
        case _:
            return told(consola.SIN_COMANDO)
