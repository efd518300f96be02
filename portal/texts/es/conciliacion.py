"""A bank's extract: how it is brought, and in what it disagrees with the portal."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("extracto-repetido", "Ese archivo ya se cargó: buscalo en la lista de extractos."),
    sentence("extracto-desconocido", "No existe ese extracto."),
    sentence("extracto-ido", "Ese archivo ya no está guardado: subilo de nuevo."),
    sentence("falta-canal", "Elegí de qué canal es el extracto."),
    sentence("faltan-columnas", "Elegí primero las columnas."),
    sentence("faltan-columnas", "Elegí en qué columna está el código.", case="codigo"),
    sentence("faltan-columnas", "Elegí en qué columna está la fecha.", case="fecha"),
    sentence("faltan-columnas", "Elegí en qué columna está el importe.", case="importe"),
    sentence("columnas-ajenas", "El archivo no tiene: %(faltan)s."),
    sentence("columnas-repetidas", "Elegiste la misma columna para dos cosas."),
    sentence("columnas-desconocidas", "Ese canal no tiene columnas elegidas."),
    title("columna-sin-titulo", "Columna %(lugar)s, sin título"),
    sentence("diferencia-cerrada", "Esa diferencia ya se explicó, o ya no existe."),
    title("desacuerdo", "Cobrado, y el portal no lo conoce", case="NO_ESTA_EN_PORTAL"),
    title("desacuerdo", "El mismo código figura más de una vez", case="REPETIDO_EN_EXTRACTO"),
    title("desacuerdo", "Pagado, y el extracto no lo trae", case="NO_ESTA_EN_EXTRACTO"),
    title("desacuerdo", "Los importes no son iguales", case="IMPORTE_DISTINTO"),
    title("desacuerdo", "Cobrado, y el pago no se hizo", case="COBRADO_Y_NO_PAGADO"),
    title("desacuerdo", "Cobrado, y el pago se anuló", case="COBRADO_Y_ANULADO"),
    title("desacuerdo", "Devuelto, y el pago sigue hecho", case="DEVUELTO_Y_PAGADO"),
    title("desacuerdo", "Devuelto, y el portal no lo conoce", case="DEVUELTO_Y_DESCONOCIDO"),
    title("desacuerdo", "Pagado, y la empresa todavía lo reclama", case="PAGADO_SIN_APLICAR"),
    title("desacuerdo", "La empresa lo dio por pagado, y el portal no", case="APLICADO_SIN_PAGO"),
    sentence(
        "que-hacer",
        "Pedile al canal el detalle: si cobró de más, lo devuelve; si usó otro código, anotalo acá.",
        case="NO_ESTA_EN_PORTAL",
    ),
    sentence(
        "que-hacer",
        "Preguntale al canal si cobró dos veces: lo que sobra se devuelve.",
        case="REPETIDO_EN_EXTRACTO",
    ),
    sentence(
        "que-hacer",
        "Mirá si entra en el extracto siguiente; si no, reclamale el dinero al canal.",
        case="NO_ESTA_EN_EXTRACTO",
    ),
    sentence(
        "que-hacer",
        "Compará el comprobante con el cobro y reclamá o devolvé la diferencia.",
        case="IMPORTE_DISTINTO",
    ),
    sentence(
        "que-hacer",
        "Si el pago está en duda, resolvelo; si terminó sin hacerse, que se devuelva.",
        case="COBRADO_Y_NO_PAGADO",
    ),
    sentence(
        "que-hacer",
        "El dinero tiene que volver al cliente: confirmá la devolución con el canal.",
        case="COBRADO_Y_ANULADO",
    ),
    sentence(
        "que-hacer",
        "Preguntale al canal por qué devolvió: si corresponde, anulá el pago; si no, reclamale el dinero.",
        case="DEVUELTO_Y_PAGADO",
    ),
    sentence(
        "que-hacer",
        "Pedile al canal el detalle del cobro que devolvió; si usó otro código, anotalo acá.",
        case="DEVUELTO_Y_DESCONOCIDO",
    ),
    sentence(
        "que-hacer",
        "Sus deudas siguen pendientes en el ERP: avisá a sistemas enseguida.",
        case="PAGADO_SIN_APLICAR",
    ),
    sentence(
        "que-hacer",
        "Buscá en el ERP con qué se saldaron esas deudas antes de resolver el pago.",
        case="APLICADO_SIN_PAGO",
    ),
)
