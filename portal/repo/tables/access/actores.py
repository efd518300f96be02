"""Who acts under a session: its user, for whom, and what a channel's token is good for, in one statement."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, entero, texto
from portal.structs.canales import Alcance, Licencia
from portal.structs.usuarios import Actor, Autorizacion, Rol

# A channel's licence is read with it: what its token was given for, from where, and its own quotas.
# With each documento that a customer may choose beside the own there is one row: most have one row in all.
ACTOR = """
SELECT u.id AS usuario_id, u.usuario, u.rol, u.nombre, u.documento, u.nivel, u.es_demo, s.sid, s.puerta, s.probada,
    s.autorizacion_id AS elegida, x.id AS numero, x.documento AS ajeno, x.nombre AS titular, x.creada,
    s.creada AS desde, s.vista,
    (SELECT count(*) FROM portal_factor f WHERE f.usuario_id = u.id) AS factores, o.alcances, c.redes, c.por_minuto,
    c.por_hora
FROM portal_sesion s
JOIN portal_usuario u ON u.id = s.usuario_id
LEFT JOIN portal_concesion o ON o.sid = s.sid
LEFT JOIN portal_canal c ON c.usuario_id = u.id
LEFT JOIN portal_autorizacion x ON x.usuario_id = u.id
WHERE s.sid = :sid AND s.vence > :ahora AND u.activo = 1"""
_actor, _autorizacion = Lector(Actor), Lector(Autorizacion)


async def de_sesion(sql: Sql, sid: str, ahora: datetime) -> Actor | None:
    """Who acts under a session that is open, of a user that is active."""
    filas = await sql.todas(ACTOR, sid=sid, ahora=en_micros(ahora))
    if not filas:
        return None
    suyas = (
        _autorizacion(fila, id=fila["numero"], documento=fila["ajeno"], nombre=fila["titular"])
        for fila in filas
        if fila["numero"] is not None
    )
    autorizaciones = tuple(sorted(suyas, key=lambda una: (una.nombre, una.id)))
    actor = _actor(filas[0], licencia=_licencia(filas[0]), autorizaciones=autorizaciones)
    elegida = next((una for una in autorizaciones if una.id == filas[0]["elegida"]), None)
    return actor if elegida is None else actor.por(elegida)


def _licencia(fila: Fila) -> Licencia | None:
    """A channel's; one that signed in with its password may do all that a channel does."""
    if fila["rol"] != Rol.CANAL:
        return None
    alcances = texto(fila["alcances"] or "").split()
    return Licencia(
        alcances=frozenset(map(Alcance, alcances)) or frozenset(Alcance),
        redes=tuple(texto(fila["redes"] or "").split()),
        por_minuto=None if fila["por_minuto"] is None else entero(fila["por_minuto"]),
        por_hora=None if fila["por_hora"] is None else entero(fila["por_hora"]),
    )
