"""What is said of a late reversal."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("caso-desconocido", "Ese pago no tiene ningún caso."),
    sentence("caso-cerrado", "Ese caso ya se cerró."),
    sentence("caso-de-otro", "Nadie tomó ese caso: tomalo antes de decidir.", case="nadie"),
    sentence("caso-de-otro", "Ese caso lo tiene otra persona: tomalo antes de decidir.", case="otro"),
    title("caso", "Sin tomar", case="ABIERTO"),
    title("caso", "En manos de alguien", case="TOMADO"),
    title("caso", "Anulado", case="ACEPTADO"),
    title("caso", "Rechazado", case="NEGADO"),
    title("caso-paso", "Se pidió la anulación", case="ABIERTO"),
    title("caso-paso", "Alguien de la empresa lo está mirando", case="TOMADO"),
    title("caso-paso", "Nota", case="NOTA"),
    title("caso-paso", "Se pidió anotar que la empresa lo anuló", case="PEDIDO"),
    title("caso-paso", "El pago se anuló", case="ACEPTADO"),
    title("caso-paso", "La anulación se rechazó", case="NEGADO"),
)
