"""Payments that only a person can settle: the operador's tray, and what is decided about each."""

from msgspec import structs

from portal.errors import NoDisponible, Rechazo, ResultadoDesconocido
from portal.operations.books import looks as vistas
from portal.operations.payment.engine import correr
from portal.operations.payment.errand import Encargo
from portal.operations.payment.gateway import pasarela_de
from portal.operations.payment.guards import preguntar_al_erp
from portal.operations.payment.lookup import cargar
from portal.operations.payment.seguimiento import sabido
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import seguimiento
from portal.rules.access import permisos, step_up
from portal.rules.access.permisos import Acto
from portal.rules.payment import dudas, segunda_persona
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.dudas import Desenlace, DichoDelErp, Duda
from portal.structs.pagos import Pago
from portal.structs.pasos import Salida, Suceso
from portal.structs.solicitudes import Pedida
from portal.structs.usuarios import Actor
from portal.texts.named import Saying, datos


async def bandeja(portal: Portal, actor: Actor) -> tuple[Pago, ...]:
    """The attempts in doubt, and the money that a gateway has not given back, for more than two minutes."""
    permisos.exigir(actor, Acto.VER_TODOS)
    await vistas.anotar(portal, actor, "ver-bandeja", "dudosos")
    return await en_alarma(portal)


async def en_alarma(portal: Portal) -> tuple[Pago, ...]:
    """The payments that wait for a person, for whoever watches the portal's health."""

    async def cuerpo(tx: Transaccion) -> tuple[Pago, ...]:
        return tuple(await seguimiento.demorados(tx.sql, portal.clock(), ALARMA))

    return await portal.repo.read(cuerpo)


async def examinar(portal: Portal, actor: Actor, pago: Pago) -> Duda | None:
    """What the ERP says of an attempt that a person may end, asked at this moment, and the answers that agree with it;
    None for any other attempt."""
    permisos.exigir(actor, Acto.RESOLVER)
    if not dudas.la_termina_una_persona(pago, portal.clock()):
        return None

    async def cuerpo(tx: Transaccion) -> DichoDelErp:  # never confirmed: the consultation that it opens is not kept
        return await preguntar_al_erp(portal, tx, pago)

    try:
        erp = await portal.repo.write(cuerpo)
    except (NoDisponible, ResultadoDesconocido):
        erp = DichoDelErp(en=portal.clock(), falla=Saying("falla-del-erp", datos(caso="callado")))
    con_pasarela = pasarela_de(portal, pago) is not None
    return Duda(erp=erp, desenlaces=dudas.caben(pago, erp, con_pasarela=con_pasarela))


async def resolver(
    portal: Portal,
    actor: Actor,
    pago_id: int,
    desenlace: Desenlace,
    evidencia: str,
    *,
    aprobada: bool = False,
) -> Pago:
    """An operador decides a doubtful attempt, with the evidence in words; where it was not paid, what the gateway
    charged goes back.

    The ERP is asked in the same transaction. Raises Rechazo where the attempt is no longer in doubt, and where the ERP
    contradicts the answer or does not say.
    """
    permisos.exigir(actor, Acto.RESOLVER)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    step_up.exigir(actor, portal.clock())
    pago = await cargar(portal, actor, pago_id)
    segunda_persona.exigir(Pedida.RESOLVER, pago, portal.settings.segunda_persona_desde, aprobada=aprobada)
    sabe = structs.replace(sabido(portal, pago, Suceso.RESPONDEN), desenlace=desenlace)
    resuelto, salida = await correr(portal, pago, sabe, Encargo(actor, evidencia))
    if salida is Salida.NO_CORRESPONDE:
        raise Rechazo("pago-no-dudoso")
    if salida is Salida.SE_ADELANTARON:
        raise Rechazo("pago-no-dudoso", datos(caso="ya-resuelto"))
    return resuelto


async def dar_por_devuelto(
    portal: Portal, actor: Actor, pago_id: int, evidencia: str, *, aprobada: bool = False
) -> Pago:
    """An operador gave the money back by another way, since the gateway would not."""
    permisos.exigir(actor, Acto.RESOLVER)
    evidencia = permisos.motivo_exigido(actor, evidencia)
    step_up.exigir(actor, portal.clock())
    pago = await cargar(portal, actor, pago_id)
    segunda_persona.exigir(Pedida.DEVUELTO, pago, portal.settings.segunda_persona_desde, aprobada=aprobada)
    encargo = Encargo(actor, evidencia)
    devuelto, salida = await correr(portal, pago, sabido(portal, pago, Suceso.DEVOLVIERON), encargo)
    if salida is Salida.NO_CORRESPONDE:
        raise Rechazo("nada-que-devolver")
    if salida is Salida.SE_ADELANTARON:
        raise Rechazo("nada-que-devolver", datos(caso="ya-resuelto"))
    return devuelto
