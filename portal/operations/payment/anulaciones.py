"""Reversing a payment (DOMAIN: rule 7)."""

from portal.clock import dia
from portal.errors import Ajeno, EnVerificacion, NoEncontrado, Rechazo
from portal.operations.payment.engine import correr
from portal.operations.payment.errand import Encargo
from portal.operations.payment.lookup import cargar, con_codigo
from portal.operations.payment.seguimiento import sabido
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.payments import codigos, pagos
from portal.rules.access import permisos, step_up
from portal.rules.access.permisos import Acto
from portal.rules.canales.prefijos import tramos
from portal.rules.payment import segunda_persona
from portal.rules.payment.anulacion import revisar_anulacion
from portal.rules.payment.estados import EN_EL_PAQUETE
from portal.structs.pagos import Estado, Pago
from portal.structs.paquete import Respuesta
from portal.structs.pasos import Salida, Suceso
from portal.structs.solicitudes import Pedida
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos

HECHA = Respuesta("0", say("estado-titulo", datos(caso=Estado.ANULADO)))


async def anular_por_canal(portal: Portal, actor: Actor, cod_transaccion: str) -> Respuesta:
    """A canal reverses its own payment of today; again is the same answer.

    A code it never paid with is NoEncontrado, and burnt: a payment that arrives later with it is refused. One that
    begins as another's registered prefix never pays anyway.
    """
    permisos.exigir(actor, Acto.ANULAR)
    pago = await con_codigo(portal, actor, cod_transaccion)
    if pago is None:
        try:
            await _quemar(portal, actor, cod_transaccion)
        except LlaveDuplicada:  # burnt before, or its payment has just come in
            pago = await con_codigo(portal, actor, cod_transaccion)
    if pago is None:
        raise await _desconocido(portal, cod_transaccion)
    return await anular(portal, actor, pago, say("paso", datos(caso="CANAL_ANULA")))


async def _quemar(portal: Portal, actor: Actor, cod_transaccion: str) -> None:
    async def cuerpo(tx: Transaccion) -> None:
        await codigos.quemar(tx.sql, actor.usuario, cod_transaccion, tramos(cod_transaccion), portal.clock())
        await tx.confirmar()

    await portal.repo.write(cuerpo)


async def _desconocido(portal: Portal, cod_transaccion: str) -> NoEncontrado:
    """What a canal is told of a code it never paid with: the same words whether or not somebody else did."""

    async def cuerpo(tx: Transaccion) -> list[Pago]:
        return await pagos.por_codigo(tx.sql, cod_transaccion)

    ajenos = await portal.repo.read(cuerpo)
    if ajenos:
        return Ajeno("transaccion-desconocida", objeto=f"pago {ajenos[0].id}")
    return NoEncontrado("transaccion-desconocida")


async def anular_por_operador(
    portal: Portal, actor: Actor, pago_id: int, motivo: str, *, aprobada: bool = False
) -> Respuesta:
    """An operador reverses any payment of today, with a reason; money that a gateway charged is given back.

    Raises Rechazo where it takes a second person and nobody agreed."""
    permisos.exigir(actor, Acto.ANULAR)
    motivo = permisos.motivo_exigido(actor, motivo)
    step_up.exigir(actor, portal.clock())
    pago = await cargar(portal, actor, pago_id)
    segunda_persona.exigir(Pedida.ANULAR, pago, portal.settings.segunda_persona_desde, aprobada=aprobada)
    return await anular(portal, actor, pago, motivo)


async def anotar_anulado(portal: Portal, actor: Actor, pago_id: int, evidencia: str, *, aprobada: bool = False) -> Pago:
    """The company took it back by hand, after its day: the payment is what the ERP says of its debts. Again is the same
    answer. Raises Rechazo unless a second person agreed, and the ERP has every debt pending again."""
    permisos.exigir(actor, Acto.ANULAR)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    pago = await cargar(portal, actor, pago_id)
    if pago.estado is Estado.ANULADO:
        return pago
    segunda_persona.exigir(Pedida.ANULAR_TARDE, pago, portal.settings.segunda_persona_desde, aprobada=aprobada)
    anulado, salida = await correr(portal, pago, sabido(portal, pago, Suceso.ANULARON), Encargo(actor, evidencia))
    if salida is Salida.NO_CORRESPONDE:
        raise Rechazo("pago-no-anulable", datos(caso=anulado.estado))
    if salida is Salida.SE_ADELANTARON:
        raise Rechazo("pago-no-anulable", datos(caso="acaba-de-cambiar"))
    return anulado


async def anular(portal: Portal, actor: Actor, pago: Pago, motivo: str) -> Respuesta:
    """Reverses an attempt that was already found. Raises Rechazo where the rules or the package refuse it,
    EnVerificacion where the outcome is unknown."""
    pago, _ = await correr(portal, pago, sabido(portal, pago, Suceso.ANULAN), Encargo(actor, motivo))
    if pago.estado is Estado.ANULADO:
        return HECHA
    if pago.estado in EN_EL_PAQUETE:  # a refusal would be kept as the answer
        raise EnVerificacion(pago.cod_transaccion)
    revisar_anulacion(pago, (), dia(portal.clock()))
    raise EnVerificacion(pago.cod_transaccion)  # PAGADO, and somebody else was at it
