"""Choosing what to pay. The package holds the cart; the portal explains it."""

from decimal import Decimal

from msgspec import structs

from portal.clock import dia
from portal.errors import Rechazo
from portal.inputs.codes import codigo_propio
from portal.operations.debts import consultas
from portal.operations.debts.juicio import asequibles, juzgar, negar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.debts import consultas as tabla
from portal.repo.tables.payments import situaciones
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.debts import carrito as reglas
from portal.rules.debts.series import cambios, codigos, ordenadas
from portal.rules.payment.disponibilidad import impedimento, no_disponibles
from portal.structs.deudas import Carrito, Consulta, Deuda, Falta
from portal.structs.pagos import Situacion
from portal.structs.paquete import RespuestaCarrito
from portal.structs.usuarios import Actor


async def agregar(portal: Portal, actor: Actor, idsession: int, indicador: str, codmovimiento: str) -> RespuestaCarrito:
    """AGREGAR_AL_CARRITO: one debt in ('S') or out ('N'). Raises Rechazo with what is missing, before the package is
    asked where the rules can tell."""
    permisos.exigir(actor, Acto.CARRITO)

    async def cambiar(tx: Transaccion) -> RespuestaCarrito:
        consulta, situacion, codigo = await _editable(portal, tx, actor, idsession, codmovimiento)
        agrega = indicador == "S"
        ahora = portal.clock()
        if agrega:
            negar(no_disponibles(consulta, frozenset({codigo}), situacion, actor, ahora))
            bloqueo = reglas.bloqueo(consulta.deudas, dia(ahora))
            negar((bloqueo,) if bloqueo else ())
        saltos = reglas.revisar_cambio(consulta.deudas, consulta.en_carrito, codigo, agrega=agrega, hoy=dia(ahora))
        negar(asequibles(saltos, consulta, situacion, actor, ahora))
        respuesta = await _cambiar(tx, consulta, codigo, agrega=agrega)
        await tx.confirmar()
        return respuesta

    return await portal.repo.write(cambiar)


async def ver(portal: Portal, actor: Actor, idsession: int) -> Carrito:
    """The cart of a consultation, priced, and what keeps it from being paid. An empty one tells the least to choose, or
    what keeps that from being chosen."""
    permisos.exigir(actor, Acto.CARRITO)
    consulta, situacion = await consultas.situada(portal, actor, idsession)
    elegido = _valorar(portal, actor, consulta, consulta.en_carrito, situacion)
    if elegido.items or elegido.faltas:
        return elegido
    ahora = portal.clock()
    minimas = reglas.lo_minimo(consulta.deudas, dia(ahora))
    faltas = no_disponibles(consulta, minimas, situacion, actor, ahora)
    por_orden = codigos(ordenadas(deuda for deuda in consulta.deudas if deuda.codmovimiento in minimas))
    return structs.replace(elegido, faltas=faltas, minimo=() if faltas else por_orden)


async def elegir(portal: Portal, actor: Actor, idsession: int, seleccion: frozenset[str]) -> tuple[Consulta, Carrito]:
    """Makes the package's cart hold exactly that choice, or none of the change.

    A choice that skips a debt is priced and explained, and the cart stays as it was; it is remembered all the same.
    """
    permisos.exigir(actor, Acto.CARRITO)
    consulta, situacion = await consultas.situada(portal, actor, idsession)
    ahora = portal.clock()
    fija = (
        impedimento(consulta, situacion, ahora)
        or no_disponibles(consulta, seleccion, situacion, actor, ahora)
        or reglas.bloqueo(consulta.deudas, dia(ahora))
        or reglas.revisar_orden(consulta.deudas, seleccion, dia(ahora))
    )
    if fija or (seleccion == consulta.en_carrito and not consulta.borrador):
        await _recordar(portal, actor, consulta, seleccion)
        return consulta, _valorar(portal, actor, consulta, seleccion, situacion)
    try:
        consulta, situacion = await _igualar(portal, actor, idsession, seleccion)
    except Rechazo as rechazo:
        await _recordar(portal, actor, consulta, seleccion)
        filas = tuple(sorted(seleccion - consulta.en_carrito))
        rehusada = Falta(rechazo.codigo, rechazo.dice, filas, sobran=rechazo.sobran, hasta=rechazo.hasta)
        return consulta, _valorar(portal, actor, consulta, seleccion, situacion, (rehusada,))
    return consulta, _valorar(portal, actor, consulta, seleccion, situacion)


async def mis_deudas(portal: Portal, actor: Actor, moneda: int) -> tuple[Consulta, Carrito]:
    """A customer's own debts as they are now, with what was chosen before and still can be."""
    consulta, elegido, _ = await mis_deudas_y_retenidas(portal, actor, moneda)
    return consulta, elegido


async def mis_deudas_y_retenidas(portal: Portal, actor: Actor, moneda: int) -> tuple[Consulta, Carrito, frozenset[str]]:
    """A customer's own debts with what was chosen before, and the codmovimientos that an open payment holds."""
    permisos.exigir(actor, Acto.CARRITO)
    permisos.exigir(actor, Acto.CONSULTAR)
    documento = permisos.documento_elegido(actor)

    async def cuerpo(tx: Transaccion) -> tuple[tabla.Memoria, Consulta]:
        memoria = await tabla.memoria(tx.sql, actor.usuario, documento, moneda)
        return memoria, await consultas.abrir(portal, tx, actor, documento, moneda)

    memoria, consulta = await portal.repo.write(cuerpo)
    retenidas = memoria.retenidas
    elegidas = (memoria.elegidas - retenidas) & {deuda.codmovimiento for deuda in consulta.deudas}
    if not elegidas:
        return consulta, _valorar(portal, actor, consulta, frozenset(), Situacion((), ())), retenidas
    return *await elegir(portal, actor, consulta.idsession, elegidas), retenidas


async def _editable(
    portal: Portal, tx: Transaccion, actor: Actor, idsession: int, codmovimiento: str = ""
) -> tuple[Consulta, Situacion, str]:
    """The actor's consultation, locked, whose cart may still change, and the debt of it that was meant. Raises Rechazo
    where it may not, DatoInvalido for a code that could pass for another."""
    await tabla.bloquear(tx.sql, idsession)
    consulta = await consultas.propia(tx, actor, idsession)
    codigo = codigo_propio(codmovimiento, {deuda.codmovimiento for deuda in consulta.deudas}, "codmovimiento")
    situacion = await situaciones.leer(tx.sql, consulta, codigo)
    impedida = impedimento(consulta, situacion, portal.clock())
    negar((impedida,) if impedida else ())
    return consulta, situacion, codigo


async def _cambiar(tx: Transaccion, consulta: Consulta, codmovimiento: str, *, agrega: bool) -> RespuestaCarrito:
    respuesta = await tx.paquete.agregar_al_carrito(
        consulta.idsession, "S" if agrega else "N", codmovimiento, consulta.usuario
    )
    if respuesta.codresp != "0":
        raise Rechazo("carrito-rechazado", respuesta.descreps, codresp=respuesta.codresp)
    await tabla.anotar_cambio(tx.sql, consulta, codmovimiento, agrega=agrega, comision=respuesta.comision)
    return respuesta


async def _igualar(
    portal: Portal, actor: Actor, idsession: int, seleccion: frozenset[str]
) -> tuple[Consulta, Situacion]:
    async def igualar(tx: Transaccion) -> tuple[Consulta, Situacion]:
        consulta, _, _ = await _editable(portal, tx, actor, idsession)
        for codigo, agrega in cambios(consulta.deudas, consulta.en_carrito, seleccion):
            await _cambiar(tx, consulta, codigo, agrega=agrega)
        await tabla.guardar_borrador(tx.sql, consulta, frozenset())
        igualada = await consultas.propia(tx, actor, idsession)
        situacion = await situaciones.leer(tx.sql, igualada)
        await tx.confirmar()
        return igualada, situacion

    return await portal.repo.write(igualar)


async def _recordar(portal: Portal, actor: Actor, vista: Consulta, seleccion: frozenset[str]) -> None:
    """So that whoever loads the page anew, or signs in again, finds what is not in the cart."""
    if seleccion in (vista.en_carrito, vista.borrador):
        return

    async def guardar(tx: Transaccion) -> None:
        await tabla.bloquear(tx.sql, vista.idsession)
        consulta = await consultas.propia(tx, actor, vista.idsession)
        await tabla.guardar_borrador(tx.sql, consulta, seleccion & frozenset(codigos(consulta.deudas)))
        await tx.confirmar()

    await portal.repo.write(guardar)


def _valorar(
    portal: Portal,
    actor: Actor,
    consulta: Consulta,
    seleccion: frozenset[str],
    situacion: Situacion,
    rehusadas: tuple[Falta, ...] = (),
) -> Carrito:
    items: tuple[Deuda, ...] = tuple(deuda for deuda in consulta.deudas if deuda.codmovimiento in seleccion)
    subtotal = sum((deuda.importe for deuda in items), Decimal(0))
    if not seleccion:
        comision: Decimal | None = Decimal(0)
    else:
        comision = consulta.comision if items and seleccion == consulta.en_carrito else None
    return Carrito(
        idsession=consulta.idsession,
        moneda=consulta.moneda,
        items=items,
        subtotal=subtotal,
        comision=comision,
        total=None if comision is None else subtotal + comision,
        faltas=rehusadas or juzgar(portal, actor, consulta, seleccion, situacion),
    )
