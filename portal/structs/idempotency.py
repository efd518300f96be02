"""A request that may be sent twice, and the answer that it gets both times."""

from datetime import datetime

from msgspec import Struct


class KeyedRequest(Struct, frozen=True):
    """Who asked what under which Idempotency-Key. huella: SHA-256 of the parameters that decide, in hexadecimal."""

    usuario: str
    ruta: str
    llave: str
    huella: str
    cod_transaccion: str


class Contestado(Struct, frozen=True):
    """A definite answer as it goes out; `repetido` where an earlier request had got it already."""

    estado: int
    cuerpo: str
    repetido: bool = False


class Registro(Struct, frozen=True):
    """What is known of a key: without answer it is running until `vence`, or waits to be asked again."""

    huella: str
    vence: datetime
    contestado: Contestado | None
