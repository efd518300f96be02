"""Rules 1 to 5, each as the reasons why a choice breaks it, the oldest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.rules.debts.motivos import Nombres
from portal.rules.debts.planes import Plan, Planes, Servicios, minimas, minimo
from portal.rules.debts.series import codigos, ordenadas, posicion, vencidas
from portal.structs.deudas import Deuda, Falta
from portal.texts.named import CuotasVencidas, Faltan, datos


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
        yield Falta(
            "orden",
            datos(deuda=nombres.una(saltan[-1]), faltan=nombres.con_fecha(faltan)),
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
    return (
        Falta(
            "orden",
            datos(caso="al-sacar", deuda=nombres.una(sale), salen=nombres.varias(salen)),
            codigos(salen),
            sobran=codigos(salen),
        ),
    )


def de_minimo(plan: Plan, eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 1: who pays an instalment of a plan pays at least the minimum of its overdue ones, the oldest."""
    cuotas = eleccion.vigentes(plan.cuotas)
    elegidas = eleccion.dentro(cuotas)
    atrasadas = vencidas(cuotas, eleccion.hoy)
    al_menos = minimo(len(atrasadas))
    if elegidas and len(eleccion.dentro(atrasadas)) < al_menos:
        faltan = eleccion.fuera(atrasadas[:al_menos])
        nombres = eleccion.nombres
        yield Falta(
            "minimo-de-cuotas",
            datos(
                vencidas=CuotasVencidas(len(atrasadas), nombres.del_plan(plan.llave)),
                minimo=al_menos,
                faltan=Faltan(nombres.con_fecha(faltan)),
            ),
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
        yield Falta(
            "servicios-del-lote",
            datos(deuda=nombres.una(elegidas[0]), faltan=nombres.con_fecha(faltan)),
            codigos(elegidas),
            codigos(faltan),
        )
    solos = eleccion.dentro(servicios.filas)
    if solos and cuotas:
        faltan = [*cuotas, *faltan]
        yield Falta(
            "cuotas-del-lote",
            datos(servicios=nombres.varias(solos), faltan=Faltan(nombres.con_fecha(faltan))),
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
            datos(ofertas=nombres.varias(ofertas), faltan=Faltan(nombres.con_fecha(faltan))),
            codigos(ofertas),
            codigos(faltan),
        )


def incluidas(cuotas: Iterable[Deuda], eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 5: an instalment that the pay-off in the same cart covers would be paid twice."""
    if dobles := eleccion.dentro(ordenadas(cuotas)):
        yield Falta(
            "cancelacion-incluye",
            datos(dobles=eleccion.nombres.varias(dobles)),
            codigos(dobles),
            sobran=codigos(dobles),
        )


def no_disponibles(ajenas: Iterable[str]) -> Iterator[Falta]:
    """Chosen, and not owed: paid meanwhile, or never this customer's."""
    if movimientos := tuple(sorted(ajenas)):
        yield Falta("deuda-no-disponible", datos(codigos=movimientos), movimientos, sobran=movimientos)


def sin_remedio(falta: Falta, contradicen: Iterable[Deuda], eleccion: Eleccion) -> Falta:
    """What would mend `falta` is what a pay-off in the cart already includes: only the company can sort that out."""
    return Falta("sin-remedio", datos(contradicen=eleccion.nombres.varias(contradicen)), falta.filas)
