"""What a customer owes."""

from portal.errors import Rechazo
from portal.operations.documento import normalizar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tablas import auditoria, consultas
from portal.rules import permisos
from portal.rules.permisos import Acto
from portal.structs.deudas import Consulta
from portal.structs.usuarios import Actor


async def consultar(portal: Portal, actor: Actor, documento: str, moneda: int, motivo: str = "") -> Consulta:
    """PAWEB_CONSULTA: the pending debts of a customer, and a new cart for them.

    Raises NoEncontrado for a documento that the actor may not see, Rechazo where the package refuses.
    """
    permisos.exigir(actor, Acto.CONSULTAR)
    motivo = permisos.motivo_exigido(actor, motivo)
    limpio = normalizar(documento)
    permisos.documento_visible(actor, limpio)
    async with portal.repo.escritura() as tx:
        respuesta = await tx.paquete.consultar(limpio, moneda, actor.usuario)
        if respuesta.codresp != "0":
            raise Rechazo("consulta-rechazada", respuesta.descresp, codresp=respuesta.codresp)
        consulta = Consulta(
            idsession=respuesta.idsession,
            usuario=actor.usuario,
            documento=limpio,
            moneda=moneda,
            cliente=respuesta.desc_clie or limpio,  # people are called something, and to Oracle an empty text is NULL
            deudas=respuesta.deudas,
        )
        ahora = portal.reloj()
        await consultas.crear(tx.sql, consulta, ahora)
        await auditoria.anotar(tx.sql, ahora, actor, "consultar", limpio, motivo=motivo)
        await tx.confirmar()
    return consulta


async def propia(tx: Transaccion, actor: Actor, idsession: int) -> Consulta:
    """The consultation that this actor opened. Raises NoEncontrado for any other."""
    return permisos.consulta_visible(actor, await consultas.cargar(tx.sql, idsession))
