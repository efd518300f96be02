"""Claiming a cart: the attempt to pay it, made under the cart's lock and committed first, so that whatever happens
later leaves a trace."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from msgspec import structs

from portal.clock import dia
from portal.errors import NoEncontrado, Rechazo
from portal.operations.debts import consultas
from portal.operations.debts.juicio import juzgar, negar
from portal.operations.payment.transitions import anotar
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import enlaces
from portal.repo.tables.debts import consultas as tabla
from portal.repo.tables.payments import codigos, pagos, situaciones
from portal.rules.canales.prefijos import tramos
from portal.rules.debts.saldo import despues_de_pagar
from portal.rules.payment.disponibilidad import no_disponibles
from portal.rules.payment.seguimiento import primera
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import EMISOR_PORTAL, Estado, Pago
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos


async def reclamar(
    portal: Portal,
    tx: Transaccion,
    actor: Actor,
    idsession: int,
    *,
    emisor: str,
    cod_transaccion: str,
    plazo: timedelta,
) -> Pago:
    """The attempt to pay that cart as it is now, holding its debts; the caller confirms.

    It begins EN_PROCESO for a canal, POR_VERIFICAR where a gateway has to charge first. Raises NoEncontrado for
    somebody else's cart and for one whose link ended, Rechazo for an empty, incomplete or busy one, for a burnt code
    and for one of another's prefix, LlaveDuplicada for one that was used.
    """
    ahora = portal.clock()
    await _tomar_codigo(tx, emisor, cod_transaccion, ahora)
    await tabla.bloquear(tx.sql, idsession)
    consulta, items, comision = await pagable(portal, tx, actor, idsession)
    if consulta.enlace_id is not None and not await enlaces.retener(tx.sql, consulta.enlace_id, ahora):
        raise NoEncontrado("enlace-vencido")
    pasarela = portal.pasarela.nombre if emisor == EMISOR_PORTAL and portal.pasarela is not None else None
    intento = _primer_intento(consulta, items, comision, pasarela, ahora)
    intento = structs.replace(
        intento, emisor=emisor, cod_transaccion=cod_transaccion, usuario=actor.usuario, vence=ahora + plazo
    )
    intento = structs.replace(intento, mirar=primera(intento, ahora))
    try:
        pago = await pagos.crear(tx.sql, intento, items)
    except LlaveDuplicada as error:
        raise await deuda_ocupada(portal, tx, actor, consulta) from error
    propio, ajeno = say("paso", datos(caso="RESERVADO")), say("paso", datos(caso="RESERVADO_POR_ENLACE"))
    await anotar(portal, tx, pago, None, actor, propio if pago.enlace_id is None else ajeno)
    return pago


def _primer_intento(
    consulta: Consulta, items: Sequence[Deuda], comision: Decimal, pasarela: str | None, ahora: datetime
) -> Pago:
    """What the cart makes of an attempt; whose it is, its code and its term are the claim's."""
    subtotal = sum((deuda.importe for deuda in items[1:]), items[0].importe)
    saldo, proximo = despues_de_pagar(consulta.deudas, consulta.en_carrito, dia(ahora))
    return Pago(
        id=0,
        emisor="",
        cod_transaccion="",
        usuario=consulta.usuario,
        documento=consulta.documento,
        cliente=consulta.cliente,
        idsession=consulta.idsession,
        moneda=consulta.moneda,
        subtotal=subtotal,
        comision=comision,
        total=subtotal + comision,
        estado=Estado.EN_PROCESO if pasarela is None else Estado.POR_VERIFICAR,
        intento=1,
        creado=ahora,
        vence=ahora,
        pasarela=pasarela,
        verificador=secrets.token_urlsafe(16),
        enlace_id=consulta.enlace_id,
        pagador=None if consulta.enlace_id is None else secrets.token_urlsafe(32),
        saldo_restante=saldo,
        proximo_vencimiento=proximo,
    )


async def _tomar_codigo(tx: Transaccion, emisor: str, cod_transaccion: str, ahora: datetime) -> None:
    try:
        if not await codigos.tomar(tx.sql, emisor, cod_transaccion, tramos(cod_transaccion), ahora):
            raise Rechazo("codigo-de-otro-canal")
    except LlaveDuplicada:
        if await codigos.quemado(tx.sql, emisor, cod_transaccion):
            raise Rechazo("transaccion-anulada") from None
        raise


async def pagable(
    portal: Portal, tx: Transaccion, actor: Actor, idsession: int
) -> tuple[Consulta, tuple[Deuda, ...], Decimal]:
    """The consultation whose cart may be paid as it is, what that cart holds, and its commission; the caller has locked
    it. Raises NoEncontrado, or Rechazo with every reason against it."""
    consulta = await consultas.propia(tx, actor, idsession)
    situacion = await situaciones.leer(tx.sql, consulta)
    negar(juzgar(portal, actor, consulta, consulta.en_carrito, situacion))
    items = tuple(deuda for deuda in consulta.deudas if deuda.codmovimiento in consulta.en_carrito)
    if not items or consulta.comision is None:
        raise Rechazo("carrito-vacio")
    return consulta, items, consulta.comision


async def deuda_ocupada(portal: Portal, tx: Transaccion, actor: Actor, consulta: Consulta) -> Rechazo:
    """Why one of its cart's debts has no room for another attempt, where another transaction was first."""
    situacion = await situaciones.leer(tx.sql, consulta)
    negar(no_disponibles(consulta, consulta.en_carrito, situacion, actor, portal.clock()))
    return Rechazo("deuda-en-pago", datos(caso="otro-fue-primero"))
