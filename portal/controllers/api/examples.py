"""Answers as they are, for the API's documentation, held to its schemas by a test. No nulls: Litestar drops them."""

from msgspec import Struct

from portal.texts.es import api_examples
from portal.web import wire

DEUDA = wire.DeudaApi(api_examples.INSTALMENT, 850_000, 850_000, 1, "2026-09-10", api_examples.OVERDUE, "123", 12)
AGUA = wire.DeudaApi(api_examples.WATER, 65_000, 65_000, 1, "2026-09-15", api_examples.WITH_INTEREST, "124", 1)
PAGO = {
    "cod_transaccion": "BCO-000123",
    "numero": "000042",
    "estado": "ANULADO",
    "idsession": 42,
    "moneda": 1,
    "subtotal": 915_000,
    "comision": 13_725,
    "total": 928_725,
    "mod_fact": "CONTADO",
    "creado": "2026-11-23T13:00:00Z",
    "pagado": "2026-11-23T13:00:01Z",
    "anulado": "2026-11-23T15:20:00Z",
}
RESERVADO = wire.EventoApi("2026-11-23T13:00:00Z", "EN_PROCESO", api_examples.EVENT_RESERVED)
REGISTRADO = wire.EventoApi("2026-11-23T13:00:01Z", "PAGADO", api_examples.EVENT_PAID)

ANULADO = wire.EventoApi("2026-11-23T15:20:00Z", "ANULADO", api_examples.EVENT_REVERSED)

HECHOS: dict[type[Struct], Struct] = {
    wire.TokenEmitido: wire.TokenEmitido(
        access_token="eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiIuLi4ifQ.firma",  # noqa: S106 - an example
        expires_in=1800,
        scope="consulta carrito pago anulacion pagos:leer",
    ),
    wire.ConsultaApi: wire.ConsultaApi([DEUDA, AGUA], api_examples.CUSTOMER, 2, "0", "OK", 42),
    wire.AgregadoApi: wire.AgregadoApi(13_725, "0", api_examples.ADDED),
    wire.CarritoApi: wire.CarritoApi(42, 1, [DEUDA, AGUA], 915_000, 13_725, 928_725, True, [], []),
    wire.PagoHecho: wire.PagoHecho("0", "CONTADO", api_examples.PAID),
    wire.AnulacionHecha: wire.AnulacionHecha("0", api_examples.REVERSED),
    wire.PagoDetalleApi: wire.PagoDetalleApi(**PAGO, items=[DEUDA, AGUA], eventos=[RESERVADO, REGISTRADO, ANULADO]),  # type: ignore[arg-type]
    wire.PagosApi: wire.PagosApi([wire.PagoApi(**PAGO)], 41),  # type: ignore[arg-type]
}
