"""Whoever opens a link to pay somebody else's cart: what they see, their payment, and its receipt.

They have no session. What they do is done in the name of whoever made the link, whose documento, other debts and
balance they never see.
"""

from decimal import Decimal

from msgspec import structs

from portal.errors import NoEncontrado, Rechazo
from portal.formats import enmascarar_nombre
from portal.operations import payment
from portal.operations.access import enlaces
from portal.operations.autorizaciones import grants
from portal.operations.debts import carrito, consultas
from portal.operations.payment import comprobantes
from portal.operations.payment_links.owner import codigos_de, pagado
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.payments import listados, pagos
from portal.rules.payment.estados import retiene
from portal.structs.deudas import Carrito, Consulta, Deuda
from portal.structs.enlaces import CarritoAjeno, Enlace, TipoDeEnlace
from portal.structs.pagos import Comprobante, Pago
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say

# Refusals of a cart that somebody is paying; any other would tell of debts that are not this cart's.
EN_PAGO = frozenset({"deuda-en-pago", "carrito-en-pago"})


async def ver(portal: Portal, token: str, ip: str) -> CarritoAjeno | Pago:
    """The cart as it can be paid now, or the attempt to pay it that is under way. Raises NoEncontrado where the link
    ended."""
    enlace, quien = await _vigente(portal, token, ip)
    if (abierto := await _abierto(portal, enlace)) is not None:
        return abierto
    codigos, moneda = codigos_de(enlace), int(enlace.datos["moneda"])

    async def cuerpo(tx: Transaccion) -> Consulta:
        motivo = say("consulta-por-enlace", ())
        return await consultas.abrir(portal, tx, quien, _documento(enlace), moneda, motivo, enlace_id=enlace.id)

    try:
        consulta = await portal.repo.write(cuerpo)
        consulta, elegido = await carrito.elegir(portal, quien, consulta.idsession, codigos)
    except Rechazo:
        return _impagable(enlace, quien.nombre, moneda, Rechazo("enlace-impagable"))
    if elegido.faltas or elegido.total is None:
        return _impagable(enlace, consulta.cliente, moneda, _sin_detalle(*(falta.codigo for falta in elegido.faltas)))
    elegido = structs.replace(elegido, items=_sin_codigos(elegido.items), minimo=())
    return CarritoAjeno(carrito=elegido, cliente=enmascarar_nombre(consulta.cliente), vence=enlace.vence)


async def pagar(portal: Portal, token: str, idsession: int, total_visto: Decimal, ip: str) -> Pago:
    """Begins the payment of the cart that was shown, or finds the one that is under way.

    Raises NoEncontrado where the link ended or the cart was not opened by it, Rechazo where it cannot be paid as it was
    shown, NoDisponible where the gateway does not answer.
    """
    enlace, quien = await _vigente(portal, token, ip)
    if (abierto := await _abierto(portal, enlace)) is not None:
        return abierto
    consulta = await portal.repo.read(lambda tx: consultas.propia(tx, quien, idsession))
    if consulta.enlace_id != enlace.id:
        raise NoEncontrado("consulta-desconocida")
    try:
        return await payment.iniciar(portal, quien, idsession, total_visto)
    except Rechazo as rechazo:
        if rechazo.codigo == "carrito-cambio":
            raise
        raise _sin_detalle(rechazo.codigo) from rechazo


async def comprobante(portal: Portal, pagador: str) -> Comprobante:
    """The attempt, and once it was paid its receipt, without what is the customer's alone. Raises NoEncontrado."""
    completo = await comprobantes.armar(portal, None, await _pago(portal, pagador))
    pago = structs.replace(
        completo.pago,
        usuario="",
        documento="",
        cliente=enmascarar_nombre(completo.pago.cliente),
        desc_resp=None,
        saldo_restante=Decimal(0),
        proximo_vencimiento=None,
    )
    return Comprobante(pago=pago, items=_sin_codigos(completo.items), ajeno=True)


async def liberar(portal: Portal, pagador: str) -> Pago:
    """Gives the attempt up, as its owner may. Raises NoEncontrado, and what payment.liberar raises."""
    pago = await _pago(portal, pagador)
    quien = await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, pago.usuario))
    if quien is None:
        raise NoEncontrado("pago-desconocido")
    # Whoever is at the bank may give it up, also where whose link it was may not open that documento any more.
    return await payment.liberar(
        portal, structs.replace(quien.como_actor(""), documento=pago.documento), pago.cod_transaccion
    )


async def _vigente(portal: Portal, token: str, ip: str) -> tuple[Enlace, Actor]:
    """The link, and in whose name it is used."""
    enlace = await enlaces.mirar(portal, token, TipoDeEnlace.PAGO)

    async def leer(tx: Transaccion) -> Actor | None:
        if await pagado(tx, enlace):
            raise NoEncontrado("enlace-pagado")
        suyo = await usuarios.por_id(tx.sql, enlace.usuario_id or 0)
        return await grants.actor_por(tx, suyo, _documento(enlace)) if suyo is not None and suyo.activo else None

    quien = await portal.repo.read(leer)
    if quien is None:
        raise NoEncontrado("enlace-vencido")
    return enlace, structs.replace(quien, direccion=ip)


def _documento(enlace: Enlace) -> str:
    if enlace.documento is None:
        raise LookupError("a link to pay has the documento that it was made for")
    return enlace.documento


async def _abierto(portal: Portal, enlace: Enlace) -> Pago | None:
    hechos = await portal.repo.read(lambda tx: listados.de_enlace(tx.sql, enlace.id))
    return next((pago for pago in reversed(hechos) if retiene(pago)), None)


async def _pago(portal: Portal, pagador: str) -> Pago:
    pago = await portal.repo.read(lambda tx: pagos.por_pagador(tx.sql, pagador))
    if pago is None:
        raise NoEncontrado("pago-desconocido")
    return pago


def _sin_codigos(items: tuple[Deuda, ...]) -> tuple[Deuda, ...]:
    """By a movement's number a customer may prove who they are."""
    return tuple(structs.replace(deuda, codmovimiento="") for deuda in items)


def _sin_detalle(*codigos: str) -> Rechazo:
    if EN_PAGO.intersection(codigos):
        return Rechazo("enlace-en-pago")
    return Rechazo("enlace-impagable")


def _impagable(enlace: Enlace, cliente: str, moneda: int, problema: Rechazo) -> CarritoAjeno:
    vacio = Carrito(idsession=0, moneda=moneda, items=(), subtotal=Decimal(0), comision=None, total=None, faltas=())
    return CarritoAjeno(carrito=vacio, cliente=enmascarar_nombre(cliente), vence=enlace.vence, problema=problema.codigo)
