"""Links that prove something once: whoever has the token may do what the link is for, and only one does.

Opening a link uses nothing, since programs that look through mail open every one: a press does. The database keeps the
token's SHA-256 alone.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from portal.errors import NoEncontrado
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import enlaces
from portal.structs.enlaces import Enlace, TipoDeEnlace

MEDIA_HORA = timedelta(minutes=30)
DURACION = {
    TipoDeEnlace.PRIMER_ACCESO: MEDIA_HORA,
    TipoDeEnlace.ALTA: MEDIA_HORA,
    TipoDeEnlace.INVITACION: timedelta(days=14),
    TipoDeEnlace.CLAVE: MEDIA_HORA,
    TipoDeEnlace.CORREO: MEDIA_HORA,
    TipoDeEnlace.PAGO: timedelta(hours=72),
    TipoDeEnlace.AUTORIZACION: timedelta(days=7),
    TipoDeEnlace.OFRECIMIENTO: timedelta(days=7),
}
# So many of one kind to one person in a day, whoever asks.
CARTAS_AL_DIA = 5
UN_DIA = timedelta(days=1)
# Kept for so long after its time, so that how many were sent can be told.
MEMORIA = timedelta(days=30)
# 256 bits, as secrets.token_urlsafe writes them.
FORMA = re.compile(r"[0-9A-Za-z_-]{43}")


async def crear(
    tx: Transaccion,
    ahora: datetime,
    tipo: TipoDeEnlace,
    *,
    usuario_id: int | None = None,
    documento: str | None = None,
    datos: Mapping[str, str] | None = None,
) -> str:
    """The token of a new link, which is told nowhere else; the caller confirms."""
    token = secrets.token_urlsafe(32)
    await enlaces.crear(
        tx.sql,
        ahora,
        tipo=tipo,
        huella=huella(token),
        vence=ahora + DURACION[tipo],
        usuario_id=usuario_id,
        documento=documento,
        datos=datos,
    )
    return token


async def mirar(portal: Portal, token: str, *tipos: TipoDeEnlace) -> Enlace:
    """The link of that token, for a page that says what a press will do. Raises NoEncontrado where it may not be used:
    in the same words whether it is used, over, of another kind or never was."""
    _exigir_forma(token)
    enlace = await portal.repo.read(lambda tx: enlaces.leer(tx.sql, huella(token)))
    if enlace is None or enlace.tipo not in tipos or not enlace.sirve(portal.clock()):
        raise _no_sirve()
    return enlace


async def usar(tx: Transaccion, ahora: datetime, token: str, *tipos: TipoDeEnlace) -> Enlace:
    """Uses the link up in the caller's transaction: of many at once one gets it. Raises NoEncontrado as mirar."""
    _exigir_forma(token)
    enlace = await enlaces.leer(tx.sql, huella(token))
    if enlace is None or enlace.tipo not in tipos or not await enlaces.usar(tx.sql, huella(token), enlace.tipo, ahora):
        raise _no_sirve()
    return enlace


async def purgar(portal: Portal) -> int:
    """Drops the links that ended long ago; how many they were."""

    async def cuerpo(tx: Transaccion) -> int:
        idos = await enlaces.purgar(tx.sql, portal.clock() - MEMORIA)
        await tx.confirmar()
        return idos

    return await portal.repo.write(cuerpo)


def huella(token: str) -> str:
    """By which the database knows the token: SHA-256, in hexadecimal. It needs no salt, being of 256 random bits."""
    return sha256(token.encode()).hexdigest()


def suceso(tipo: TipoDeEnlace, token: str) -> str:
    """The event that a carta with that link tells: it names the link without telling its token."""
    return f"{tipo}:{huella(token)[:32]}"


def _exigir_forma(token: str) -> None:
    if not FORMA.fullmatch(token):
        raise _no_sirve()


def _no_sirve() -> NoEncontrado:
    return NoEncontrado("enlace-vencido")
