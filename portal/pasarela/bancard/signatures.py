"""What Bancard signs and how it writes money: md5 of the private key and the fields themselves, nothing between them.

The formulas are those of vPOS 2.0 (API 0.3). md5 is Bancard's choice; https is what keeps the exchange.
"""

import re
from decimal import Decimal
from hashlib import md5
from hmac import compare_digest

CENTAVOS = Decimal("0.01")
TOPE = Decimal(10) ** 13  # its field is decimal(15,2)
IMPORTE = re.compile(r"(?:0|[1-9][0-9]{0,12})\.[0-9]{2}", re.ASCII)


def importe(total: Decimal) -> str:
    """'10330.00': a dot and two decimals, always. Raises ValueError for what cannot be charged as it is."""
    if not total.is_finite() or not 0 < total < TOPE or total != total.quantize(CENTAVOS):
        raise ValueError("an amount that Bancard cannot charge")
    return f"{total:.2f}"


def leer_importe(texto: str) -> Decimal:
    """The inverse of importe. Raises ValueError for any other way of writing it."""
    if not IMPORTE.fullmatch(texto):
        raise ValueError("not an amount as Bancard writes it")
    return Decimal(texto)


class Firmas:
    """Signs with the shop's private key, which leaves it only inside a digest."""

    __slots__ = ("_privada",)

    def __init__(self, privada: str) -> None:
        self._privada = privada

    def compra(self, identificador: str, importe: str, moneda: str) -> str:
        """Of single_buy."""
        return self._firmar(identificador, importe, moneda)

    def consulta(self, identificador: str) -> str:
        """Of the query of a confirmation."""
        return self._firmar(identificador, "get_confirmation")

    def reversa(self, identificador: str) -> str:
        """Of a rollback: the amount is 0.00 whatever was charged, and there is no currency."""
        return self._firmar(identificador, "rollback", "0.00")

    def aviso(self, identificador: str, importe: str, moneda: str) -> str:
        """Of the notice that Bancard sends us; it covers neither the response nor its code."""
        return self._firmar(identificador, "confirm", importe, moneda)

    def es_de_bancard(self, firma: str, identificador: str, importe: str, moneda: str) -> bool:
        """Whether a notice carries the signature that only Bancard can make, compared in constant time."""
        return compare_digest(firma.encode(), self.aviso(identificador, importe, moneda).encode())

    def _firmar(self, *partes: str) -> str:
        return md5("".join((self._privada, *partes)).encode(), usedforsecurity=False).hexdigest()
