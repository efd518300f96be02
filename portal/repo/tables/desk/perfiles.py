"""Under which titles each canal's extracts say what."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector, texto
from portal.structs.finanzas import Columnas

CAMPOS = "codigo, fecha, importe, devolucion, moneda, moneda_fija"
DE_CANAL = f"SELECT canal, {CAMPOS} FROM portal_extracto_perfil WHERE canal = :canal"
TODOS = f"SELECT canal, {CAMPOS} FROM portal_extracto_perfil ORDER BY canal"
OLVIDAR = "DELETE FROM portal_extracto_perfil WHERE canal = :canal"
GUARDAR = f"""
INSERT INTO portal_extracto_perfil (canal, {CAMPOS}, en, por)
VALUES (:canal, :codigo, :fecha, :importe, :devolucion, :moneda, :moneda_fija, :en, :por)"""
_de_fila = Lector(Columnas, "devolucion", "moneda")


async def de_canal(sql: Sql, canal: str) -> Columnas | None:
    """Those chosen for it, or None."""
    fila = await sql.una(DE_CANAL, canal=canal)
    return None if fila is None else _de_fila(fila)


async def todos(sql: Sql) -> list[tuple[str, Columnas]]:
    """Each canal that has them chosen."""
    return [(texto(fila["canal"]), _de_fila(fila)) for fila in await sql.todas(TODOS)]


async def guardar(sql: Sql, ahora: datetime, canal: str, columnas: Columnas, por: str) -> None:
    """In place of those chosen before."""
    await olvidar(sql, canal)
    await sql.ejecutar(
        GUARDAR,
        canal=canal,
        codigo=columnas.codigo,
        fecha=columnas.fecha,
        importe=columnas.importe,
        devolucion=columnas.devolucion or None,
        moneda=columnas.moneda or None,
        moneda_fija=columnas.moneda_fija,
        en=en_micros(ahora),
        por=por,
    )


async def olvidar(sql: Sql, canal: str) -> bool:
    """Whether there were any."""
    return await sql.ejecutar(OLVIDAR, canal=canal) > 0
