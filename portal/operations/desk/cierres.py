"""Closing the day (operador)."""

from datetime import date

from portal.clock import dia, limites
from portal.errors import DatoInvalido, Rechazo
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.desk import casos, cierres
from portal.repo.tables.payments import listados, pagos, sumas
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import cierre as reglas
from portal.structs.finanzas import Cierre, CierreFirmado
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor
from portal.texts.named import datos

# The days before and after a day that is shown must exist, and in microseconds.
PRIMER_DIA = date(2000, 1, 1)


async def ver(portal: Portal, actor: Actor, cual: date) -> Cierre:
    """A day's figures by channel and currency, as they are now and as they were closed. Raises DatoInvalido for a day
    that has not come yet, or that no payment can have."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    return await portal.repo.read(lambda tx: _cierre(portal, tx, cual))


async def cerrar(portal: Portal, actor: Actor, cual: date, motivo: str) -> Cierre:
    """Keeps a day's figures for ever. Raises Rechazo for a day that goes on, that was closed, or that has payments in
    doubt; DatoInvalido without a reason."""
    permisos.exigir(actor, Acto.FINANZAS)
    limpio = permisos.motivo_exigido(actor, motivo)

    async def firmar(tx: Transaccion) -> Cierre:
        cierre = await _cierre(portal, tx, cual)
        reglas.revisar_firma(cierre)
        ahora = portal.clock()
        firmado = CierreFirmado(dia=cual, en=ahora, por=actor.usuario, motivo=limpio, renglones=cierre.renglones)
        try:
            await cierres.firmar(tx.sql, firmado)
        except LlaveDuplicada as error:
            raise Rechazo("dia-ya-cerrado", datos(caso="recien")) from error
        await auditoria.anotar(tx.sql, ahora, actor, "cierre", cual.isoformat(), motivo=limpio)
        cerrado = await _cierre(portal, tx, cual)
        await tx.confirmar()
        return cerrado

    return await portal.repo.write(firmar)


async def exportar(portal: Portal, actor: Actor, cual: date, motivo: str) -> tuple[Cierre, list[Pago]]:
    """A day to take away: its figures and each of its payments. What leaves the portal is written down with the
    reason."""
    permisos.exigir(actor, Acto.VER_FINANZAS)
    limpio = permisos.motivo_exigido(actor, motivo)

    async def llevar(tx: Transaccion) -> tuple[Cierre, list[Pago]]:
        cierre = await _cierre(portal, tx, cual)
        pagados = await listados.pagados_entre(tx.sql, *limites(cual))
        await auditoria.anotar(tx.sql, portal.clock(), actor, "exportar-dia", cual.isoformat(), motivo=limpio)
        await tx.confirmar()
        return cierre, pagados

    return await portal.repo.write(llevar)


def exigir_posible(cual: date, hoy: date) -> None:
    """Raises DatoInvalido for a day that no payment can have yet, or any more."""
    if cual > hoy:
        raise DatoInvalido("dia-futuro", campo="dia")
    if cual < PRIMER_DIA:
        raise DatoInvalido("dia-lejano", campo="dia")


async def _cierre(portal: Portal, tx: Transaccion, cual: date) -> Cierre:
    hoy = dia(portal.clock())
    exigir_posible(cual, hoy)
    desde, hasta = limites(cual)
    tardios = [await pagos.por_id(tx.sql, caso.pago_id) for caso in await casos.anulados_entre(tx.sql, desde, hasta)]
    return Cierre(
        dia=cual,
        terminado=reglas.terminado(cual, hoy),
        renglones=reglas.renglones(await sumas.del_dia(tx.sql, desde, hasta)),
        en_duda=await listados.en_duda_entre(tx.sql, desde, hasta),
        firmado=await cierres.firmado(tx.sql, cual),
        tardias=tuple(pago for pago in tardios if pago is not None),
    )
