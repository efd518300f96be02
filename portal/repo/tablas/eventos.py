"""The life of an attempt: appended, never changed."""

from portal.reloj import de_micros, en_micros
from portal.repo.protocol import Sql
from portal.structs.pagos import Estado, Evento

ANOTAR = """
INSERT INTO portal_pago_evento (pago_id, nro, en, de, a, actor, motivo)
SELECT :id, coalesce(max(nro), 0) + 1, :en, :de, :a, :actor, :motivo FROM portal_pago_evento WHERE pago_id = :id"""
EVENTOS = "SELECT en, de, a, actor, motivo FROM portal_pago_evento WHERE pago_id = :id ORDER BY nro"


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
    return tuple(
        Evento(
            en=de_micros(int(fila["en"] or 0)),
            de=Estado(str(fila["de"])) if fila["de"] else None,
            a=Estado(str(fila["a"])),
            actor=str(fila["actor"]),
            motivo=str(fila["motivo"]),
        )
        for fila in await sql.todas(EVENTOS, id=pago_id)
    )
