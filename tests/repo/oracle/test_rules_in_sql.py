"""The rules of the reference package decide as the portal's: its own queries, taken from the PL/SQL and run.

What runs here, on SQLite, is the SQL of eleccion.sql and of pack_pago_reglas word for word. PL/SQL itself does not: its
loops and IFs are redone below, and stay only parsed.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec import structs

from portal.money import en_unidades
from portal.repo.oracle.schema.script import leer
from portal.rules.debts.carrito import BLOQUEA, completar, revisar, revisar_orden
from portal.rules.debts.planes import minimo
from portal.structs.deudas import Deuda, Tipo
from tests.repo.oracle.ddl import SQLITE, guion
from tests.rules.debts.clientes import HOY, casos, cuotas, deuda
from tests.rules.debts.oracle import al_azar

CUERPO = guion("pack_pago_reglas_body.sql")
ELECCION = ";\n".join(paso.sql for paso in leer("eleccion.sql") if paso.nombre != "ERP_DIA")
ESQUEMA = f"""
{SQLITE.read_text("utf-8")}
CREATE VIEW erp_dia AS SELECT '{HOY.isoformat()}' AS hoy;
{ELECCION};
INSERT INTO erp_cliente (documento, nombre) VALUES ('1', 'Ana');
INSERT INTO erp_consulta (idsession, documento, mone_codi, usuario, fecha) VALUES (1, '1', 1, 'ana', 'hoy');
INSERT INTO erp_pago (codtransaccion, idsession, documento, usuario, mone_codi, subtotal, comision, pagado)
VALUES ('otro', 2, '1', 'ana', 1, 1, 0, 1);"""  # noqa: S608 - texts of our own
GUARDAR = """
INSERT INTO erp_deuda (codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, tipo,
    plan_codi, lote, nro_cuota, codtransaccion)
VALUES (?, ?, '1', ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)"""
# The rules that the package looks at, in the order of its `revisar`, by the portal's names.
REGLAS = {
    "bloqueo": "bloqueado",
    "no_disponibles": "deuda-no-disponible",
    "incluidas": "cancelacion-incluye",
    "saltos": "orden",
    "minimo": "minimo-de-cuotas",
    "servicios": "servicios-del-lote",
    "cuotas": "cuotas-del-lote",
    "cancelacion": "cancelacion-con-lo-vencido",
}
AGUA = deuda("AGUA", Tipo.AGUA, date(2026, 7, 20))
CANCELA = deuda("X", Tipo.CANCELACION, HOY)
CASOS: dict[str, tuple[Any, ...]] = {
    "una de tres": (cuotas(3), "C1"),
    "dos de tres": (cuotas(3), "C1", "C2"),
    "salta": (cuotas(3), "C1", "C3"),
    "seis": (cuotas(6), "C1"),
    "sin el servicio": ([*cuotas(2), AGUA], "C1"),
    "cuotas y servicio": ([*cuotas(2), AGUA], "C1", "AGUA"),
    "el servicio solo": ([*cuotas(2), AGUA], "AGUA"),
    "servicio a vencer": ([*cuotas(2), deuda("AGUA", Tipo.AGUA, date(2026, 9, 1))], "C1"),
    "servicio sin cuotas": ([AGUA, deuda("B", Tipo.AGUA, date(2026, 8, 1))], "B"),
    "dos lotes": ([*cuotas(2), *[deuda(f"D{n}", Tipo.CUOTA, date(2026, n, 20), "L2") for n in (1, 2)]], "C1", "C2"),
    "iguales en fecha": ([deuda("A", Tipo.CUOTA, HOY, seq=1), deuda("B", Tipo.CUOTA, HOY, seq=2)], "A"),
    "cancela con deuda": ([*cuotas(9), CANCELA], "X", "C9"),
    "cancela al día": ([*cuotas(2, desde=8), CANCELA], "X"),
    "cancela dos veces": ([*cuotas(2, desde=8), CANCELA], "X", "C9"),
    "pagada por otro": (cuotas(5), "C1", "C2", "C3", "C4"),
}


def _consultas(rutina: str) -> list[str]:
    """Its SELECTs, outermost first, as SQLite takes them: what PL/SQL binds by name is a bind."""
    texto = re.search(rf"FUNCTION {rutina}\(.*?END {rutina};", CUERPO, re.DOTALL)
    assert texto is not None
    sin_notas = re.sub(r"--.*", "", texto[0])
    hallados = re.findall(r"IN \(\n(\s+SELECT.*?)\n\s+\) LOOP|\n(\s+SELECT.*?);", sin_notas, re.DOTALL)
    limpios = [re.sub(r"\s(?:BULK COLLECT )?INTO \w+", "", bucle or suelta) for bucle, suelta in hallados]
    return [re.sub(r"\b(?:salta|plan)\.(\w+)", r":\1", re.sub(r"\b([pv]_\w+)", r":\1", sql)) for sql in limpios]


CONSULTAS = {rutina: _consultas(rutina) for rutina in REGLAS}


class Base:
    """The reference ERP's tables with one customer, whose cart holds that choice."""

    def __init__(self, base: sqlite3.Connection, deudas: list[Deuda], elegidas: frozenset[str], pagada: str) -> None:
        self._base = base
        base.executescript(ESQUEMA)
        for fila in deudas:
            unidades = en_unidades(fila.importe, 1)
            base.execute(
                GUARDAR,
                (
                    fila.codmovimiento,
                    fila.seq,
                    fila.descripcion,
                    unidades,
                    unidades,
                    fila.vencimiento.isoformat(),
                    fila.tipo,
                    fila.plan,
                    fila.lote,
                    fila.nro_cuota,
                    "otro" if fila.codmovimiento == pagada else None,
                ),
            )
        base.executemany("INSERT INTO erp_carrito VALUES (1, ?)", [(codigo,) for codigo in elegidas])
        base.row_factory = sqlite3.Row

    def _filas(self, sql: str, **valores: object) -> list[sqlite3.Row]:
        pedidos = set(re.findall(r":(\w+)", sql))
        todos = {"p_idsession": 1, **valores}
        return self._base.execute(sql, {nombre: todos[nombre] for nombre in pedidos}).fetchall()

    def rota(self, rutina: str, *, cubiertas: int = 0) -> bool:
        """Whether that routine would answer a sentence."""
        primera, *otras = CONSULTAS[rutina]
        filas = self._filas(primera, p_cubiertas=cubiertas)
        if rutina == "bloqueo":
            return (filas[0][0] or 0) >= BLOQUEA
        if rutina == "saltos":
            return any(self._filas(otras[0], p_cubiertas=cubiertas, **dict(fila)) for fila in filas)
        if rutina == "minimo":
            assert all(
                self._filas(otras[0], lugar=fila["lugar"], v_al_menos=minimo(fila["vencidas"])) for fila in filas
            ), "it would say that nothing is missing"
        return bool(filas)

    def rotas(self) -> Iterator[str]:
        """Every rule that is broken, the block alone where there is one."""
        for rutina, regla in REGLAS.items():
            if self.rota(rutina):
                yield regla
                if rutina == "bloqueo":
                    return


def _del_erp(deudas: list[Deuda]) -> list[Deuda]:
    """As the reference ERP has them: of a known kind, one row a movement."""
    return list({fila.codmovimiento: fila for fila in deudas if fila.tipo is not None}.values())


def test_the_queries_are_found() -> None:
    assert {rutina: len(consultas) for rutina, consultas in CONSULTAS.items()} == {
        **dict.fromkeys(REGLAS, 1),
        "saltos": 2,
        "minimo": 2,
    }


def _como_el_erp(deudas: list[Deuda]) -> list[Deuda]:
    return _del_erp([structs.replace(fila, codmovimiento=f"{fila.codmovimiento}-{n}") for n, fila in enumerate(deudas)])


def _comparar(deudas: list[Deuda], elegidas: frozenset[str]) -> None:
    # Where there are several, one of the cart was paid meanwhile by somebody else.
    pagada = min(elegidas) if len(elegidas) > 3 else ""
    quedan = [fila for fila in deudas if fila.codmovimiento != pagada]
    with closing(sqlite3.connect(":memory:")) as abierta:
        base = Base(abierta, deudas, elegidas, pagada)
        assert list(base.rotas()) == list(dict.fromkeys(falta.codigo for falta in revisar(quedan, elegidas, HOY)))
        assert base.rota("saltos", cubiertas=1) == bool(revisar_orden(quedan, elegidas, HOY))


@settings(max_examples=60, deadline=None)
@given(casos(atrasos=7, cancelaciones=True))
def test_the_package_refuses_what_the_portal_refuses(caso: tuple[list[Deuda], frozenset[str]]) -> None:
    deudas = _del_erp(caso[0])
    _comparar(deudas, caso[1] & {fila.codmovimiento for fila in deudas})


def test_the_package_groups_rows_that_do_not_agree_as_the_portal_does() -> None:
    """PLAN and LOTE come and go, a plan names several lots, a lot has several plans."""
    for numero in range(150):
        azar = Random(numero)  # noqa: S311 - the same customers each time
        deudas = _como_el_erp(al_azar(azar, 9))
        codigos = sorted(fila.codmovimiento for fila in deudas)
        _comparar(deudas, frozenset(azar.sample(codigos, azar.randint(0, len(codigos)))))
        _comparar(deudas, completar(deudas, frozenset(codigos[:1]), HOY))


@pytest.mark.parametrize("cual", CASOS)
def test_the_worked_cases_are_decided_alike(cual: str) -> None:
    deudas, *elegidas = CASOS[cual]
    _comparar(deudas, frozenset(elegidas))


def test_the_order_of_the_rules_is_the_packages() -> None:
    revisa = re.search(r"FUNCTION revisar.*?END revisar;", CUERPO, re.DOTALL)
    assert revisa is not None
    assert re.findall(r"(\w+)\(p_idsession(?:, 0)?\),?\n", revisa[0]) == list(REGLAS)


@pytest.mark.parametrize(
    ("cual", "rutina", "de", "a"),
    [
        ("iguales en fecha", "saltos", "fech_venc < :fech_venc", "fech_venc <= :fech_venc"),
        ("dos lotes", "saltos", "suyo.lugar = propio.lugar", "1 = 1"),
        ("salta", "saltos", "elegida = 0", "elegida = 2"),
        ("una de tres", "minimo", "SUM(elegida * vencida) <", "1 + SUM(elegida * vencida) <"),
        ("servicio a vencer", "servicios", "s.exigible = 1", "1 = 1"),
        ("cuotas y servicio", "cuotas", "MAX(c.elegida) = 0", "1 = 1"),
        ("cancela al día", "cancelacion", "d.vencida = 1", "1 = 1"),
        ("una de tres", "incluidas", "cubierta = 1", "1 = 1"),
        ("seis", "bloqueo", "SUM(vencida)", "SUM(0)"),
    ],
)
def test_a_query_that_decides_otherwise_is_seen(
    cual: str, rutina: str, de: str, a: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cambiadas = [sql.replace(de, a) for sql in CONSULTAS[rutina]]
    assert cambiadas != CONSULTAS[rutina]
    monkeypatch.setitem(CONSULTAS, rutina, cambiadas)
    deudas, *elegidas = CASOS[cual]
    with pytest.raises(AssertionError):
        _comparar(deudas, frozenset(elegidas))
