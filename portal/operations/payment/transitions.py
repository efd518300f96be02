"""Every change of an attempt's state goes through here: legal, by compare-and-set, and written down."""

from datetime import datetime
from typing import TypedDict, Unpack

from msgspec import structs

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.debts import consultas
from portal.repo.tables.desk import casos
from portal.repo.tables.mail import cartas
from portal.repo.tables.payments import eventos, evidencias, lineas, pagos, pedidos
from portal.rules.payment.estados import en_duda, retiene, verificar_transicion
from portal.rules.payment.seguimiento import primera
from portal.structs.cartas import ClaseDeCarta
from portal.structs.casos import EstadoCaso, NotaDeCaso, PasoDeCaso
from portal.structs.pagos import Devolucion, Estado, EstadoPedido, Evento, Pago
from portal.structs.usuarios import Actor

# What the customer is written to about a state, in the transaction that reaches it: once, however often it is reached.
CARTAS = {Estado.PAGADO: ClaseDeCarta.RECIBO, Estado.ANULADO: ClaseDeCarta.ANULACION}


class Cambios(TypedDict, total=False):
    """What may change with the state."""

    intento: int
    vence: datetime
    pagado: datetime | None
    anulado: datetime | None
    mod_fact: str | None
    desc_resp: str | None
    devolucion: Devolucion | None


class OtroFuePrimero(Exception):
    """The attempt is no longer as it was read: read it again."""


async def pasar(
    portal: Portal,
    tx: Transaccion,
    pago: Pago,
    a: Estado,
    actor: Actor | None,
    motivo: str,
    *,
    dicho: str = "",
    **cambios: Unpack[Cambios],
) -> Pago:
    """The attempt in its new state, with event and audit, in the caller's transaction; dicho is what the gateway said.

    Raises OtroFuePrimero where another instance changed it, Ocupado where one is working on it, LlaveDuplicada where
    holding its debts again meets another attempt that holds or paid them.
    """
    verificar_transicion(pago.estado, a)
    ahora = portal.clock()
    nuevo = structs.replace(pago, estado=a, cambiado=ahora, miradas=0, **cambios)
    nuevo = structs.replace(nuevo, mirar=primera(nuevo, ahora))
    sigue = en_duda(pago) and en_duda(nuevo)
    if not await pagos.cercar(tx.sql, pago):
        raise OtroFuePrimero
    if a is Estado.ANULADO:
        await _con_la_anulacion(tx, nuevo, actor, motivo, ahora)
    if not await pagos.guardar(tx.sql, pago, nuevo, sigue_en_duda=sigue):
        raise OtroFuePrimero
    if retiene(pago) != retiene(nuevo):
        await (lineas.retener if retiene(nuevo) else lineas.soltar)(tx.sql, pago.id)
    if clase := CARTAS.get(a):
        await cartas.encolar_de_pago(tx.sql, ahora, clase, nuevo)
    await anotar(portal, tx, nuevo, pago.estado, actor, motivo, dicho)
    return nuevo


async def _con_la_anulacion(tx: Transaccion, pago: Pago, actor: Actor | None, motivo: str, ahora: datetime) -> None:
    """What a reversal brings with it. The package prices only what is pending: a cart that changed while these debts
    were settled has a price without them, and now they are owed again. Carts are locked before debts, as whoever claims
    one does; the audit is the last lock of every transaction."""
    await consultas.sin_precio(tx.sql, pago.documento, pago.moneda)
    await pedidos.responder(tx.sql, pago.id, EstadoPedido.ACEPTADA, actor, motivo, ahora)
    if await casos.cerrar(tx.sql, pago.id, EstadoCaso.ACEPTADO, motivo, ahora):
        quien = actor.usuario if actor else "PORTAL"
        nota = NotaDeCaso(en=ahora, actor=quien, paso=PasoDeCaso.ACEPTADO, texto=motivo, publica=True)
        await casos.anotar(tx.sql, pago.id, nota)


async def anotar(
    portal: Portal, tx: Transaccion, pago: Pago, de: Estado | None, actor: Actor | None, motivo: str, dicho: str = ""
) -> None:
    """Event, evidence and audit row of a state that was just reached, or of something that happened in it."""
    ahora = portal.clock()
    quien = actor.usuario if actor else "PORTAL"
    await eventos.anotar(tx.sql, pago.id, Evento(en=ahora, de=de, a=pago.estado, actor=quien, motivo=motivo))
    await evidencias.anotar(tx.sql, pago.id, ahora, dicho)
    await auditoria.anotar(
        tx.sql, ahora, actor, "pago", f"{pago.emisor}/{pago.cod_transaccion}", resultado=pago.estado, motivo=motivo
    )
