"""Every struct that is read from rows comes back as it was written, and a NULL that it does not know is refused."""

import pkgutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import NODEFAULT, Struct, structs

from portal.clock import en_micros
from portal.money import GUARANI, MONEDAS, de_unidades, en_unidades
from portal.pasarela.demo import orders
from portal.repo import tables
from portal.repo.embedded import erp
from portal.repo.protocol import Fila, Valor
from portal.repo.rows import Lector, entero, instante, texto
from portal.repo.tables.access import usuarios
from portal.repo.tables.desk import extractos, perfiles
from portal.repo.tables.payments import pagos, pedidos
from portal.repo.tables.payments.pagos import de_fila
from portal.structs.deudas import Deuda
from portal.structs.empresa import Empresa
from portal.structs.finanzas import Columnas, Extracto
from portal.structs.pagos import Pago, Pedido
from portal.structs.usuarios import Usuario
from tests.rules.payment.pagos import pago

MODULOS = [
    *(import_module(modulo.name) for modulo in pkgutil.walk_packages(tables.__path__, f"{tables.__name__}.")),
    erp,
    orders,
]
LECTORES: dict[str, Lector[Any]] = {  # of many structs, each with fields of its own
    lector.tipo.__name__: lector for modulo in MODULOS for lector in vars(modulo).values() if isinstance(lector, Lector)
}
CADA = pytest.mark.parametrize("lector", LECTORES.values(), ids=LECTORES.keys())

TEXTOS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
SIMPLES: dict[object, st.SearchStrategy[object]] = {
    int: st.integers(0, 10**15),
    str: TEXTOS,
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
}


def _en_columna(tipo: object) -> bool:
    return tipo in SIMPLES or tipo is Decimal or (isinstance(tipo, type) and issubclass(tipo, StrEnum))


def _campos(lector: Lector[Any]) -> Iterator[tuple[structs.FieldInfo, object, bool]]:
    """Each field that a column has: what it is, its type, and whether it may be None."""
    tipos = get_type_hints(lector.tipo)
    for campo in structs.fields(lector.tipo):
        partes = get_args(tipos[campo.name])
        nulo = type(None) in partes
        tipo = next(parte for parte in partes if parte is not type(None)) if nulo else tipos[campo.name]
        if _en_columna(tipo):
            yield campo, tipo, nulo


def _valores(tipo: object, moneda: int) -> st.SearchStrategy[object]:
    if tipo is Decimal:
        return st.integers(0, 10**15).map(lambda unidades: de_unidades(unidades, moneda))
    return SIMPLES[tipo] if tipo in SIMPLES else st.sampled_from(list(tipo))  # type: ignore[call-overload] - an enum


@st.composite
def _escritos(sorteo: st.DrawFn, lector: Lector[Any]) -> dict[str, object]:
    """The fields of a struct that columns have, with any values."""
    moneda = sorteo(st.sampled_from(sorted(MONEDAS)))
    escritos: dict[str, object] = {}
    for campo, tipo, nulo in _campos(lector):
        cual = _valores(tipo, moneda)
        if campo.name in lector.vacios:
            cual = st.just("") | cual
        escritos[campo.name] = sorteo(st.none() | cual if nulo else cual)
    if isinstance(escritos.get("moneda"), int):
        escritos["moneda"] = moneda
    return escritos


def _a_columna(valor: object, moneda: int) -> Valor:
    match valor:
        case datetime():
            return en_micros(valor)
        case date():
            return valor.isoformat()
        case Decimal():
            return en_unidades(valor, moneda)
        case bool():
            return int(valor)
        case "":
            return None
        case None | int() | str():
            return valor
        case _:
            raise TypeError(valor)


def _a_fila(escritos: dict[str, object]) -> Fila:
    moneda = escritos.get("moneda")
    codigo = moneda if isinstance(moneda, int) else GUARANI.codigo
    return {campo: _a_columna(valor, codigo) for campo, valor in escritos.items()}


def _fuera(lector: Lector[Any]) -> dict[str, object]:
    """What no column has: nothing of each."""
    de_columna = {campo.name for campo, _, _ in _campos(lector)}
    vacios: dict[str, object] = {
        "deudas": (),
        "en_carrito": frozenset(),
        "borrador": frozenset(),
        "renglones": (),
        "contenido": b"",
    }
    vacios |= {"contestado": None, "datos": {}, "redes": (), "alcances": frozenset(), "logo": None, "licencia": None}
    vacios |= {"ajena": None, "autorizaciones": ()}
    otros = [campo.name for campo in structs.fields(lector.tipo) if campo.name not in de_columna]
    if "diferencia" in otros:
        vacios["diferencia"] = msgspec.convert(
            {"tipo": "PAGADO_SIN_APLICAR", "codigo": "c", "pago_id": None, "moneda": 1}
            | {"importe_extracto": None, "importe_portal": None},
            get_type_hints(lector.tipo)["diferencia"],
        )
    return {campo: vacios[campo] for campo in otros}


def test_every_struct_of_the_tables_is_here() -> None:
    assert LECTORES.keys() >= {"Pago", "Deuda", "Consulta", "Usuario", "Extracto", "RenglonCierre", "OrdenDemo"}
    assert all(issubclass(lector.tipo, Struct) for lector in LECTORES.values())


@pytest.mark.parametrize(
    ("columnas", "tipo"),
    [
        (pagos.CAMPOS, Pago),
        (pedidos.CAMPOS, Pedido),
        (usuarios.CAMPOS, Usuario),
        (perfiles.CAMPOS, Columnas),
        (extractos.CAMPOS, Extracto),
        (erp.COLUMNAS, Deuda),
        (orders.CAMPOS, orders.OrdenDemo),
    ],
)
def test_every_field_is_selected_those_that_may_be_left_out_too(columnas: str, tipo: type[Struct]) -> None:
    assert {columna.split()[-1] for columna in columnas.split(", ")} >= set(tipo.__struct_fields__)


@CADA
@given(azar=st.data())
def test_a_row_is_the_struct_that_was_written(lector: Lector[Any], azar: st.DataObject) -> None:
    escritos, fuera = azar.draw(_escritos(lector)), _fuera(lector)
    leido = lector(_a_fila(escritos) | {"otra": 1}, **fuera)
    assert leido == lector.tipo(**escritos, **fuera)
    assert all(type(getattr(leido, campo)) is type(valor) for campo, valor in escritos.items())


@CADA
@given(azar=st.data())
def test_a_null_is_none_or_an_error(lector: Lector[Any], azar: st.DataObject) -> None:
    fila, fuera = _a_fila(azar.draw(_escritos(lector))), _fuera(lector)
    for campo, _, nulo in _campos(lector):
        sin_ese = {**fila, campo.name: None}
        if nulo:
            assert getattr(lector(sin_ese, **fuera), campo.name) is None
        elif campo.name in lector.vacios:
            assert getattr(lector(sin_ese, **fuera), campo.name) == ""
        else:
            with pytest.raises(msgspec.ValidationError):
                lector(sin_ese, **fuera)


@CADA
def test_a_column_that_was_not_selected_is_an_error(lector: Lector[Any]) -> None:
    exigidos = [campo for campo in structs.fields(lector.tipo) if campo.default is NODEFAULT]
    assert bool(exigidos) is (lector.tipo is not Empresa)  # of which nothing may be known yet
    if exigidos:
        with pytest.raises((KeyError, msgspec.ValidationError)):
            lector({})


def _fila_de(uno: Pago) -> dict[str, Valor]:
    return {campo: _a_columna(getattr(uno, campo), uno.moneda) for campo in uno.__struct_fields__}


@pytest.mark.parametrize(
    ("columna", "valor"),
    [("subtotal", "1000"), ("creado", "2026-11-23T12:00:00Z"), ("idsession", "7"), ("emisor", 7), ("estado", "OTRO")],
)
def test_what_is_of_another_type_is_refused(columna: str, valor: Valor) -> None:
    uno = pago()
    assert de_fila(_fila_de(uno)) == uno
    with pytest.raises((TypeError, msgspec.ValidationError), match=columna):
        de_fila(_fila_de(uno) | {columna: valor})


@pytest.mark.parametrize("leer", [entero, texto, instante])
def test_a_value_that_has_to_be_there(leer: Any) -> None:  # each gives another type
    with pytest.raises(msgspec.ValidationError):
        leer(None)
    assert entero(3) == 3
    assert texto("a") == "a"
    assert instante(1_000_000) == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
