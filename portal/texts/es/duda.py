"""Why a person may not end a payment in doubt so."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("pago-no-dudoso", "Ese pago no está en duda: no hay nada que resolver."),
    sentence("pago-no-dudoso", "Otra persona ya resolvió ese pago.", case="ya-resuelto"),
    sentence("nada-que-devolver", "Ese pago no tiene dinero por devolver."),
    sentence("nada-que-devolver", "Ese dinero ya se dio por devuelto.", case="ya-resuelto"),
    title("falla-del-erp", "No responde en este momento", case="callado"),
    title("falla-del-erp", "Contestó con el código %(codresp)s", case="sin-palabras"),
    sentence(
        "erp-no-dice",
        "El sistema de la empresa no dice cómo están esas deudas («%(falla)s»): sin eso no se puede resolver.",
    ),
    sentence("sin-reintento", "Nadie va a volver a intentar este pago: elegí cómo terminó."),
    sentence(
        "deudas-pendientes",
        "En el sistema de la empresa siguen pendientes %(pendientes)s: este pago no se aplicó ahí.",
    ),
    sentence(
        "deudas-saldadas",
        "En el sistema de la empresa ya no están pendientes %(saldadas)s: si las saldó este pago, se aplicó; si fue "
        "otro, elegí «Se pagaron de otra manera».",
    ),
    sentence(
        "deudas-a-medias",
        "En el sistema de la empresa siguen pendientes %(pendientes)s, y %(saldadas)s no: un pago no se aplica a "
        "medias. Si las saldó este, primero hay que corregirlo ahí.",
    ),
)
