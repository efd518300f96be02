"""Rows of the package's cursor as debts: read by column name, and believed only where they make sense."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

import oracledb

from portal.errors import Rechazo
from portal.money import MONEDAS, redondear
from portal.structs.deudas import Deuda, Tipo
from portal.texts.named import datos

PER_TRIP = 250
TOPE = 10_000
TIPOS = {tipo.value: tipo for tipo in Tipo}
FECHA = re.compile(r"\d{4}-\d{2}-\d{2}")


class RespuestaInvalida(Exception):
    """The package answered something that cannot be taken for what it should be; says which part, without values."""


async def leer(cursor: oracledb.AsyncCursor | None, moneda: int) -> tuple[Deuda, ...]:
    """Every debt of the cursor, which it closes.

    Raises RespuestaInvalida, and Rechazo for more than TOPE: a customer that owes that much is no customer of a web
    page, and the memory is everybody's.
    """
    if cursor is None or cursor.description is None:
        raise RespuestaInvalida("the cursor was not opened")
    with cursor:
        cursor.arraysize = PER_TRIP
        nombres = [columna.name.upper() for columna in cursor.description]
        deudas: list[Deuda] = []
        while filas := await cursor.fetchmany():
            if len(deudas) + len(filas) > TOPE:
                raise Rechazo("demasiadas-deudas", datos(maximo=TOPE))
            deudas.extend(deuda(dict(zip(nombres, fila, strict=True)), moneda) for fila in filas)
            if len(filas) < PER_TRIP:
                break
    return tuple(deudas)


def deuda(fila: Mapping[str, object], moneda: int) -> Deuda:
    """A row with the package's columns, and with those that an installation may add."""
    codigo = _texto(fila, "CODMOVIMIENTO")
    if not codigo:
        raise RespuestaInvalida("CODMOVIMIENTO is empty")
    if _numero(fila, "MONE_CODI") != moneda or moneda not in MONEDAS:
        raise RespuestaInvalida("MONE_CODI is not the currency that was asked for")
    return Deuda(
        codmovimiento=codigo,
        seq=_entero(fila, "SEQ_DI"),
        descripcion=_texto(fila, "DESCRIPCION") or "",
        importe=_importe(fila, "IMPO_TOTA", moneda),
        importe_maximo=_importe(fila, "IMPO_MAXI", moneda),
        moneda=moneda,
        vencimiento=_fecha(fila, "FECH_VENC"),
        observacion=_texto(fila, "OBSERVACION"),
        tipo=_tipo(_extra(fila, "TIPO")),
        plan=_extra(fila, "PLAN"),
        lote=_extra(fila, "LOTE"),
        barrio=_extra(fila, "BARRIO"),
        nro_cuota=_natural(_extra(fila, "NRO_CUOTA")),
        cant_cuotas=_natural(_extra(fila, "CANT_CUOTAS")),
        interes=_aclaracion(fila, "INTERES", moneda),
        gastos=_aclaracion(fila, "GASTOS", moneda),
    )


def _texto(fila: Mapping[str, object], columna: str) -> str | None:
    if columna not in fila:
        raise RespuestaInvalida(f"{columna} is missing")
    return _como_texto(fila[columna])


def _extra(fila: Mapping[str, object], columna: str) -> str | None:
    return _como_texto(fila.get(columna))


def _como_texto(valor: object) -> str | None:
    if valor is None:
        return None
    return (f"{valor:f}" if isinstance(valor, Decimal) else str(valor)).strip() or None


def _numero(fila: Mapping[str, object], columna: str) -> Decimal:
    valor = fila.get(columna)
    if not isinstance(valor, Decimal) or not valor.is_finite():
        raise RespuestaInvalida(f"{columna} is no number")
    return valor


def _entero(fila: Mapping[str, object], columna: str) -> int:
    valor = _numero(fila, columna)
    if valor != valor.to_integral_value():
        raise RespuestaInvalida(f"{columna} is no whole number")
    return int(valor)


def _importe(fila: Mapping[str, object], columna: str, moneda: int) -> Decimal:
    valor = _numero(fila, columna)
    exacto = redondear(valor, moneda)
    if valor < 0 or exacto != valor:
        raise RespuestaInvalida(f"{columna} is no amount of its currency")
    return exacto


def _fecha(fila: Mapping[str, object], columna: str) -> date:
    dia = _dia(_texto(fila, columna) or "")
    if dia is None:
        raise RespuestaInvalida(f"{columna} is no date")
    return dia


@lru_cache(maxsize=4096)
def _dia(texto: str) -> date | None:
    """The same few days, again and again."""
    try:
        return date.fromisoformat(texto) if FECHA.fullmatch(texto) else None
    except ValueError:
        return None


def _tipo(texto: str | None) -> Tipo | None:
    return TIPOS.get(texto.upper()) if texto else None


def _natural(texto: str | None) -> int | None:
    return int(texto) if texto and texto.isdecimal() else None


def _aclaracion(fila: Mapping[str, object], columna: str, moneda: int) -> Decimal | None:
    """Interest and charges only explain an amount: a strange one is left unsaid."""
    if fila.get(columna) is None:
        return None
    try:
        return _importe(fila, columna, moneda)
    except RespuestaInvalida:
        return None
