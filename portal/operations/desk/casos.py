"""Late reversals: a customer asks once the day is over, an operador takes it, and two people write down how it ended.

The company changes its own system by hand; here is only written what became of it. Whether the payment may be said to
be reversed is decided by its engine: all its debts must be owed again.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from portal.errors import NoEncontrado, Ocupado, Rechazo
from portal.operations.books import looks
from portal.operations.desk import aprobadas, solicitudes
from portal.operations.mail import notices
from portal.operations.payment import avanzar, comprobantes
from portal.operations.payment.lookup import cargar, propio
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.desk import casos
from portal.repo.tables.desk import solicitudes as pedidas
from portal.repo.tables.payments import pagos, pedidos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import casos as reglas
from portal.rules.payment.segunda_persona import revisar_sin_pendientes
from portal.structs.casos import CasoTardio, EstadoCaso, NotaDeCaso, PasoDeCaso
from portal.structs.pagos import Comprobante, Pago
from portal.structs.solicitudes import Pedida
from portal.structs.usuarios import Actor
from portal.texts.named import datos

Hacer: TypeAlias = Callable[[Transaccion, Pago, CasoTardio], Awaitable[None]]
ConPago: TypeAlias = tuple[tuple[CasoTardio, Pago], ...]
A_LA_VISTA = 100


async def abrir(portal: Portal, actor: Actor, cod_transaccion: str, motivo: str) -> CasoTardio:
    """The customer's own payment of another day, and why it should be taken back. Raises Rechazo where it is too late,
    or the company answered before; DatoInvalido without a reason."""
    permisos.exigir(actor, Acto.PEDIR_ANULACION)
    limpio = permisos.motivo_claro(motivo)
    pago = await avanzar(portal, await propio(portal, actor, cod_transaccion))

    async def cuerpo(tx: Transaccion) -> CasoTardio:
        if not await pagos.cercar(tx.sql, pago):
            raise Rechazo("pago-no-anulable", datos(caso="acaba-de-cambiar"))
        pedido, anterior = await pedidos.de_pago(tx.sql, pago.id), await casos.de_pago(tx.sql, pago.id)
        reglas.revisar_apertura(pago, pedido, anterior, portal.clock())
        try:
            caso = await nuevo(portal, tx, actor, pago, actor.usuario, limpio)
        except LlaveDuplicada as error:
            raise Rechazo("anulacion-ya-pedida") from error
        await tx.confirmar()
        return caso

    return await portal.repo.write(cuerpo)


async def nuevo(
    portal: Portal, tx: Transaccion, actor: Actor | None, pago: Pago, usuario: str, motivo: str
) -> CasoTardio:
    """A case in the caller's transaction; without actor, of a request that the end of its day left without an answer.
    Raises LlaveDuplicada where that payment has one."""
    ahora = portal.clock()
    caso = CasoTardio(
        pago_id=pago.id,
        usuario=usuario,
        motivo=motivo,
        abierto=ahora,
        plazo=reglas.plazo(pago.pagado or ahora),
        estado=EstadoCaso.ABIERTO,
    )
    await casos.crear(tx.sql, caso)
    nota = NotaDeCaso(en=ahora, actor=usuario, paso=PasoDeCaso.ABIERTO, texto=motivo, publica=True)
    await casos.anotar(tx.sql, pago.id, nota)
    await auditoria.anotar(tx.sql, ahora, actor, "caso-abierto", aprobadas.objeto(pago), motivo=motivo)
    return caso


async def listar(portal: Portal, actor: Actor) -> tuple[ConPago, ConPago]:
    """Those that go on, the most urgent first, and the last ones that ended."""
    permisos.exigir(actor, Acto.VER_TODOS)
    await looks.anotar(portal, actor, "ver-casos", "casos")

    async def cuerpo(tx: Transaccion) -> tuple[ConPago, ConPago]:
        vivos, cerrados = await casos.vivos(tx.sql, A_LA_VISTA), await casos.cerrados(tx.sql, A_LA_VISTA)
        return await _con_pago(tx, vivos), await _con_pago(tx, cerrados)

    return await portal.repo.read(cuerpo)


async def ver(portal: Portal, actor: Actor, pago_id: int) -> Comprobante:
    """A payment with its case and all its story. Raises NoEncontrado where it has none."""
    permisos.exigir(actor, Acto.VER_TODOS)
    comprobante = await comprobantes.por_id(portal, actor, pago_id)
    if comprobante.caso is None:
        raise NoEncontrado("caso-desconocido")
    return comprobante


async def tomar(portal: Portal, actor: Actor, pago_id: int) -> None:
    """That operador has it from now on, also where another had it. Raises Rechazo for one that ended."""

    async def hacer(tx: Transaccion, pago: Pago, caso: CasoTardio) -> None:
        reglas.revisar_vivo(caso)
        if caso.responsable != actor.usuario:
            await casos.asignar(tx.sql, pago.id, actor.usuario)
            nota = await _contar(portal, tx, actor, pago, PasoDeCaso.TOMADO, "", publica=True)
            # Who of the staff has it, as it goes from hand to hand, is no news to the customer.
            if caso.responsable is None:
                await _avisar(tx, caso, pago, nota)

    await _en_el_caso(portal, actor, pago_id, hacer)


async def anotar(portal: Portal, actor: Actor, pago_id: int, texto: str, *, publica: bool) -> None:
    """A note of its story, `publica` for the customer too. Raises Rechazo for one that ended, DatoInvalido for none."""
    limpio = permisos.motivo_exigido(actor, texto)

    async def hacer(tx: Transaccion, pago: Pago, caso: CasoTardio) -> None:
        reglas.revisar_vivo(caso)
        nota = await _contar(portal, tx, actor, pago, PasoDeCaso.NOTA, limpio, publica=publica)
        if publica:
            await _avisar(tx, caso, pago, nota)

    await _en_el_caso(portal, actor, pago_id, hacer)


async def rechazar(portal: Portal, actor: Actor, pago_id: int, respuesta: str) -> None:
    """The payment stands, and the customer reads why. Raises Rechazo unless that operador has the case, and nothing of
    it waits for a second person."""
    limpio = permisos.motivo_exigido(actor, respuesta)

    async def hacer(tx: Transaccion, pago: Pago, caso: CasoTardio) -> None:
        reglas.revisar_propio(actor, caso)
        revisar_sin_pendientes(await pedidas.de_pago(tx.sql, pago.id))
        await casos.cerrar(tx.sql, pago.id, EstadoCaso.NEGADO, limpio, portal.clock())
        await _avisar(tx, caso, pago, await _contar(portal, tx, actor, pago, PasoDeCaso.NEGADO, limpio, publica=True))

    await _en_el_caso(portal, actor, pago_id, hacer)


async def pedir_anulado(portal: Portal, actor: Actor, pago_id: int, evidencia: str) -> None:
    """The company reversed it in its own system: that is written down once a second person agrees. Raises Rechazo
    unless that operador has the case, DatoInvalido without saying what shows it."""
    limpio = permisos.motivo_exigido(actor, evidencia)

    async def hacer(tx: Transaccion, pago: Pago, caso: CasoTardio) -> None:
        reglas.revisar_propio(actor, caso)
        await solicitudes.escribir(portal, tx, actor, Pedida.ANULAR_TARDE, pago, limpio)
        await _contar(portal, tx, actor, pago, PasoDeCaso.PEDIDO, limpio, publica=False)

    await _en_el_caso(portal, actor, pago_id, hacer)


async def _en_el_caso(portal: Portal, actor: Actor, pago_id: int, hacer: Hacer) -> None:
    """One change at a time. Raises NoEncontrado where that payment has no case."""
    permisos.exigir(actor, Acto.RESOLVER)
    pago = await cargar(portal, actor, pago_id)

    async def cuerpo(tx: Transaccion) -> None:
        caso = await casos.tomar_fila(tx.sql, pago_id)
        if caso is None:
            raise NoEncontrado("caso-desconocido")
        await hacer(tx, pago, caso)
        await tx.confirmar()

    try:
        await portal.repo.write(cuerpo)
    except Ocupado as error:
        raise Rechazo("pago-cambio") from error


async def _contar(
    portal: Portal, tx: Transaccion, actor: Actor, pago: Pago, paso: PasoDeCaso, texto: str, *, publica: bool
) -> NotaDeCaso:
    ahora = portal.clock()
    nota = NotaDeCaso(en=ahora, actor=actor.usuario, paso=paso, texto=texto or None, publica=publica)
    await casos.anotar(tx.sql, pago.id, nota)
    await auditoria.anotar(tx.sql, ahora, actor, f"caso-{paso.lower()}", aprobadas.objeto(pago), motivo=texto)
    return nota


async def _avisar(tx: Transaccion, caso: CasoTardio, pago: Pago, nota: NotaDeCaso) -> None:
    """Whoever asked for it is written to; that the payment was reversed is told by the payment's own mail."""
    if (cliente := await usuarios.por_nombre(tx.sql, caso.usuario)) is not None:
        await notices.de_caso(tx, cliente, pago, nota)


async def _con_pago(tx: Transaccion, hallados: Sequence[CasoTardio]) -> ConPago:
    pares = [(caso, await pagos.por_id(tx.sql, caso.pago_id)) for caso in hallados]
    return tuple((caso, pago) for caso, pago in pares if pago is not None)
