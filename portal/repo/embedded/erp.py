"""The ERP's tables in the embedded database: their statements, and a row as a Deuda."""

from portal.repo.rows import Lector
from portal.structs.deudas import Deuda

COLUMNAS = (
    "codmovimiento, seq_di AS seq, descripcion, impo_tota AS importe, impo_maxi AS importe_maximo, "
    "mone_codi AS moneda, fech_venc AS vencimiento, observacion, tipo, plan_codi AS plan, lote, barrio, nro_cuota, "
    "cant_cuotas, interes, gastos"
)

# Not withdrawn by the company's whole list.
VIGENTE = "NOT EXISTS (SELECT 1 FROM erp_retirada r WHERE r.codmovimiento = erp_deuda.codmovimiento)"
PENDIENTES = f"""
SELECT {COLUMNAS} FROM erp_deuda
WHERE documento = :documento AND mone_codi = :moneda AND codtransaccion IS NULL AND {VIGENTE}
ORDER BY fech_venc, seq_di, codmovimiento"""
CLIENTE = "SELECT nombre FROM erp_cliente WHERE documento = :documento"
ABRIR = """
INSERT INTO erp_consulta (documento, mone_codi, usuario, fecha) VALUES (:documento, :moneda, :usuario, :fecha)"""
SESION = "SELECT idsession, documento, mone_codi, usuario, fecha, pagada FROM erp_consulta WHERE idsession = :idsession"
CERRAR = "UPDATE erp_consulta SET pagada = 1 WHERE idsession = :idsession"
CARRITO = "SELECT codmovimiento FROM erp_carrito WHERE idsession = :idsession"
CAMBIADA = """
SELECT codmovimiento FROM erp_cambio
WHERE idsession >= :idsession AND codmovimiento IN (
    SELECT codmovimiento FROM erp_carrito WHERE idsession = :idsession UNION SELECT :codmovimiento
)"""
PONER = "INSERT INTO erp_carrito (idsession, codmovimiento) VALUES (:idsession, :codmovimiento)"
SACAR = "DELETE FROM erp_carrito WHERE idsession = :idsession AND codmovimiento = :codmovimiento"
PAGO = "SELECT documento, pagado, anulado FROM erp_pago WHERE codtransaccion = :codigo"
COBRAR = """
INSERT INTO erp_pago (codtransaccion, idsession, documento, usuario, mone_codi, subtotal, comision, pagado)
VALUES (:codigo, :idsession, :documento, :usuario, :moneda, :subtotal, :comision, :pagado)"""
SALDAR = f"""
UPDATE erp_deuda SET codtransaccion = :codigo
WHERE codmovimiento = :codmovimiento AND codtransaccion IS NULL AND {VIGENTE}"""
RESTAURAR = "UPDATE erp_deuda SET codtransaccion = NULL WHERE codtransaccion = :codigo"
ANULAR = "UPDATE erp_pago SET anulado = :anulado WHERE codtransaccion = :codigo"
# Payments after this one that settled something of one of its plans, which all that the customer ever owed tells: as
# rules/planes groups it. CROSS JOIN is SQLite's word for payments that are looked for last, by their code.
POSTERIORES = """
WITH este AS (SELECT rowid AS nro, codtransaccion, documento, pagado FROM erp_pago WHERE codtransaccion = :codigo),
lugares AS (
    SELECT d.codtransaccion, 'plan ' || d.plan_codi AS lugar
    FROM este JOIN erp_deuda d ON d.documento = este.documento
    WHERE d.plan_codi IS NOT NULL
    UNION
    SELECT d.codtransaccion, CASE WHEN n.plan_codi IS NULL THEN 'lote ' || d.lote ELSE 'plan ' || n.plan_codi END
    FROM este JOIN erp_deuda d ON d.documento = este.documento
    LEFT JOIN erp_deuda n ON n.documento = d.documento AND n.lote = d.lote AND n.plan_codi IS NOT NULL
    WHERE d.plan_codi IS NULL AND d.lote IS NOT NULL
)
SELECT DISTINCT otro.codtransaccion AS codigo
FROM este JOIN lugares propio ON propio.codtransaccion = este.codtransaccion
JOIN lugares suyo ON suyo.lugar = propio.lugar
CROSS JOIN erp_pago otro ON otro.codtransaccion = suyo.codtransaccion AND otro.codtransaccion <> este.codtransaccion
WHERE otro.anulado IS NULL
    AND (otro.pagado > este.pagado OR (otro.pagado = este.pagado AND otro.rowid > este.nro))"""


# A pending debt from a row with COLUMNAS.
deuda = Lector(Deuda)
