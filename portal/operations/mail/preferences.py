"""Which mails a person wants, and in which language: by their own choice, or by the link in a mail."""

import hmac
from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256

from portal.errors import NoEncontrado
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.mail import avisos
from portal.rules.mail.kinds import ELEGIBLES, elegidas
from portal.settings import Settings
from portal.structs.cartas import ClaseDeCarta
from portal.structs.usuarios import Actor

LARGO_FIRMA = 32


async def ver(portal: Portal, actor: Actor) -> Mapping[ClaseDeCarta, bool]:
    """Each kind that can be chosen, and whether the actor wants it."""
    return elegidas(await portal.repo.read(lambda tx: avisos.preferencias(tx.sql, actor.usuario_id)))


async def elegir(portal: Portal, actor: Actor, quiere: Collection[ClaseDeCarta], idioma: str) -> None:
    """The actor wants these and no other of those that can be chosen, in that language."""

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        for clase in ELEGIBLES:
            await avisos.preferir(tx.sql, ahora, actor.usuario_id, clase, quiere=clase in quiere)
        await avisos.hablar(tx.sql, actor.usuario_id, idioma)
        await auditoria.anotar(tx.sql, ahora, actor, "avisos-elegir", actor.usuario, motivo=", ".join(sorted(quiere)))
        await tx.confirmar()

    with suppress(LlaveDuplicada):  # the same person, at the same moment, in another window: that one counts
        await portal.repo.write(guardar)


async def hablar(portal: Portal, actor: Actor, idioma: str) -> None:
    """The actor is written to in that language, and reads it wherever they sign in from now on."""

    async def guardar(tx: Transaccion) -> None:
        await avisos.hablar(tx.sql, actor.usuario_id, idioma)
        await tx.confirmar()

    await portal.repo.write(guardar)


def enlace_de_baja(settings: Settings, usuario_id: int) -> str:
    """Where whoever got a mail asks for no more reminders, without signing in: it can do nothing else."""
    return f"{settings.url_publica.rstrip('/')}/baja/{usuario_id}-{_firma(settings, usuario_id)}"


def de_quien(settings: Settings, token: str) -> int:
    """The user whose link it is. Raises NoEncontrado for one that we did not write."""
    numero, _, firma = token.partition("-")
    if numero.isascii() and numero.isdigit() and len(numero) < LARGO_FIRMA:
        usuario_id = int(numero)
        if hmac.compare_digest(firma.encode(), _firma(settings, usuario_id).encode()):
            return usuario_id
    raise NoEncontrado("baja-desconocida")


async def dar_de_baja(portal: Portal, token: str) -> None:
    """No more reminders for whoever got that link; again is the same. Raises NoEncontrado."""
    usuario_id = de_quien(portal.settings, token)

    async def guardar(tx: Transaccion) -> None:
        ahora = portal.clock()
        await avisos.preferir(tx.sql, ahora, usuario_id, ClaseDeCarta.RECORDATORIO, quiere=False)
        await auditoria.anotar(tx.sql, ahora, None, "avisos-baja", f"usuario {usuario_id}")
        await tx.confirmar()

    with suppress(LlaveDuplicada):
        await portal.repo.write(guardar)


def _firma(settings: Settings, usuario_id: int) -> str:
    return hmac.new(settings.secret_key.encode(), f"baja:{usuario_id}".encode(), sha256).hexdigest()[:LARGO_FIRMA]
