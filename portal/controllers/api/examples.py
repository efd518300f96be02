"""Answers as they are, for the API's documentation, held to its schemas by a test. No nulls: Litestar drops them."""

from msgspec import Struct

from portal.web import wire

DEUDA = wire.DeudaApi("Cuota 12 de 60", 850_000, 850_000, 1, "2026-09-10", "Con mora", "123", 12)
AGUA = wire.DeudaApi("Agua de 09/2026", 65_000, 65_000, 1, "2026-09-15", "Con interés por atraso", "124", 1)
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
RESERVADO = wire.EventoApi("2026-11-23T13:00:00Z", "EN_PROCESO", "Se reservaron las deudas del carrito.")
REGISTRADO = wire.EventoApi("2026-11-23T13:00:01Z", "PAGADO", "El sistema de la empresa registró el pago.")

ANULADO = wire.EventoApi(
    "2026-11-23T15:20:00Z", "ANULADO", "El pago se anuló y las deudas volvieron a quedar pendientes."
)

HECHOS: dict[type[Struct], Struct] = {
    wire.TokenEmitido: wire.TokenEmitido("eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiIuLi4ifQ.firma"),
    wire.ConsultaApi: wire.ConsultaApi([DEUDA, AGUA], "Ana Benítez", 2, "0", "OK", 42),
    wire.AgregadoApi: wire.AgregadoApi(13_725, "0", "Agregado correctamente al carrito"),
    wire.CarritoApi: wire.CarritoApi(42, 1, [DEUDA, AGUA], 915_000, 13_725, 928_725, True, [], []),
    wire.PagoHecho: wire.PagoHecho("0", "CONTADO", "Pago registrado"),
    wire.AnulacionHecha: wire.AnulacionHecha("0", "Pago anulado"),
    wire.PagoDetalleApi: wire.PagoDetalleApi(**PAGO, items=[DEUDA, AGUA], eventos=[RESERVADO, REGISTRADO, ANULADO]),  # type: ignore[arg-type]
    wire.PagosApi: wire.PagosApi([wire.PagoApi(**PAGO)], 41),  # type: ignore[arg-type]
}
