"""Paying: a customer through the gateway, a canal with its own code."""

import secrets
from decimal import Decimal

from msgspec import structs

from portal.errors import EnVerificacion, Rechazo
from portal.inputs import identity
from portal.inputs.codes import codigo_buscado
from portal.operations.books import looks
from portal.operations.payment.cobro import reclamar
from portal.operations.payment.engine import correr
from portal.operations.payment.errand import Encargo
from portal.operations.payment.gateway import sin_pasarela
from portal.operations.payment.lookup import con_codigo
from portal.operations.payment.seguimiento import avanzar, sabido
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.debts import consultas
from portal.repo.tables.payments import listados
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.payment.decide import PLAZO
from portal.rules.payment.estados import retiene
from portal.rules.payment.seguimiento import SIN_ORDEN
from portal.structs.pagos import EMISOR_PORTAL, Estado, Pago, PagosPagina
from portal.structs.paquete import RespuestaPago
from portal.structs.pasos import Suceso
from portal.structs.usuarios import Actor, Rol
from portal.texts.named import datos

# Crockford's alphabet: no I, L, O, U, so that a number can be read aloud.
ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LIMITE = 100


async def pagar_canal(portal: Portal, actor: Actor, session: int, cod_transaccion: str) -> RespuestaPago:
    """PAWEB_PAGO with the canal's own code. The same code on the same cart pays once, however often it is sent.

    Raises Rechazo, NoEncontrado, or EnVerificacion where the outcome is not known yet.
    """
    permisos.exigir(actor, Acto.PAGAR_CANAL)
    previo = await con_codigo(portal, actor, cod_transaccion)
    if previo is None:
        try:
            nuevo = await _reclamar_de_canal(portal, actor, session, cod_transaccion)
        except LlaveDuplicada:  # the same code came at the same time, and was first
            previo = await con_codigo(portal, actor, cod_transaccion)
        else:
            return _respuesta(await cobrar(portal, nuevo, actor))
    if previo is None or previo.idsession != session:
        raise Rechazo("transaccion-ya-usada")
    pago, _ = await correr(portal, previo, sabido(portal, previo, Suceso.CANAL_PAGA), Encargo(actor))
    return _respuesta(pago)


async def cobrar(portal: Portal, pago: Pago, actor: Actor) -> Pago:
    """A canal's attempt that was just claimed, as the package left it. Raises EnVerificacion where that is not known;
    a caller that goes away does not interrupt it."""
    sabe = structs.replace(sabido(portal, pago, Suceso.CANAL_PAGA), nuestro=True, hecho=True)
    pagado, _ = await correr(portal, pago, sabe, Encargo(actor))
    return pagado


def _respuesta(pago: Pago) -> RespuestaPago:
    match pago.estado:
        case Estado.PAGADO:
            return RespuestaPago("0", pago.mod_fact or "", pago.desc_resp or "")
        case Estado.RECHAZADO if pago.desc_resp:
            raise Rechazo("pago-rechazado", pago.desc_resp)
        case Estado.RECHAZADO:
            raise Rechazo("pago-rechazado")
        case Estado.ANULADO:  # while it is being reversed it may yet stay paid
            raise Rechazo("transaccion-anulada")
        case _:
            raise EnVerificacion(pago.cod_transaccion)


async def _reclamar_de_canal(portal: Portal, actor: Actor, session: int, cod_transaccion: str) -> Pago:
    async def cuerpo(tx: Transaccion) -> Pago:
        pago = await reclamar(
            portal, tx, actor, session, emisor=actor.usuario, cod_transaccion=cod_transaccion, plazo=PLAZO
        )
        await tx.confirmar()
        return pago

    return await portal.repo.write(cuerpo)


async def iniciar(portal: Portal, actor: Actor, idsession: int, total_visto: Decimal) -> Pago:
    """Begins a customer's payment: while it is POR_VERIFICAR the gateway's page is pago.url_pasarela. A second click
    gets the same attempt, as it is by then.

    Raises Rechazo 'carrito-cambio' where the total is not the one that was shown, NoDisponible where the gateway does
    not answer (nothing was charged).
    """
    permisos.exigir(actor, Acto.PAGAR_PASARELA)
    if portal.pasarela is None:
        raise sin_pasarela()
    pago, es_nuevo = await _intento_del_cliente(portal, actor, idsession, total_visto)
    pago = await avanzar(portal, pago, Suceso.CLIENTE_PAGA)
    if pago.estado is Estado.VENCIDO and not es_nuevo:  # that look ended it, and whoever clicks wants to pay
        pago, _ = await _intento_del_cliente(portal, actor, idsession, total_visto)
        pago = await avanzar(portal, pago, Suceso.CLIENTE_PAGA)
    return pago


async def _intento_del_cliente(portal: Portal, actor: Actor, idsession: int, total_visto: Decimal) -> tuple[Pago, bool]:
    """The attempt that the customer has on that cart, or a new one, and whether it is new."""
    codigo = "".join(secrets.choice(ALFABETO) for _ in range(10))

    async def cuerpo(tx: Transaccion) -> tuple[Pago, bool]:
        await consultas.bloquear(tx.sql, idsession)
        previos = [pago for pago in await listados.de_sesion(tx.sql, idsession) if retiene(pago)]
        if previos and previos[0].usuario == actor.usuario and permisos.concierne(actor, previos[0]):
            return previos[0], False
        pago = await reclamar(
            portal,
            tx,
            actor,
            idsession,
            emisor=EMISOR_PORTAL,
            cod_transaccion=f"EC-{codigo[:5]}-{codigo[5:]}",
            plazo=SIN_ORDEN,
        )
        if pago.total != total_visto:
            raise Rechazo("carrito-cambio", datos(caso="total"))
        await tx.confirmar()
        return pago, True

    return await portal.repo.write(cuerpo)


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
    tope = max(1, min(limite, LIMITE))

    async def cuerpo(tx: Transaccion) -> list[Pago]:
        return await listados.listar(
            tx.sql,
            limite=tope + 1,
            emisor=actor.usuario if actor.rol is Rol.CANAL else None,
            documento=actor.documento,
            desde=desde,
            estado=estado or None,
            buscar=buscado or None,
            buscar_documento=identity.documento(buscado) or None,
        )

    hallados = await portal.repo.read(cuerpo)
    de_quienes = {pago.documento for pago in hallados} if buscado else set()
    quien = de_quienes.pop() if len(de_quienes) == 1 else buscado or estado or "todos"
    await looks.anotar(portal, actor, "listar-pagos", quien, buscado if buscado != quien else "")
    return PagosPagina(pagos=tuple(hallados[:tope]), siguiente=hallados[tope].id if len(hallados) > tope else None)
