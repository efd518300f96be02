"""DOMAIN's rules of payment 1 to 5 once more, by brute force, one sentence after another, for customers of few debts.

It shares no code with the rules, and reads no grouping of theirs: it looks at each pair of rows.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations
from random import Random

from portal.structs.deudas import Deuda, Tipo

HOY = date(2026, 8, 3)
SERVICIOS = (Tipo.AGUA, Tipo.JARDINERIA, Tipo.IMPUESTO, Tipo.EXPENSAS)
MINIMO = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3, 5: 4}


def al_azar(azar: Random, hasta: int) -> list[Deuda]:
    """A customer of up to `hasta` rows as real ones are: PLAN, LOTE and TIPO come and go, a plan names several lots, a
    lot has several plans, dates and SEQ_DI tie, movements have several rows."""
    planes, lotes = azar.randint(1, 3), azar.randint(1, 3)
    sin_plan, sin_lote, sin_tipo = (azar.choice((0.0, 0.2, 0.6)) for _ in range(3))
    tipos = azar.choice(
        (
            (Tipo.CUOTA, Tipo.CUOTA, Tipo.AGUA),
            (Tipo.CUOTA, Tipo.CUOTA, Tipo.CUOTA, Tipo.AGUA, Tipo.AGUA, Tipo.JARDINERIA, Tipo.CANCELACION),
            (Tipo.CUOTA, Tipo.CANCELACION, *SERVICIOS),
        )
    )
    dias = azar.choice(((-9, -1), (-3, 3), (-1, 1), (0, 9)))
    filas = []
    for numero in range(azar.randint(1, hasta)):
        tipo = None if azar.random() < sin_tipo / 2 else azar.choice(tipos)
        servicio = tipo in SERVICIOS
        codigo = f"M{azar.randrange(numero + 1)}" if azar.random() < 0.1 else f"M{numero}"
        filas.append(
            Deuda(
                codmovimiento=codigo,
                seq=azar.choice((0, numero)),
                descripcion=f"Movimiento {numero}",
                importe=Decimal(100_000),
                importe_maximo=Decimal(100_000),
                moneda=1,
                vencimiento=HOY + timedelta(azar.randint(*dias)),
                tipo=tipo,
                # Called like the lots: a plan and a lot of one name are two places.
                plan=None if azar.random() < (0.7 if servicio else sin_plan) else str(azar.randint(1, planes)),
                lote=None if azar.random() < sin_lote else str(azar.randint(1, lotes)),
                nro_cuota=numero if tipo is Tipo.CUOTA and azar.random() < 0.7 else None,
            )
        )
    return filas


def elecciones(filas: Sequence[Deuda]) -> Iterator[frozenset[str]]:
    """Everything that can be chosen of them, from nothing to all."""
    codigos = sorted({fila.codmovimiento for fila in filas})
    todas = chain.from_iterable(combinations(codigos, cuantos) for cuantos in range(len(codigos) + 1))
    return map(frozenset, todas)


class Oraculo:
    """What may be paid of those rows today."""

    def __init__(self, filas: Sequence[Deuda], hoy: date = HOY) -> None:
        self.filas = filas
        self.hoy = hoy
        self.lugares = [self._lugares(fila) for fila in filas]
        self.planes = set().union(*self.lugares) if filas else set()

    def _lugares(self, fila: Deuda) -> set[tuple[str, str]]:
        """The plan that it names or, without one, those of its lot; its lot alone where no plan names it."""
        if fila.plan:
            return {("plan", fila.plan)}
        if not fila.lote:
            return set()
        nombran = {("plan", otra.plan) for otra in self.filas if otra.plan and otra.lote == fila.lote}
        return nombran or {("lote", fila.lote)}

    def _cuotas(self, plan: tuple[str, str]) -> list[Deuda]:
        return [
            fila
            for fila, suyos in zip(self.filas, self.lugares, strict=True)
            if fila.tipo is Tipo.CUOTA and plan in suyos
        ]

    @property
    def bloqueado(self) -> bool:
        """6 or more overdue instalments of a plan."""
        return any(sum(cuota.vencimiento < self.hoy for cuota in self._cuotas(plan)) >= 6 for plan in self.planes)

    def pagable(self, carrito: frozenset[str]) -> bool:
        """Whether exactly that may be paid; that nothing may be paid of nothing is not asked here."""
        if self.bloqueado:
            return False
        cancelados = {
            plan
            for fila, suyos in zip(self.filas, self.lugares, strict=True)
            if fila.tipo is Tipo.CANCELACION and fila.codmovimiento in carrito
            for plan in suyos
        }
        cubierta = [
            fila.tipo is Tipo.CUOTA and fila.vencimiento >= self.hoy and bool(suyos & cancelados)
            for fila, suyos in zip(self.filas, self.lugares, strict=True)
        ]
        dentro = [fila.codmovimiento in carrito for fila in self.filas]
        if any(esta and suya for esta, suya in zip(dentro, cubierta, strict=True)):
            return False  # 5: charged twice
        if any(esta and fila.tipo is Tipo.CANCELACION for fila, esta in zip(self.filas, dentro, strict=True)) and any(
            fila.vencimiento < self.hoy and fila.tipo is not Tipo.CANCELACION and not esta
            for fila, esta in zip(self.filas, dentro, strict=True)
        ):
            return False  # 5: everything overdue in the same cart
        quedan = [numero for numero in range(len(self.filas)) if not cubierta[numero]]
        return not any(self._rompe(uno, dentro, quedan) for uno in quedan if dentro[uno])

    def _rompe(self, uno: int, dentro: list[bool], quedan: list[int]) -> bool:
        """Whether that chosen row may not be paid with what else is chosen."""
        fila = self.filas[uno]
        for otro in quedan:
            otra = self.filas[otro]
            if dentro[otro] or not self.lugares[uno] & self.lugares[otro]:
                continue
            antes = (otra.vencimiento, otra.seq) < (fila.vencimiento, fila.seq)
            if fila.tipo is otra.tipo and fila.tipo not in (None, Tipo.CANCELACION) and antes:
                return True  # 3
            if fila.tipo is Tipo.CUOTA and otra.tipo in SERVICIOS and otra.vencimiento <= self.hoy:
                return True  # 2
        for plan in self.lugares[uno]:
            cuotas = [otro for otro in quedan if self.filas[otro].tipo is Tipo.CUOTA and plan in self.lugares[otro]]
            vencidas = [otro for otro in cuotas if self.filas[otro].vencimiento < self.hoy]
            if fila.tipo is Tipo.CUOTA and sum(dentro[otro] for otro in vencidas) < MINIMO[len(vencidas)]:
                return True  # 1
            exige = any(self.filas[otro].vencimiento <= self.hoy for otro in cuotas)
            if fila.tipo in SERVICIOS and exige and not any(dentro[otro] for otro in cuotas):
                return True  # 4
        return False
