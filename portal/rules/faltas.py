"""Rules 1 to 5, each as the reasons why a choice breaks it, the oldest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.rules.motivos import Nombres, enumerar
from portal.rules.planes import Plan, Planes, Servicios, minimas, minimo
from portal.rules.series import codigos, ordenadas, posicion, vencidas
from portal.structs.deudas import Deuda, Falta


@dataclass(frozen=True, slots=True)
class Eleccion:
    """What is chosen, and how its refusals name it.

    cubiertas: the rows that a chosen pay-off stands for; beside it they are no debts.
    """

    codigos: frozenset[str]
    nombres: Nombres
    hoy: date
    cubiertas: frozenset[Deuda] = frozenset()

    def vigentes(self, deudas: Iterable[Deuda]) -> list[Deuda]:
        """Those that the choice leaves to be paid one by one."""
        return [deuda for deuda in deudas if deuda not in self.cubiertas] if self.cubiertas else list(deudas)

    def dentro(self, deudas: Iterable[Deuda]) -> list[Deuda]:
        """Those chosen."""
        return [deuda for deuda in deudas if deuda.codmovimiento in self.codigos]

    def fuera(self, deudas: Iterable[Deuda]) -> list[Deuda]:
        """Those left out."""
        return [deuda for deuda in deudas if deuda.codmovimiento not in self.codigos]


def de_orden(filas: Sequence[Deuda], eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 3, on debts of one plan and kind, oldest first: nothing is paid while an earlier one is left out."""
    fuera = eleccion.fuera(filas)
    saltan = [deuda for deuda in eleccion.dentro(filas) if fuera and posicion(fuera[0]) < posicion(deuda)]
    if saltan:
        faltan = [deuda for deuda in fuera if posicion(deuda) < posicion(saltan[-1])]
        nombres = eleccion.nombres
        van = "va" if len(faltan) == 1 else "van"
        yield Falta(
            "orden",
            f"Para pagar {nombres.una(saltan[-1])} primero {van} {nombres.con_fecha(faltan)}.",
            codigos(saltan),
            codigos(faltan),
        )


def al_sacar(deudas: Sequence[Deuda], codmovimiento: str, negadas: Sequence[Falta], hoy: date) -> tuple[Falta, ...]:
    """Rule 3 where a debt would leave a cart: what comes after it has to leave before, the newest first."""
    siguen = {codigo for falta in negadas for codigo in falta.filas}
    if not siguen:
        return ()
    nombres = Nombres(deudas, Planes(deudas), hoy)
    salen = ordenadas(deuda for deuda in deudas if deuda.codmovimiento in siguen)[::-1]
    sale = next(deuda for deuda in deudas if deuda.codmovimiento == codmovimiento)
    motivo = f"Para sacar {nombres.una(sale)} primero hay que sacar {nombres.varias(salen)}."
    return (Falta("orden", motivo, codigos(salen), sobran=codigos(salen)),)


def de_minimo(plan: Plan, eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 1: who pays an instalment of a plan pays at least the minimum of its overdue ones, the oldest."""
    cuotas = eleccion.vigentes(plan.cuotas)
    elegidas = eleccion.dentro(cuotas)
    atrasadas = vencidas(cuotas, eleccion.hoy)
    al_menos = minimo(len(atrasadas))
    if elegidas and len(eleccion.dentro(atrasadas)) < al_menos:
        faltan = eleccion.fuera(atrasadas[:al_menos])
        nombres = eleccion.nombres
        cuantas = "1 cuota vencida" if len(atrasadas) == 1 else f"{len(atrasadas)} cuotas vencidas"
        yield Falta(
            "minimo-de-cuotas",
            f"Con {cuantas}{nombres.del_plan(plan.clave)} el mínimo a pagar es {al_menos}: "
            f"{_faltan(faltan)} {nombres.con_fecha(faltan)}.",
            codigos(elegidas),
            codigos(faltan),
        )


def de_servicios(servicios: Servicios, planes: Iterable[Plan], eleccion: Eleccion) -> Iterator[Falta]:
    """Rules 2 and 4, on services of the same plans.

    An instalment of any of those goes with every one of the services due up to today. And a service is of choice only
    where none of its plans has an instalment due up to today; otherwise it goes with that plan's minimum.
    """
    elegidas: list[Deuda] = []
    cuotas: list[Deuda] = []
    for plan in planes:
        vigentes = eleccion.vigentes(plan.cuotas)
        suyas = eleccion.dentro(vigentes)
        elegidas += suyas
        cuotas += [] if suyas else minimas(vigentes, eleccion.hoy)
    faltan = eleccion.fuera(servicios.exigibles(eleccion.hoy))
    nombres = eleccion.nombres
    if elegidas and faltan:
        van = "va" if len(faltan) == 1 else "van"
        yield Falta(
            "servicios-del-lote",
            f"Con {nombres.una(elegidas[0])} {van} también {nombres.con_fecha(faltan)}.",
            codigos(elegidas),
            codigos(faltan),
        )
    solos = eleccion.dentro(servicios.filas)
    if solos and cuotas:
        verbo = "se paga" if len(solos) == 1 else "se pagan"
        faltan = [*cuotas, *faltan]
        yield Falta(
            "cuotas-del-lote",
            f"{nombres.varias(solos)} {verbo} junto con la cuota del mismo lote: "
            f"{_faltan(faltan)} {nombres.con_fecha(faltan)}.",
            codigos(solos),
            codigos(faltan),
        )


def de_cancelacion(deudas: Iterable[Deuda], ofertas: list[Deuda], eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 5: with a pay-off goes everything overdue that the customer owes, of any plan and kind."""
    faltan = eleccion.fuera(vencidas(deudas, eleccion.hoy)) if ofertas else []
    if faltan:
        nombres = eleccion.nombres
        yield Falta(
            "cancelacion-con-lo-vencido",
            f"Con {nombres.varias(ofertas)} se paga todo lo vencido: {_faltan(faltan)} {nombres.con_fecha(faltan)}.",
            codigos(ofertas),
            codigos(faltan),
        )


def incluidas(cuotas: Iterable[Deuda], eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 5: an instalment that the pay-off in the same cart covers would be paid twice."""
    if dobles := eleccion.dentro(ordenadas(cuotas)):
        sacar = "sacala" if len(dobles) == 1 else "sacalas"
        yield Falta(
            "cancelacion-incluye",
            f"La cancelación anticipada ya incluye {eleccion.nombres.varias(dobles)}: {sacar} del carrito para no "
            "pagar dos veces.",
            codigos(dobles),
            sobran=codigos(dobles),
        )


def no_disponibles(ajenas: Iterable[str]) -> Iterator[Falta]:
    """Chosen, and not owed: paid meanwhile, or never this customer's."""
    if movimientos := tuple(sorted(ajenas)):
        uno = len(movimientos) == 1
        sujeto, verbo, imperativo = (
            ("El movimiento", "está pendiente", "sacalo") if uno else ("Los movimientos", "están pendientes", "sacalos")
        )
        yield Falta(
            "deuda-no-disponible",
            f"{sujeto} {enumerar(movimientos)} ya no {verbo}: {imperativo} del carrito.",
            movimientos,
            sobran=movimientos,
        )


def sin_remedio(falta: Falta, contradicen: Iterable[Deuda], eleccion: Eleccion) -> Falta:
    """What would mend `falta` is what a pay-off in the cart already includes: only the company can sort that out."""
    return Falta(
        "sin-remedio",
        f"La cancelación anticipada ya incluye {eleccion.nombres.varias(contradicen)}, que también habría que pagar "
        "aparte: por la web no se puede pagar así. Sacá la cancelación o acercate a nuestras oficinas.",
        falta.filas,
    )


def _faltan(deudas: list[Deuda]) -> str:
    return "falta" if len(deudas) == 1 else "faltan"
