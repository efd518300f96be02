"""Rows of the portal's tables as structs: each column of the type that its field says, NULL only where it may be."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Generic, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from portal.clock import de_micros
from portal.money import de_unidades
from portal.repo.protocol import Fila, Valor

S = TypeVar("S", bound=Struct)

# What an integer is in a field of each type, given its currency.
DE_ENTERO: dict[object, Callable[[int, int], object]] = {
    datetime: lambda micros, _: de_micros(micros),
    Decimal: de_unidades,
    bool: lambda valor, _: {0: False, 1: True}.get(valor, valor),
}


class Lector(Generic[S]):
    """Reads rows whose columns are called as the struct's fields, among others or not.

    Instants are microseconds, money whole units of the currency in column `moneda`, true is 1 and false 0: msgspec asks
    no hook of ours where it knows both types, so those columns are turned first. The rest is as msgspec.convert has it
    when it is not lenient. vacios: fields of text whose column has NULL for an empty one, since Oracle knows no other.
    """

    def __init__(self, tipo: type[S], *vacios: str) -> None:
        self.tipo = tipo
        self.vacios = vacios
        tipos = {campo: _sin_nada(escrito) for campo, escrito in get_type_hints(tipo).items()}
        self._enteros = {campo: DE_ENTERO[suyo] for campo, suyo in tipos.items() if suyo in DE_ENTERO}
        self._importes = Decimal in tipos.values()

    def __call__(self, fila: Fila, **dichos: object) -> S:
        """The struct of a row; `dichos`: fields that are known without it.

        Raises msgspec.ValidationError, which names the field, for a NULL that the struct does not know and for what is
        not of its type; TypeError or KeyError where instants, money or what is true or false are no integers at all.
        """
        valores: dict[str, object] = dict(fila)
        moneda = entero(fila["moneda"]) if self._importes else 0
        for campo in self._enteros:
            valor = fila.get(campo)
            if isinstance(valor, int):
                valores[campo] = self._enteros[campo](valor, moneda)
            elif valor is not None:
                raise TypeError(f"{campo} is no integer")
        for campo in self.vacios:
            valores[campo] = fila[campo] or ""
        valores.update(dichos)
        return msgspec.convert(valores, self.tipo)


def entero(valor: Valor) -> int:
    """A number that has to be there. Raises msgspec.ValidationError for NULL, or a text."""
    return msgspec.convert(valor, int)


def texto(valor: Valor) -> str:
    """A text that has to be there. Raises msgspec.ValidationError for NULL, or a number."""
    return msgspec.convert(valor, str)


def instante(valor: Valor) -> datetime:
    """A moment that has to be there, from its microseconds. Raises msgspec.ValidationError for NULL, or a text."""
    return de_micros(entero(valor))


def _sin_nada(escrito: object) -> object:
    """The type that is written together with None, or the one that stands alone."""
    return next((uno for uno in get_args(escrito) if uno is not NoneType), escrito)
