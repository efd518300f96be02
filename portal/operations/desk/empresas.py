"""The company's own data: changed by who runs the place, each version kept with its reason."""

from datetime import timedelta

from msgspec import structs

from portal.errors import DatoInvalido, NoEncontrado, Rechazo
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import empresas
from portal.rules.access import permisos, step_up
from portal.rules.access.permisos import Acto
from portal.rules.desk import empresa as reglas
from portal.structs.empresa import CambioDeEmpresa, Empresa, Logo
from portal.structs.usuarios import Actor

# How long another process may go on telling what was changed here.
PAUSA = timedelta(seconds=2)
A_LA_VISTA = 20


async def seguir(portal: Portal) -> None:
    """Reads the newest version for this process: one row by its key, and the logo where it is another."""
    tenido = portal.membrete.empresa.logo
    portal.membrete.empresa = await portal.repo.read(lambda tx: _ultima(tx, tenido))


async def empezar(portal: Portal, actor: Actor) -> list[CambioDeEmpresa]:
    """What is there, for whoever is about to change it: banking data too, by which customers pay. Raises PruebaVencida
    as cambiar, before anything was typed."""
    step_up.exigir(actor, portal.clock())
    return await cambios(portal, actor)


async def cambios(portal: Portal, actor: Actor) -> list[CambioDeEmpresa]:
    """The newest versions, newest first, and one more than a page shows, to compare the last one with."""
    permisos.exigir(actor, Acto.ADMINISTRAR)
    return await portal.repo.read(lambda tx: empresas.cambios(tx.sql, A_LA_VISTA + 1))


async def cambiar(
    portal: Portal, actor: Actor, escrita: Empresa, motivo: str, *, logo: Logo | None = None, sin_logo: bool = False
) -> Empresa:
    """The next version, in force here at once.

    escrita: the texts, and the version that its writer had before them. logo: in place of the one there is, which stays
    where none is given; sin_logo: it goes. Raises PruebaVencida where who it is was not proved lately, DatoInvalido for
    what is not fit to be shown, without a reason, or where nothing is changed; Rechazo where somebody changed them
    meanwhile.
    """
    permisos.exigir(actor, Acto.ADMINISTRAR)
    step_up.exigir(actor, portal.clock())
    revisada = reglas.revisar(escrita)
    limpio = permisos.motivo_exigido(actor, motivo)

    async def anotar(tx: Transaccion) -> Empresa:
        antes = await _ultima(tx, portal.membrete.empresa.logo)
        if antes.version != escrita.version:
            raise Rechazo("empresa-cambiada")
        queda = logo or (None if sin_logo else antes.logo)
        nueva = structs.replace(revisada, logo=queda, version=antes.version + 1)
        cambiados = reglas.cambiados(antes, nueva)
        if not cambiados:
            raise DatoInvalido("empresa-igual", campo="nombre")
        ahora = portal.clock()
        try:
            await empresas.anotar(tx.sql, ahora, nueva, actor.usuario, limpio)
        except LlaveDuplicada as error:
            raise Rechazo("empresa-cambiada") from error
        objeto = f"version {nueva.version}: {', '.join(cambiados)}"
        await auditoria.anotar(tx.sql, ahora, actor, "cambiar-empresa", objeto, motivo=limpio)
        await tx.confirmar()
        return nueva

    portal.membrete.empresa = nueva = await portal.repo.write(anotar)
    return nueva


async def logo(portal: Portal, huella: str) -> Logo:
    """The logo of that SHA-256, as some version had it: whoever has the page of a moment ago still sees its own. Raises
    NoEncontrado."""
    tenido = portal.membrete.empresa.logo
    if tenido is not None and tenido.huella == huella:
        return tenido
    guardado = await portal.repo.read(lambda tx: empresas.logo(tx.sql, huella))
    if guardado is None:
        raise NoEncontrado("no-existe")
    return guardado


async def _ultima(tx: Transaccion, tenido: Logo | None) -> Empresa:
    """The newest version; the logo that the process has is not read again."""
    ultima = next(iter(await empresas.cambios(tx.sql, 1)), None)
    if ultima is None:
        return Empresa()
    huella = ultima.huella_logo
    if tenido is None or tenido.huella != huella:
        tenido = await empresas.logo(tx.sql, huella) if huella else None
    return structs.replace(ultima.empresa, logo=tenido)
