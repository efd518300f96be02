"""Bringing an extract: read, asked about where its titles or its dates call for it, and loaded whole or not at all."""

import asyncio
from hashlib import sha256
from secrets import token_urlsafe

from portal.clock import dia
from portal.errors import DatoInvalido, NoEncontrado, Rechazo
from portal.inputs import characters
from portal.operations.books import looks
from portal.operations.desk import conciliaciones
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import borradores, extractos, perfiles
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk.far_dates import lejanas
from portal.structs.extractos import DE_SIEMPRE, LectorDeExtractos, Leido, TitulosAjenos
from portal.structs.finanzas import Borrador, Columnas, Extracto, PreguntaFechas
from portal.structs.usuarios import Actor

LARGO_CANAL = 35
LARGO_NOMBRE = 100
A_LA_VISTA = 10


async def subir(
    portal: Portal,
    actor: Actor,
    lector: LectorDeExtractos,
    canal: str,
    archivo: str,
    contenido: bytes,
    motivo: str,
    *,
    elegir: bool = False,
) -> Extracto | str:
    """Loads it, or keeps it and gives the key under which something is asked.

    elegir: its columns are to be chosen again. Raises DatoInvalido with the lines to mend, Rechazo for a file that was
    loaded before.
    """
    permisos.exigir(actor, Acto.FINANZAS)
    borrador = Borrador(
        llave=token_urlsafe(16),
        canal=_canal(canal),
        archivo=characters.prose(archivo)[-LARGO_NOMBRE:] or "extracto",
        motivo=permisos.motivo_exigido(actor, motivo),
        por=actor.usuario,
        contenido=contenido,
    )

    async def suyas(tx: Transaccion) -> Columnas | None:
        if await extractos.hay(tx.sql, sha256(contenido).hexdigest()):
            raise Rechazo("extracto-repetido")
        return await perfiles.de_canal(tx.sql, borrador.canal)

    elegidas = await portal.repo.read(suyas)
    leido = None if elegir else await asyncio.to_thread(_leer, lector, contenido, elegidas)
    if leido is not None and not lejanas(leido.movimientos, dia(portal.clock())):
        return await conciliaciones.cargar(portal, actor, borrador, leido)
    await asyncio.to_thread(lector.cabeza, contenido)

    async def guardar(tx: Transaccion) -> None:
        await borradores.guardar(tx.sql, portal.clock(), borrador)
        await tx.confirmar()

    await portal.repo.write(guardar)
    return borrador.llave


async def pregunta_fechas(portal: Portal, actor: Actor, lector: LectorDeExtractos, llave: str) -> PreguntaFechas | None:
    """The lines of a kept file whose date is asked about; None where its columns are to be chosen first. Raises
    NoEncontrado where it is gone, or is another person's."""
    borrador, elegidas = await guardado(portal, actor, llave)
    leido = await asyncio.to_thread(_leer, lector, borrador.contenido, elegidas)
    if leido is None:
        return None
    lejos = lejanas(leido.movimientos, dia(portal.clock()))
    await looks.anotar(portal, actor, "ver-borrador", borrador.canal)
    return PreguntaFechas(
        llave=llave,
        canal=borrador.canal,
        archivo=borrador.archivo,
        lineas=len(leido.movimientos),
        lejanas=lejos[:A_LA_VISTA],
        cuantas=len(lejos),
    )


async def aceptar(portal: Portal, actor: Actor, lector: LectorDeExtractos, llave: str) -> Extracto:
    """Loads it with its dates as they are. Raises NoEncontrado, DatoInvalido, Rechazo."""
    borrador, elegidas = await guardado(portal, actor, llave)
    leido = await asyncio.to_thread(_leer, lector, borrador.contenido, elegidas)
    if leido is None:
        raise DatoInvalido("faltan-columnas", campo="codigo")
    return await terminar(portal, actor, borrador, leido)


async def descartar(portal: Portal, actor: Actor, llave: str) -> None:
    """Forgets a file that was kept. Raises NoEncontrado."""
    borrador, _ = await guardado(portal, actor, llave)

    async def olvidar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await borradores.olvidar(tx.sql, ahora, actor.usuario)
        await auditoria.anotar(tx.sql, ahora, actor, "descartar-extracto", borrador.canal, motivo=borrador.motivo)
        await tx.confirmar()

    await portal.repo.write(olvidar)


async def guardado(portal: Portal, actor: Actor, llave: str) -> tuple[Borrador, Columnas | None]:
    """The file kept under that key, and its channel's columns where they were chosen. Raises NoEncontrado."""
    permisos.exigir(actor, Acto.FINANZAS)

    async def leer(tx: Transaccion) -> tuple[Borrador, Columnas | None]:
        borrador = await borradores.de_llave(tx.sql, portal.clock(), llave, actor.usuario)
        if borrador is None:
            raise NoEncontrado("extracto-ido")
        return borrador, await perfiles.de_canal(tx.sql, borrador.canal)

    return await portal.repo.read(leer)


async def terminar(portal: Portal, actor: Actor, borrador: Borrador, leido: Leido) -> Extracto:
    """Loads what was kept, and keeps it no more."""
    cargado = await conciliaciones.cargar(portal, actor, borrador, leido)

    async def olvidar(tx: Transaccion) -> None:
        await borradores.olvidar(tx.sql, portal.clock(), actor.usuario)
        await tx.confirmar()

    await portal.repo.write(olvidar)
    return cargado


def _canal(escrito: str) -> str:
    canal, oculto = characters.code(escrito)
    if not canal or oculto or len(canal) > LARGO_CANAL:
        raise DatoInvalido("falta-canal", campo="canal")
    return canal


def _leer(lector: LectorDeExtractos, contenido: bytes, elegidas: Columnas | None) -> Leido | None:
    """By the channel's columns or else by the usual ones; None where it has neither."""
    leido = lector.leer(contenido, [cada for cada in (elegidas, DE_SIEMPRE) if cada is not None])
    return None if isinstance(leido, TitulosAjenos) else leido
