"""What happens to a payment: why it cannot be begun or ended so, and the life that its receipt and the audit tell."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("sin-pasarela", "El pago por internet no está habilitado en este momento."),
    title("orden-de-pago", "Espacio Clientes"),
    sentence("carrito-vacio", "El carrito está vacío: agregá lo que querés pagar."),
    sentence("carrito-cambio", "El total cambió desde que lo viste: revisalo antes de pagar.", case="total"),
    sentence("carrito-cambio", "El carrito cambió desde ese intento: pagalo con otro código.", case="intento"),
    sentence("transaccion-ya-usada", "Ese código de transacción ya se usó: usá otro."),
    sentence("transaccion-anulada", "Ese código de transacción ya se anuló: usá otro."),
    sentence("transaccion-desconocida", "No existe un pago con ese código, y ya no se podrá usar."),
    sentence("pago-rechazado", "El sistema de la empresa rechazó el pago."),
    sentence("comprobante-desconocido", "Este código no corresponde a ningún comprobante."),
    sentence("pago-no-liberable", "Este pago ya no espera al banco: mirá cómo terminó."),
    sentence(
        "pago-sin-banco",
        "El banco no reconoce este pago: lo revisa una persona de la empresa, y el resultado aparece acá.",
    ),
    sentence("banco-callado", "No llegó ninguna respuesta que sirva."),
    sentence("paso", "Se reservaron las deudas del carrito.", case="RESERVADO"),
    sentence(
        "paso",
        "Se reservaron las deudas del carrito: lo paga otra persona, por un enlace.",
        case="RESERVADO_POR_ENLACE",
    ),
    sentence("paso", "El banco confirmó el cobro.", case="COBRADO"),
    sentence("paso", "El banco cobró otro importe.", case="OTRO_IMPORTE"),
    sentence("paso", "Pasó el tiempo para pagar en el banco.", case="FUERA_DE_PLAZO"),
    sentence("paso", "El banco no llegó a abrir este pago: no se debitó nada.", case="SIN_ABRIR"),
    sentence("paso", "Dejaste este pago sin terminar.", case="LIBERADO"),
    sentence("paso", "El pago se interrumpió antes de registrarse: no se aplicó nada.", case="INTERRUMPIDO"),
    sentence("paso", "El canal volvió a enviar el pago.", case="OTRA_VEZ"),
    sentence("paso", "El sistema de la empresa registró el pago.", case="REGISTRADO"),
    title("paso", "El banco cobró, pero el sistema de la empresa no lo aplicó: %(dicho)s", case="COBRADO_SIN_APLICAR"),
    sentence("paso", "El canal pidió la anulación.", case="CANAL_ANULA"),
    sentence(
        "paso", "El pago no llegó a aplicarse, y se pidió anularlo: ya no se aplicará.", case="SIN_APLICAR_Y_ANULADO"
    ),
    sentence("paso", "El pago se anuló y las deudas volvieron a quedar pendientes.", case="ANULADO"),
    title("paso", "No se pudo anular: %(dicho)s", case="NO_SE_PUDO"),
    sentence(
        "paso",
        "El banco cobró después de que este pago terminara: se le pide que devuelva el dinero.",
        case="COBRO_TARDE",
    ),
    sentence(
        "paso",
        "El banco abrió la orden cuando este pago ya había terminado: se le pide que la deje sin efecto.",
        case="ABIERTA_TARDE",
    ),
    sentence("paso", "El banco devolvió el dinero.", case="DEVUELTO"),
    sentence("paso", "El banco dejó la orden sin efecto: no queda nada debitado.", case="SIN_EFECTO"),
    sentence("paso", "El banco no conoce esa orden: no hay nada que devolver.", case="NO_LA_CONOCE"),
)
