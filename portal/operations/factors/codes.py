"""Codes of a second factor, of an application or of paper: each is good once."""

from datetime import datetime

from portal.factors import recovery_codes, sealing, totp
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import factores, respaldos
from portal.settings import Settings
from portal.structs.factores import Factor, TipoDeFactor

PROPOSITO = "totp"
# What is compared against where a user has no application, so that both answers take the same time.
SENUELO = totp.new_seed()


async def gastar(settings: Settings, tx: Transaccion, usuario_id: int, codigo: str, ahora: datetime) -> bool:
    """Takes the code, if it is one of that user's that nobody took before; the caller confirms."""
    limpio = "".join(codigo.split())
    if limpio.isdigit() and len(limpio) == totp.DIGITS:
        return await _de_aplicacion(settings, tx, usuario_id, limpio, ahora)
    papel = recovery_codes.normal(limpio)
    if papel is None:
        return False
    huella = recovery_codes.fingerprint(settings.secret_key, usuario_id, papel)
    return await respaldos.gastar(tx.sql, usuario_id, huella)


async def _de_aplicacion(settings: Settings, tx: Transaccion, usuario_id: int, codigo: str, ahora: datetime) -> bool:
    suyas = [uno for uno in await factores.de_usuario(tx.sql, usuario_id) if uno.tipo is TipoDeFactor.TOTP]
    if not suyas:
        totp.accepted_step(SENUELO, codigo, 0, ahora)
    for factor in suyas:
        paso = totp.accepted_step(semilla(settings, factor) or SENUELO, codigo, factor.paso or 0, ahora)
        if paso is not None and await factores.gastar_paso(tx.sql, factor.id, paso, ahora):
            return True
    return False


def semilla(settings: Settings, factor: Factor) -> str | None:
    """An application's seed; None where it was sealed under another SECRET_KEY."""
    abierta = sealing.unseal(settings.secret_key, PROPOSITO, str(factor.usuario_id), factor.semilla or "")
    return None if abierta is None else abierta.decode()


def sellada(settings: Settings, usuario_id: int, clara: str) -> str:
    """A seed as it is kept."""
    return sealing.seal(settings.secret_key, PROPOSITO, str(usuario_id), clara.encode())
