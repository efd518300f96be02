"""A customer as the staff find and see them."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.structs.cartas import Envio
from portal.structs.casos import CasoTardio
from portal.structs.pagos import Pago, Pedido
from portal.structs.usuarios import Autorizacion, Autorizado


class ClienteConocido(Struct, frozen=True, kw_only=True):
    """Somebody whom the portal knows by documento, with or without an account. usuario, correo: of their account."""

    id: int
    documento: str
    nombre: str
    usuario: str | None = None
    correo: str | None = None


class Por(StrEnum):
    """By what somebody was found."""

    DOCUMENTO = "documento"
    PALABRAS = "palabras"
    CODIGO = "codigo"
    COMPROBANTE = "comprobante"
    IMPORTE = "importe"


class PagoHallado(Struct, frozen=True, kw_only=True):
    """The payment by which somebody was found."""

    id: int
    cod_transaccion: str
    moneda: int
    total: Decimal

    @property
    def numero(self) -> str:
        """Its receipt's number as people read it."""
        return f"{self.id:08d}"


class Coincidencia(Struct, frozen=True):
    """What of somebody is what was looked for; the payment, where it is of one."""

    por: Por
    pago: PagoHallado | None = None


class Hallado(Struct, frozen=True, kw_only=True):
    """A customer who was found, and by what."""

    cliente: ClienteConocido
    coincide: tuple[Coincidencia, ...]


class Hallados(Struct, frozen=True, kw_only=True):
    """Who was found. hay_mas: not all of them are here. documento: what was looked for, where that is a whole documento
    of nobody whom the portal knows; '' otherwise. sin_recorrer: the codes of payments up to that number were not looked
    into for what was typed; 0 for none left, or where it is no part of a code."""

    clientes: tuple[Hallado, ...]
    hay_mas: bool = False
    documento: str = ""
    sin_recorrer: int = 0


class ImporteBuscado(Struct, frozen=True):
    """An amount that was typed, in whole units of its currency."""

    moneda: int
    unidades: int


class ActoDeCuenta(StrEnum):
    """What the staff do about somebody's account: send a link to another password, end its sessions, turn it off or on,
    lift what too many failures stopped."""

    CLAVE = "clave"
    SESIONES = "sesiones"
    DESACTIVAR = "desactivar"
    ACTIVAR = "activar"
    DESBLOQUEAR = "desbloquear"


class CuentaVista(Struct, frozen=True, kw_only=True):
    """An account as the staff see it: nothing of what proves whose it is. ingreso: the last time that somebody signed
    in with it. sesiones, factores: how many it has. autorizaciones: what it may open beside the own documento.
    detenida: its sign-in was stopped after too many failures."""

    usuario: str
    activa: bool
    correo: str | None
    confirmado: datetime | None
    telefono: str | None
    ingreso: datetime | None
    sesiones: int
    factores: int
    autorizaciones: tuple[Autorizacion, ...]
    detenida: bool
    cartas: tuple[Envio, ...]


class ClienteVisto(Struct, frozen=True, kw_only=True):
    """A customer as the staff see them, but for what they owe: the newest of their payments (mas_pagos: there are
    others), what they asked to have reversed, late or in time, their accounts, and who else may open their documento.
    ofrecidas: the mails by which who has no account was offered one. detenido: opening an account was stopped after
    too many failures."""

    cliente: ClienteConocido
    pagos: tuple[Pago, ...]
    mas_pagos: bool
    pedidos: tuple[Pedido, ...]
    casos: tuple[CasoTardio, ...]
    cuentas: tuple[CuentaVista, ...]
    ofrecidas: tuple[Envio, ...]
    autorizados: tuple[Autorizado, ...]
    detenido: bool
