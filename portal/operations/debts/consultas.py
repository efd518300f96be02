"""What a customer owes."""

from portal.errors import Rechazo
from portal.inputs.documento import normalizar
from portal.operations.books.looks import POR_OTRO
from portal.operations.canales import quotas
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.debts import consultas
from portal.repo.tables.payments import situaciones
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.deudas import Consulta
from portal.structs.pagos import Situacion
from portal.structs.usuarios import Actor


async def consultar(portal: Portal, actor: Actor, documento: str, moneda: int, motivo: str = "") -> Consulta:
    """PAWEB_CONSULTA: the pending debts of a customer, and a new cart for them.

    Raises NoEncontrado for a documento that the actor may not see, QuotaAgotada where a channel asked for too many,
    Rechazo where the package refuses.
    """
    permisos.exigir(actor, Acto.CONSULTAR)
    motivo = permisos.motivo_exigido(actor, motivo)
    limpio = normalizar(documento)
    permisos.documento_visible(actor, limpio)
    await quotas.contar_documento(portal, actor, limpio)

    return await portal.repo.write(lambda tx: abrir(portal, tx, actor, limpio, moneda, motivo))


async def abrir(
    portal: Portal,
    tx: Transaccion,
    actor: Actor,
    documento: str,
    moneda: int,
    motivo: str = "",
    *,
    enlace_id: int | None = None,
) -> Consulta:
    """A new consultation of a documento that the actor may see, in a transaction that it confirms. enlace_id: the
    link by which it is opened in that user's name."""
    respuesta = await tx.paquete.consultar(documento, moneda, actor.usuario)
    if respuesta.codresp != "0":
        raise Rechazo("consulta-rechazada", respuesta.descresp, codresp=respuesta.codresp)
    ahora = portal.clock()
    consulta = Consulta(
        idsession=respuesta.idsession,
        usuario=actor.usuario,
        documento=documento,
        moneda=moneda,
        cliente=respuesta.desc_clie or documento,  # people are called something, and to Oracle an empty text is NULL
        creada=ahora,
        deudas=respuesta.deudas,
        enlace_id=enlace_id,
    )
    await consultas.crear(tx.sql, consulta)
    accion = "consultar" if actor.ajena is None else POR_OTRO
    await auditoria.anotar(tx.sql, ahora, actor, accion, documento, motivo=motivo)
    await tx.confirmar()
    return consulta


async def propia(tx: Transaccion, actor: Actor, idsession: int) -> Consulta:
    """The consultation that this actor opened. Raises NoEncontrado for any other."""
    return permisos.consulta_visible(actor, await consultas.cargar(tx.sql, idsession))


async def situada(portal: Portal, actor: Actor, idsession: int) -> tuple[Consulta, Situacion]:
    """The consultation that this actor opened, and what payments do to its debts. Raises NoEncontrado for any other."""

    async def leer(tx: Transaccion) -> tuple[Consulta, Situacion]:
        consulta = await propia(tx, actor, idsession)
        return consulta, await situaciones.leer(tx.sql, consulta)

    return await portal.repo.read(leer)
