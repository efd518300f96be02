"""Answers of the Oracle package PACK_PAGO_WS; codresp is '0' for success, always text here."""

from decimal import Decimal

from msgspec import Struct

from portal.structs.deudas import Deuda


class Respuesta(Struct, frozen=True):
    """VALIDAR_USURAIO and PA_ANUL."""

    codresp: str
    descresp: str


class RespuestaConsulta(Struct, frozen=True):
    """PAWEB_CONSULTA; without debts or idsession where codresp is not '0'."""

    codresp: str
    descresp: str
    idsession: int = 0
    desc_clie: str = ""
    deudas: tuple[Deuda, ...] = ()


class RespuestaCarrito(Struct, frozen=True):
    """AGREGAR_AL_CARRITO; comision is that of the cart as it is after the call."""

    codresp: str
    descreps: str
    comision: Decimal


class RespuestaPago(Struct, frozen=True):
    """PAWEB_PAGO."""

    codresp: str
    mod_fact: str
    descresp: str
