"""Reversing a payment (DOMAIN: rule 7)."""

from portal.errors import Ajeno, EnVerificacion, NoEncontrado
from portal.operations.comprobantes import cargar, con_codigo
from portal.operations.payment.anulacion_en_curso import ejecutar_anulacion
from portal.operations.payment.seguimiento import avanzar
from portal.operations.payment.transiciones import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.reloj import dia
from portal.repo.protocol import LlaveDuplicada
from portal.repo.tablas import codigos, pagos
from portal.rules import permisos
from portal.rules.anulacion import revisar_anulacion
from portal.rules.permisos import Acto
from portal.structs.pagos import Estado, Pago
from portal.structs.paquete import Respuesta
from portal.structs.usuarios import Actor

HECHA = Respuesta("0", "Pago anulado")
ABANDONADO = "El pago no llegó a aplicarse, y se pidió anularlo: ya no se aplicará."


async def anular_por_canal(portal: Portal, actor: Actor, cod_transaccion: str) -> Respuesta:
    """A canal reverses its own payment of today; again is the same answer.

    A code it never paid with is NoEncontrado, and burnt: a payment that arrives later with it is refused.
    """
    permisos.exigir(actor, Acto.ANULAR)
    pago = await con_codigo(portal, actor, cod_transaccion)
    if pago is None:
        try:
            async with portal.repo.escritura() as tx:
                await codigos.quemar(tx.sql, actor.usuario, cod_transaccion, portal.reloj())
                await tx.confirmar()
        except LlaveDuplicada:  # burnt before, or its payment has just come in
            pago = await con_codigo(portal, actor, cod_transaccion)
    if pago is None:
        raise await _desconocido(portal, cod_transaccion)
    return await _anular(portal, actor, pago, "El canal pidió la anulación.")


async def _desconocido(portal: Portal, cod_transaccion: str) -> NoEncontrado:
    """What a canal is told of a code it never paid with: the same words whether or not somebody else did."""
    dicho = ("transaccion-desconocida", "No existe un pago con ese código, y ya no se podrá usar.")
    async with portal.repo.lectura() as tx:
        ajenos = await pagos.por_codigo(tx.sql, cod_transaccion)
    return Ajeno(*dicho, f"pago {ajenos[0].id}") if ajenos else NoEncontrado(*dicho)


async def anular_por_operador(portal: Portal, actor: Actor, pago_id: int, motivo: str) -> Respuesta:
    """An operador reverses any payment of today, with a reason; money that a gateway charged is given back."""
    permisos.exigir(actor, Acto.ANULAR)
    motivo = permisos.motivo_exigido(actor, motivo)
    return await _anular(portal, actor, await cargar(portal, actor, pago_id), motivo)


async def _anular(portal: Portal, actor: Actor, pago: Pago, motivo: str) -> Respuesta:
    pago = await avanzar(portal, pago)
    if pago.estado is Estado.ANULADO:
        return HECHA
    if pago.estado in (Estado.EN_PROCESO, Estado.ANULANDO):  # a refusal would be kept as the answer
        raise EnVerificacion(pago.cod_transaccion)
    if pago.estado is Estado.NO_EJECUTADO and pago.pasarela is None:
        await _abandonar(portal, actor, pago, motivo)
    revisar_anulacion(pago, (), dia(portal.reloj()))
    await avanzar(portal, await ejecutar_anulacion(portal, pago, actor, motivo))
    return HECHA


async def _abandonar(portal: Portal, actor: Actor, pago: Pago, motivo: str) -> None:
    """What was not applied, and whose reversal is asked for, is never applied any more."""
    try:
        async with portal.repo.escritura() as tx:
            await pasar(portal, tx, pago, Estado.RECHAZADO, actor, motivo, desc_resp=ABANDONADO)
            await tx.confirmar()
    except OtroFuePrimero as error:
        raise EnVerificacion(pago.cod_transaccion) from error
