"""What is looked at under an attempt's lock before it changes; where it does not hold, the change is refused."""

from msgspec import structs

from portal.clock import dia
from portal.errors import Rechazo
from portal.operations.payment.cobro import pagable
from portal.operations.payment.gateway import pasarela_de
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.payments import eventos, lineas, listados
from portal.rules.payment import dudas
from portal.rules.payment.anulacion import comparten_plan, revisar_anulacion
from portal.structs.deudas import Consulta
from portal.structs.dudas import Desenlace, DichoDelErp
from portal.structs.pagos import Estado, Pago
from portal.structs.paquete import Respuesta
from portal.structs.usuarios import Actor
from portal.texts.named import datos


async def mismo_carrito(portal: Portal, tx: Transaccion, actor: Actor, pago: Pago) -> Consulta:
    """What was not executed left its cart free: it is judged as though for the first time, and the package, which pays
    whatever the cart holds, must find what the attempt says. The caller has locked the cart. Raises Rechazo."""
    consulta, items, comision = await pagable(portal, tx, actor, pago.idsession)
    if (items, comision) != (await lineas.items(tx.sql, pago.id), pago.comision):
        raise Rechazo("carrito-cambio", datos(caso="intento"))
    return consulta


async def regla_7(portal: Portal, tx: Transaccion, pago: Pago, lector: Actor | None) -> None:
    """Raises Rechazo unless the payment may be reversed now; lector is who is told what goes first."""
    propias = await lineas.items(tx.sql, pago.id)
    posteriores = [
        otro
        for otro in await listados.posteriores(tx.sql, pago)
        if comparten_plan(propias, await lineas.items(tx.sql, otro.id))
    ]
    revisar_anulacion(pago, posteriores, dia(portal.clock()), lector)


async def impedimento(portal: Portal, tx: Transaccion, pago: Pago) -> Respuesta | None:
    """Why an attempt that is ANULANDO may not be reversed any more, as the package would answer it: the day may have
    passed meanwhile, or another payment been made."""
    try:
        await regla_7(portal, tx, structs.replace(pago, estado=Estado.PAGADO), None)
    except Rechazo as rechazo:
        return Respuesta(rechazo.codresp, rechazo.mensaje)
    return None


async def quien_la_pidio(tx: Transaccion, pago: Pago) -> Actor | None:
    """A reversal that was cut goes on as what it was: by whoever asked for it."""
    pedida = [evento for evento in await eventos.eventos(tx.sql, pago.id) if evento.a is Estado.ANULANDO]
    usuario = await usuarios.por_nombre(tx.sql, pedida[-1].actor) if pedida else None
    return usuario.como_actor("") if usuario else None


async def lo_dice_el_erp(portal: Portal, tx: Transaccion, pago: Pago, desenlace: Desenlace) -> None:
    """Raises Rechazo where the ERP contradicts that answer, or does not say."""
    erp = await preguntar_al_erp(portal, tx, pago)
    dudas.exigir_que_quepa(desenlace, pago, erp, con_pasarela=pasarela_de(portal, pago) is not None)


async def las_reclama_el_erp(portal: Portal, tx: Transaccion, pago: Pago) -> None:
    """Raises Rechazo unless the ERP has all its debts pending again, or where it does not say."""
    dudas.exigir_reclamadas(await preguntar_al_erp(portal, tx, pago))


async def preguntar_al_erp(portal: Portal, tx: Transaccion, pago: Pago) -> DichoDelErp:
    """Which of the attempt's debts the ERP still has pending."""
    respuesta = await tx.paquete.consultar(pago.documento, pago.moneda, pago.usuario)
    return dudas.cotejar(await lineas.items(tx.sql, pago.id), respuesta, portal.clock())
