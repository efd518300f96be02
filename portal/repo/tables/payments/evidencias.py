"""What gateways said about attempts: appended, never changed, each thing once."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.pagos import Evidencia

# A letter takes four bytes at most, and a column of Oracle's has 4000.
LARGO = 1000
ANOTAR = """
INSERT INTO portal_pago_evidencia (pago_id, nro, en, texto)
SELECT :id, coalesce(max(nro), 0) + 1, :en, :texto FROM portal_pago_evidencia WHERE pago_id = :id
HAVING coalesce(max(CASE WHEN texto = :texto THEN 1 ELSE 0 END), 0) = 0"""
DE_PAGO = "SELECT en, texto FROM portal_pago_evidencia WHERE pago_id = :id ORDER BY nro"
_de_fila = Lector(Evidencia)


async def anotar(sql: Sql, pago_id: int, en: datetime, texto: str) -> None:
    """Unless it was said before. The caller holds the attempt's row, so that each has a number of its own."""
    if dicho := texto[:LARGO].strip():
        await sql.diferir(ANOTAR, [{"id": pago_id, "en": en_micros(en), "texto": dicho}])


async def de_pago(sql: Sql, pago_id: int) -> tuple[Evidencia, ...]:
    """All of it, oldest first."""
    return tuple(_de_fila(fila) for fila in await sql.todas(DE_PAGO, id=pago_id))
