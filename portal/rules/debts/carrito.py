"""Which choices of debts may be paid, why not, and what would mend them (DOMAIN: rules of payment 1 to 5).

A choice is a set of codmovimientos; several rows may share one, and it chooses them all. A debt whose kind the ERP does
not tell (`tipo` is None) is left to the package. Overdue means due before today; "due up to today" includes today.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from msgspec import structs

from portal.rules.debts import faltas
from portal.rules.debts.circulos import en_circulo
from portal.rules.debts.faltas import Eleccion
from portal.rules.debts.motivos import Nombres
from portal.rules.debts.planes import Llave, Plan, Planes, minimo
from portal.rules.debts.series import codigos, ordenadas, posicion, vencidas
from portal.structs.deudas import Deuda, Falta, Tipo
from portal.texts.named import CuotasVencidas, datos

BLOQUEA = 6
# What is wrong with the choice itself comes first, and then each rule.
ORDEN = (
    "deuda-no-disponible",
    "cancelacion-incluye",
    "orden",
    "minimo-de-cuotas",
    "servicios-del-lote",
    "cuotas-del-lote",
    "cancelacion-con-lo-vencido",
)


class Deudas:
    """One customer's debts as every rule looks at them, whatever is chosen; the functions below ask it one thing."""

    def __init__(self, deudas: Sequence[Deuda], hoy: date) -> None:
        self.deudas = deudas
        self.hoy = hoy
        self.planes = Planes(deudas)
        self.nombres = Nombres(deudas, self.planes, hoy)
        self.ofertas = ordenadas(deuda for deuda in deudas if deuda.tipo is Tipo.CANCELACION)
        self.filas: dict[str, list[Deuda]] = {}
        for deuda in deudas:
            self.filas.setdefault(deuda.codmovimiento, []).append(deuda)

    def bloqueo(self) -> Falta | None:
        """Rule 1: six or more overdue in any plan."""
        peor, cuantas = None, BLOQUEA - 1
        for plan in self.planes.todos():
            if (atrasadas := len(vencidas(plan.cuotas, self.hoy))) > cuantas:
                peor, cuantas = plan, atrasadas
        if peor is None:
            return None
        return Falta(
            "bloqueado",
            datos(vencidas=CuotasVencidas(cuantas, self.nombres.del_plan(peor.llave)), desde=BLOQUEA),
        )

    def faltas(self, elegidas: frozenset[str], llaves: Iterable[Llave]) -> list[Falta]:
        """Why that choice cannot be paid: all that concerns the whole of it, and of those plans.

        What must leave the choice is judged as though it had left, so that no reason asks for what another one takes
        out. Where one asks all the same for what a pay-off includes, nothing here mends it, and only that is said.
        """
        ajenas = elegidas.difference(self.filas)
        quedan = elegidas - ajenas
        halladas = [*faltas.no_disponibles(ajenas)]
        salen: frozenset[str] = frozenset()
        while True:  # it ends: a pay-off that includes itself leaves, and there are as many turns as such pay-offs
            cubiertas = self.cubiertas(quedan)
            propias = quedan & {deuda.codmovimiento for deuda in self.ofertas} & set(codigos(cubiertas))
            halladas += self._incluidas(quedan)
            if not propias:
                break
            salen |= propias
            quedan -= propias
        eleccion = Eleccion(quedan.difference(codigos(cubiertas)), self.nombres, self.hoy, cubiertas)
        halladas += self._de_los_planes([self.planes.por_llave[llave] for llave in llaves], eleccion)
        halladas += faltas.de_cancelacion(self.deudas, eleccion.dentro(self.ofertas), eleccion)
        contradicen = salen.union(codigos(cubiertas))
        sin_remedio = [
            faltas.sin_remedio(falta, self._primeras(contradicen.intersection(falta.faltan)), eleccion)
            for falta in halladas
            if contradicen.intersection(falta.faltan)
        ]
        return sin_remedio or sorted(dict.fromkeys(halladas), key=lambda falta: ORDEN.index(falta.codigo))

    def completar(self, elegidas: frozenset[str]) -> frozenset[str]:
        """Adds and takes out what the reasons say, until there are none or none that tells what would help."""
        if self.bloqueo() is not None:
            return frozenset()
        ofertas = {deuda.codmovimiento for deuda in self.ofertas}
        llaves: Collection[Llave] = self.planes.por_llave
        completas = elegidas
        # Each turn something enters or leaves for good, so that the bound is never met.
        for _ in range(2 * len(self.filas) + 2):  # pragma: no branch
            pendientes = self.faltas(completas, llaves)
            entran = frozenset(codigo for falta in pendientes for codigo in falta.faltan)
            salen = frozenset(codigo for falta in pendientes for codigo in falta.sobran)
            if not entran and not salen:
                break
            completas = (completas - salen) | entran
            # A plan is looked at again where something of it has entered; a pay-off changes all of them.
            llaves = self.planes.por_llave if salen or entran & ofertas else self._de(entran)
        return completas

    def lo_minimo(self) -> frozenset[str]:
        """Rule 1's minimum, plan by plan, and what must go with it; empty where no plan has an overdue instalment."""
        minimas: list[Deuda] = []
        for plan in self.planes.todos():
            atrasadas = vencidas(plan.cuotas, self.hoy)
            minimas += atrasadas[: minimo(len(atrasadas))]
        return self.completar(frozenset(codigos(minimas)))

    def todo_lo_vencido(self) -> frozenset[str]:
        """Everything overdue, and what must go with it: who pays it is up to date."""
        return self.completar(frozenset(codigos(vencidas(self.deudas, self.hoy))))

    def _de_los_planes(self, planes: Sequence[Plan], eleccion: Eleccion) -> Iterator[Falta]:
        """Rules 1 to 4. Services that several plans share are judged once."""
        for plan in planes:
            yield from faltas.de_orden(eleccion.vigentes(plan.cuotas), eleccion)
            yield from faltas.de_minimo(plan, eleccion)
        yield from _orden_de_servicios(planes, eleccion)
        for servicios in {servicios.llave: servicios for plan in planes for servicios in plan.servicios}.values():
            yield from faltas.de_servicios(servicios, self.planes.de_los(servicios), eleccion)

    def cubiertas(self, elegidas: frozenset[str]) -> frozenset[Deuda]:
        """Rule 5: a chosen pay-off stands for its plan's instalments due from today on; beside it they are no debts."""
        return frozenset(cuota for plan in self._cancelados(elegidas) for cuota in plan.futuras(self.hoy))

    def _incluidas(self, elegidas: frozenset[str]) -> list[Falta]:
        eleccion = Eleccion(elegidas, self.nombres, self.hoy)
        return [
            falta for plan in self._cancelados(elegidas) for falta in faltas.incluidas(plan.futuras(self.hoy), eleccion)
        ]

    def _cancelados(self, elegidas: frozenset[str]) -> list[Plan]:
        en_carrito = (oferta for oferta in self.ofertas if oferta.codmovimiento in elegidas)
        return [
            self.planes.por_llave[llave]
            for llave in dict.fromkeys(llave for oferta in en_carrito for llave in self.planes.de(oferta))
        ]

    def _primeras(self, cuales: Iterable[str]) -> list[Deuda]:
        return ordenadas(self.filas[codigo][0] for codigo in cuales)

    def _de(self, cuales: Iterable[str]) -> dict[Llave, None]:
        filas = ordenadas(deuda for codigo in cuales for deuda in self.filas.get(codigo, ()))
        return dict.fromkeys(llave for deuda in filas for llave in self.planes.de(deuda))


def bloqueo(deudas: Sequence[Deuda], hoy: date) -> Falta | None:
    """Rule 1: six or more overdue in any plan block the whole customer, whatever is chosen."""
    return Deudas(deudas, hoy).bloqueo()


def revisar(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date) -> tuple[Falta, ...]:
    """Every reason why that choice cannot be paid, in a fixed order; none means that it can.

    An empty choice breaks no rule. Following `faltan` and `sobran` leads to a choice that can be paid, or to a reason
    without either, which sends the customer to the company.
    """
    todas = Deudas(deudas, hoy)
    if (bloqueada := todas.bloqueo()) is not None:
        return (structs.replace(bloqueada, filas=tuple(sorted(elegidas))),)
    return tuple(todas.faltas(elegidas, todas.planes.por_llave))


def cubiertas(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date) -> frozenset[Deuda]:
    """The instalments that the pay-offs of that choice settle besides what is chosen (rule 5)."""
    return Deudas(deudas, hoy).cubiertas(elegidas)


def revisar_orden(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date | None = None) -> tuple[Falta, ...]:
    """Rule 3 alone, as the package keeps it for each debt that enters or leaves a cart: what a pay-off covers keeps its
    place in it. `hoy` only words the dates."""
    planes = Planes(deudas)
    eleccion = Eleccion(elegidas, Nombres(deudas, planes, hoy), hoy or date.min)
    de_cuotas = (falta for plan in planes.todos() for falta in faltas.de_orden(plan.cuotas, eleccion))
    return tuple(dict.fromkeys((*de_cuotas, *_orden_de_servicios(planes.todos(), eleccion))))


def _orden_de_servicios(planes: Iterable[Plan], eleccion: Eleccion) -> Iterator[Falta]:
    """Rule 3 on services; plans that have the very same ones are looked at once."""
    distintos = {tuple(servicios.llave for servicios in plan.servicios): plan for plan in planes}
    for plan in distintos.values():
        for serie in plan.series_de_servicios():
            yield from faltas.de_orden(serie, eleccion)


def revisar_cambio(
    deudas: Sequence[Deuda], carrito: frozenset[str], codmovimiento: str, *, agrega: bool, hoy: date
) -> tuple[Falta, ...]:
    """Rule 3 for one movement that enters that cart or leaves it.

    Movements of several rows may have to go before one another. Those enter and leave one after the other: to ask for
    the second before the first would be to ask for ever.
    """
    despues = carrito | {codmovimiento} if agrega else carrito - {codmovimiento}
    halladas = [  # of this movement: half of a circle is out of order until the rest is there
        falta
        for falta in revisar_orden(deudas, despues, hoy)
        if codmovimiento in (falta.filas if agrega else falta.faltan)
    ]
    if not halladas:
        return ()
    entre = {deuda.codmovimiento for deuda in deudas if (deuda.codmovimiento in carrito) is not agrega}
    circulo = en_circulo(deudas, Planes(deudas), codmovimiento, entre)
    negadas = tuple(falta for falta in halladas if not circulo.issuperset(falta.faltan if agrega else falta.filas))
    return negadas if agrega else faltas.al_sacar(deudas, codmovimiento, negadas, hoy)


def completar(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date) -> frozenset[str]:
    """The smallest choice around this one that breaks no rule: with what was missing, without what was too much.

    Empty where the customer is blocked. Where nothing here mends the choice it is what was reached: `revisar` says why.
    """
    return Deudas(deudas, hoy).completar(elegidas)


def lo_minimo(deudas: Sequence[Deuda], hoy: date) -> frozenset[str]:
    """The least that may be paid of what is overdue (Deudas.lo_minimo)."""
    return Deudas(deudas, hoy).lo_minimo()


def todo_lo_vencido(deudas: Sequence[Deuda], hoy: date) -> frozenset[str]:
    """All that is overdue (Deudas.todo_lo_vencido)."""
    return Deudas(deudas, hoy).todo_lo_vencido()


def pagar_hasta(deudas: Sequence[Deuda], codmovimiento: str, hoy: date) -> frozenset[str]:
    """That debt with everything before it in its series, and what must go with them; empty where it is not owed."""
    return completar(deudas, frozenset({codmovimiento}), hoy)


def elegir_hasta(deudas: Sequence[Deuda], elegidas: frozenset[str], codmovimiento: str, hoy: date) -> frozenset[str]:
    """That choice with the debt's series paid just up to it: later ones of the series leave, other series stay."""
    planes = Planes(deudas)
    pedidas = [deuda for deuda in deudas if deuda.codmovimiento == codmovimiento]
    posteriores = {
        deuda.codmovimiento
        for pedida in pedidas
        for llave in planes.de(pedida)
        for serie in (planes.por_llave[llave].cuotas, *planes.por_llave[llave].series_de_servicios())
        for deuda in serie
        if deuda.tipo is pedida.tipo and posicion(deuda) > posicion(pedida)
    }
    return completar(deudas, (elegidas - posteriores) | pagar_hasta(deudas, codmovimiento, hoy), hoy)
