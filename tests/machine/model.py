"""What the two doors must answer about one customer, with nothing but sets."""

from dataclasses import dataclass, field
from datetime import date

from portal.rules.debts.carrito import revisar, revisar_orden
from portal.structs.deudas import Deuda
from tests import datos

BIEN, RECHAZO, DESCONOCIDO = 200, 409, 404
DEUDAS = {deuda.codmovimiento: deuda for deuda in datos.CLIENTES[datos.TRES_Y_AGUA][1]}


def _de(codigos: set[str]) -> list[Deuda]:
    return [deuda for codigo, deuda in DEUDAS.items() if codigo in codigos]


@dataclass
class Sesion:
    """A consultation: what it saw, its cart, whether it paid, and whether a payment was reversed since."""

    vio: set[str]
    carro: set[str] = field(default_factory=set)
    pagada: bool = False
    vieja: bool = False


@dataclass
class Modelo:
    """`pagos` by code: its consultation, what it paid and how it is, in the order in which they were made."""

    pendientes: set[str] = field(default_factory=lambda: set(DEUDAS))
    retenidas: set[str] = field(default_factory=set)
    sesiones: dict[int, Sesion] = field(default_factory=dict)
    pagos: dict[str, tuple[int, set[str], str]] = field(default_factory=dict)
    quemados: set[str] = field(default_factory=set)
    orden: list[str] = field(default_factory=list)

    def agregar(self, session: int, codigo: str, *, pone: bool, hoy: date) -> int:
        """What adding or removing must answer; done where it can be."""
        sesion = self.sesiones[session]
        despues = sesion.carro | {codigo} if pone else sesion.carro - {codigo}
        if sesion.pagada or sesion.vieja:
            return RECHAZO
        if pone and (codigo not in sesion.vio & self.pendientes or codigo in self.retenidas):
            return RECHAZO
        if revisar_orden(_de(sesion.vio), frozenset(despues), hoy):
            return RECHAZO
        if revisar_orden(_de(self.pendientes), frozenset(despues), hoy):
            return RECHAZO
        sesion.carro = despues
        return BIEN

    def pagar(self, session: int, codigo: str, hoy: date) -> int:
        """What POST /pago must answer; done where it can be."""
        if codigo in self.pagos:
            de, _, estado = self.pagos[codigo]
            return BIEN if de == session and estado == "PAGADO" else RECHAZO
        sesion = self.sesiones[session]
        carro = frozenset(sesion.carro)
        if codigo in self.quemados or sesion.pagada or sesion.vieja or not carro:
            return RECHAZO
        if revisar(_de(sesion.vio), carro, hoy) or not carro <= self.pendientes - self.retenidas:
            return RECHAZO
        self.pagos[codigo] = session, set(carro), "PAGADO"
        self.orden.append(codigo)
        self.pendientes -= carro
        sesion.pagada = True
        return BIEN

    def se_aplica(self, elegidas: set[str], hoy: date) -> bool:
        """Whether the ERP takes what the bank charged: nothing that comes before is owed again, by a reversal since."""
        return not revisar(_de(self.pendientes), frozenset(elegidas), hoy)

    def anular(self, codigo: str) -> int:
        """What POST /anulacion must answer; done where it can be. All these debts are of one lot: the newest first."""
        if codigo not in self.pagos:
            self.quemados.add(codigo)
            return DESCONOCIDO
        session, items, estado = self.pagos[codigo]
        if estado == "ANULADO":
            return BIEN
        if estado != "PAGADO" or self.orden[-1] != codigo:
            return RECHAZO
        self.orden.pop()
        self.pagos[codigo] = session, items, "ANULADO"
        self.pendientes |= items
        for sesion in self.sesiones.values():
            sesion.vieja = True
        return BIEN
