"""What must hold after every step: the invariants on the tables, and whatever was answered to people."""

import sqlite3
from collections import defaultdict
from pathlib import Path

from portal.repo.embedded.invariants import DEL_ERP
from portal.repo.tables.invariants import DEL_PORTAL
from portal.rules.payment.estados import FINALES

COBRADO = frozenset({"PAGADO", "ANULANDO", "ANULADO"})
ESTADOS = "SELECT id, emisor, cod_transaccion, estado FROM portal_pago"
CONSULTAS = tuple(
    (cual, consulta) for tabla in (DEL_PORTAL, DEL_ERP) for cual, todas in tabla.items() for consulta in todas
)
# One trip instead of one each: a column says which is broken.
TODAS = " UNION ALL ".join(f"SELECT {nro} AS cual, * FROM ({consulta})" for nro, (_, consulta) in enumerate(CONSULTAS))  # noqa: S608 - our own texts
CONTRADICHO = "answered {} to {}, and now it is {}"


class Roto(AssertionError):
    """Something that must never happen."""


class Oraculo:
    """What was promised, against a connection that sees only what was committed."""

    def __init__(self, ruta: Path) -> None:
        self._base = sqlite3.connect(ruta, isolation_level=None)
        self.sucio = False
        self._antes: dict[int, str] = {}
        self._promesas: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._respuestas: dict[tuple[str, str, str], str] = {}
        self._posibles: dict[str, frozenset[str]] = {
            "pagado": COBRADO,
            "anulado": frozenset({"ANULADO"}),
            "quemado": frozenset(),
            "rechazado": frozenset({"RECHAZADO"}),
        }
        self._deudas = self._leer_deudas()

    def cerrar(self) -> None:
        self._base.close()

    def cambio(self) -> None:
        """Somebody committed."""
        self.sucio = True

    def prometer(self, emisor: str, codigo: str, que: str) -> None:
        """That answer went out: from now on the attempt is in one of its states, or there is none."""
        self._promesas[emisor, codigo].add(que)
        self.sucio = True

    def responder(self, usuario: str, ruta: str, llave: str, cuerpo: str) -> None:
        """I8: one key, one answer."""
        previa = self._respuestas.setdefault((usuario, ruta, llave), cuerpo)
        if previa != cuerpo:
            raise Roto(f"I8: {llave} answered {previa} and then {cuerpo}")

    def mirar(self) -> None:
        """Raises Roto for whatever is not as it must be; nothing to do where nobody committed."""
        if not self.sucio:
            return
        self.sucio = False
        for nro, donde in self._base.execute(TODAS):
            raise Roto(f"{CONSULTAS[nro][0]}: {donde}")
        ahora: dict[tuple[str, str], str] = {}
        for pago_id, emisor, codigo, estado in self._base.execute(ESTADOS):
            ahora[emisor, codigo] = estado
            antes = self._antes.get(pago_id, estado)
            if antes in FINALES and antes != estado:
                raise Roto(f"{pago_id} had ended {antes} and is {estado}")
            self._antes[pago_id] = estado
        for cual, promesas in self._promesas.items():
            for promesa in promesas:
                estado = ahora.get(cual)
                posibles = self._posibles[promesa]
                if (estado is not None or posibles) and estado not in posibles:
                    raise Roto("I4: " + CONTRADICHO.format(promesa, cual, estado))

    def al_final(self) -> None:
        """What takes too long for every step, once all is quiet: nothing waits, and the money is where it is said."""
        if self._leer_deudas() != self._deudas:
            raise Roto("I12: a debt is not what it was")
        for nombre, sql in FINALES_SQL.items():
            for fila in self._base.execute(sql):
                raise Roto(f"{nombre}: {fila}")

    def uno(self, sql: str) -> list[tuple[object, ...]]:
        """Rows as they are committed."""
        return self._base.execute(sql).fetchall()

    def _leer_deudas(self) -> list[tuple[object, ...]]:
        return self._base.execute(DEUDAS).fetchall()


DEUDAS = """
SELECT codmovimiento, seq_di, documento, impo_maxi, impo_tota, mone_codi, fech_venc, interes, gastos
FROM erp_deuda ORDER BY codmovimiento"""
FINALES_SQL = {
    "I9: still waiting": """
SELECT id, estado, devolucion FROM portal_pago
WHERE estado IN ('POR_VERIFICAR', 'EN_PROCESO', 'ANULANDO', 'DESCONOCIDO') OR devolucion = 'PENDIENTE'
    OR (estado = 'NO_EJECUTADO' AND pasarela IS NOT NULL)""",
    "the bank keeps what was not paid": """
SELECT p.id, p.estado, o.estado FROM portal_pago p JOIN banco_demo_orden o ON o.identificador = p.id
WHERE p.estado <> 'PAGADO' AND coalesce(CASE o.estado WHEN 'PENDIENTE' THEN o.respuesta END, o.estado) = 'PAGADO'""",
    "paid, and the bank did not charge it once": """
SELECT p.id, p.subtotal + p.comision, o.total, o.estado FROM portal_pago p
LEFT JOIN banco_demo_orden o ON o.identificador = p.id
WHERE p.estado = 'PAGADO' AND p.pasarela IS NOT NULL AND (
    o.total IS NULL OR o.total <> p.subtotal + p.comision OR o.moneda <> p.moneda
    OR coalesce(CASE o.estado WHEN 'PENDIENTE' THEN o.respuesta END, o.estado) <> 'PAGADO')""",
    "I2: the commission is not 1.5 % rounded once": """
SELECT id, subtotal, comision FROM portal_pago WHERE comision <> (subtotal * 15 + 500) / 1000""",
    "I11: whoever may not": """
SELECT p.id, e.a, e.actor FROM portal_pago_evento e JOIN portal_pago p ON p.id = e.pago_id
WHERE e.actor NOT IN ('PORTAL', 'operadora', p.usuario)
    OR (e.a IN ('ANULANDO', 'ANULADO') AND e.actor = p.usuario AND p.emisor = 'PORTAL')""",
    "I12: settled and not paid": """
SELECT d.codmovimiento, d.codtransaccion FROM erp_deuda d
WHERE d.codtransaccion IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM portal_pago p WHERE p.cod_transaccion = d.codtransaccion AND p.estado = 'PAGADO')""",
}
