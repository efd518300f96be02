"""Channels' credentials and their secrets, of which only the hash is kept."""

from collections.abc import Sequence
from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, texto
from portal.structs.canales import Alcance, Credencial, Ficha, Secreto

CAMPOS = "cliente, usuario_id, nombre, alcances, creada, vence, revocada"
SUYAS = f"SELECT {CAMPOS} FROM portal_credencial WHERE usuario_id = :usuario_id ORDER BY creada, cliente"
UNA = f"SELECT {CAMPOS} FROM portal_credencial WHERE cliente = :cliente"
SECRETOS = """
SELECT numero, cliente, huella, pista, creado, retirado, usado FROM portal_secreto
WHERE cliente = :cliente ORDER BY creado, numero"""
CREAR = """
INSERT INTO portal_credencial (cliente, usuario_id, nombre, alcances, creada, vence)
VALUES (:cliente, :usuario_id, :nombre, :alcances, :creada, :vence)"""
AGREGAR = """
INSERT INTO portal_secreto (numero, cliente, huella, pista, creado)
VALUES (:numero, :cliente, :huella, :pista, :creado)"""
# Whoever changes a credential holds its row, so that two do not make a third living secret.
TOMAR = "UPDATE portal_credencial SET nombre = nombre WHERE cliente = :cliente"
REVOCAR = "UPDATE portal_credencial SET revocada = :ahora WHERE cliente = :cliente AND revocada IS NULL"
RETIRAR = """
UPDATE portal_secreto SET retirado = :ahora WHERE numero = :numero AND cliente = :cliente AND retirado IS NULL"""
USAR = "UPDATE portal_secreto SET usado = :ahora WHERE numero = :numero"
CERRAR = """
DELETE FROM portal_sesion WHERE sid IN (
    SELECT c.sid FROM portal_concesion c JOIN portal_secreto s ON s.numero = c.secreto WHERE s.cliente = :cliente)"""
CERRAR_DE_SECRETO = "DELETE FROM portal_sesion WHERE sid IN (SELECT sid FROM portal_concesion WHERE secreto = :numero)"
CONCEDER = "INSERT INTO portal_concesion (sid, secreto, alcances) VALUES (:sid, :secreto, :alcances)"
_credencial, _secreto = Lector(Credencial), Lector(Secreto)


async def de_canal(sql: Sql, usuario_id: int) -> list[Ficha]:
    """A channel's credentials, oldest first."""
    return [
        _ficha(fila, await sql.todas(SECRETOS, cliente=fila["cliente"]))
        for fila in await sql.todas(SUYAS, usuario_id=usuario_id)
    ]


async def por_cliente(sql: Sql, cliente: str) -> Ficha | None:
    """The credential of a client id."""
    fila = await sql.una(UNA, cliente=cliente)
    return None if fila is None else _ficha(fila, await sql.todas(SECRETOS, cliente=cliente))


async def crear(sql: Sql, credencial: Credencial) -> None:
    """A new one, without secrets."""
    await sql.ejecutar(
        CREAR,
        cliente=credencial.cliente,
        usuario_id=credencial.usuario_id,
        nombre=credencial.nombre,
        alcances=" ".join(alcance for alcance in Alcance if alcance in credencial.alcances),
        creada=en_micros(credencial.creada),
        vence=None if credencial.vence is None else en_micros(credencial.vence),
    )


async def agregar(sql: Sql, secreto: Secreto) -> None:
    """One secret more."""
    await sql.ejecutar(
        AGREGAR,
        numero=secreto.numero,
        cliente=secreto.cliente,
        huella=secreto.huella,
        pista=secreto.pista,
        creado=en_micros(secreto.creado),
    )


async def tomar(sql: Sql, cliente: str) -> None:
    """Holds a credential until the transaction ends."""
    await sql.ejecutar(TOMAR, cliente=cliente)


async def revocar(sql: Sql, cliente: str, ahora: datetime) -> bool:
    """It never counts again, and every token that was given for it ends; False where it was revoked before."""
    revocada = await sql.ejecutar(REVOCAR, cliente=cliente, ahora=en_micros(ahora)) > 0
    await sql.ejecutar(CERRAR, cliente=cliente)
    return revocada


async def retirar(sql: Sql, cliente: str, numero: str, ahora: datetime) -> bool:
    """A secret ends, and every token that was given for it; False where the credential has no such living one."""
    if not await sql.ejecutar(RETIRAR, cliente=cliente, numero=numero, ahora=en_micros(ahora)):
        return False
    await sql.ejecutar(CERRAR_DE_SECRETO, numero=numero)
    return True


async def conceder(sql: Sql, sid: str, numero: str, alcances: str, ahora: datetime) -> None:
    """A session was opened by that secret, for those scopes."""
    await sql.ejecutar(CONCEDER, sid=sid, secreto=numero, alcances=alcances)
    await sql.ejecutar(USAR, numero=numero, ahora=en_micros(ahora))


def _ficha(fila: Fila, secretos: Sequence[Fila]) -> Ficha:
    alcances = frozenset(map(Alcance, texto(fila["alcances"]).split()))
    return Ficha(credencial=_credencial(fila, alcances=alcances), secretos=tuple(map(_secreto, secretos)))
