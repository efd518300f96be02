"""The audit on the staff's desk: looked through, taken away and verified, by who runs the place."""

from datetime import date, datetime

from portal.clock import limites
from portal.errors import DatoInvalido
from portal.inputs import identity
from portal.operations.books import auditoria as libro
from portal.operations.books import looks
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import anotaciones, auditoria
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.auditoria import Anotacion, AuditoriaPagina, FiltroDeAuditoria
from portal.structs.usuarios import Actor
from portal.texts.named import datos

POR_PAGINA = 50
# What is taken away at once; the days before and after one that is asked for must exist.
EXPORTACION_MAXIMA = 20_000
PRIMER_DIA, ULTIMO_DIA = date(2000, 1, 1), date(2200, 1, 1)
LARGO = 50


async def ver(portal: Portal, actor: Actor, filtro: FiltroDeAuditoria, antes: int | None = None) -> AuditoriaPagina:
    """A page, newest first, of the rows numbered below `antes`. That it was looked at is a row too. Raises DatoInvalido
    for days that no row can have."""
    permisos.exigir(actor, Acto.ADMINISTRAR)
    filas = await _leer(portal, filtro, POR_PAGINA + 1, antes)
    await looks.anotar(portal, actor, "ver-auditoria", _dicho(filtro))
    vistas = tuple(filas[:POR_PAGINA])
    return AuditoriaPagina(filas=vistas, siguiente=vistas[-1].id if len(filas) > POR_PAGINA else None)


async def exportar(portal: Portal, actor: Actor, filtro: FiltroDeAuditoria, motivo: str) -> list[Anotacion]:
    """Everything that was asked for, newest first. Raises DatoInvalido without a reason, or where it is too much: half
    of a list would pass for the whole."""
    permisos.exigir(actor, Acto.ADMINISTRAR)
    limpio = permisos.motivo_exigido(actor, motivo)
    filas = await _leer(portal, filtro, EXPORTACION_MAXIMA + 1, None)
    if len(filas) > EXPORTACION_MAXIMA:
        raise DatoInvalido("auditoria-larga", datos(maximo=EXPORTACION_MAXIMA), "desde")

    async def anotar(tx: Transaccion) -> None:
        objeto = _dicho(filtro)
        await auditoria.anotar(tx.sql, portal.clock(), actor, "exportar-auditoria", objeto, motivo=limpio)
        await tx.confirmar()

    await portal.repo.write(anotar)
    return filas


async def verificar(portal: Portal, actor: Actor, desde: int) -> libro.CadenaEnParte:
    """The next stretch of the chain, after row number `desde`. Raises DatoInvalido for a number that no row has."""
    permisos.exigir(actor, Acto.ADMINISTRAR)
    parte = await libro.verificar_tramo(portal, desde)
    if parte is None:
        raise DatoInvalido("auditoria-desconocida", campo="desde")
    return parte


async def _leer(portal: Portal, filtro: FiltroDeAuditoria, cuantas: int, antes: int | None) -> list[Anotacion]:
    desde, hasta = _instantes(filtro)
    quien = identity.usuario(filtro.actor)[:LARGO]
    return await portal.repo.read(
        lambda tx: anotaciones.listar(
            tx.sql,
            cuantas,
            # The portal itself is written in capitals, which no user's name has.
            actor=quien.upper() if quien == "portal" else quien,
            accion=filtro.accion.strip().casefold()[:LARGO],
            desde=desde,
            hasta=hasta,
            antes=anotaciones.ULTIMO if antes is None else antes,
        )
    )


def _instantes(filtro: FiltroDeAuditoria) -> tuple[datetime | None, datetime | None]:
    for campo, cual in (("desde", filtro.desde), ("hasta", filtro.hasta)):
        if cual is not None and not PRIMER_DIA <= cual <= ULTIMO_DIA:
            raise DatoInvalido("auditoria-sin-dia", campo=campo)
    if filtro.desde and filtro.hasta and filtro.hasta < filtro.desde:
        raise DatoInvalido("auditoria-al-reves", campo="hasta")
    return limites(filtro.desde)[0] if filtro.desde else None, limites(filtro.hasta)[1] if filtro.hasta else None


def _dicho(filtro: FiltroDeAuditoria) -> str:
    dias = (str(dia) for dia in (filtro.desde, filtro.hasta) if dia)
    return " ".join(filter(None, (filtro.actor, filtro.accion, *dias)))
