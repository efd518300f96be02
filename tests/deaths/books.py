"""The books after everything: the portal's, the ERP's and the bank's, held against what people did and were told."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from portal.operations.books.invariantes import Violacion, verificar_invariantes
from portal.operations.portal import Portal
from portal.repo.embedded.invariants import rotas
from portal.repo.embedded.repo import EmbeddedRepo
from portal.settings import cargar
from tests import datos
from tests.deaths.company import COMISION, deudas, documento
from tests.deaths.processes import hasta
from tests.deaths.tramites import Tramite

# What only waits for the portal itself: it has to end without anybody asking.
EN_DUDA = """
SELECT count(*) FROM portal_pago
WHERE estado IN ('EN_PROCESO', 'ANULANDO') OR (estado = 'NO_EJECUTADO' AND pasarela IS NOT NULL)
    OR devolucion = 'PENDIENTE'"""
TOTAL = 3 * 850_000 + 38_250


def leer(ruta: Path, sql: str, *valores: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{ruta}?mode=ro", uri=True, timeout=30)) as base:
        return base.execute(sql, valores).fetchall()


def en_duda(ruta: Path) -> int:
    """How many attempts the portal has to settle by itself."""
    return int(str(leer(ruta, EN_DUDA)[0][0]))


async def asentado(ruta: Path) -> None:
    """Waits until the portal has settled everything."""
    await hasta(lambda: not en_duda(ruta), "something is still in doubt")


async def violaciones(ruta: Path, *, con_auditoria: bool) -> tuple[Violacion, ...]:
    """The portal's own checks of its books, against the ERP's."""
    settings = cargar({"SQLITE_PATH": str(ruta)})
    portal = Portal(EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION), None, datos.RelojDePrueba(), settings)
    try:
        return await verificar_invariantes(portal, rotas, con_auditoria=con_auditoria)
    finally:
        await portal.cerrar()


def cuadra(ruta: Path, tramites: Iterable[Tramite]) -> None:
    """Each customer paid everything once, or has it back whole; the bank keeps what was paid through it and no more."""
    for tramite in tramites:
        propio = documento(tramite.numero)
        pagos = leer(ruta, "SELECT estado, cod_transaccion, pasarela FROM portal_pago WHERE documento = ?", propio)
        vivos = [(codigo, pasarela) for estado, codigo, pasarela in pagos if estado == tramite.termina]
        assert len(vivos) == 1, (tramite, pagos)
        assert {estado for estado, _, _ in pagos} <= {tramite.termina, "RECHAZADO", "VENCIDO"}, (tramite, pagos)
        codigo, pasarela = vivos[0]
        saldadas = leer(
            ruta, "SELECT codmovimiento, codtransaccion FROM erp_deuda WHERE documento = ? ORDER BY 1", propio
        )
        quien = codigo if tramite.termina == "PAGADO" else None
        assert saldadas == [(deuda, quien) for deuda in deudas(tramite.numero)], (tramite, saldadas)
        cobros = leer(ruta, "SELECT subtotal + comision FROM erp_pago WHERE documento = ?", propio)
        assert cobros == [(TOTAL,)], (tramite, cobros)
        if pasarela:
            cobrado = leer(
                ruta,
                "SELECT o.estado, o.total FROM banco_demo_orden o JOIN portal_pago p ON p.id = o.identificador "
                "WHERE p.documento = ? AND (o.estado = 'PAGADO' OR o.respuesta = 'PAGADO')",
                propio,
            )
            assert cobrado == [("PAGADO" if tramite.termina == "PAGADO" else "ANULADO", TOTAL)], (tramite, cobrado)


assert Decimal(3 * 850_000) * COMISION == Decimal(38_250)
