"""Who did what: appended in the transaction of the act, never changed."""

from datetime import datetime

from portal.reloj import en_micros
from portal.repo.protocol import Sql
from portal.structs.usuarios import Actor

ANOTAR = """
INSERT INTO portal_auditoria (en, actor, rol, accion, objeto, resultado, motivo)
VALUES (:en, :actor, :rol, :accion, :objeto, :resultado, :motivo)"""


async def anotar(
    sql: Sql, ahora: datetime, actor: Actor | None, accion: str, objeto: str, resultado: str = "ok", motivo: str = ""
) -> None:
    """A row; without actor it was the portal itself. An empty objeto is kept as "-": to Oracle it would be NULL."""
    await sql.diferir(
        ANOTAR,
        [
            {
                "en": en_micros(ahora),
                "actor": actor.usuario if actor else "PORTAL",
                "rol": actor.rol if actor else "portal",
                "accion": accion,
                "objeto": objeto or "-",
                "resultado": resultado,
                "motivo": motivo or None,
            }
        ],
    )
