"""Looking at a payment: its receipt, or how far it is."""

from portal.errors import NoEncontrado
from portal.operations.books import looks
from portal.operations.payment import avanzar
from portal.operations.payment.lookup import cargar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.desk import casos
from portal.repo.tables.payments import eventos, lineas, pagos, pedidos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Comprobante, Pago, Verificacion
from portal.structs.usuarios import Actor


async def ver(portal: Portal, actor: Actor, cod_transaccion: str) -> Comprobante:
    """An attempt by its code, among those that the actor may see. Raises NoEncontrado for any other."""
    permisos.exigir(actor, Acto.VER_PAGOS)
    hallados = await portal.repo.read(lambda tx: pagos.por_codigo(tx.sql, cod_transaccion))
    visibles = [pago for pago in hallados if permisos.concierne(actor, pago)]
    pago = permisos.pago_visible(actor, next(iter([*visibles, *hallados]), None))
    await _mirado(portal, actor, pago)
    return await armar(portal, actor, pago)


async def por_id(portal: Portal, actor: Actor, pago_id: int) -> Comprobante:
    """An attempt by its number. Raises NoEncontrado where the actor may not see it."""
    pago = await cargar(portal, actor, pago_id)
    await _mirado(portal, actor, pago)
    return await armar(portal, actor, pago)


async def verificar(portal: Portal, verificador: str) -> Verificacion:
    """What the QR of a receipt tells anyone. Raises NoEncontrado for a token of no receipt."""
    pago = await portal.repo.read(lambda tx: pagos.por_verificador(tx.sql, verificador))
    if pago is None or pago.pagado is None:
        raise NoEncontrado("comprobante-desconocido")
    return Verificacion(
        numero=pago.numero, pagado=pago.pagado, total=pago.total, moneda=pago.moneda, anulado=pago.anulado
    )


async def _mirado(portal: Portal, actor: Actor, pago: Pago) -> None:
    if pago.usuario == actor.usuario:  # whoever paid it waits for its end here, and asks every two seconds
        return
    await looks.anotar(portal, actor, "ver-pago", pago.documento, f"{pago.emisor}/{pago.cod_transaccion}")


async def armar(portal: Portal, actor: Actor | None, pago: Pago) -> Comprobante:
    """All that is shown of an attempt that was found, after whatever could be learnt about it now. actor: None for
    whoever has no session."""
    todas = actor is not None and permisos.puede(actor, Acto.VER_TODOS)
    pago = await avanzar(portal, pago)

    async def leer(tx: Transaccion) -> Comprobante:
        return Comprobante(
            pago=pago,
            items=await lineas.items(tx.sql, pago.id),
            eventos=await eventos.eventos(tx.sql, pago.id),
            pedido=await pedidos.de_pago(tx.sql, pago.id),
            caso=await casos.de_pago(tx.sql, pago.id),
            notas=tuple(nota for nota in await casos.notas(tx.sql, pago.id) if nota.publica or todas),
        )

    return await portal.repo.read(leer)
