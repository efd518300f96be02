"""Why a payment cannot be taken back."""

from portal.texts.es.sentence import plural, sentence

SENTENCES = (
    sentence("pago-no-anulable", "Este pago todavía espera al banco: no hay nada que anular.", case="POR_VERIFICAR"),
    sentence(
        "pago-no-anulable",
        "Este pago se está procesando: esperá el resultado antes de anularlo.",
        case="EN_PROCESO",
    ),
    sentence("pago-no-anulable", "Este pago fue rechazado: no hay nada que anular.", case="RECHAZADO"),
    sentence("pago-no-anulable", "Este pago no llegó a aplicarse: no hay nada que anular.", case="NO_EJECUTADO"),
    sentence(
        "pago-no-anulable",
        "Este pago se está verificando: esperá el resultado antes de anularlo.",
        case="DESCONOCIDO",
    ),
    sentence("pago-no-anulable", "Este pago venció sin hacerse: no hay nada que anular.", case="VENCIDO"),
    sentence("pago-no-anulable", "Este pago ya se está anulando: esperá el resultado.", case="ANULANDO"),
    sentence("pago-no-anulable", "Este pago ya está anulado.", case="ANULADO"),
    sentence("pago-no-anulable", "Este pago no se puede anular.", case="PAGADO"),
    sentence(
        "pago-no-anulable",
        "Este pago ya no se puede anular por este medio: pedíselo a la empresa.",
        case="pago-ajeno-posterior",
    ),
    sentence("pago-no-anulable", "Este pago acaba de cambiar: mirá cómo quedó.", case="acaba-de-cambiar"),
    sentence("pago-no-anulable", "Este pago es de hace más de un mes: pedíselo a la empresa.", case="muy-tarde"),
    sentence(
        "sin-anular-en-el-erp",
        "El sistema de la empresa todavía no lo anuló: ahí siguen pagadas %(saldadas)s.",
    ),
    sentence("pago-cambio", "Este pago acaba de cambiar: mirá cómo quedó."),
    sentence("anulacion-ya-pedida", "Ya pediste anular este pago: mirá acá mismo la respuesta."),
    sentence("pago-en-anulacion", "Ese pago se está anulando: esperá cómo termina antes de responder."),
    sentence("pedido-respondido", "Ese pedido ya se respondió."),
    sentence("pedido-vencido", "Pasó el día en que se pagó: sigue como anulación tardía."),
    plural(
        "hay-pago-posterior",
        "Después de este pago hay otro del mismo plan: primero se anula %(pagos)s.",
        "Después de este pago hay otros del mismo plan: primero se anulan %(pagos)s.",
        by="pagos",
    ),
    sentence(
        "anulacion-fuera-de-dia",
        "Este pago es del %(fecha)s y un pago se anula únicamente en su mismo día.",
    ),
)
