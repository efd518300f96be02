"""The finance desk: what a day brought, and how it stands against what a bank says it charged."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.structs.pagos import Estado, Pago
from portal.texts.named import Saying


class Parte(Struct, frozen=True, kw_only=True):
    """Payments of one day, one channel, one currency and one state. tardia: they were reversed once that day was
    over."""

    canal: str
    moneda: int
    estado: Estado
    tardia: bool
    cuantos: int
    subtotal: Decimal
    comision: Decimal


class RenglonCierre(Struct, frozen=True, kw_only=True):
    """What one channel brought in one currency on one day. pagados counts every payment of that day, those that were
    reversed too; neto is what stays. subtotal and comision are of those that stay."""

    canal: str
    moneda: int
    pagados: int
    bruto: Decimal
    anulados: int
    total_anulado: Decimal
    subtotal: Decimal
    comision: Decimal

    @property
    def neto(self) -> Decimal:
        """What stays once the reversals are taken off."""
        return self.subtotal + self.comision


class CierreFirmado(Struct, frozen=True, kw_only=True):
    """A day that somebody closed: its figures as they were then."""

    dia: date
    en: datetime
    por: str
    motivo: str
    renglones: tuple[RenglonCierre, ...]


class Cierre(Struct, frozen=True, kw_only=True):
    """A day as it is now. en_duda: numbers of the attempts of that day whose end is not known. firmado: None while
    nobody closed it. tardias: payments of other days whose late reversal was written down on this one; no figure counts
    them."""

    dia: date
    terminado: bool
    renglones: tuple[RenglonCierre, ...]
    en_duda: tuple[int, ...]
    firmado: CierreFirmado | None
    tardias: tuple[Pago, ...] = ()

    @property
    def cambio(self) -> bool:
        """Whether the figures are no longer those that were closed."""
        return self.firmado is not None and self.firmado.renglones != self.renglones


class Movimiento(Struct, frozen=True, kw_only=True):
    """A line of a bank's or gateway's extract; `linea` is its place in the file, the heading being 1. `codigo` is what
    the other side knows the payment by: our code of transaction, the gateway's own number, or the attempt's. `importe`
    is negative where it gave the money back."""

    linea: int
    codigo: str
    fecha: date
    importe: Decimal
    moneda: int


class Liquidacion(Struct, frozen=True, kw_only=True):
    """A line of some extract that names a payment; negative where the money was given back."""

    extracto_id: int
    canal: str
    codigo: str
    fecha: date
    importe: Decimal
    moneda: int


class Columnas(Struct, frozen=True, kw_only=True):
    """Under which titles a canal's file says what; a title in its one form (FECHA_DE_PAGO), or '' where there is none.

    devolucion: a second column of amounts, of money given back. moneda_fija: 1 or 2 where all its files are in one
    currency, or 0; without it and without `moneda`, the sign beside the amount tells.
    """

    codigo: str
    fecha: str
    importe: str
    devolucion: str = ""
    moneda: str = ""
    moneda_fija: int = 0

    def titulos(self) -> frozenset[str]:
        """Those that a file must have to be read so."""
        return frozenset(filter(None, (self.codigo, self.fecha, self.importe, self.devolucion, self.moneda)))


class Borrador(Struct, frozen=True, kw_only=True):
    """A file of an extract about which something is asked; nothing of it is loaded."""

    llave: str
    canal: str
    archivo: str
    motivo: str
    por: str
    contenido: bytes


class Titulo(Struct, frozen=True, kw_only=True):
    """A column that may be chosen: the name it is kept by, its title as written, and what it holds in a first row."""

    nombre: str
    escrito: str | Saying
    ejemplo: str


class PreguntaColumnas(Struct, frozen=True, kw_only=True):
    """Which column of a file says what. linea: where its titles seem to be; lineas: those that could be, each with what
    it says; elegidas: what was chosen before."""

    llave: str
    canal: str
    archivo: str
    linea: int
    lineas: tuple[tuple[int, str], ...]
    titulos: tuple[Titulo, ...]
    elegidas: Columnas


class PreguntaFechas(Struct, frozen=True, kw_only=True):
    """Whether the dates of a file are right: the first of those far off, of `cuantas`, among all its lines."""

    llave: str
    canal: str
    archivo: str
    lineas: int
    lejanas: tuple[Movimiento, ...]
    cuantas: int


class Extracto(Struct, frozen=True, kw_only=True):
    """An extract that was loaded. desde and hasta are the first and the last day of its lines."""

    id: int
    canal: str
    archivo: str
    desde: date
    hasta: date
    lineas: int
    en: datetime
    por: str
    motivo: str


class Desacuerdo(StrEnum):
    """How the three sides may differ over one payment."""

    NO_ESTA_EN_PORTAL = "NO_ESTA_EN_PORTAL"
    REPETIDO_EN_EXTRACTO = "REPETIDO_EN_EXTRACTO"
    NO_ESTA_EN_EXTRACTO = "NO_ESTA_EN_EXTRACTO"
    IMPORTE_DISTINTO = "IMPORTE_DISTINTO"
    COBRADO_Y_NO_PAGADO = "COBRADO_Y_NO_PAGADO"
    COBRADO_Y_ANULADO = "COBRADO_Y_ANULADO"
    DEVUELTO_Y_PAGADO = "DEVUELTO_Y_PAGADO"
    DEVUELTO_Y_DESCONOCIDO = "DEVUELTO_Y_DESCONOCIDO"
    PAGADO_SIN_APLICAR = "PAGADO_SIN_APLICAR"
    APLICADO_SIN_PAGO = "APLICADO_SIN_PAGO"


class EnErp(Struct, frozen=True, kw_only=True):
    """What the ERP tells of a payment's debts: whether this payment settled them, and what it still claims of them."""

    aplicado: bool
    debido: Decimal


class Diferencia(Struct, frozen=True, kw_only=True):
    """One disagreement. codigo is the extract's, or ours where the extract has none; pago_id is None where the portal
    knows no such payment. Amounts are in `moneda`, None on the side that has none; importe_erp is what the ERP still
    claims of the payment's debts, None where it did not say."""

    tipo: Desacuerdo
    codigo: str
    pago_id: int | None
    moneda: int
    importe_extracto: Decimal | None
    importe_portal: Decimal | None
    importe_erp: Decimal | None = None


class DiferenciaVista(Struct, frozen=True, kw_only=True):
    """A difference on the desk, explained or not yet."""

    diferencia: Diferencia
    explicada: str | None
    por: str | None


class Abierta(Struct, frozen=True, kw_only=True):
    """A difference that nobody explained. desde: the first day of its extract; cuando: when its payment was made, or
    begun, None where the portal knows none."""

    extracto_id: int
    tipo: Desacuerdo
    moneda: int
    importe_extracto: Decimal | None
    importe_portal: Decimal | None
    desde: date
    cuando: datetime | None


class Conciliacion(Struct, frozen=True, kw_only=True):
    """The three-way match of one extract: how many payments agree on all three sides, and those that do not."""

    coinciden: int
    diferencias: tuple[Diferencia, ...]


class ConciliacionVista(Struct, frozen=True, kw_only=True):
    """A match on the desk, as of `en`. avisos: what was passed over when the file was read."""

    extracto: Extracto
    en: datetime
    coinciden: int
    diferencias: tuple[DiferenciaVista, ...]
    avisos: tuple[str, ...] = ()
