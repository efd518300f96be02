"""Inviting customers by mail to open their accounts: many at once, and what came of each line told."""

from collections.abc import AsyncIterator, Iterable

from portal.errors import DatoInvalido
from portal.money import GUARANI
from portal.operations.access import altas
from portal.operations.access.altas import SinCuenta
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, enlaces, usuarios
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.cartas import ClaseDeCarta
from portal.structs.enlaces import TipoDeEnlace
from portal.structs.invitaciones import Invitacion, Invitado, LectorDeClientes, LineaIlegible, QueFueDe
from portal.structs.usuarios import Actor
from portal.texts.languages import SOURCE
from portal.texts.named import datos

# On a page somebody waits for it.
LINEAS_POR_PAGINA = 500


async def invitar_pagina(
    portal: Portal, actor: Actor, lector: LectorDeClientes, contenido: bytes, motivo: str, *, de_nuevo: bool = False
) -> list[Invitacion]:
    """What came of each line of a file that the staff brought. Raises DatoInvalido for one that cannot be read or has
    too many lines, and then nobody was invited."""
    permisos.exigir(actor, Acto.ADMINISTRAR)
    dicho = permisos.motivo_exigido(actor, motivo)
    lineas = list(lector.leer(contenido))
    if len(lineas) > LINEAS_POR_PAGINA:
        raise DatoInvalido("invitaciones-de-mas", datos(maximo=LINEAS_POR_PAGINA), "archivo")
    return [cada async for cada in invitar(portal, lineas, actor=actor, motivo=dicho, de_nuevo=de_nuevo)]


async def invitar(
    portal: Portal,
    lineas: Iterable[Invitado | LineaIlegible],
    *,
    actor: Actor | None = None,
    motivo: str = "",
    de_nuevo: bool = False,
) -> AsyncIterator[Invitacion]:
    """Invites each in a transaction of its own, so that a cut one is simply brought again: who was invited to the same
    address stays so, unless `de_nuevo`. Without actor it is whoever runs the portal."""
    for linea in lineas:
        if isinstance(linea, LineaIlegible):
            yield Invitacion(linea=linea.linea, fue=QueFueDe.ILEGIBLE, dice=linea.dice)
        else:
            yield Invitacion(
                linea=linea.linea,
                fue=await _invitar(portal, linea, actor, motivo, de_nuevo=de_nuevo),
                documento=linea.documento,
                correo=linea.correo,
            )


async def _invitar(portal: Portal, uno: Invitado, actor: Actor | None, motivo: str, *, de_nuevo: bool) -> QueFueDe:
    nombre = await _nombre(portal, uno)
    if not nombre:
        return QueFueDe.DESCONOCIDO

    async def guardar(tx: Transaccion) -> QueFueDe:
        ahora = portal.clock()
        if await usuarios.por_documento(tx.sql, uno.documento):
            return QueFueDe.CON_CUENTA
        vivas = await enlaces.vivos(tx.sql, uno.documento, TipoDeEnlace.INVITACION, ahora)
        if not de_nuevo and any(viva.datos.get("correo") == uno.correo for viva in vivas):
            return QueFueDe.ESTABA_INVITADO
        persona = SinCuenta(documento=uno.documento, nombre=nombre, correo=uno.correo)
        await altas.ofrecer(tx, ahora, persona, TipoDeEnlace.INVITACION, ClaseDeCarta.INVITACION, SOURCE)
        await auditoria.anotar(tx.sql, ahora, actor, "usuario-invitar", uno.documento, motivo=motivo)
        await tx.confirmar()
        return QueFueDe.INVITADO

    return await portal.repo.write(guardar)


async def _nombre(portal: Portal, uno: Invitado) -> str:
    """As the list has it, or else the company's system; '' for whom that does not know."""

    async def preguntar(tx: Transaccion) -> str:
        suyo = await tx.paquete.consultar(uno.documento, GUARANI.codigo, uno.documento.casefold())
        return (uno.nombre or suyo.desc_clie or uno.documento) if suyo.codresp == "0" else ""

    # Nothing is confirmed: that consultation is nobody's.
    return await portal.repo.write(preguntar)
