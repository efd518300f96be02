"""Reversing a payment (DOMAIN: rule 7)."""

from portal.errors import NoEncontrado
from portal.operations.anulacion_en_curso import ejecutar_anulacion
from portal.operations.comprobantes import cargar
from portal.operations.portal import Portal
from portal.operations.seguimiento import avanzar
from portal.reloj import dia
from portal.repo.protocol import LlaveDuplicada
from portal.repo.tablas import codigos, lineas, listados, pagos
from portal.rules import permisos
from portal.rules.anulacion import revisar_anulacion
from portal.rules.permisos import Acto
from portal.structs.deudas import Deuda
from portal.structs.pagos import Estado, Pago
from portal.structs.paquete import Respuesta
from portal.structs.usuarios import Actor

HECHA = Respuesta("0", "Pago anulado")


async def anular_por_canal(portal: Portal, actor: Actor, cod_transaccion: str) -> Respuesta:
    """A canal reverses its own payment of today; again is the same answer.

    A code it never paid with is NoEncontrado, and burnt: a payment that arrives later with it is refused.
    """
    permisos.exigir(actor, Acto.ANULAR)
    async with portal.repo.escritura() as tx:
        propios = [pago for pago in await pagos.por_codigo(tx.sql, cod_transaccion) if pago.emisor == actor.usuario]
        if not propios:
            try:
                await codigos.quemar(tx.sql, actor.usuario, cod_transaccion, portal.reloj())
                await tx.confirmar()
            except LlaveDuplicada:
                pass  # asked before: it stays burnt
    if not propios:
        raise NoEncontrado("transaccion-desconocida", "No existe un pago con ese código, y ya no se podrá usar.")
    return await _anular(portal, actor, propios[0], "El canal pidió la anulación.")


async def anular_por_operador(portal: Portal, actor: Actor, pago_id: int, motivo: str) -> Respuesta:
    """An operador reverses any payment of today, with a reason; money that a gateway charged is given back."""
    permisos.exigir(actor, Acto.ANULAR)
    motivo = permisos.motivo_exigido(actor, motivo)
    return await _anular(portal, actor, await cargar(portal, actor, pago_id), motivo)


async def _anular(portal: Portal, actor: Actor, pago: Pago, motivo: str) -> Respuesta:
    pago = await avanzar(portal, pago)
    if pago.estado is Estado.ANULADO:
        return HECHA
    revisar_anulacion(pago, await _posteriores(portal, pago), dia(portal.reloj()))
    anulado = await ejecutar_anulacion(portal, pago, actor, motivo)
    if anulado.pasarela and anulado.referencia and portal.pasarela:
        await portal.pasarela.anular(anulado.referencia)
    return HECHA


async def _posteriores(portal: Portal, pago: Pago) -> list[Pago]:
    """The payments made after this one that touch one of its plans."""
    async with portal.repo.lectura() as tx:
        propios = _planes(await lineas.items(tx.sql, pago.id))
        return [
            otro
            for otro in await listados.posteriores(tx.sql, pago)
            if propios & _planes(await lineas.items(tx.sql, otro.id))
        ]


def _planes(items: tuple[Deuda, ...]) -> set[str]:
    return {plan for deuda in items if (plan := deuda.plan or deuda.lote)}
