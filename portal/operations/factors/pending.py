"""A sign-in that lacks its second factor: sealed, for five minutes, in the hands of the browser that began it."""

import secrets
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from portal.clock import de_micros, en_micros
from portal.factors import sealing
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import pruebas
from portal.structs.usuarios import Usuario

DURA = timedelta(minutes=5)
PROPOSITO = "segundo-paso"


class Pendiente(Struct, frozen=True, kw_only=True):
    """Whose password was right; vence in microseconds. clave: a mark of the hash that it was compared to, so that a new
    password ends it. numero: by which it is used once."""

    usuario_id: int
    clave: str
    vence: int
    numero: str

    @property
    def hasta(self) -> datetime:
        """When it ends."""
        return de_micros(self.vence)


def nuevo(portal: Portal, usuario: Usuario) -> Pendiente:
    """Of who has just given the right password."""
    return Pendiente(
        usuario_id=usuario.id,
        clave=_marca(portal, usuario),
        vence=en_micros(portal.clock() + DURA),
        numero=secrets.token_urlsafe(16),
    )


def sellar(portal: Portal, pendiente: Pendiente) -> str:
    """As the browser keeps it."""
    return sealing.seal(portal.settings.secret_key, PROPOSITO, "", msgspec.json.encode(pendiente))


def abrir(portal: Portal, sellado: str) -> Pendiente | None:
    """What a browser brings; None for what is not ours, or ended."""
    crudo = sealing.unseal(portal.settings.secret_key, PROPOSITO, "", sellado)
    if crudo is None:
        return None
    pendiente = msgspec.json.decode(crudo, type=Pendiente)
    return pendiente if pendiente.hasta > portal.clock() else None


def vigente(portal: Portal, pendiente: Pendiente, usuario: Usuario | None) -> bool:
    """Whether that user, as in the database now, still has the password that was right."""
    return (
        usuario is not None
        and usuario.activo
        and usuario.id == pendiente.usuario_id
        and secrets.compare_digest(_marca(portal, usuario), pendiente.clave)
        and pendiente.hasta > portal.clock()
    )


async def purgar(portal: Portal) -> int:
    """Forgets what was used once and would by now be refused as too old; how many they were."""

    async def hacer(tx: Transaccion) -> int:
        idas = await pruebas.purgar(tx.sql, portal.clock())
        await tx.confirmar()
        return idas

    return await portal.repo.write(hacer)


def _marca(portal: Portal, usuario: Usuario) -> str:
    return sealing.mark(portal.settings.secret_key, PROPOSITO, usuario.clave.encode()).hex()[:32]
