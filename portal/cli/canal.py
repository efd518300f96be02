"""`canal`: channels, and the credentials of their programs."""

from datetime import date, datetime

import click
from msgspec import structs

from portal.cli.errors import ajustes, operar
from portal.cli.language import tell, told
from portal.operations.canales import canales, credenciales
from portal.operations.canales.canales import LimitesDeCanal
from portal.operations.canales.credenciales import SecretoNuevo
from portal.operations.portal import Portal
from portal.rules.canales import scopes
from portal.structs.canales import Alcance, Credencial
from portal.texts.es import ayuda, consola

# Of lists, which programs read too: they are the same in any language.
DE_CANALES = ("USUARIO", "ESTADO", "NOMBRE", "PREFIJO", "REDES", "POR_MINUTO", "POR_HORA")
DE_SECRETOS = ("CLIENTE", "NOMBRE", "ALCANCES", "ESTADO", "VENCE", "SECRETO", "TERMINA_EN", "USADO")


@click.group(help=told(ayuda.CANAL))
def canal() -> None:
    """Everything of channels."""


@canal.command(help=told(ayuda.REGISTRAR))
@click.argument("usuario")
@click.option("--nombre", required=True, help=told(ayuda.NOMBRE))
def registrar(usuario: str, nombre: str) -> None:
    """A new one, which signs in by its credentials alone."""
    operar(ajustes(), lambda portal: canales.registrar(portal, None, usuario, nombre))
    tell(consola.REGISTRADO, usuario=usuario)


@canal.command(help=told(ayuda.CANALES))
def listar() -> None:
    """One a line, with tabs, to be read by people and by programs."""
    todos, _ = operar(ajustes(), lambda portal: canales.listar(portal, None))
    click.echo("\t".join(DE_CANALES))
    for cada in todos:
        estado = "activo" if cada.activo else "desactivado"
        propios = (cada.prefijo, ",".join(cada.redes), str(cada.por_minuto or ""), str(cada.por_hora or ""))
        click.echo("\t".join((cada.usuario, estado, _en_una(cada.nombre), *(dato or "-" for dato in propios))))


@canal.command(help=told(ayuda.VER_CANAL))
@click.argument("usuario")
def ver(usuario: str) -> None:
    """Its credentials, a living secret a line; one that was revoked has none."""
    visto = operar(ajustes(), lambda portal: canales.ver(portal, None, usuario))
    click.echo("\t".join(DE_SECRETOS))
    for ficha in visto.fichas:
        suya = ficha.credencial
        comun = (suya.cliente, _en_una(suya.nombre), scopes.escribir(suya.alcances), _estado(suya), _dia(suya.vence))
        for secreto in ficha.vivos if suya.revocada is None else ():
            click.echo("\t".join((*comun, secreto.numero, secreto.pista, _dia(secreto.usado))))
        if suya.revocada is not None:
            click.echo("\t".join((*comun, "-", "-", _dia(ficha.usada))))


@canal.command(help=told(ayuda.LIMITES))
@click.argument("usuario")
@click.option("--prefijo", help=told(ayuda.PREFIJO))
@click.option("--redes", help=told(ayuda.REDES))
@click.option("--por-minuto", help=told(ayuda.POR_MINUTO))
@click.option("--por-hora", help=told(ayuda.POR_HORA))
def limites(usuario: str, **dichos: str | None) -> None:
    """What is not told stays as it is."""

    async def cambiar(portal: Portal) -> None:
        visto = await canales.ver(portal, None, usuario)
        nuevos = {nombre: valor for nombre, valor in dichos.items() if valor is not None}
        pedidos = structs.replace(LimitesDeCanal.de(visto.canal), **nuevos)
        await canales.cambiar(portal, None, usuario, pedidos)

    operar(ajustes(), cambiar)
    tell(consola.LIMITADO, usuario=usuario)


@canal.command(help=told(ayuda.CREDENCIAL))
@click.argument("usuario")
@click.option("--nombre", required=True, help=told(ayuda.PROGRAMA))
@click.option("--alcance", multiple=True, type=click.Choice([cada.value for cada in Alcance]), help=told(ayuda.ALCANCE))
@click.option("--hasta", type=click.DateTime(["%Y-%m-%d"]), help=told(ayuda.HASTA))
def credencial(usuario: str, nombre: str, alcance: tuple[str, ...], hasta: datetime | None) -> None:
    """A new one, with its secret."""
    dia: date | None = hasta.date() if hasta else None
    _decir(
        operar(
            ajustes(),
            lambda portal: credenciales.crear(
                portal, None, usuario, nombre=nombre, alcances=alcance or tuple(Alcance), hasta=dia
            ),
        )
    )


@canal.command(help=told(ayuda.ROTAR))
@click.argument("cliente")
def rotar(cliente: str) -> None:
    """A second secret."""
    _decir(operar(ajustes(), lambda portal: credenciales.rotar(portal, None, cliente)))


@canal.command(help=told(ayuda.RETIRAR))
@click.argument("cliente")
@click.argument("secreto")
def retirar(cliente: str, secreto: str) -> None:
    """Ends a secret, by its number in `ver`."""
    operar(ajustes(), lambda portal: credenciales.retirar(portal, None, cliente, secreto))
    tell(consola.RETIRADO, numero=secreto)


@canal.command(help=told(ayuda.REVOCAR))
@click.argument("cliente")
def revocar(cliente: str) -> None:
    """Ends a credential."""
    operar(ajustes(), lambda portal: credenciales.revocar(portal, None, cliente))
    tell(consola.REVOCADA, cliente=cliente)


def _decir(nuevo: SecretoNuevo) -> None:
    """As a .env file has it, alone on the standard output."""
    tell(consola.COPIALO, err=True)
    click.echo(f"CLIENT_ID={nuevo.cliente}\nCLIENT_SECRET={nuevo.secreto}")


def _estado(suya: Credencial) -> str:
    return "activa" if suya.revocada is None else "revocada"


def _dia(cuando: datetime | None) -> str:
    return "-" if cuando is None else f"{cuando:%FT%TZ}"


def _en_una(nombre: str) -> str:
    """What would be read as another column or row is a space."""
    return " ".join(nombre.split())
