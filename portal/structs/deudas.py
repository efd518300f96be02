"""What a customer owes, and the choice of what to pay."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from gettext import NullTranslations

from msgspec import Struct

from portal.texts.catalogue import say
from portal.texts.languages import SPANISH
from portal.texts.named import Datos


class Tipo(StrEnum):
    """Kinds of debt (DOMAIN: what a customer can owe)."""

    CUOTA = "CUOTA"
    AGUA = "AGUA"
    JARDINERIA = "JARDINERIA"
    IMPUESTO = "IMPUESTO"
    EXPENSAS = "EXPENSAS"
    CANCELACION = "CANCELACION"


class Deuda(Struct, frozen=True, kw_only=True):
    """A pending debt. The second half is known only where the ERP's cursor has the extra columns.

    importe is what is charged (IMPO_TOTA), importe_maximo the debt's full amount (IMPO_MAXI), exact in the currency.
    """

    codmovimiento: str
    seq: int
    descripcion: str
    importe: Decimal
    importe_maximo: Decimal
    moneda: int
    vencimiento: date
    observacion: str | None = None
    tipo: Tipo | None = None
    plan: str | None = None
    lote: str | None = None
    barrio: str | None = None
    nro_cuota: int | None = None
    cant_cuotas: int | None = None
    interes: Decimal | None = None
    gastos: Decimal | None = None

    @property
    def lugar(self) -> str:
        """Where it belongs, by one name: its lot or, without one, its plan; '' where the ERP does not tell."""
        return self.lote or self.plan or ""


class Falta(Struct, frozen=True):
    """Why a choice cannot be paid as it is, and what would make it valid.

    dice: the data of its code's sentence, or that sentence where whoever refused gave one. filas: the chosen
    codmovimientos it speaks of. faltan: those to add. sobran: those to take out, or wait for. Empty faltan and sobran
    mean that nothing the customer chooses would help (rule 1: blocked). hasta: until when it holds, where known.
    """

    codigo: str
    dice: Datos | str = ()
    filas: tuple[str, ...] = ()
    faltan: tuple[str, ...] = ()
    sobran: tuple[str, ...] = ()
    hasta: datetime | None = None

    @property
    def motivo(self) -> str:
        """Its sentence in Spanish."""
        return self.en(SPANISH)

    def en(self, idioma: NullTranslations) -> str:
        """Its sentence as a door tells it."""
        return say(self.codigo, self.dice, idioma)


class Consulta(Struct, frozen=True, kw_only=True):
    """One consultation and its cart; it belongs to the user who opened it.

    borrador: what was chosen since and the cart cannot hold as it is.
    comision: None once what is owed changed under it (a payment was reversed): its cart has no price any more.
    enlace_id: the link by which somebody else opened it in that user's name, to pay it.
    """

    idsession: int
    usuario: str
    documento: str
    moneda: int
    cliente: str
    creada: datetime
    deudas: tuple[Deuda, ...]
    en_carrito: frozenset[str] = frozenset()
    borrador: frozenset[str] = frozenset()
    comision: Decimal | None = Decimal(0)
    enlace_id: int | None = None


class Carrito(Struct, frozen=True, kw_only=True):
    """A choice, priced. comision and total are None while the choice is not what the package's cart holds.

    minimo: the least that can be paid now, told to whoever has chosen nothing yet.
    """

    idsession: int
    moneda: int
    items: tuple[Deuda, ...]
    subtotal: Decimal
    comision: Decimal | None
    total: Decimal | None
    faltas: tuple[Falta, ...] = ()
    minimo: tuple[str, ...] = ()
