"""What people read of each step: in the attempt's life, its audit and its receipt."""

from portal.structs.pasos import Razon

FRASES = {
    Razon.COBRADO: "El banco confirmó el cobro.",
    Razon.OTRO_IMPORTE: "El banco cobró otro importe.",
    Razon.FUERA_DE_PLAZO: "Pasó el tiempo para pagar en el banco.",
    Razon.SIN_ABRIR: "El banco no llegó a abrir este pago: no se debitó nada.",
    Razon.LIBERADO: "Dejaste este pago sin terminar.",
    Razon.INTERRUMPIDO: "El pago se interrumpió antes de registrarse: no se aplicó nada.",
    Razon.OTRA_VEZ: "El canal volvió a enviar el pago.",
    Razon.REGISTRADO: "El sistema de la empresa registró el pago.",
    Razon.COBRADO_SIN_APLICAR: "El banco cobró, pero el sistema de la empresa no lo aplicó: {dicho}",
    Razon.ANULADO: "El pago se anuló y las deudas volvieron a quedar pendientes.",
    Razon.NO_SE_PUDO: "No se pudo anular: {dicho}",
    Razon.COBRO_TARDE: "El banco cobró después de que este pago terminara: se le pide que devuelva el dinero.",
    Razon.ABIERTA_TARDE: (
        "El banco abrió la orden cuando este pago ya había terminado: se le pide que la deje sin efecto."
    ),
    Razon.DEVUELTO: "El banco devolvió el dinero.",
    Razon.SIN_EFECTO: "El banco dejó la orden sin efecto: no queda nada debitado.",
    Razon.NO_LA_CONOCE: "El banco no conoce esa orden: no hay nada que devolver.",
}
# The words are those of whoever decided: the bank, the package, or the person who asked for it.
AJENAS = {Razon.NO_COBRADO, Razon.REHUSADO, Razon.ABANDONADO, Razon.SE_PIDIO, Razon.UNA_PERSONA}
ABANDONADO = "El pago no llegó a aplicarse, y se pidió anularlo: ya no se aplicará."


def frase(razon: Razon, dicho: str) -> str:
    """One sentence; dicho: what the bank, the package or whoever asked for it said."""
    return dicho if razon in AJENAS else FRASES[razon].replace("{dicho}", dicho)
