"""Rules 1 to 5, each as the reasons why a choice breaks it: one a plan or a series, the oldest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.rules.motivos import Nombres, enumerar
from portal.rules.series import codigos, es_servicio, mismo_lote, ordenadas, planes, por_serie, posicion, vencidas
from portal.structs.deudas import Deuda, Falta


@dataclass(frozen=True, slots=True)
class Eleccion:
    """What is owed, what of it is chosen, and how its refusals name it."""

    deudas: Sequence[Deuda]
    codigos: frozenset[str]
    nombres: Nombres

    def dentro(self, deudas: Iterable[Deuda]) -> list[Deuda]:
        """Those chosen."""
        return [deuda for deuda in deudas if deuda.codmovimiento in self.codigos]

    def fuera(self, deudas: Iterable[Deuda]) -> list[Deuda]:
        """Those left out."""
        return [deuda for deuda in deudas if deuda.codmovimiento not in self.codigos]


def minimo(cuantas: int) -> int:
    """Rule 1: of so many overdue instalments of a plan, how many must be paid at least."""
    return cuantas - 1 if cuantas > 1 else cuantas


def no_disponibles(eleccion: Eleccion) -> Iterator[Falta]:
    """Chosen, and not owed: paid meanwhile, or never this customer's."""
    ajenas = tuple(sorted(eleccion.codigos.difference(codigos(eleccion.deudas))))
    if ajenas:
        uno = len(ajenas) == 1
        sujeto, verbo, imperativo = (
            ("El movimiento", "está pendiente", "sacalo") if uno else ("Los movimientos", "están pendientes", "sacalos")
        )
        yield Falta(
            "deuda-no-disponible",
            f"{sujeto} {enumerar(ajenas)} ya no {verbo}: {imperativo} del carrito.",
            ajenas,
            sobran=ajenas,
        )


def de_orden(eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 3: nothing is paid while an earlier one of its series is left out."""
    for filas in por_serie(eleccion.deudas).values():
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


def de_minimo(eleccion: Eleccion, hoy: date) -> Iterator[Falta]:
    """Rule 1: who pays an instalment of a plan pays at least the minimum of its overdue ones, the oldest."""
    for plan, filas in planes(eleccion.deudas).items():
        elegidas = eleccion.dentro(filas)
        atrasadas = vencidas(filas, hoy)
        al_menos = minimo(len(atrasadas))
        if elegidas and len(eleccion.dentro(atrasadas)) < al_menos:
            faltan = eleccion.fuera(atrasadas[:al_menos])
            nombres = eleccion.nombres
            cuantas = "1 cuota vencida" if len(atrasadas) == 1 else f"{len(atrasadas)} cuotas vencidas"
            yield Falta(
                "minimo-de-cuotas",
                f"Con {cuantas}{nombres.del_plan(plan)} el mínimo a pagar es {al_menos}: "
                f"{_faltan(faltan)} {nombres.con_fecha(faltan)}.",
                codigos(elegidas),
                codigos(faltan),
            )


def de_servicios(eleccion: Eleccion, hoy: date) -> Iterator[Falta]:
    """Rule 2: an instalment goes with every service of its lot due up to today."""
    for filas in planes(eleccion.deudas).values():
        elegidas = eleccion.dentro(filas)
        faltan = eleccion.fuera(_servicios_exigibles(elegidas, eleccion.deudas, hoy))
        if faltan:
            nombres = eleccion.nombres
            van = "va" if len(faltan) == 1 else "van"
            yield Falta(
                "servicios-del-lote",
                f"Con {nombres.una(elegidas[0])} {van} también {nombres.con_fecha(faltan)}.",
                codigos(elegidas),
                codigos(faltan),
            )


def de_cuotas(eleccion: Eleccion, hoy: date) -> Iterator[Falta]:
    """Rule 4, read with rule 2: services are of choice only where their lot has no instalment due up to today.

    Otherwise they are paid together with instalments of that lot: its minimum, and with it the lot's other services.
    """
    por_plan = planes(eleccion.deudas)
    solos: dict[tuple[str, ...], list[Deuda]] = {}
    for servicio in ordenadas(eleccion.dentro(filter(es_servicio, eleccion.deudas))):
        del_lote = {plan: [cuota for cuota in filas if mismo_lote(cuota, servicio)] for plan, filas in por_plan.items()}
        exigibles = tuple(plan for plan, filas in del_lote.items() if _cuotas_minimas(filas, hoy))
        if exigibles and not any(eleccion.dentro(filas) for filas in del_lote.values()):
            solos.setdefault(exigibles, []).append(servicio)
    for exigibles, servicios in solos.items():
        cuotas = [cuota for plan in exigibles for cuota in _cuotas_minimas(por_plan[plan], hoy)]
        faltan = [*cuotas, *eleccion.fuera(_servicios_exigibles(cuotas, eleccion.deudas, hoy))]
        nombres = eleccion.nombres
        verbo = "se paga" if len(servicios) == 1 else "se pagan"
        yield Falta(
            "cuotas-del-lote",
            f"{nombres.varias(servicios)} {verbo} junto con la cuota del mismo lote: "
            f"{_faltan(faltan)} {nombres.con_fecha(faltan)}.",
            codigos(servicios),
            codigos(faltan),
        )


def de_cancelacion(eleccion: Eleccion, cancelaciones: Sequence[Deuda], hoy: date) -> Iterator[Falta]:
    """Rule 5: with a pay-off goes everything overdue that the customer owes, of any plan and kind."""
    faltan = eleccion.fuera(vencidas(eleccion.deudas, hoy))
    if cancelaciones and faltan:
        nombres = eleccion.nombres
        yield Falta(
            "cancelacion-con-lo-vencido",
            f"Con {nombres.varias(cancelaciones)} se paga todo lo vencido: "
            f"{_faltan(faltan)} {nombres.con_fecha(faltan)}.",
            codigos(cancelaciones),
            codigos(faltan),
        )


def incluidas(eleccion: Eleccion, cubiertas: Sequence[Deuda]) -> Iterator[Falta]:
    """Rule 5: an instalment that the pay-off in the same cart covers would be paid twice."""
    for filas in planes(cubiertas).values():
        if dobles := eleccion.dentro(filas):
            sacar = "sacala" if len(dobles) == 1 else "sacalas"
            yield Falta(
                "cancelacion-incluye",
                f"La cancelación anticipada ya incluye {eleccion.nombres.varias(dobles)}: {sacar} del carrito para no "
                "pagar dos veces.",
                codigos(dobles),
                sobran=codigos(dobles),
            )


def _cuotas_minimas(cuotas: Sequence[Deuda], hoy: date) -> Sequence[Deuda]:
    """What a plan asks for today: the minimum of its overdue instalments, or the oldest of those due today."""
    atrasadas = vencidas(cuotas, hoy)
    return atrasadas[: minimo(len(atrasadas))] or [cuota for cuota in cuotas if cuota.vencimiento == hoy][:1]


def _servicios_exigibles(cuotas: Sequence[Deuda], deudas: Sequence[Deuda], hoy: date) -> list[Deuda]:
    """Services due up to today on the lots of those instalments, oldest first."""
    return [
        deuda
        for deuda in ordenadas(filter(es_servicio, deudas))
        if deuda.vencimiento <= hoy and any(mismo_lote(deuda, cuota) for cuota in cuotas)
    ]


def _faltan(deudas: Sequence[Deuda]) -> str:
    return "falta" if len(deudas) == 1 else "faltan"
