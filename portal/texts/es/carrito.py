"""Why a choice of debts cannot be paid, or its cart cannot change."""

from portal.texts.es.sentence import plural, sentence

SENTENCES = (
    sentence(
        "bloqueado",
        "Tenés %(vencidas)s y desde %(desde)s el pago por la web queda bloqueado: acercate a nuestras oficinas o "
        "llamanos para regularizar.",
    ),
    plural(
        "orden",
        "Para pagar %(deuda)s primero va %(faltan)s.",
        "Para pagar %(deuda)s primero van %(faltan)s.",
        by="faltan",
    ),
    sentence("orden", "Para sacar %(deuda)s primero hay que sacar %(salen)s.", case="al-sacar"),
    sentence("minimo-de-cuotas", "Con %(vencidas)s el mínimo a pagar es %(minimo)s: %(faltan)s."),
    plural(
        "servicios-del-lote",
        "Con %(deuda)s va también %(faltan)s.",
        "Con %(deuda)s van también %(faltan)s.",
        by="faltan",
    ),
    plural(
        "cuotas-del-lote",
        "%(servicios)s se paga junto con la cuota del mismo lote: %(faltan)s.",
        "%(servicios)s se pagan junto con la cuota del mismo lote: %(faltan)s.",
        by="servicios",
    ),
    sentence("cancelacion-con-lo-vencido", "Con %(ofertas)s se paga todo lo vencido: %(faltan)s."),
    plural(
        "cancelacion-incluye",
        "La cancelación anticipada ya incluye %(dobles)s: sacala del carrito para no pagar dos veces.",
        "La cancelación anticipada ya incluye %(dobles)s: sacalas del carrito para no pagar dos veces.",
        by="dobles",
    ),
    sentence(
        "sin-remedio",
        "La cancelación anticipada ya incluye %(contradicen)s, que también habría que pagar aparte: por la web no se "
        "puede pagar así. Sacá la cancelación o acercate a nuestras oficinas.",
    ),
    plural(
        "deuda-no-disponible",
        "El movimiento %(codigos)s ya no está pendiente: sacalo del carrito.",
        "Los movimientos %(codigos)s ya no están pendientes: sacalos del carrito.",
        by="codigos",
    ),
    sentence("deuda-no-disponible", "Esa deuda ya no está pendiente en esta consulta.", case="de-otra-consulta"),
    plural(
        "deuda-pagada",
        "%(deudas)s ya se pagó: hacé otra consulta, y si todavía figura ahí avisanos antes de pagar otra vez.",
        "%(deudas)s ya se pagaron: hacé otra consulta, y si todavía figuran ahí avisanos antes de pagar otra vez.",
        by="cuantas",
    ),
    plural(
        "deuda-pagada",
        "%(deudas)s ya se pagó con %(comprobantes)s: hacé otra consulta, y si todavía figura ahí avisanos antes de "
        "pagar otra vez.",
        "%(deudas)s ya se pagaron con %(comprobantes)s: hacé otra consulta, y si todavía figuran ahí avisanos antes de "
        "pagar otra vez.",
        by="cuantas",
        case="con-comprobante",
    ),
    plural(
        "deuda-en-pago",
        "%(deudas)s tiene otro pago en curso: esperá su resultado.",
        "%(deudas)s tienen otro pago en curso: esperá su resultado.",
        by="cuantas",
    ),
    plural(
        "deuda-en-pago",
        "%(deudas)s tiene otro pago en curso, hasta las %(hora)s: esperá su resultado.",
        "%(deudas)s tienen otro pago en curso, hasta las %(hora)s: esperá su resultado.",
        by="cuantas",
        case="con-hora",
    ),
    sentence("deuda-en-pago", "Una de esas deudas tiene otro pago en curso.", case="otro-fue-primero"),
    sentence("moneda-sin-pasarela", "Bancard cobra solo en guaraníes: no se debitó nada.", case="bancard"),
    sentence("moneda-sin-pasarela", "Por internet no se puede pagar en %(moneda)s."),
    sentence("consulta-vieja", "Esta consulta es de otro día: hacé otra."),
    sentence("carrito-viejo", "Se anuló un pago y tus deudas cambiaron: hacé otra consulta."),
    sentence("carrito-pagado", "Ese carrito ya se pagó: hacé otra consulta."),
    sentence("carrito-en-pago", "Ese carrito se está pagando: esperá el resultado."),
)
