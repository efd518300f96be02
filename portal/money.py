"""The two currencies of the portal, and the only place that rounds money."""

from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from portal.errors import NoEncontrado


class Moneda(Struct, frozen=True):
    """A currency as MONE_CODI names it; `decimales` are those that people count in, `minimo` the least amount."""

    codigo: int
    iso: str
    simbolo: str
    nombre: str
    decimales: int
    minimo: Decimal


GUARANI = Moneda(1, "PYG", "Gs.", "Guaraníes", 0, Decimal(1))
DOLAR = Moneda(2, "USD", "USD", "Dólares", 2, Decimal("0.01"))
MONEDAS = {moneda.codigo: moneda for moneda in (GUARANI, DOLAR)}


def moneda(codigo: int) -> Moneda:
    """The currency of a MONE_CODI. Raises NoEncontrado for one that the company does not use."""
    if codigo not in MONEDAS:
        raise NoEncontrado("moneda-desconocida")
    return MONEDAS[codigo]


def redondear(importe: Decimal, codigo: int) -> Decimal:
    """Half up, to the currency's decimals (DOMAIN: rule 6)."""
    return importe.quantize(moneda(codigo).minimo, ROUND_HALF_UP)


def en_unidades(importe: Decimal, codigo: int) -> int:
    """Amount as whole guaraníes or whole cents: how the portal's own tables keep money. Raises ValueError
    where the amount has more decimals than the currency, since storing it would lose money."""
    unidades = importe.scaleb(moneda(codigo).decimales)
    if unidades != unidades.to_integral_value():
        raise ValueError("amount has more decimals than its currency")
    return int(unidades)


def de_unidades(unidades: int, codigo: int) -> Decimal:
    """The inverse of en_unidades."""
    return Decimal(unidades).scaleb(-moneda(codigo).decimales)
