"""The words of the examples in the API's documentation: data of a company, which are translated nowhere."""

# A company's own data and its package's sentences: they come as the ERP has them, in any language.
INSTALMENT = "Cuota 12 de 60"
OVERDUE = "Con mora"
WATER = "Agua de 09/2026"
WITH_INTEREST = "Con interés por atraso"
CUSTOMER = "Ana Benítez"
ADDED = "Agregado correctamente al carrito"
PAID = "Pago registrado"
REVERSED = "Pago anulado"
OLDER_FIRST = "Antes hay que agregar la cuota más vieja."
# As a payment's events are stored.
EVENT_RESERVED = "Se reservaron las deudas del carrito."
EVENT_PAID = "El sistema de la empresa registró el pago."
EVENT_REVERSED = "El pago se anuló y las deudas volvieron a quedar pendientes."
