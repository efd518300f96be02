"""The debts as their page lists them: sections, plans, rows, and beside each row why it cannot be paid so."""

from collections.abc import Iterable, Mapping, Sequence
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


class FilaDeuda(Struct, frozen=True, kw_only=True):
    """A codmovimiento; the ERP may split it in several rows, which are chosen and shown as one.

    orden: its place in the consultation, which names its elements. faltas: why it cannot be paid so; `remedia` says
    that the button which mends it stands here, and not at another row of the same reason.
    """

    orden: int
    deuda: Deuda
    importe: Decimal
    interes: Decimal
    gastos: Decimal
    elegida: bool
    seccion: int
    faltas: tuple[Falta, ...]
    remedia: bool
    pago: Pago | None


class Seccion(Struct, frozen=True):
    """One kind of urgency; its rows by plan, each with the plan's name."""

    titulo: str
    grupos: tuple[tuple[str, tuple[FilaDeuda, ...]], ...]

    @property
    def cuantas(self) -> int:
        """How many rows."""
        return sum(len(filas) for _, filas in self.grupos)


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
    armadas = []
    for codigo, suyas in partes.items():
        importe, interes, gastos = _sumar(suyas)
        armadas.append(
            FilaDeuda(
                orden=orden[codigo],
                deuda=suyas[0],
                importe=importe,
                interes=interes,
                gastos=gastos,
                elegida=codigo in elegidas,
                seccion=_seccion(suyas[0], vencida=codigo in atrasadas, retenida=codigo in retenciones),
                faltas=tuple(dichas.get(codigo, ())),
                remedia=codigo in remedian,
                pago=retenciones.get(codigo),
            )
        )
    return tuple(armadas)


def secciones(todas: Sequence[FilaDeuda], filtro: Filtro) -> tuple[list[Seccion], tuple[FilaDeuda, ...]]:
    """What the filter lists, and the chosen rows that it hides: the form posts those too."""
    listadas = [fila for fila in todas if filtro.deja(fila.deuda, vencida=fila.seccion == VENCIDA)]
    ocultas = tuple(fila for fila in todas if fila.elegida and fila not in listadas)
    armadas = []
    for numero, titulo in enumerate(SECCIONES):
        suyas = {fila.deuda.codmovimiento: fila for fila in listadas if fila.seccion == numero}
        if suyas:
            grupos = por_plan((fila.deuda for fila in suyas.values()), translations())
            armadas.append(
                Seccion(
                    titulo,
                    tuple((nombre, tuple(suyas[deuda.codmovimiento] for deuda in ellas)) for nombre, ellas in grupos),
                )
            )
    return armadas, ocultas


def lugares(deudas: Sequence[Deuda]) -> list[tuple[str, str]]:
    """Value and name of each plan or lot, for the filter."""
    return [(lugar(suyas[0]), nombre) for nombre, suyas in por_plan(deudas, translations()) if nombre]


def tipos(deudas: Sequence[Deuda]) -> list[tuple[str, str]]:
    """Value and name of each kind present, for the filter."""
    presentes = {deuda.tipo for deuda in deudas}
    return [(tipo.value, todas(tipo, translations())) for tipo in Tipo if tipo in presentes]


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
