"""What asking and inviting have in common: a link of a week, mailed to whose own a documento is.

Whoever sends one is told the same whether that documento has an account, an address or nobody.
"""

from datetime import datetime

from portal.errors import Ajeno, DatoInvalido
from portal.inputs.documento import normalizar
from portal.operations.access import enlaces
from portal.operations.access.enlaces import CARTAS_AL_DIA, UN_DIA
from portal.operations.access.even import parejo
from portal.operations.mail import outbox
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.rules.access import permisos
from portal.structs.cartas import Carta, ClaseDeCarta
from portal.structs.enlaces import Enlace, TipoDeEnlace
from portal.structs.usuarios import Actor, Usuario
from portal.texts.languages import SOURCE
from portal.texts.named import datos

CARTAS = {
    TipoDeEnlace.AUTORIZACION: ClaseDeCarta.AUTORIZACION,
    TipoDeEnlace.OFRECIMIENTO: ClaseDeCarta.OFRECIMIENTO,
}


def de_otro(actor: Actor, documento: str) -> str:
    """That documento in its normal form. Raises DatoInvalido for what is none, or is the actor's own."""
    otro = normalizar(documento)
    if otro == permisos.documento_propio(actor):
        raise DatoInvalido("documento-propio", campo="documento")
    return otro


async def mandar(portal: Portal, actor: Actor, documento: str, tipo: TipoDeEnlace, accion: str) -> None:
    """A link to whose documento that is, which names the actor; an earlier one of both serves no more. Raises
    DatoInvalido after five in a day."""
    suyo = {"nombre": actor.nombre, "documento": permisos.documento_propio(actor)}

    async def enviar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if await tabla.cuantos_de_usuario(tx.sql, actor.usuario_id, tipo, ahora - UN_DIA) >= CARTAS_AL_DIA:
            raise DatoInvalido("pedidos-de-mas", datos(maximo=CARTAS_AL_DIA), "documento")
        # Of many who send to one documento its owner is not written to without end.
        se_escribe = await tabla.cuantos_de_documento(tx.sql, documento, tipo, ahora - UN_DIA) < CARTAS_AL_DIA
        await terminar(tx, ahora, tipo, documento, {actor.usuario_id})
        token = await enlaces.crear(tx, ahora, tipo, usuario_id=actor.usuario_id, documento=documento, datos=suyo)
        for titular in await usuarios.por_documento(tx.sql, documento) if se_escribe else ():
            await _escribir(tx, ahora, titular, actor.nombre, tipo, token)
        await auditoria.anotar(tx.sql, ahora, actor, accion, documento)
        await tx.confirmar()

    async with parejo():
        await portal.repo.write(enviar)


async def terminar(tx: Transaccion, ahora: datetime, tipo: TipoDeEnlace, documento: str, de: set[int]) -> None:
    """None that those users sent to that documento may be used any more."""
    for previo in await tabla.vivos(tx.sql, documento, tipo, ahora):
        if previo.usuario_id in de:
            await tabla.terminar(tx.sql, previo.id, previo.usuario_id, tipo, ahora)


async def mirar(portal: Portal, actor: Actor, token: str, tipo: TipoDeEnlace) -> Enlace:
    """The link that a mail brought, for its page. Raises NoEncontrado where it may not be used, or is for another."""
    enlace = await enlaces.mirar(portal, token, tipo)
    exigir_suyo(actor, enlace)
    return enlace


def exigir_suyo(actor: Actor, enlace: Enlace) -> None:
    """Raises NoEncontrado where the link is for somebody else."""
    if enlace.documento != permisos.documento_propio(actor):
        raise Ajeno("enlace-vencido", objeto=f"enlace {enlace.id}")


async def _escribir(
    tx: Transaccion, ahora: datetime, titular: Usuario, quien: str, tipo: TipoDeEnlace, token: str
) -> None:
    if titular.correo is None or titular.correo_confirmado is None or not titular.activo:
        return
    carta = Carta(
        clase=CARTAS[tipo],
        para=titular.correo,
        suceso=f"{enlaces.suceso(tipo, token)}:{titular.id}",
        datos={"nombre": titular.nombre, "pide": quien, "token": token},
        idioma=titular.idioma or SOURCE,
        usuario_id=titular.id,
        vence=ahora + enlaces.DURACION[tipo],
    )
    await outbox.encolar(tx, ahora, carta)
