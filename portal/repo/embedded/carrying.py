"""A list in force carried over to the embedded ERP's debts: some codes at a time, each once."""

from collections.abc import Sequence

import msgspec

from portal.repo.protocol import Sql
from portal.repo.rows import entero, texto

EN_VIGOR = "SELECT en FROM erp_carga WHERE estado = 'VIGENTE'"
# A debt that changes hands is of both: of whom the list names and of whom had it.
DE_UN_DOCUMENTO = """
SELECT codmovimiento FROM erp_carga_deuda WHERE documento = :documento AND resultado IS NULL
UNION
SELECT c.codmovimiento FROM erp_deuda d JOIN erp_carga_deuda c ON c.codmovimiento = d.codmovimiento
WHERE d.documento = :documento AND c.resultado IS NULL"""
CUALES = "codmovimiento IN (SELECT value FROM json_each(:codigos))"
# What was paid stays as it was paid, and what is being paid as its payer saw it.
DE_UN_PAGO = """(
    EXISTS (SELECT 1 FROM erp_deuda d WHERE d.codmovimiento = c.codmovimiento AND d.codtransaccion IS NOT NULL)
    OR EXISTS (SELECT 1 FROM portal_pago_deuda p WHERE p.codmovimiento = c.codmovimiento AND p.suelta = 0)
)"""
DECIDIR = f"""
UPDATE erp_carga_deuda AS c SET resultado = CASE
    WHEN retira = 1 AND {DE_UN_PAGO} THEN 'RETENIDA'
    WHEN retira = 1 THEN 'RETIRADA'
    WHEN NOT EXISTS (SELECT 1 FROM erp_deuda d WHERE d.codmovimiento = c.codmovimiento) THEN 'NUEVA'
    WHEN {DE_UN_PAGO} THEN 'INTACTA'
    WHEN EXISTS (SELECT 1 FROM erp_retirada r WHERE r.codmovimiento = c.codmovimiento) THEN 'VUELVE'
    ELSE 'ACTUALIZADA' END
WHERE {CUALES}"""
CLIENTE = f"""
INSERT INTO erp_cliente (documento, nombre)
SELECT DISTINCT documento, nombre FROM erp_carga_deuda WHERE {CUALES} AND retira = 0
ON CONFLICT (documento) DO UPDATE SET nombre = excluded.nombre WHERE nombre <> excluded.nombre"""
# Whoever was told another amount asks again.
CAMBIO = f"""
INSERT INTO erp_cambio (codmovimiento, idsession)
SELECT c.codmovimiento, (SELECT coalesce(max(idsession), 0) FROM erp_consulta)
FROM erp_carga_deuda c JOIN erp_deuda d ON d.codmovimiento = c.codmovimiento
WHERE c.{CUALES} AND c.resultado IN ('ACTUALIZADA', 'VUELVE')
    AND (d.impo_tota <> c.impo_tota OR d.mone_codi <> c.mone_codi OR d.documento <> c.documento)
ON CONFLICT (codmovimiento) DO UPDATE SET idsession = excluded.idsession"""
DEUDA = f"""
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, observacion, tipo,
    plan_codi, lote, barrio, nro_cuota, cant_cuotas, interes, gastos
)
SELECT codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, observacion, tipo,
    plan_codi, lote, barrio, nro_cuota, cant_cuotas, interes, gastos
FROM erp_carga_deuda WHERE {CUALES} AND resultado IN ('NUEVA', 'ACTUALIZADA', 'VUELVE')
ON CONFLICT (codmovimiento) DO UPDATE SET
    seq_di = excluded.seq_di, documento = excluded.documento, descripcion = excluded.descripcion,
    impo_maxi = excluded.impo_maxi, impo_tota = excluded.impo_tota, mone_codi = excluded.mone_codi,
    fech_venc = excluded.fech_venc, observacion = excluded.observacion, tipo = excluded.tipo,
    plan_codi = excluded.plan_codi, lote = excluded.lote, barrio = excluded.barrio, nro_cuota = excluded.nro_cuota,
    cant_cuotas = excluded.cant_cuotas, interes = excluded.interes, gastos = excluded.gastos"""
DEVOLVER = f"""
DELETE FROM erp_retirada
WHERE codmovimiento IN (SELECT codmovimiento FROM erp_carga_deuda WHERE {CUALES} AND retira = 0)"""
RETIRAR = f"""
INSERT INTO erp_retirada (codmovimiento, en)
SELECT codmovimiento, :en FROM erp_carga_deuda WHERE {CUALES} AND resultado = 'RETIRADA'"""


async def aplicar_de(sql: Sql, documento: str) -> None:
    """What a list in force says of one customer, before the ERP answers anything of that customer."""
    vigor = await sql.una(EN_VIGOR)
    if vigor is None:
        return
    codigos = [texto(fila["codmovimiento"]) for fila in await sql.todas(DE_UN_DOCUMENTO, documento=documento)]
    if codigos:
        await aplicar(sql, codigos, entero(vigor["en"]))


async def aplicar(sql: Sql, codigos: Sequence[str], en: int) -> None:
    """Each of those codes, none of which was carried over before. What a payment holds stays as it is."""
    cuales = msgspec.json.encode(codigos).decode()
    for sentencia in (DECIDIR, CLIENTE, CAMBIO, DEUDA, DEVOLVER):
        await sql.ejecutar(sentencia, codigos=cuales)
    await sql.ejecutar(RETIRAR, codigos=cuales, en=en)
