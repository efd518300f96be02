"""The debts as their page lists them: sections, plans, rows, and beside each row why it cannot be paid so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from portal.controllers.pages.debts.eleccion import Filtro, lugar
from portal.documents.grupos import por_plan
from portal.documents.tipos import todas
from portal.rules.debts.series import ordenadas, vencidas
from portal.structs.deudas import Carrito, Consulta, Deuda, Falta, Tipo
from portal.structs.pagos import Pago
from portal.texts.es.pagina import SECCIONES
from portal.web.language import translations

VENCIDA, POR_VENCER, CANCELACION, RETENIDA = range(len(SECCIONES))
# How many of those to come are listed at once, with what falls due on the same day; later ones are folded by year.
PROXIMAS = 3


class FilaDeuda(Struct, frozen=True, kw_only=True):
    """A codmovimiento; the ERP may split it in several rows, which are chosen and shown as one.

    orden: its place in the consultation, which names its elements. sigue: others of its plan and kind come before it,
    so that paying up to it is more than choosing it. faltas: why it cannot be paid so; `remedia` says that the button
    which mends it stands here, and not at another row of the same reason.
    """

    orden: int
    deuda: Deuda
    importe: Decimal
    interes: Decimal
    gastos: Decimal
    elegida: bool
    seccion: int
    sigue: bool
    faltas: tuple[Falta, ...]
    remedia: bool
    pago: Pago | None


class Seccion(Struct, frozen=True):
    """One kind of urgency; its rows by plan, each with the plan's name."""

    numero: int
    titulo: str
    grupos: tuple[tuple[str, tuple[FilaDeuda, ...]], ...]

    @property
    def en_pago(self) -> bool:
        """Whether its debts are of a payment under way, so that none can be chosen."""
        return self.numero == RETENIDA

    @property
    def filas(self) -> list[FilaDeuda]:
        """All of them."""
        return [fila for _, suyas in self.grupos for fila in suyas]

    @property
    def suma(self) -> Decimal:
        """What they come to."""
        return _suma(self.filas)


class Anio(Struct, frozen=True):
    """What falls due in a year that is folded. abierto: its rows are listed."""

    anio: int
    filas: tuple[FilaDeuda, ...]
    abierto: bool

    @property
    def suma(self) -> Decimal:
        """What they come to."""
        return _suma(self.filas)

    @property
    def cuantas(self) -> int:
        """How many they are."""
        return len(self.filas)

    @property
    def elegidas(self) -> int:
        """How many are chosen."""
        return sum(fila.elegida for fila in self.filas)


class Listado(Struct, frozen=True, kw_only=True):
    """secciones: those listed at once. anios: what comes later. ocultas: chosen and not listed, which the form posts
    all the same; fuera: how many of those a filter hides."""

    secciones: tuple[Seccion, ...]
    anios: tuple[Anio, ...]
    ocultas: tuple[FilaDeuda, ...]
    fuera: int

    @property
    def listadas(self) -> frozenset[int]:
        """Which rows are in the page, by their place."""
        filas = [fila for seccion in self.secciones for fila in seccion.filas]
        filas += [fila for anio in self.anios if anio.abierto for fila in anio.filas]
        return frozenset(fila.orden for fila in filas)


def filas(consulta: Consulta, carrito: Carrito, hoy: date, retenciones: Mapping[str, Pago]) -> tuple[FilaDeuda, ...]:
    """Every debt, oldest first."""
    orden = {
        codigo: numero for numero, codigo in enumerate(dict.fromkeys(deuda.codmovimiento for deuda in consulta.deudas))
    }
    atrasadas = {deuda.codmovimiento for deuda in vencidas(consulta.deudas, hoy)}
    partes: dict[str, list[Deuda]] = {}
    for deuda in ordenadas(consulta.deudas):
        partes.setdefault(deuda.codmovimiento, []).append(deuda)
    elegidas = {deuda.codmovimiento for deuda in carrito.items}
    dichas: dict[str, list[Falta]] = {}
    for falta in carrito.faltas:
        for codigo in dict.fromkeys(falta.filas):
            dichas.setdefault(codigo, []).append(falta)
    remedian = {falta.filas[0] for falta in carrito.faltas if falta.filas and (falta.faltan or falta.sobran)}
    series: set[tuple[str, Tipo | None]] = set()
    armadas = []
    for codigo, suyas in partes.items():
        importe, interes, gastos = _sumar(suyas)
        serie = lugar(suyas[0]), suyas[0].tipo
        armadas.append(
            FilaDeuda(
                orden=orden[codigo],
                deuda=suyas[0],
                importe=importe,
                interes=interes,
                gastos=gastos,
                elegida=codigo in elegidas and codigo not in retenciones,
                seccion=_seccion(suyas[0], vencida=codigo in atrasadas, retenida=codigo in retenciones),
                sigue=serie in series and suyas[0].tipo is not None,
                faltas=tuple(dichas.get(codigo, ())),
                remedia=codigo in remedian,
                pago=retenciones.get(codigo),
            )
        )
        series.add(serie)
    return tuple(armadas)


def listar(todas: Sequence[FilaDeuda], filtro: Filtro, senaladas: Collection[int] = ()) -> Listado:
    """What the filter lists; a year is listed where it was asked for, or where something in it has to be said, or is
    pointed at (senaladas)."""
    dejadas = [fila for fila in todas if filtro.deja(fila.deuda, vencida=fila.seccion == VENCIDA)]
    por_vencer = [fila for fila in dejadas if fila.seccion == POR_VENCER]
    ultima = por_vencer[:PROXIMAS][-1].deuda.vencimiento if por_vencer else date.min
    despues = [fila for fila in por_vencer[PROXIMAS:] if fila.deuda.vencimiento > ultima]
    por_anio: dict[int, list[FilaDeuda]] = {}
    for fila in despues:
        por_anio.setdefault(fila.deuda.vencimiento.year, []).append(fila)
    anios = tuple(
        Anio(anio, tuple(suyas), anio in filtro.anios or any(fila.faltas or fila.orden in senaladas for fila in suyas))
        for anio, suyas in por_anio.items()
    )
    cerradas = {fila.orden for anio in anios if not anio.abierto for fila in anio.filas}
    a_la_vista = {fila.orden for fila in dejadas} - cerradas
    plegadas = {fila.orden for fila in despues}
    return Listado(
        secciones=tuple(
            Seccion(numero, titulo, _por_plan(suyas))
            for numero, titulo in enumerate(SECCIONES)
            if (suyas := [fila for fila in dejadas if fila.seccion == numero and fila.orden not in plegadas])
        ),
        anios=anios,
        ocultas=tuple(fila for fila in todas if fila.elegida and fila.orden not in a_la_vista),
        fuera=sum(fila.elegida for fila in todas) - sum(fila.elegida for fila in dejadas),
    )


def lugares(deudas: Sequence[Deuda]) -> list[tuple[str, str]]:
    """Value and name of each plan or lot, for the filter."""
    return [(lugar(suyas[0]), nombre) for nombre, suyas in por_plan(deudas, translations()) if nombre]


def tipos(deudas: Sequence[Deuda]) -> list[tuple[str, str]]:
    """Value and name of each kind present, for the filter."""
    presentes = {deuda.tipo for deuda in deudas}
    return [(tipo.value, todas(tipo, translations())) for tipo in Tipo if tipo in presentes]


def _por_plan(filas: Sequence[FilaDeuda]) -> tuple[tuple[str, tuple[FilaDeuda, ...]], ...]:
    suyas = {fila.deuda.codmovimiento: fila for fila in filas}
    grupos = por_plan((fila.deuda for fila in filas), translations())
    return tuple((nombre, tuple(suyas[deuda.codmovimiento] for deuda in ellas)) for nombre, ellas in grupos)


def _suma(filas: Iterable[FilaDeuda]) -> Decimal:
    return sum((fila.importe for fila in filas), Decimal(0))


def _sumar(suyas: Iterable[Deuda]) -> tuple[Decimal, Decimal, Decimal]:
    """Amount, interest and charges."""
    importe = interes = gastos = Decimal(0)
    for deuda in suyas:
        importe += deuda.importe
        interes += deuda.interes or 0
        gastos += deuda.gastos or 0
    return importe, interes, gastos


def _seccion(deuda: Deuda, *, vencida: bool, retenida: bool) -> int:
    if retenida:
        return RETENIDA
    if deuda.tipo is Tipo.CANCELACION:
        return CANCELACION
    return VENCIDA if vencida else POR_VENCER
