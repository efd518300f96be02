"""Paying: a customer through the gateway, a canal with its own code."""

import secrets
from datetime import timedelta
from decimal import Decimal

from portal.errors import EnVerificacion, NoDisponible, NoEncontrado, Rechazo
from portal.operations import miradas
from portal.operations.cobro import PLAZO, PORTAL, ejecutar, reclamar
from portal.operations.comprobantes import cargar
from portal.operations.portal import Portal
from portal.operations.seguimiento import avanzar
from portal.operations.transiciones import OtroFuePrimero, pasar
from portal.pasarela.protocol import Orden
from portal.repo.protocol import LlaveDuplicada
from portal.repo.tablas import listados, pagos
from portal.rules import permisos
from portal.rules.estados import retiene
from portal.rules.permisos import Acto
from portal.structs.pagos import Estado, Pago, PagosPagina
from portal.structs.paquete import RespuestaPago
from portal.structs.usuarios import Actor, Rol

# Crockford's alphabet: no I, L, O, U, so that a number can be read aloud.
ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LIMITE = 100


async def pagar_canal(portal: Portal, actor: Actor, session: int, cod_transaccion: str) -> RespuestaPago:
    """PAWEB_PAGO with the canal's own code. The same code on the same cart pays once, however often it is sent.

    Raises Rechazo, NoEncontrado, or EnVerificacion where the outcome is not known yet.
    """
    permisos.exigir(actor, Acto.PAGAR_CANAL)
    previo = await _con_codigo(portal, actor, cod_transaccion)
    if previo is None:
        try:
            async with portal.repo.escritura() as tx:
                reclamado = await reclamar(
                    portal, tx, actor, session, emisor=actor.usuario, cod_transaccion=cod_transaccion, plazo=PLAZO
                )
                await tx.confirmar()
            pago = await ejecutar(portal, reclamado, actor)
        except LlaveDuplicada:
            previo = await _con_codigo(portal, actor, cod_transaccion)
    if previo is not None:
        pago = await _repetir(portal, actor, previo, session)
    if pago.estado is Estado.PAGADO:
        return RespuestaPago("0", pago.mod_fact or "", pago.desc_resp or "")
    if pago.estado is Estado.RECHAZADO:
        raise Rechazo("pago-rechazado", pago.desc_resp or "El sistema de la empresa rechazó el pago.")
    raise EnVerificacion(cod_transaccion)


async def _con_codigo(portal: Portal, actor: Actor, cod_transaccion: str) -> Pago | None:
    async with portal.repo.lectura() as tx:
        hallados = await pagos.por_codigo(tx.sql, cod_transaccion)
    return next((pago for pago in hallados if pago.emisor == actor.usuario), None)


async def _repetir(portal: Portal, actor: Actor, previo: Pago, session: int) -> Pago:
    """A code that came before: the same payment goes on, or answers again; any other use of it is refused."""
    if previo.idsession != session:
        raise Rechazo("transaccion-ya-usada", "Ese código de transacción ya se usó: usá otro.")
    pago = await avanzar(portal, previo)
    if pago.estado is Estado.NO_EJECUTADO:
        try:
            async with portal.repo.escritura() as tx:
                pago = await pasar(
                    portal,
                    tx,
                    pago,
                    Estado.EN_PROCESO,
                    actor,
                    "El canal volvió a enviar el pago.",
                    vence=portal.reloj() + PLAZO,
                )
                await tx.confirmar()
        except LlaveDuplicada as error:
            raise Rechazo("deuda-en-pago", "Una de esas deudas tiene otro pago en curso.") from error
        except OtroFuePrimero as error:
            raise EnVerificacion(pago.cod_transaccion) from error
        return await ejecutar(portal, pago, actor)
    if pago.estado in (Estado.ANULANDO, Estado.ANULADO):
        raise Rechazo("transaccion-anulada", "Ese código de transacción ya se anuló: usá otro.")
    return pago


async def iniciar(portal: Portal, actor: Actor, idsession: int, total_visto: Decimal) -> Pago:
    """Begins a customer's payment; the gateway's page is pago.url_pasarela. A second click gets the same attempt.

    Raises Rechazo 'carrito-cambio' where the total is not the one that was shown, NoDisponible where the gateway does
    not answer (nothing was charged).
    """
    permisos.exigir(actor, Acto.PAGAR_PASARELA)
    if portal.pasarela is None:
        raise NoDisponible("sin-pasarela", "El pago por internet no está habilitado en este momento.", 3600)
    async with portal.repo.escritura() as tx:
        abiertos = [pago for pago in await listados.de_sesion(tx.sql, idsession) if retiene(pago)]
        if abiertos and abiertos[0].usuario == actor.usuario:
            pago = abiertos[0]
        else:
            codigo = "".join(secrets.choice(ALFABETO) for _ in range(10))
            pago = await reclamar(
                portal,
                tx,
                actor,
                idsession,
                emisor=PORTAL,
                cod_transaccion=f"EC-{codigo[:5]}-{codigo[5:]}",
                plazo=timedelta(minutes=portal.settings.pago_vence_minutos),
            )
            if pago.total != total_visto:
                raise Rechazo("carrito-cambio", "El total cambió desde que lo viste: revisalo antes de pagar.")
            await tx.confirmar()
    return pago if pago.referencia else await _enviar_a_pasarela(portal, pago)


async def _enviar_a_pasarela(portal: Portal, pago: Pago) -> Pago:
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
        await pagos.anotar_referencia(tx.sql, pago.id, inicio.referencia, inicio.url)
        guardado = await pagos.por_id(tx.sql, pago.id)
        await tx.confirmar()
    if guardado is None:
        raise NoEncontrado("pago-desconocido", "No existe ese pago.")
    return guardado


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
    await miradas.anotar(portal, actor, "listar-pagos", buscar.strip() or estado or "todos")
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
            buscar=buscar.strip() or None,
        )
    return PagosPagina(pagos=tuple(hallados[:tope]), siguiente=hallados[tope].id if len(hallados) > tope else None)


async def resolver(portal: Portal, actor: Actor, pago_id: int, estado: Estado, evidencia: str) -> Pago:
    """An operador decides a doubtful attempt, with the evidence in words."""
    permisos.exigir(actor, Acto.RESOLVER)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    pago = await cargar(portal, actor, pago_id)
    if pago.estado is not Estado.DESCONOCIDO:
        raise Rechazo("pago-no-dudoso", "Ese pago no está en duda: no hay nada que resolver.")
    try:
        async with portal.repo.escritura() as tx:
            resuelto = await pasar(
                portal,
                tx,
                pago,
                estado,
                actor,
                evidencia,
                intento=pago.intento + 1,
                pagado=portal.reloj() if estado is Estado.PAGADO else None,
            )
            await tx.confirmar()
            return resuelto
    except OtroFuePrimero as error:
        raise Rechazo("pago-no-dudoso", "Otra persona ya resolvió ese pago.") from error
