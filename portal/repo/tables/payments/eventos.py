"""The life of an attempt: appended, never changed."""

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.pagos import Evento

ANOTAR = """
INSERT INTO portal_pago_evento (pago_id, nro, en, de, a, actor, motivo)
SELECT :id, coalesce(max(nro), 0) + 1, :en, :de, :a, :actor, :motivo FROM portal_pago_evento WHERE pago_id = :id"""
EVENTOS = "SELECT en, de, a, actor, motivo FROM portal_pago_evento WHERE pago_id = :id ORDER BY nro"
_de_fila = Lector(Evento)


async def anotar(sql: Sql, pago_id: int, evento: Evento) -> None:
    """One more event of its life. An empty motivo is kept as "-": to Oracle it would be NULL."""
    await sql.diferir(
        ANOTAR,
        [
            {
                "id": pago_id,
                "en": en_micros(evento.en),
                "de": evento.de,
                "a": evento.a,
                "actor": evento.actor,
                "motivo": evento.motivo or "-",
            }
        ],
    )


async def eventos(sql: Sql, pago_id: int) -> tuple[Evento, ...]:
    """Its life, oldest first."""
    return tuple(_de_fila(fila) for fila in await sql.todas(EVENTOS, id=pago_id))
