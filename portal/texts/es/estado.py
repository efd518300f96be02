"""What a payment's state is called in a list, as a heading, and what is true of the money in it."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    title("estado", "Sin confirmar", case="POR_VERIFICAR"),
    title("estado", "En proceso", case="EN_PROCESO"),
    title("estado", "Pagado", case="PAGADO"),
    title("estado", "Rechazado", case="RECHAZADO"),
    title("estado", "Pendiente", case="NO_EJECUTADO"),
    title("estado", "En verificación", case="DESCONOCIDO"),
    title("estado", "Vencido", case="VENCIDO"),
    title("estado", "Anulación en curso", case="ANULANDO"),
    title("estado", "Anulado", case="ANULADO"),
    title("estado-titulo", "Esperamos al banco", case="POR_VERIFICAR"),
    title("estado-titulo", "Estamos registrando el pago", case="EN_PROCESO"),
    title("estado-titulo", "Pagado", case="PAGADO"),
    title("estado-titulo", "El pago no se hizo", case="RECHAZADO"),
    title("estado-titulo", "El pago todavía no se registró", case="NO_EJECUTADO"),
    title("estado-titulo", "Estamos verificando el pago", case="DESCONOCIDO"),
    title("estado-titulo", "Se venció el tiempo para pagar", case="VENCIDO"),
    title("estado-titulo", "Estamos anulando el pago", case="ANULANDO"),
    title("estado-titulo", "Pago anulado", case="ANULADO"),
    sentence(
        "estado-detalle",
        "El banco todavía no confirmó el pago. Si ya lo aprobaste, no vuelvas a pagar: el resultado aparece acá.",
        case="POR_VERIFICAR",
    ),
    sentence("estado-detalle", "No vuelvas a pagar: en unos segundos vas a ver el resultado.", case="EN_PROCESO"),
    sentence("estado-detalle", "El pago está registrado y este es su comprobante.", case="PAGADO"),
    sentence(
        "estado-detalle",
        "No se pagó ninguna deuda: siguen pendientes y podés pagarlas de nuevo.",
        case="RECHAZADO",
    ),
    sentence(
        "estado-detalle",
        "Hubo una interrupción y no se pagó ninguna deuda. No hagas otro pago: este se puede volver a intentar sin "
        "pagar dos veces.",
        case="NO_EJECUTADO",
    ),
    sentence(
        "estado-detalle",
        "Todavía no es seguro si se registró. No vuelvas a pagar: lo revisa una persona y el resultado aparece acá.",
        case="DESCONOCIDO",
    ),
    sentence(
        "estado-detalle",
        "El banco no confirmó el pago a tiempo y no se pagó ninguna deuda: podés pagarlas de nuevo. Lo que el banco "
        "debite después por este intento se devuelve.",
        case="VENCIDO",
    ),
    sentence(
        "estado-detalle",
        "El pago sigue vigente hasta que termine la anulación. No vuelvas a pagar todavía.",
        case="ANULANDO",
    ),
    sentence(
        "estado-detalle",
        "Este comprobante ya no vale como pago: sus deudas volvieron a estar pendientes, como estaban antes.",
        case="ANULADO",
    ),
    sentence("estado-no-permite", "Este pago no existe y no puede pasar a «%(a)s».", case="sin-pago"),
    sentence("estado-no-permite", "Este pago está en «%(de)s» y no puede pasar a «%(a)s»."),
)
