"""Whether the audit is whole: nothing changed, nothing taken out."""

from msgspec import Struct

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.rows import texto
from portal.repo.tables.access import auditoria

TRAMO = 1000
# What a page verifies while somebody waits: some tenths of a second.
POR_VEZ = 10_000
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


class CadenaEnParte(Struct, frozen=True, kw_only=True):
    """A stretch of the chain: its first and last row, how many there are in all, the hash it ends with, and the number
    of the first row that is not as it was written, or None. It holds where those before it do."""

    primera: int
    ultima: int
    filas: int
    huella: str
    rota_en: int | None

    @property
    def termina(self) -> bool:
        """Whether it is the last one."""
        return self.ultima >= self.filas


async def verificar_auditoria(portal: Portal) -> Cadena:
    """Reads the whole audit, a thousand rows at a time, and seals each one again."""

    async def leer(tx: Transaccion) -> Cadena:
        filas, huella = await auditoria.final(tx.sql)
        previa, rota_en = await _sellar(tx, auditoria.ORIGEN, 0, filas)
        rota_en = rota_en or await _despues(tx, filas, previa == huella)
        return Cadena(filas=filas, huella=huella, rota_en=rota_en)

    return await portal.repo.read(leer)


async def verificar_tramo(portal: Portal, desde: int) -> CadenaEnParte | None:
    """The rows after number `desde`, POR_VEZ of them, sealed again from that one's hash; None where no row has that
    number. The last stretch is held to the chain's end too."""

    async def leer(tx: Transaccion) -> CadenaEnParte | None:
        filas, huella = await auditoria.final(tx.sql)
        anterior = await auditoria.tramo(tx.sql, desde - 1, desde)
        if desde > filas or (desde and not anterior):
            return None
        hasta = min(desde + POR_VEZ, max(filas, desde))
        origen = texto(anterior[0]["huella"]) if desde else auditoria.ORIGEN
        previa, rota_en = await _sellar(tx, origen, desde, hasta)
        if rota_en is None and hasta == filas:
            rota_en = await _despues(tx, filas, previa == huella)
        return CadenaEnParte(primera=desde + 1, ultima=hasta, filas=filas, huella=previa, rota_en=rota_en)

    return await portal.repo.read(leer)


async def _sellar(tx: Transaccion, previa: str, primera: int, ultima: int) -> tuple[str, int | None]:
    """The hash of row `ultima`, given the one of row `primera`, and the number of the first that has another."""
    for desde in range(primera, ultima, TRAMO):
        hasta = min(desde + TRAMO, ultima)
        leidas = await auditoria.tramo(tx.sql, desde, hasta)
        for nro in range(desde + 1, hasta + 1):
            fila = leidas[nro - desde - 1] if nro - desde <= len(leidas) else None
            previa = auditoria.huella(previa, fila) if fila else ""
            if fila is None or fila["id"] != nro or fila["huella"] != previa:
                return previa, nro
    return previa, None


async def _despues(tx: Transaccion, filas: int, cierra: bool) -> int | None:
    """Whether the chain ends where it says, with nothing behind: None, or the number of what should not be there."""
    return None if cierra and not await auditoria.tramo(tx.sql, filas, ULTIMO) else filas + 1
