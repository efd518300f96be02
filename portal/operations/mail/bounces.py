"""Addresses whose mail came back: the staff say so by hand, and they get no more."""

from portal.errors import DatoInvalido, NoEncontrado
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.mail import avisos, cartas
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.settings.mail import ADDRESS
from portal.structs.cartas import Envio, EstadoDeCarta, Rebote
from portal.structs.usuarios import Actor

MUCHAS = 50
DESDE_EL_FINAL = 10**18


async def salida(
    portal: Portal, actor: Actor, estado: EstadoDeCarta | None = None, antes: int = DESDE_EL_FINAL
) -> tuple[list[Envio], list[Rebote]]:
    """What was written to people, from the newest down, and the addresses that do not answer."""
    permisos.exigir(actor, Acto.VER_TODOS)

    async def leer(tx: Transaccion) -> tuple[list[Envio], list[Rebote]]:
        return await cartas.ultimas(tx.sql, MUCHAS, antes, estado), await avisos.rebotes(tx.sql, MUCHAS, "")

    return await portal.repo.read(leer)


async def rebotar(portal: Portal, actor: Actor, correo: str, motivo: str) -> None:
    """That address gets no more mail. Raises DatoInvalido for what is no address, or no reason."""
    permisos.exigir(actor, Acto.RESOLVER)
    direccion = correo.strip().lower()
    if ADDRESS.fullmatch(direccion) is None:
        raise DatoInvalido("correo-sin-forma", campo="correo")
    claro = permisos.motivo_claro(motivo)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        if await avisos.rebotar(tx.sql, ahora, direccion, actor.usuario, claro):
            await auditoria.anotar(tx.sql, ahora, actor, "correo-rebotado", direccion, motivo=claro)
            await tx.confirmar()

    await portal.repo.write(guardar)


async def olvidar(portal: Portal, actor: Actor, correo: str) -> None:
    """It gets mail again. Raises NoEncontrado where it did."""
    permisos.exigir(actor, Acto.RESOLVER)

    async def guardar(tx: Transaccion) -> None:
        if not await avisos.olvidar_rebote(tx.sql, correo):
            raise NoEncontrado("rebote-desconocido")
        await auditoria.anotar(tx.sql, portal.clock(), actor, "correo-restituido", correo.lower())
        await tx.confirmar()

    await portal.repo.write(guardar)
