"""Choosing what to pay. The package holds the cart; the portal explains it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from portal.errors import Rechazo
from portal.operations import consultas
from portal.operations.portal import Portal
from portal.reloj import dia
from portal.repo.protocol import Transaccion
from portal.repo.tablas import consultas as tabla
from portal.repo.tablas import lineas, listados
from portal.rules import carrito as reglas
from portal.rules import permisos
from portal.rules.estados import ABIERTOS
from portal.rules.permisos import Acto
from portal.structs.deudas import Carrito, Consulta, Deuda, Falta
from portal.structs.pagos import Estado
from portal.structs.paquete import RespuestaCarrito
from portal.structs.usuarios import Actor

SIN_PRECIO = Falta("carrito-viejo", "Se anuló un pago y tus deudas cambiaron: hacé otra consulta.", ())


async def agregar(portal: Portal, actor: Actor, idsession: int, indicador: str, codmovimiento: str) -> RespuestaCarrito:
    """AGREGAR_AL_CARRITO: one debt in ('S') or out ('N'). Raises Rechazo with what is missing, before the package is
    asked where the rules can tell."""
    permisos.exigir(actor, Acto.CARRITO)
    async with portal.repo.escritura() as tx:
        consulta = await _editable(tx, actor, idsession)
        agrega = indicador == "S"
        if agrega:
            retenidas = await lineas.retenidas(tx.sql, consulta.documento, consulta.moneda)
            negar(_no_disponibles(consulta, frozenset({codmovimiento}), retenidas))
            bloqueo = reglas.bloqueo(consulta.deudas, dia(portal.reloj()))
            negar((bloqueo,) if bloqueo else ())
        negar(
            reglas.revisar_cambio(
                consulta.deudas, consulta.en_carrito, codmovimiento, agrega=agrega, hoy=dia(portal.reloj())
            )
        )
        respuesta = await _cambiar(tx, consulta, codmovimiento, agrega=agrega)
        await tx.confirmar()
    return respuesta


async def ver(portal: Portal, actor: Actor, idsession: int) -> Carrito:
    """The cart of a consultation, priced, and what it lacks."""
    permisos.exigir(actor, Acto.CARRITO)
    async with portal.repo.lectura() as tx:
        consulta = await consultas.propia(tx, actor, idsession)
    return _valorar(portal, consulta, consulta.en_carrito, ())


async def elegir(portal: Portal, actor: Actor, idsession: int, seleccion: frozenset[str]) -> tuple[Consulta, Carrito]:
    """Makes the package's cart hold exactly that choice, or none of the change.

    A choice that skips a debt is priced and explained, and the cart stays as it was.
    """
    permisos.exigir(actor, Acto.CARRITO)
    async with portal.repo.lectura() as tx:
        consulta = await consultas.propia(tx, actor, idsession)
        retenidas = await lineas.retenidas(tx.sql, consulta.documento, consulta.moneda)
    hoy = dia(portal.reloj())
    impedidas = _no_disponibles(consulta, seleccion, retenidas)
    if impedidas or reglas.bloqueo(consulta.deudas, hoy) or reglas.revisar_orden(consulta.deudas, seleccion, hoy):
        return consulta, _valorar(portal, consulta, seleccion, impedidas)
    rehusadas: tuple[Falta, ...] = ()
    if seleccion != consulta.en_carrito:
        try:
            consulta = await _igualar(portal, actor, idsession, seleccion)
        except Rechazo as rechazo:
            rehusadas = (Falta(rechazo.codigo, rechazo.mensaje, tuple(sorted(seleccion - consulta.en_carrito))),)
    return consulta, _valorar(portal, consulta, seleccion, rehusadas)


async def mis_deudas(portal: Portal, actor: Actor, moneda: int) -> tuple[Consulta, Carrito]:
    """A customer's own debts as they are now, with what was chosen before and still can be."""
    consulta, elegido, _ = await mis_deudas_y_retenidas(portal, actor, moneda)
    return consulta, elegido


async def mis_deudas_y_retenidas(portal: Portal, actor: Actor, moneda: int) -> tuple[Consulta, Carrito, frozenset[str]]:
    """The same, and the codmovimientos of theirs that an open payment holds."""
    permisos.exigir(actor, Acto.CARRITO)
    permisos.exigir(actor, Acto.CONSULTAR)
    documento = permisos.documento_propio(actor)

    async def cuerpo(tx: Transaccion) -> tuple[tabla.Memoria, Consulta]:
        memoria = await tabla.memoria(tx.sql, actor.usuario, documento, moneda)
        return memoria, await consultas.abrir(portal, tx, actor, documento, moneda)

    memoria, consulta = await portal.repo.de_corrido(cuerpo)
    retenidas = memoria.retenidas
    elegidas = (memoria.elegidas - retenidas) & {deuda.codmovimiento for deuda in consulta.deudas}
    if not elegidas:
        return consulta, _valorar(portal, consulta, frozenset(), ()), retenidas
    return *await elegir(portal, actor, consulta.idsession, elegidas), retenidas


def negar(faltas: Iterable[Falta]) -> None:
    """Raises the Rechazo that says the first reason and everything that is missing."""
    todas = tuple(faltas)
    if todas:
        raise Rechazo(
            todas[0].codigo,
            todas[0].motivo,
            faltan=tuple(dict.fromkeys(codigo for falta in todas for codigo in falta.faltan)),
            sobran=tuple(dict.fromkeys(codigo for falta in todas for codigo in falta.sobran)),
        )


async def _editable(tx: Transaccion, actor: Actor, idsession: int) -> Consulta:
    """The actor's consultation, locked, whose cart is not being paid."""
    await tabla.bloquear(tx.sql, idsession)
    consulta = await consultas.propia(tx, actor, idsession)
    for pago in await listados.de_sesion(tx.sql, idsession):
        if pago.estado in ABIERTOS:
            raise Rechazo("carrito-en-pago", "Ese carrito se está pagando: esperá el resultado.")
        if pago.estado in (Estado.PAGADO, Estado.ANULANDO, Estado.ANULADO):
            raise Rechazo("carrito-pagado", "Ese carrito ya se pagó: hacé otra consulta.")
    return consulta


async def _cambiar(tx: Transaccion, consulta: Consulta, codmovimiento: str, *, agrega: bool) -> RespuestaCarrito:
    respuesta = await tx.paquete.agregar_al_carrito(
        consulta.idsession, "S" if agrega else "N", codmovimiento, consulta.usuario
    )
    if respuesta.codresp != "0":
        raise Rechazo("carrito-rechazado", respuesta.descreps, codresp=respuesta.codresp)
    await tabla.anotar_cambio(tx.sql, consulta, codmovimiento, agrega=agrega, comision=respuesta.comision)
    return respuesta


async def _igualar(portal: Portal, actor: Actor, idsession: int, seleccion: frozenset[str]) -> Consulta:
    """The oldest goes in first and the newest out first, as a package that keeps the order wants it."""
    async with portal.repo.escritura() as tx:
        consulta = await _editable(tx, actor, idsession)
        por_orden = sorted(consulta.deudas, key=lambda deuda: (deuda.vencimiento, deuda.seq))
        codigos = list(dict.fromkeys(deuda.codmovimiento for deuda in por_orden))
        for codigo in reversed(codigos):
            if codigo in consulta.en_carrito - seleccion:
                await _cambiar(tx, consulta, codigo, agrega=False)
        for codigo in codigos:
            if codigo in seleccion - consulta.en_carrito:
                await _cambiar(tx, consulta, codigo, agrega=True)
        igualada = await consultas.propia(tx, actor, idsession)
        await tx.confirmar()
    return igualada


def _no_disponibles(
    consulta: Consulta, seleccion: frozenset[str], retenidas_hasta: Mapping[str, datetime]
) -> tuple[Falta, ...]:
    pendientes = {deuda.codmovimiento for deuda in consulta.deudas}
    faltas = []
    if ajenas := tuple(sorted(seleccion - pendientes)):
        faltas.append(
            Falta("deuda-no-disponible", "Esa deuda ya no está pendiente en esta consulta.", ajenas, sobran=ajenas)
        )
    if en_pago := tuple(sorted(seleccion & retenidas_hasta.keys())):
        faltas.append(Falta("deuda-en-pago", "Esa deuda tiene un pago en curso.", en_pago, sobran=en_pago))
    return tuple(faltas)


def _valorar(portal: Portal, consulta: Consulta, seleccion: frozenset[str], otras: tuple[Falta, ...]) -> Carrito:
    items: tuple[Deuda, ...] = tuple(deuda for deuda in consulta.deudas if deuda.codmovimiento in seleccion)
    subtotal = sum((deuda.importe for deuda in items), Decimal(0))
    vigente = consulta.comision if items and seleccion == consulta.en_carrito else None
    if not seleccion:
        return Carrito(
            idsession=consulta.idsession,
            moneda=consulta.moneda,
            items=(),
            subtotal=subtotal,
            comision=Decimal(0),
            total=Decimal(0),
        )
    de_las_reglas = () if otras else reglas.revisar(consulta.deudas, seleccion, dia(portal.reloj()))
    sin_precio = seleccion == consulta.en_carrito and vigente is None
    return Carrito(
        idsession=consulta.idsession,
        moneda=consulta.moneda,
        items=items,
        subtotal=subtotal,
        comision=vigente,
        total=None if vigente is None else subtotal + vigente,
        faltas=(*otras, *de_las_reglas, *((SIN_PRECIO,) if sin_precio else ())),
    )
