"""Why a day cannot be closed."""

from portal.texts.es.sentence import plural, sentence

SENTENCES = (
    sentence("dia-ya-cerrado", "El %(fecha)s ya lo cerró %(quien)s."),
    sentence("dia-ya-cerrado", "Otra persona acaba de cerrar ese día.", case="recien"),
    sentence("dia-futuro", "Ese día todavía no llegó."),
    sentence("dia-lejano", "Ese día es anterior al portal."),
    sentence("dia-sin-terminar", "El día todavía no terminó: se cierra desde mañana."),
    plural(
        "dia-con-dudas",
        "Hay %(cuantos)s pago de ese día sin resolver: primero se resuelven.",
        "Hay %(cuantos)s pagos de ese día sin resolver: primero se resuelven.",
        by="cuantos",
    ),
)
