"""What a carta speaks of, read when it is sent: so it is true then, or nobody gets it."""

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import eventos, lineas, pagos
from portal.structs.cartas import Envio, Materia
from portal.structs.pagos import Comprobante


async def reunir(portal: Portal, envio: Envio) -> Materia | None:
    """None where nobody is to get it any more."""
    pago_id = envio.adjunto
    if pago_id is None:
        return Materia()

    async def leer(tx: Transaccion) -> Materia | None:
        pago = await pagos.por_id(tx.sql, pago_id)
        if pago is None:
            return None
        items, vida = await lineas.items(tx.sql, pago_id), await eventos.eventos(tx.sql, pago_id)
        return Materia(comprobante=Comprobante(pago=pago, items=items, eventos=vida, pedido=None))

    return await portal.repo.read(leer)
