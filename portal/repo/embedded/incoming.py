"""A file's debts in a database of their own, which nobody else sees and which ends with the process that reads them."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from portal.repo.protocol import Fila
from portal.repo.tables.debts.reference_erp import fila_de_deuda
from portal.structs.deudas import Deuda

COLUMNAS = (
    *("codmovimiento", "documento", "nombre", "seq_di", "descripcion", "impo_maxi", "impo_tota", "mone_codi"),
    *("fech_venc", "observacion", "tipo", "plan_codi", "lote", "barrio", "nro_cuota", "cant_cuotas", "interes"),
    "gastos",
)
# The constraints of erp_deuda are met here, where nothing is in force yet.
ESQUEMA = """
CREATE TABLE llegada (
    codmovimiento TEXT PRIMARY KEY,
    documento TEXT NOT NULL,
    nombre TEXT NOT NULL,
    seq_di INTEGER NOT NULL,
    descripcion TEXT NOT NULL,
    impo_maxi INTEGER NOT NULL CHECK (impo_maxi >= impo_tota),
    impo_tota INTEGER NOT NULL CHECK (impo_tota > 0),
    mone_codi INTEGER NOT NULL,
    fech_venc TEXT NOT NULL,
    observacion TEXT,
    tipo TEXT NOT NULL,
    plan_codi TEXT,
    lote TEXT,
    barrio TEXT,
    nro_cuota INTEGER,
    cant_cuotas INTEGER,
    interes INTEGER NOT NULL CHECK (interes >= 0),
    gastos INTEGER NOT NULL CHECK (gastos >= 0)
) WITHOUT ROWID;
CREATE TABLE ausente (codmovimiento TEXT PRIMARY KEY, documento TEXT NOT NULL, retenida INTEGER NOT NULL) WITHOUT ROWID;
"""
AGREGAR = f"INSERT INTO llegada ({', '.join(COLUMNAS)}) VALUES ({', '.join(f':{cada}' for cada in COLUMNAS)})"
RETENIDA = "EXISTS (SELECT 1 FROM base.portal_pago_deuda p WHERE p.codmovimiento = {0} AND p.suelta = 0)"
COMPARAR = f"""
SELECT count(*) AS cuantas,
    coalesce(sum(d.codmovimiento IS NULL), 0) AS nuevas,
    coalesce(sum(d.codtransaccion IS NOT NULL OR {RETENIDA.format("l.codmovimiento")}), 0) AS intactas,
    coalesce(sum(
        d.codtransaccion IS NULL AND r.codmovimiento IS NOT NULL AND NOT {RETENIDA.format("l.codmovimiento")}
    ), 0) AS vuelven
FROM llegada l LEFT JOIN base.erp_deuda d ON d.codmovimiento = l.codmovimiento
LEFT JOIN {{retirada}} r ON r.codmovimiento = l.codmovimiento"""
AUSENTES = f"""
INSERT INTO ausente (codmovimiento, documento, retenida)
SELECT d.codmovimiento, d.documento, {RETENIDA.format("d.codmovimiento")} FROM base.erp_deuda d
WHERE d.codtransaccion IS NULL
    AND NOT EXISTS (SELECT 1 FROM llegada l WHERE l.codmovimiento = d.codmovimiento)
    AND NOT EXISTS (SELECT 1 FROM {{retirada}} r WHERE r.codmovimiento = d.codmovimiento)"""
PENDIENTES = """
SELECT count(*) AS cuantas FROM base.erp_deuda d WHERE d.codtransaccion IS NULL
    AND NOT EXISTS (SELECT 1 FROM {retirada} r WHERE r.codmovimiento = d.codmovimiento)"""
# A database from before there were withdrawals has none.
SIN_RETIRADAS = "(SELECT NULL AS codmovimiento WHERE 0)"


class Comparacion(Struct, frozen=True, kw_only=True):
    """What a list would do to the debts that there are. ausentes: the pending ones that it does not name, and retenidas
    those among them that a payment holds. dichas: some of the codes that would be withdrawn."""

    nuevas: int
    actualizadas: int
    intactas: int
    vuelven: int = 0
    pendientes: int = 0
    ausentes: int = 0
    retenidas: int = 0
    dichas: tuple[str, ...] = ()

    @property
    def retira(self) -> int:
        """How many would be withdrawn."""
        return self.ausentes - self.retenidas


class Incoming:
    """Its rows wait on disk, in a file without a name: not in memory, and not where anybody finds them later."""

    def __init__(self) -> None:
        self._conexion = sqlite3.connect("", isolation_level=None, uri=True)
        self._conexion.row_factory = sqlite3.Row
        self._conexion.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {ESQUEMA}")
        self.cuantas = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._conexion.close()

    def agregar(self, deudas: Iterable[tuple[str, str, Deuda]]) -> None:
        """(documento, customer's name, debt) of each."""
        filas = [{**fila_de_deuda(documento, deuda), "nombre": nombre} for documento, nombre, deuda in deudas]
        self._conexion.execute("BEGIN")
        self._conexion.executemany(AGREGAR, filas)
        self._conexion.execute("COMMIT")
        self.cuantas += len(filas)

    def comparar(self, ruta: Path, *, completa: bool, muestra: int) -> Comparacion:
        """Against the database as it is at one instant, of which nothing is changed."""
        if not ruta.exists():
            return Comparacion(nuevas=self.cuantas, actualizadas=0, intactas=0)
        self._conexion.execute("ATTACH DATABASE ? AS base", (f"{ruta.resolve().as_uri()}?mode=ro",))
        try:
            self._conexion.execute("BEGIN")
            return self._comparar(completa, muestra)
        finally:
            if self._conexion.in_transaction:
                self._conexion.execute("COMMIT")
            self._conexion.execute("DETACH DATABASE base")

    def _comparar(self, completa: bool, muestra: int) -> Comparacion:
        conocidas = self._una("SELECT count(*) FROM base.sqlite_master WHERE name = 'erp_retirada'")[0]
        retirada = "base.erp_retirada" if conocidas else SIN_RETIRADAS
        hallado = self._una(COMPARAR.format(retirada=retirada))
        if completa:
            self._conexion.execute("DELETE FROM ausente")
            self._conexion.execute(AUSENTES.format(retirada=retirada))
        ausentes = self._una("SELECT count(*), coalesce(sum(retenida), 0) FROM ausente")
        dichas = self._conexion.execute(
            "SELECT codmovimiento FROM ausente WHERE retenida = 0 ORDER BY codmovimiento LIMIT ?", (muestra,)
        )
        sabidas = hallado["nuevas"] + hallado["intactas"] + hallado["vuelven"]
        return Comparacion(
            nuevas=hallado["nuevas"],
            actualizadas=hallado["cuantas"] - sabidas,
            intactas=hallado["intactas"],
            vuelven=hallado["vuelven"],
            pendientes=self._una(PENDIENTES.format(retirada=retirada))[0],
            ausentes=ausentes[0],
            retenidas=ausentes[1],
            dichas=tuple(str(fila[0]) for fila in dichas),
        )

    def tandas(self, cuantas: int) -> Iterator[list[Fila]]:
        """Rows of erp_carga_deuda, in the order of their codes: what the list names, then what it withdraws. Those of
        the second kind are known once it was compared as a whole list."""
        nada = dict.fromkeys(COLUMNAS)
        for consulta, retira in (("SELECT * FROM llegada", 0), ("SELECT codmovimiento, documento FROM ausente", 1)):
            cursor = self._conexion.execute(f"{consulta} ORDER BY codmovimiento")
            while filas := cursor.fetchmany(cuantas):
                yield [{**nada, **dict(fila), "retira": retira} for fila in filas]

    def _una(self, sql: str) -> sqlite3.Row:
        fila: sqlite3.Row = self._conexion.execute(sql).fetchone()
        return fila
