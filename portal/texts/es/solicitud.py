"""What is said of an act that waits for a second person."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("falta-otra-persona", "Por su importe, eso lo decide más de una persona: pedilo, y otra lo aprueba."),
    sentence("solicitud-pendiente", "Ya hay un pedido sobre este pago que espera a otra persona."),
    sentence("solicitud-propia", "Lo pediste vos: lo aprueba o lo rechaza otra persona."),
    sentence("solicitud-respondida", "Ese pedido ya se respondió."),
    sentence("solicitud-vencida", "Pasó el plazo y nadie lo respondió: si hace falta, se pide de nuevo."),
    sentence("solicitud-desconocida", "No existe ese pedido."),
    title("pedida", "Anular el pago", case="ANULAR"),
    title("pedida", "Decir cómo terminó", case="RESOLVER"),
    title("pedida", "Darlo por devuelto", case="DEVUELTO"),
    title("pedida", "Anotar que la empresa lo anuló", case="ANULAR_TARDE"),
    title("solicitud-estado", "Espera a otra persona", case="PENDIENTE"),
    title("solicitud-estado", "Aprobado, en curso", case="APROBADA"),
    title("solicitud-estado", "Aprobado y hecho", case="HECHA"),
    title("solicitud-estado", "Aprobado, y no se pudo hacer", case="SIN_EFECTO"),
    title("solicitud-estado", "Rechazado", case="RECHAZADA"),
    title("solicitud-estado", "Vencido", case="VENCIDA"),
)
