"""Writing a step down: the only place from which an attempt changes."""

from dataclasses import dataclass

from msgspec import structs

from portal.operations.payment import guards
from portal.operations.payment.cobro import deuda_ocupada
from portal.operations.payment.errand import Encargo
from portal.operations.payment.phrases import frase
from portal.operations.payment.transitions import Cambios, OtroFuePrimero
from portal.operations.payment.transitions import anotar as escribir
from portal.operations.payment.transitions import pasar as transicion
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.debts import consultas
from portal.repo.tables.payments import pagos
from portal.rules.payment.seguimiento import primera
from portal.structs.deudas import Consulta
from portal.structs.pagos import Pago
from portal.structs.paquete import RespuestaPago
from portal.structs.pasos import Anotar, Guardia, Pasar, Razon, Sabido
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos


@dataclass(frozen=True, slots=True)
class Cambio:
    """A step with what is written beside it: who, in which words, the gateway's own, and the package's answer."""

    paso: Pasar
    actor: Actor | None
    motivo: str = ""
    dicho: str = ""
    respuesta: RespuestaPago | None = None


async def con_guardia(portal: Portal, pago: Pago, cambio: Cambio, sabe: Sabido) -> Pago:
    """The change in a transaction of its own, once what has to hold was seen under the attempt's lock."""

    async def cuerpo(tx: Transaccion) -> Pago:
        consulta = await _exigir(portal, tx, pago, cambio, sabe)
        try:
            nuevo = await pasar(portal, tx, pago, cambio)
        except LlaveDuplicada as error:
            if consulta is None or cambio.actor is None:
                raise
            raise await deuda_ocupada(portal, tx, cambio.actor, consulta) from error
        await tx.confirmar()
        return nuevo

    return await portal.repo.write(cuerpo)


async def _exigir(portal: Portal, tx: Transaccion, pago: Pago, cambio: Cambio, sabe: Sabido) -> Consulta | None:
    """Raises OtroFuePrimero, or the Rechazo of what does not hold; the cart that was locked, where one had to be."""
    guardia = cambio.paso.guardia
    if guardia is None:
        return None
    if guardia is Guardia.CARRITO:  # before the attempt, as whoever claims a cart does
        await consultas.bloquear(tx.sql, pago.idsession)
    if not await pagos.cercar(tx.sql, pago):
        raise OtroFuePrimero
    if guardia is Guardia.CARRITO and cambio.actor is not None:
        return await guards.mismo_carrito(portal, tx, cambio.actor, pago)
    if guardia is Guardia.REGLA_7:
        await guards.regla_7(portal, tx, pago, cambio.actor)
    if guardia is Guardia.RECLAMADAS:
        await guards.las_reclama_el_erp(portal, tx, pago)
    if guardia is Guardia.ERP and sabe.desenlace is not None:
        await guards.lo_dice_el_erp(portal, tx, pago, sabe.desenlace)
    return None


async def pasar(portal: Portal, tx: Transaccion, pago: Pago, cambio: Cambio) -> Pago:
    """The attempt in its new state, in the caller's transaction. Raises OtroFuePrimero, Ocupado, LlaveDuplicada."""
    paso = cambio.paso
    motivo = frase(paso.razon, cambio.motivo)
    estados = (paso.por, paso.a) if paso.por else (paso.a,)
    for estado in estados:
        ultimo = estado is paso.a
        pago = await transicion(
            portal,
            tx,
            pago,
            estado,
            cambio.actor,
            motivo,
            dicho=cambio.dicho,
            **(_con_el_estado(pago, cambio) if ultimo else {}),
        )
    return pago


def _con_el_estado(pago: Pago, cambio: Cambio) -> Cambios:
    paso, cambios = cambio.paso, Cambios(intento=pago.intento + cambio.paso.otro_intento)
    if paso.vence is not None:
        cambios["vence"] = paso.vence
    if paso.devolucion is not None:
        cambios["devolucion"] = paso.devolucion
    if paso.pagado is not None:
        cambios["pagado"] = paso.pagado
    if paso.anulado is not None:
        cambios["anulado"] = paso.anulado
    if paso.razon in (Razon.REHUSADO, Razon.COBRADO_SIN_APLICAR):
        cambios["desc_resp"] = cambio.motivo
    if paso.razon is Razon.ABANDONADO:
        cambios["desc_resp"] = say("paso", datos(caso="SIN_APLICAR_Y_ANULADO"))
    if cambio.respuesta is not None:
        cambios["mod_fact"], cambios["desc_resp"] = cambio.respuesta.mod_fact, cambio.respuesta.descresp
    return cambios


async def anotar(
    portal: Portal, pago: Pago, paso: Anotar, encargo: Encargo, *, dicho: str, referencia: str | None
) -> Pago:
    """Writes down that the money is to be given back, or was, and what the gateway said; referencia is the order, where
    it was not known before. Raises OtroFuePrimero."""
    ahora = portal.clock()
    marcado = structs.replace(
        pago, devolucion=paso.devolucion, cambiado=ahora, miradas=0, referencia=referencia or pago.referencia
    )
    marcado = structs.replace(marcado, mirar=primera(marcado, ahora))

    async def cuerpo(tx: Transaccion) -> None:
        if not await pagos.marcar_devolucion(tx.sql, pago, marcado):
            raise OtroFuePrimero
        motivo = frase(paso.razon, encargo.motivo)
        await escribir(portal, tx, marcado, pago.estado, encargo.actor, motivo, dicho)
        await tx.confirmar()

    await portal.repo.write(cuerpo)
    return marcado
