"""The filter of the table of payments, as it comes in an address or a form; nothing personal is in it."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import urlencode

from litestar.di import NamedDependency
from litestar.params import FromQuery
from msgspec import Struct, structs

from portal.controllers.forms import numero
from portal.errors import DatoInvalido
from portal.imports import amounts
from portal.imports.defecto import Defecto
from portal.money import GUARANI, MONEDAS
from portal.rules.desk import tabla as reglas
from portal.structs.pagos import Estado
from portal.structs.tabla import FiltroDeTabla, OrdenDeTabla


class FormularioTabla(Struct):
    """Each as it was typed. sigue: the last payment that was shown."""

    desde: str = ""
    hasta: str = ""
    canal: str = ""
    estado: str = ""
    moneda: str = ""
    minimo: str = ""
    maximo: str = ""
    orden: str = ""
    sigue: str = ""
    motivo: str = ""
    formato: str = "csv"

    def filtro(self, hoy: date) -> FiltroDeTabla:
        """What is asked for; what does not exist is not asked. Days in the wrong order are put right. An amount without
        a currency is of guaraníes. Raises DatoInvalido for what is no date or no amount."""
        primero, ultimo = reglas.de_entrada(hoy)
        hasta = _dia(self.hasta, "hasta") or ultimo
        desde = _dia(self.desde, "desde") or min(primero, hasta)
        orden = OrdenDeTabla(self.orden) if self.orden in tuple(OrdenDeTabla) else OrdenDeTabla.NUEVOS
        moneda = int(self.moneda) if self.moneda in map(str, MONEDAS) else None
        if moneda is None and (self.minimo or self.maximo or orden in {OrdenDeTabla.MAYORES, OrdenDeTabla.MENORES}):
            moneda = GUARANI.codigo
        return FiltroDeTabla(
            desde=min(desde, hasta),
            hasta=max(desde, hasta),
            canal=self.canal.strip(),
            estado=Estado(self.estado) if self.estado in Estado.__members__ else None,
            moneda=moneda,
            minimo=_importe(self.minimo, moneda, "minimo"),
            maximo=_importe(self.maximo, moneda, "maximo"),
            orden=orden,
        )

    def despues_de(self) -> int | None:
        """The payment to go on from; a made-up one begins at the first."""
        return numero(self.sigue)

    def con(self, **otros: str) -> str:
        """The address of the same table but for that; of another order or another filter, from its beginning."""
        dichos = structs.asdict(self) | {"sigue": "", "motivo": "", "formato": ""} | otros
        escrito = urlencode({nombre: valor for nombre, valor in dichos.items() if valor})
        return f"/operador/pagos?{escrito}" if escrito else "/operador/pagos"


def _dia(texto: str, campo: str) -> date | None:
    try:
        return date.fromisoformat(texto) if texto else None
    except ValueError as error:
        raise DatoInvalido("filtro-fecha", campo=campo) from error


def _importe(texto: str, moneda: int | None, campo: str) -> Decimal | None:
    if not texto.strip() or moneda is None:
        return None
    try:
        return amounts.importe(campo, texto.strip(), moneda)
    except Defecto as error:
        raise DatoInvalido("filtro-importe", campo=campo) from error


def tabla_pedida(
    desde: FromQuery[str] = "",
    hasta: FromQuery[str] = "",
    canal: FromQuery[str] = "",
    estado: FromQuery[str] = "",
    moneda: FromQuery[str] = "",
    minimo: FromQuery[str] = "",
    maximo: FromQuery[str] = "",
    orden: FromQuery[str] = "",
    sigue: FromQuery[str] = "",
) -> FormularioTabla:
    """What the address asks for."""
    return FormularioTabla(
        desde=desde,
        hasta=hasta,
        canal=canal,
        estado=estado,
        moneda=moneda,
        minimo=minimo,
        maximo=maximo,
        orden=orden,
        sigue=sigue,
    )


TablaPedida: TypeAlias = NamedDependency[FormularioTabla]
