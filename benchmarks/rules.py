"""What judging a choice and completing it cost, by how many debts the customer owes.

    python -m benchmarks.rules

For customers of four shapes, the most expensive of what the page does: "lo mínimo", "todo lo vencido" and "pagar hasta"
the first and the last instalment. Beside each cost, how many times that of a tenth of the debts: their square is a
hundred.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from portal.rules.debts.carrito import lo_minimo, pagar_hasta, revisar, todo_lo_vencido
from portal.structs.deudas import Deuda, Tipo

HOY = date(2026, 11, 23)
CUANTAS = (10, 100, 1_000, 10_000)
MINIMO_S = 0.2


def _deuda(numero: int, tipo: Tipo, dias: int, plan: str | None, lote: str | None) -> Deuda:
    return Deuda(
        codmovimiento=f"M{numero}",
        seq=numero,
        descripcion=f"Movimiento {numero}",
        importe=Decimal(850_000),
        importe_maximo=Decimal(850_000),
        moneda=1,
        vencimiento=HOY + timedelta(dias),
        tipo=tipo,
        plan=plan,
        lote=lote,
    )


def corriente(cuantas: int) -> list[Deuda]:
    """Plans of some years of instalments each, five of them overdue, and a water in three debts."""
    filas = []
    for numero in range(cuantas):
        plan, puesto = divmod(numero, 60)
        tipo = Tipo.CUOTA if puesto % 3 else Tipo.AGUA
        filas.append(_deuda(numero, tipo, 30 * (puesto - 7), None if tipo is Tipo.AGUA else f"P{plan}", f"L{plan}"))
    return filas


def un_plan(cuantas: int) -> list[Deuda]:
    """All of one plan and to come, but for five."""
    return [_deuda(numero, Tipo.CUOTA, numero - 5, "P", "L") for numero in range(cuantas)]


def cadena(cuantas: int) -> list[Deuda]:
    """Each plan names its lot and the next one's, so that each one's instalment asks for the next one's."""
    filas = []
    for numero in range(cuantas):
        plan, cual = divmod(numero, 3)
        if cual == 0:
            filas.append(_deuda(numero, Tipo.CUOTA, -1, f"P{plan}", f"L{plan}"))
        elif cual == 1:
            filas.append(_deuda(numero, Tipo.CUOTA, 30, f"P{plan}", f"L{plan + 1}"))
        else:
            filas.append(_deuda(numero, Tipo.AGUA, -1, None, f"L{plan}"))
    return filas


def un_lote(cuantas: int) -> list[Deuda]:
    """As many plans as services, all of one lot: each service is of every plan."""
    mitad = cuantas // 2
    cuotas = [_deuda(numero, Tipo.CUOTA, -1, f"P{numero}", "L") for numero in range(mitad)]
    return [*cuotas, *(_deuda(mitad + numero, Tipo.AGUA, -1, None, "L") for numero in range(cuantas - mitad))]


FORMAS: dict[str, Callable[[int], list[Deuda]]] = {
    "planes corrientes": corriente,
    "un plan": un_plan,
    "planes en cadena": cadena,
    "un lote de muchos planes": un_lote,
}


def _costo(trabajo: Callable[[], object]) -> float:
    """Seconds of processor: the least of what fits in a moment, once at least."""
    mejor, gastado = float("inf"), 0.0
    while gastado < MINIMO_S:
        antes = time.process_time()
        trabajo()
        mejor = min(mejor, tardo := time.process_time() - antes)
        gastado += max(tardo, 1e-6)
    return mejor


def main() -> None:
    """Prints a table for each shape."""
    consola = Console()
    for nombre, forma in FORMAS.items():
        tabla = Table(title=nombre)
        for columna in ("deudas", "juzgar", "completar", "por diez veces las deudas"):
            tabla.add_column(columna, justify="right")
        previo = 0.0
        for cuantas in CUANTAS:
            filas = forma(cuantas)
            primera, *_, ultima = (fila.codmovimiento for fila in filas if fila.tipo is Tipo.CUOTA)
            juzgar = _costo(lambda filas=filas: revisar(filas, frozenset({filas[0].codmovimiento}), HOY))  # type: ignore[misc]
            completar = max(
                _costo(lambda filas=filas: lo_minimo(filas, HOY)),  # type: ignore[misc]
                _costo(lambda filas=filas: todo_lo_vencido(filas, HOY)),  # type: ignore[misc]
                _costo(lambda filas=filas, hasta=primera: pagar_hasta(filas, hasta, HOY)),  # type: ignore[misc]
                _costo(lambda filas=filas, hasta=ultima: pagar_hasta(filas, hasta, HOY)),  # type: ignore[misc]
            )
            veces = f"{completar / previo:.0f}" if previo else ""
            tabla.add_row(f"{cuantas:,}", f"{juzgar * 1000:.2f} ms", f"{completar * 1000:.2f} ms", veces)
            previo = completar
        consola.print(tabla)


if __name__ == "__main__":
    main()
