"""The links by which a customer lets somebody else pay a cart: made, listed and ended by whoever made them."""

from decimal import Decimal

import msgspec

from portal.errors import NoEncontrado, Rechazo
from portal.operations.access import enlaces
from portal.operations.debts import carrito
from portal.operations.payment.gateway import sin_pasarela
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.access import enlaces as tabla
from portal.repo.tables.payments import listados
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.enlaces import Enlace, EnlaceDePago, TipoDeEnlace
from portal.structs.usuarios import Actor
from portal.texts.named import datos

# Of a user for a documento: who needs more has them paid, or ends some.
MAXIMO = 10
# What the table has room for, in bytes.
LARGO_DATOS = 4000


async def crear(portal: Portal, actor: Actor, idsession: int) -> tuple[str, EnlaceDePago]:
    """A link for that cart as it is now, and its token, which is told nowhere else.

    Raises Rechazo where the cart cannot be paid now, is too long for a link, or there are MAXIMO already; NoDisponible
    where nobody pays in the browser.
    """
    permisos.exigir(actor, Acto.PAGAR_PASARELA)
    if portal.pasarela is None:
        raise sin_pasarela()
    elegido = await carrito.ver(portal, actor, idsession)
    if elegido.faltas:
        raise Rechazo(elegido.faltas[0].codigo, elegido.faltas[0].dice)
    if not elegido.items or elegido.total is None:
        raise Rechazo("carrito-vacio")
    documento = permisos.documento_elegido(actor)
    codigos = sorted({deuda.codmovimiento for deuda in elegido.items})
    dichos = {
        "moneda": str(elegido.moneda),
        "total": str(elegido.total),
        "codigos": msgspec.json.encode(codigos).decode(),
    }
    if len(msgspec.json.encode(dichos)) > LARGO_DATOS:
        raise Rechazo("enlace-largo")

    async def cuerpo(tx: Transaccion) -> tuple[str, EnlaceDePago]:
        ahora = portal.clock()
        if len(await _vivos(portal, tx, actor, documento)) >= MAXIMO:
            raise Rechazo("enlaces-de-mas", datos(maximo=MAXIMO))
        token = await enlaces.crear(
            tx, ahora, TipoDeEnlace.PAGO, usuario_id=actor.usuario_id, documento=documento, datos=dichos
        )
        nuevo = await tabla.leer(tx.sql, enlaces.huella(token))
        if nuevo is None:
            raise LookupError("the link just made is not there")
        await auditoria.anotar(tx.sql, ahora, actor, "enlace-de-pago-crear", f"enlace {nuevo.id}")
        await tx.confirmar()
        return token, _listado(nuevo)

    return await portal.repo.write(cuerpo)


async def vivos(portal: Portal, actor: Actor) -> list[EnlaceDePago]:
    """The actor's links that may still be paid, newest first."""
    documento = permisos.documento_elegido(actor)
    hallados = await portal.repo.read(lambda tx: _vivos(portal, tx, actor, documento))
    return [_listado(enlace) for enlace in hallados]


async def terminar(portal: Portal, actor: Actor, numero: int) -> None:
    """Nobody can begin to pay by that link any more; who is at the bank by then may finish. Raises NoEncontrado where
    the actor has no such link."""
    permisos.exigir(actor, Acto.PAGAR_PASARELA)

    async def cuerpo(tx: Transaccion) -> None:
        ahora = portal.clock()
        if not await tabla.terminar(tx.sql, numero, actor.usuario_id, TipoDeEnlace.PAGO, ahora):
            raise NoEncontrado("enlace-terminado")
        await auditoria.anotar(tx.sql, ahora, actor, "enlace-de-pago-terminar", f"enlace {numero}")
        await tx.confirmar()

    await portal.repo.write(cuerpo)


async def _vivos(portal: Portal, tx: Transaccion, actor: Actor, documento: str) -> list[Enlace]:
    hallados = await tabla.vivos(tx.sql, documento, TipoDeEnlace.PAGO, portal.clock())
    suyos = [enlace for enlace in hallados if enlace.usuario_id == actor.usuario_id]
    return [enlace for enlace in suyos if not await pagado(tx, enlace)]


async def pagado(tx: Transaccion, enlace: Enlace) -> bool:
    """Whether somebody paid by it, which ended it for good: a reversal does not bring it back."""
    return any(pago.pagado is not None for pago in await listados.de_enlace(tx.sql, enlace.id))


def codigos_de(enlace: Enlace) -> frozenset[str]:
    """The codmovimientos of the cart that it was made for."""
    return frozenset(msgspec.json.decode(enlace.datos["codigos"], type=list[str]))


def _listado(enlace: Enlace) -> EnlaceDePago:
    return EnlaceDePago(
        id=enlace.id,
        creado=enlace.creado,
        vence=enlace.vence,
        moneda=int(enlace.datos["moneda"]),
        total=Decimal(enlace.datos["total"]),
        cuantas=len(codigos_de(enlace)),
    )
