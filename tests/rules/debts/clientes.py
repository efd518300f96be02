"""Customers and choices for the tests of the rules. Today is HOY for all of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations
from typing import TypeVar

from hypothesis import strategies as st
from msgspec import structs

from portal.rules.debts.carrito import completar, revisar
from portal.structs.deudas import Deuda, Falta, Tipo

T = TypeVar("T")

HOY = date(2026, 8, 3)
SERVICIOS = (Tipo.AGUA, Tipo.JARDINERIA, Tipo.IMPUESTO, Tipo.EXPENSAS)


def deuda(
    codmovimiento: str, tipo: Tipo | None, vencimiento: date, lote: str | None = "L1", **otros: str | int | None
) -> Deuda:
    """An instalment has the plan of its lot (L1: P1); a service has none, as in the ERP."""
    plan = lote.replace("L", "P") if lote and tipo in (Tipo.CUOTA, Tipo.CANCELACION) else None
    basica = Deuda(
        codmovimiento=codmovimiento,
        seq=1,
        descripcion=f"{(tipo or 'Movimiento').capitalize()} {codmovimiento}",
        importe=Decimal(100_000),
        importe_maximo=Decimal(100_000),
        moneda=1,
        vencimiento=vencimiento,
        tipo=tipo,
        plan=plan,
        lote=lote,
    )
    return structs.replace(basica, **otros)


def cuotas(cuantas: int, lote: str = "L1", desde: int = 0) -> list[Deuda]:
    """That many instalments, the first ones of 2026 after `desde` months, due the 10th; C1 is January's."""
    return [
        deuda(f"C{mes}", Tipo.CUOTA, date(2026, mes, 10), lote, nro_cuota=mes)
        for mes in range(desde + 1, desde + cuantas + 1)
    ]


def codigos_de(faltas: Iterable[Falta]) -> list[str]:
    return [falta.codigo for falta in faltas]


def pagables(deudas: list[Deuda], hoy: date = HOY) -> set[frozenset[str]]:
    """Every choice, of all that can be made, that breaks no rule."""
    codigos = [fila.codmovimiento for fila in deudas]
    todas = chain.from_iterable(combinations(codigos, cuantas) for cuantas in range(1, len(codigos) + 1))
    return {eleccion for eleccion in map(frozenset, todas) if not revisar(deudas, eleccion, hoy)}


def elegidas_de(deudas: Iterable[Deuda], elegidas: Collection[str]) -> list[Deuda]:
    return [deuda for deuda in deudas if deuda.codmovimiento in elegidas]


def hasta(elementos: st.SearchStrategy[T], cuantos: int) -> st.SearchStrategy[list[T]]:
    """As many lists of each length: left alone, Hypothesis prefers short ones, and the rules speak of long ones."""
    return st.integers(0, cuantos).flatmap(lambda largo: st.lists(elementos, min_size=largo, max_size=largo))


@st.composite
def clientes(draw: st.DrawFn, *, atrasos: int = 5, cancelaciones: bool = False) -> list[Deuda]:
    """One to three lots, each perhaps with a plan of up to `atrasos` overdue instalments; dates that tie are told apart
    by SEQ_DI; some movements of two rows; some debts without kind; in any order.
    """
    filas: list[Deuda] = []

    def agregar(tipo: Tipo | None, dias: int, lote: str | None) -> None:
        filas.append(deuda(f"M{len(filas)}", tipo, HOY + timedelta(dias), lote))

    for lote in ("L1", "L2", "L3")[: draw(st.integers(1, 3))]:
        for dias in draw(hasta(st.integers(-90, -1), atrasos)):
            agregar(Tipo.CUOTA, dias, lote)
        for dias in draw(hasta(st.integers(0, 3), 2)):
            agregar(Tipo.CUOTA, dias, lote)
        for tipo, dias in draw(hasta(st.tuples(st.sampled_from(SERVICIOS), st.integers(-3, 1)), 3)):
            agregar(tipo, dias, lote)
        if cancelaciones and draw(st.booleans()):
            agregar(Tipo.CANCELACION, draw(st.integers(-1, 9)), lote)
    for dias in draw(hasta(st.integers(-2, 2), 2)):
        agregar(None, dias, None)
    servicios = [fila for fila in filas if fila.tipo in SERVICIOS]
    if draw(st.booleans()) and servicios:
        filas.append(draw(st.sampled_from(servicios)))
    azar = draw(st.randoms(use_true_random=True))
    azar.shuffle(filas)
    filas = [structs.replace(fila, seq=seq) for seq, fila in enumerate(filas)]
    azar.shuffle(filas)
    return filas


@st.composite
def elecciones(draw: st.DrawFn, deudas: Sequence[Deuda]) -> frozenset[str]:
    """Any choice, or one that is payable save for one debt more or less."""
    codigos = sorted({fila.codmovimiento for fila in deudas})
    if not codigos:
        return frozenset()
    algunas = draw(st.frozensets(st.sampled_from(codigos)))
    if draw(st.booleans()):
        return algunas
    return completar(deudas, algunas, HOY) ^ draw(st.frozensets(st.sampled_from(codigos), max_size=1))


@st.composite
def casos(draw: st.DrawFn, *, atrasos: int = 5, cancelaciones: bool = False) -> tuple[list[Deuda], frozenset[str]]:
    """A customer and a choice."""
    deudas = draw(clientes(atrasos=atrasos, cancelaciones=cancelaciones))
    return deudas, draw(elecciones(deudas))
