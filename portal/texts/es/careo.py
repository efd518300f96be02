"""What a gateway, the company and the extracts say of one payment, together and each."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("careo", "El sistema de la empresa no contesta: sin eso no se puede decidir.", case="ERP_CALLADO"),
    sentence("careo", "La empresa reclama unas deudas y otras no: eso no lo hizo este pago.", case="A_MEDIAS"),
    sentence("careo", "Se cobró, y la empresa da las deudas por pagadas.", case="COBRADO_Y_APLICADO"),
    sentence("careo", "Se cobró y la empresa no lo sabe: falta aplicarlo o devolverlo.", case="COBRADO_SIN_APLICAR"),
    sentence(
        "careo",
        "Se cobró otro importe, y la empresa da las deudas por pagadas: aclaralo con el banco.",
        case="OTRO_IMPORTE_Y_APLICADO",
    ),
    sentence(
        "careo", "Se cobró otro importe y la empresa no lo sabe: hay que devolverlo.", case="OTRO_IMPORTE_SIN_APLICAR"
    ),
    sentence(
        "careo",
        "No se cobró, y la empresa da las deudas por pagadas: las saldó otro pago.",
        case="NO_COBRADO_Y_APLICADO",
    ),
    sentence("careo", "No se cobró, y la empresa sigue reclamando las deudas.", case="NO_COBRADO_SIN_APLICAR"),
    sentence(
        "careo",
        "La empresa da las deudas por pagadas, y no se sabe si se cobró: preguntale al banco.",
        case="INCIERTO_Y_APLICADO",
    ),
    sentence(
        "careo",
        "La empresa reclama las deudas, y no se sabe si se cobró: preguntale al banco.",
        case="INCIERTO_SIN_APLICAR",
    ),
    title("del-banco", "Cobrado", case="COBRADO"),
    title("del-banco", "Otro importe", case="OTRO_IMPORTE"),
    title("del-banco", "No cobrado", case="NO_COBRADO"),
    title("del-banco", "Todavía en curso", case="PENDIENTE"),
    title("del-banco", "No conoce la orden", case="NO_LA_CONOCE"),
    title("del-banco", "No contesta", case="SILENCIO"),
)
