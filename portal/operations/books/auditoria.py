"""Whether the audit is whole: nothing changed, nothing taken out."""

from msgspec import Struct

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria

TRAMO = 1000
ULTIMO = 2**53


class Cadena(Struct, frozen=True, kw_only=True):
    """The audit's chain as it was found: how many rows, its last hash (worth keeping elsewhere, since only that shows
    that all of it was rewritten), and the number of the first row that is not as it was written, or None."""

    filas: int
    huella: str
    rota_en: int | None

    @property
    def entera(self) -> bool:
        """Whether every row is as it was written."""
        return self.rota_en is None


async def verificar_auditoria(portal: Portal) -> Cadena:
    """Reads the whole audit, a thousand rows at a time, and seals each one again."""

    async def leer(tx: Transaccion) -> Cadena:
        filas, huella = await auditoria.final(tx.sql)
        previa = auditoria.ORIGEN
        for desde in range(0, filas, TRAMO):
            hasta = min(desde + TRAMO, filas)
            leidas = await auditoria.tramo(tx.sql, desde, hasta)
            for nro in range(desde + 1, hasta + 1):
                fila = leidas[nro - desde - 1] if nro - desde <= len(leidas) else None
                previa = auditoria.huella(previa, fila) if fila else ""
                if fila is None or fila["id"] != nro or fila["huella"] != previa:
                    return Cadena(filas=filas, huella=huella, rota_en=nro)
        sobran = await auditoria.tramo(tx.sql, filas, ULTIMO)
        return Cadena(filas=filas, huella=huella, rota_en=None if previa == huella and not sobran else filas + 1)

    return await portal.repo.read(leer)
