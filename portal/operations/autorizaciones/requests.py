"""Asking somebody to open their documento: by a link sent to whose it is, who answers signed in as themselves.

Whoever asks is told the same whether that documento has an account, an address or nobody, and learns of no refusal: it
is as though nothing had been answered.
"""

from datetime import datetime, timedelta

from portal.errors import Ajeno, DatoInvalido, NoEncontrado
from portal.inputs.documento import normalizar
from portal.operations.access import enlaces
from portal.operations.access.even import parejo
from portal.operations.autorizaciones import grants
from portal.operations.mail import outbox
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.rules.access import permisos, step_up
from portal.structs.cartas import Carta, ClaseDeCarta
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor, Usuario
from portal.texts.languages import SOURCE
from portal.texts.named import datos

TIPO = TipoDeEnlace.AUTORIZACION
PEDIDOS_AL_DIA = 5
UN_DIA = timedelta(days=1)


async def pedir(portal: Portal, actor: Actor, documento: str) -> None:
    """Asks whose documento that is, by mail and on their page. Raises DatoInvalido for what is none, is the actor's
    own, may be opened already, or after five in a day."""
    propio, pedido = permisos.documento_propio(actor), normalizar(documento)
    if pedido == propio:
        raise DatoInvalido("documento-propio", campo="documento")
    if any(una.documento == pedido for una in actor.autorizaciones):
        raise DatoInvalido("documento-autorizado", campo="documento")

    async def enviar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if await tabla.cuantos_de_usuario(tx.sql, actor.usuario_id, TIPO, ahora - UN_DIA) >= PEDIDOS_AL_DIA:
            raise DatoInvalido("pedidos-de-mas", datos(maximo=PEDIDOS_AL_DIA), "documento")
        # Of many who ask for one documento its owner is not written to without end; the page has them all.
        se_escribe = await tabla.cuantos_de_documento(tx.sql, pedido, TIPO, ahora - UN_DIA) < PEDIDOS_AL_DIA
        for previo in await tabla.vivos(tx.sql, pedido, TIPO, ahora):
            if previo.usuario_id == actor.usuario_id:
                await tabla.terminar(tx.sql, previo.id, actor.usuario_id, TIPO, ahora)
        token = await enlaces.crear(
            tx,
            ahora,
            TIPO,
            usuario_id=actor.usuario_id,
            documento=pedido,
            datos={"nombre": actor.nombre, "documento": propio},
        )
        for titular in await usuarios.por_documento(tx.sql, pedido) if se_escribe else ():
            await _escribir(tx, ahora, titular, actor.nombre, token)
        await auditoria.anotar(tx.sql, ahora, actor, "autorizacion-pedir", pedido)
        await tx.confirmar()

    async with parejo():
        await portal.repo.write(enviar)


async def _escribir(tx: Transaccion, ahora: datetime, titular: Usuario, pide: str, token: str) -> None:
    if titular.correo is None or titular.correo_confirmado is None or not titular.activo:
        return
    carta = Carta(
        clase=ClaseDeCarta.AUTORIZACION,
        para=titular.correo,
        suceso=f"{enlaces.suceso(TIPO, token)}:{titular.id}",
        datos={"nombre": titular.nombre, "pide": pide, "token": token},
        idioma=titular.idioma or SOURCE,
        usuario_id=titular.id,
        vence=ahora + enlaces.DURACION[TIPO],
    )
    await outbox.encolar(tx, ahora, carta)


async def pendientes(portal: Portal, actor: Actor) -> list[Enlace]:
    """What others ask of the actor's own documento, newest first."""
    propio = permisos.documento_propio(actor)
    return await portal.repo.read(lambda tx: tabla.vivos(tx.sql, propio, TIPO, portal.clock()))


async def mirar(portal: Portal, actor: Actor, token: str) -> Enlace:
    """What the mail's link asks, for its page. Raises NoEncontrado where it may not be used, or is for another."""
    enlace = await enlaces.mirar(portal, token, TIPO)
    if enlace.documento != permisos.documento_propio(actor):
        raise Ajeno("enlace-vencido", objeto=f"enlace {enlace.id}")
    return enlace


async def responder(portal: Portal, actor: Actor, numero: int, *, acepta: bool) -> None:
    """The answer of whose documento it is, once. Raises PruebaVencida where the session was not proved lately and it is
    a yes, NoEncontrado where nobody asks that any more, DatoInvalido where who asked may not have it."""
    propio = permisos.documento_propio(actor)
    if acepta:
        step_up.exigir(actor, portal.clock())

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        vivos = await tabla.vivos(tx.sql, propio, TIPO, ahora)
        enlace = next((uno for uno in vivos if uno.id == numero), None)
        pide = await usuarios.por_id(tx.sql, (enlace and enlace.usuario_id) or 0)
        if pide is None or not pide.activo or not await tabla.terminar(tx.sql, numero, pide.id, TIPO, ahora):
            raise NoEncontrado("enlace-vencido")
        if acepta:
            await grants.conceder(tx, ahora, pide, propio, actor.nombre)
        accion = "autorizacion-aceptar" if acepta else "autorizacion-rechazar"
        await auditoria.anotar(tx.sql, ahora, actor, accion, propio, motivo=pide.usuario)
        await tx.confirmar()

    await portal.repo.write(guardar)
    portal.vistas.olvidar()
