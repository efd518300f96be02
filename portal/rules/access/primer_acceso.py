"""What somebody has to know of a customer to open that customer's account without anybody's help."""

import base64
import hmac
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct

from portal.money import GUARANI, en_unidades
from portal.structs.deudas import Deuda

# Fifty bits: with the tries that are allowed nobody comes near.
LARGO_CODIGO = 10


class Saber(StrEnum):
    """What may be asked for, as the setting names it."""

    MOVIMIENTO = "movimiento"
    IMPORTE = "importe"
    CODIGO = "codigo"


class LoSabido(Struct, frozen=True, kw_only=True):
    """What was told of each, as it was typed."""

    movimiento: str = ""
    importe: str = ""
    codigo: str = ""


def codigo_de(clave: str, documento: str) -> str:
    """The code that the company prints on that customer's bills: the first ten letters of the HMAC-SHA256 of the
    documento under the company's key, in base 32 (RFC 4648)."""
    sello = hmac.new(clave.encode(), documento.encode(), sha256).digest()
    return base64.b32encode(sello).decode()[:LARGO_CODIGO]


def sabe(pedido: Sequence[Saber], dicho: LoSabido, documento: str, deudas: Iterable[Deuda], clave: str) -> bool:
    """Whether all that is asked for was told right: a debt's own movement number and amount, the bill's code.

    As long whatever was told, and however much of it is right: every debt is compared, and each as a whole.
    """
    bien = bool(pedido)
    if Saber.CODIGO in pedido:
        bien &= _igual(_letras(dicho.codigo), codigo_de(clave, documento)) and bool(clave)
    if Saber.MOVIMIENTO in pedido or Saber.IMPORTE in pedido:
        de_alguna = False
        for deuda in deudas:
            de_alguna |= _de_esa(pedido, dicho, deuda)
        bien &= de_alguna
    return bien


def _de_esa(pedido: Sequence[Saber], dicho: LoSabido, deuda: Deuda) -> bool:
    # A number of signs alone would be like none.
    numero = _igual(_letras(dicho.movimiento) or "-", _letras(deuda.codmovimiento)) | (Saber.MOVIMIENTO not in pedido)
    tecleado = _cifras(dicho.importe, deuda.moneda)
    importe = _igual(tecleado, _unidades(deuda, total=True)) | _igual(tecleado, _unidades(deuda, total=False))
    return numero & (importe | (Saber.IMPORTE not in pedido))


def _igual(una: str, otra: str) -> bool:
    """In a time that tells nothing, not even their lengths."""
    return hmac.compare_digest(sha256(una.encode()).digest(), sha256(otra.encode()).digest())


def _letras(texto: str) -> str:
    return re.sub(r"[\W_]+", "", texto).upper()


def _unidades(deuda: Deuda, *, total: bool) -> str:
    return str(en_unidades(deuda.importe if total else deuda.importe_maximo, deuda.moneda))


def _cifras(texto: str, moneda: int) -> str:
    """A typed amount in whole units, however it was punctuated: 'Gs. 850.000.-' is 850000, '1.234,5' dollars 123450."""
    entero, decimales = texto, ""
    if hallado := re.search(r"[.,]([0-9]{1,2})\D*$", texto):
        entero, decimales = texto[: hallado.start()], hallado[1]
    cifras = re.sub(r"\D+", "", entero)
    return cifras if moneda == GUARANI.codigo else cifras + decimales.ljust(2, "0")
