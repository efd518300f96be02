"""What the portal keeps of each channel beside its user: its codes' prefix, its networks and its quotas."""

from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, texto
from portal.structs.canales import Canal

CAMPOS = """
SELECT u.id AS usuario_id, u.usuario, u.nombre, u.activo, c.prefijo, c.redes, c.por_minuto, c.por_hora
FROM portal_usuario u LEFT JOIN portal_canal c ON c.usuario_id = u.id
WHERE u.rol = 'canal'"""
TODOS = f"{CAMPOS} ORDER BY u.usuario"
POR_NOMBRE = f"{CAMPOS} AND u.usuario = :usuario"
GUARDAR = """
UPDATE portal_canal SET prefijo = :prefijo, redes = :redes, por_minuto = :por_minuto, por_hora = :por_hora
WHERE usuario_id = :usuario_id"""
CREAR = """
INSERT INTO portal_canal (usuario_id, prefijo, redes, por_minuto, por_hora)
VALUES (:usuario_id, :prefijo, :redes, :por_minuto, :por_hora)"""
PREFIJOS = "SELECT prefijo FROM portal_canal WHERE prefijo IS NOT NULL AND usuario_id <> :usuario_id"
USADO = """
SELECT count(*) AS cuantos FROM portal_pago
WHERE cod_transaccion >= :inicio AND cod_transaccion < :final AND emisor <> :usuario"""
_canal = Lector(Canal, "prefijo")


async def todos(sql: Sql) -> list[Canal]:
    """Every channel, by name."""
    return [_leer(fila) for fila in await sql.todas(TODOS)]


async def por_nombre(sql: Sql, usuario: str) -> Canal | None:
    """The channel of that user; None for a user of another role too."""
    fila = await sql.una(POR_NOMBRE, usuario=usuario)
    return None if fila is None else _leer(fila)


async def guardar(sql: Sql, canal: Canal) -> None:
    """What is kept of it from now on. Raises LlaveDuplicada where another has that prefix."""
    valores = {
        "usuario_id": canal.usuario_id,
        "prefijo": canal.prefijo or None,
        "redes": " ".join(canal.redes) or None,
        "por_minuto": canal.por_minuto,
        "por_hora": canal.por_hora,
    }
    if not await sql.ejecutar(GUARDAR, **valores):
        await sql.ejecutar(CREAR, **valores)


async def prefijos_de_otros(sql: Sql, canal: Canal) -> list[str]:
    """Every registered prefix but its own."""
    return [texto(fila["prefijo"]) for fila in await sql.todas(PREFIJOS, usuario_id=canal.usuario_id)]


async def usado_por_otros(sql: Sql, canal: Canal, comienzo: str) -> bool:
    """Whether somebody else has a payment whose code begins so."""
    final = comienzo[:-1] + chr(ord(comienzo[-1]) + 1)
    fila = await sql.una(USADO, inicio=comienzo, final=final, usuario=canal.usuario)
    return fila is not None and fila["cuantos"] != 0


def _leer(fila: Fila) -> Canal:
    return _canal(fila, redes=tuple(texto(fila["redes"] or "").split()))
