"""Paying: a customer through the gateway, a canal with its own code."""

import secrets
from datetime import timedelta
from decimal import Decimal

from portal import identity
from portal.errors import EnVerificacion, NoDisponible, Rechazo
from portal.operations import miradas
from portal.operations.codigo import codigo_buscado
from portal.operations.comprobantes import con_codigo
from portal.operations.payment.cobro import PLAZO, PORTAL, deuda_ocupada, ejecutar, pagable, reclamar, releer
from portal.operations.payment.devoluciones import marcar
from portal.operations.payment.seguimiento import avanzar
from portal.operations.payment.transiciones import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.pasarela.protocol import Orden
from portal.repo.protocol import LlaveDuplicada
from portal.repo.tablas import consultas, lineas, listados, pagos
from portal.rules import permisos
from portal.rules.estados import retiene
from portal.rules.miradas import PASO_DEL_BANCO, SIN_ORDEN
from portal.rules.permisos import Acto
from portal.structs.pagos import Devolucion, Estado, Pago, PagosPagina
from portal.structs.paquete import RespuestaPago
from portal.structs.usuarios import Actor, Rol

# Crockford's alphabet: no I, L, O, U, so that a number can be read aloud.
ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LIMITE = 100
ABIERTA_TARDE = "El banco abrió la orden cuando este pago ya había terminado: se le pide que la deje sin efecto."


async def pagar_canal(portal: Portal, actor: Actor, session: int, cod_transaccion: str) -> RespuestaPago:
    """PAWEB_PAGO with the canal's own code. The same code on the same cart pays once, however often it is sent.

    Raises Rechazo, NoEncontrado, or EnVerificacion where the outcome is not known yet.
    """
    permisos.exigir(actor, Acto.PAGAR_CANAL)
    pago = await con_codigo(portal, actor, cod_transaccion)
    if pago is None:
        try:
            async with portal.repo.escritura() as tx:
                pago = await reclamar(
                    portal, tx, actor, session, emisor=actor.usuario, cod_transaccion=cod_transaccion, plazo=PLAZO
                )
                await tx.confirmar()
        except LlaveDuplicada:  # the same code came at the same time, and was first
            pago = await _repetir(portal, actor, await con_codigo(portal, actor, cod_transaccion), session)
        else:
            pago = await ejecutar(portal, pago, actor)
    else:
        pago = await _repetir(portal, actor, pago, session)
    if pago.estado is Estado.PAGADO:
        return RespuestaPago("0", pago.mod_fact or "", pago.desc_resp or "")
    if pago.estado is Estado.RECHAZADO:
        raise Rechazo("pago-rechazado", pago.desc_resp or "El sistema de la empresa rechazó el pago.")
    raise EnVerificacion(cod_transaccion)


async def _repetir(portal: Portal, actor: Actor, previo: Pago | None, session: int) -> Pago:
    """A code that came before: the same payment goes on, or answers again; any other use of it is refused."""
    if previo is None or previo.idsession != session:
        raise Rechazo("transaccion-ya-usada", "Ese código de transacción ya se usó: usá otro.")
    pago = await avanzar(portal, previo)
    if pago.estado is Estado.NO_EJECUTADO:
        try:
            reclamado = await _reclamar_otra_vez(portal, actor, pago)
        except OtroFuePrimero as error:
            raise EnVerificacion(pago.cod_transaccion) from error
        return await ejecutar(portal, reclamado, actor)
    if pago.estado is Estado.ANULADO:  # while it is being reversed it may yet stay paid
        raise Rechazo("transaccion-anulada", "Ese código de transacción ya se anuló: usá otro.")
    return pago


async def _reclamar_otra_vez(portal: Portal, actor: Actor, pago: Pago) -> Pago:
    """What was not executed left its cart free: it is claimed as though for the first time, and the package, which pays
    whatever the cart holds, must find what the attempt says."""
    async with portal.repo.escritura() as tx:
        await consultas.bloquear(tx.sql, pago.idsession)
        if not await pagos.cercar(tx.sql, pago):  # it is being tried already: no cart that somebody else pays
            raise OtroFuePrimero
        consulta, items, comision = await pagable(portal, tx, actor, pago.idsession)
        if (items, comision) != (await lineas.items(tx.sql, pago.id), pago.comision):
            raise Rechazo("carrito-cambio", "El carrito cambió desde ese intento: pagalo con otro código.")
        try:
            reclamado = await pasar(
                portal,
                tx,
                pago,
                Estado.EN_PROCESO,
                actor,
                "El canal volvió a enviar el pago.",
                vence=portal.reloj() + PLAZO,
            )
        except LlaveDuplicada as error:
            raise await deuda_ocupada(portal, tx, actor, consulta) from error
        await tx.confirmar()
        return reclamado


async def iniciar(portal: Portal, actor: Actor, idsession: int, total_visto: Decimal) -> Pago:
    """Begins a customer's payment: while it is POR_VERIFICAR the gateway's page is pago.url_pasarela. A second click
    gets the same attempt, as it is by then.

    Raises Rechazo 'carrito-cambio' where the total is not the one that was shown, NoDisponible where the gateway does
    not answer (nothing was charged).
    """
    permisos.exigir(actor, Acto.PAGAR_PASARELA)
    if portal.pasarela is None:
        raise NoDisponible("sin-pasarela", "El pago por internet no está habilitado en este momento.", 3600)
    pago, es_nuevo = await _intento_de_la_clienta(portal, actor, idsession, total_visto)
    if not es_nuevo:
        pago = await avanzar(portal, pago)
        if pago.estado is Estado.VENCIDO:  # that look ended it, and whoever clicks wants to pay
            pago, _ = await _intento_de_la_clienta(portal, actor, idsession, total_visto)
    if pago.referencia or pago.estado is not Estado.POR_VERIFICAR:
        return pago
    return await _enviar_a_pasarela(portal, pago)


async def _intento_de_la_clienta(
    portal: Portal, actor: Actor, idsession: int, total_visto: Decimal
) -> tuple[Pago, bool]:
    """The attempt that the customer has on that cart, or a new one, and whether it is new."""
    async with portal.repo.escritura() as tx:
        await consultas.bloquear(tx.sql, idsession)
        previos = [pago for pago in await listados.de_sesion(tx.sql, idsession) if retiene(pago)]
        if previos and previos[0].usuario == actor.usuario:
            return previos[0], False
        codigo = "".join(secrets.choice(ALFABETO) for _ in range(10))
        pago = await reclamar(
            portal,
            tx,
            actor,
            idsession,
            emisor=PORTAL,
            cod_transaccion=f"EC-{codigo[:5]}-{codigo[5:]}",
            plazo=SIN_ORDEN,
        )
        if pago.total != total_visto:
            raise Rechazo("carrito-cambio", "El total cambió desde que lo viste: revisalo antes de pagar.")
        await tx.confirmar()
        return pago, True


async def _enviar_a_pasarela(portal: Portal, pago: Pago) -> Pago:
    """Only what is written here is ever told to the customer: an attempt without an address cannot have been paid, and
    ends by itself after SIN_ORDEN. From here on it has the term of the settings, counted from its beginning."""
    if portal.pasarela is None:
        raise NoDisponible("sin-pasarela", "El pago por internet no está habilitado en este momento.", 3600)
    inicio = await portal.pasarela.iniciar(
        Orden(
            identificador=pago.id,
            cod_transaccion=pago.cod_transaccion,
            total=pago.total,
            moneda=pago.moneda,
            descripcion="Espacio Clientes",
            url_retorno=f"{portal.settings.url_publica}/comprobantes/{pago.cod_transaccion}",
        )
    )
    async with portal.repo.escritura() as tx:
        mirar = portal.reloj() + PASO_DEL_BANCO
        vence = pago.creado + timedelta(minutes=portal.settings.pago_vence_minutos)
        anotada = await pagos.anotar_referencia(tx.sql, pago.id, inicio.referencia, inicio.url, mirar, vence)
        await tx.confirmar()
    guardado = await releer(portal, pago)
    if anotada or guardado.referencia:
        return guardado
    # It ended while the gateway was answering: the order is undone, as often as that takes.
    try:
        marcado = await marcar(
            portal, guardado, Devolucion.PENDIENTE, None, ABIERTA_TARDE, referencia=inicio.referencia
        )
    except OtroFuePrimero:
        return await releer(portal, pago)
    return await avanzar(portal, marcado)


async def listar(
    portal: Portal,
    actor: Actor,
    *,
    desde: int | None = None,
    limite: int = 20,
    estado: str | None = None,
    buscar: str = "",
) -> PagosPagina:
    """A page of the payments that the actor may see, newest first. Search and state are an operador's."""
    permisos.exigir(actor, Acto.VER_PAGOS)
    buscado = codigo_buscado(buscar)
    await miradas.anotar(portal, actor, "listar-pagos", buscado or estado or "todos")
    tope = max(1, min(limite, LIMITE))
    async with portal.repo.lectura() as tx:
        hallados = await listados.listar(
            tx.sql,
            limite=tope + 1,
            emisor=actor.usuario if actor.rol is Rol.CANAL else None,
            usuario=actor.usuario if actor.rol is Rol.CLIENTE else None,
            documento=actor.documento,
            desde=desde,
            estado=estado or None,
            buscar=buscado or None,
            buscar_documento=identity.documento(buscado) or None,
        )
    return PagosPagina(pagos=tuple(hallados[:tope]), siguiente=hallados[tope].id if len(hallados) > tope else None)
