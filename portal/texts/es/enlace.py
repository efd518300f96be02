"""Links by which somebody else pays a cart: why there is none, and why one cannot be paid."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("enlaces-de-mas", "Ya tenés %(maximo)s enlaces sin pagar: terminá alguno desde tu cuenta."),
    sentence("enlace-largo", "Son demasiadas deudas para un enlace: elegí menos."),
    sentence("enlace-terminado", "Ese enlace ya no estaba vigente."),
    sentence("enlace-pagado", "Este enlace ya se pagó: no hace falta nada más."),
    sentence("enlace-en-pago", "Alguien ya está pagando algo de esto: mirá de nuevo en unos minutos."),
    sentence(
        "enlace-impagable",
        "Esto ya no se puede pagar así: algo cambió desde que se hizo el enlace. Pedile otro a quien te lo mandó.",
    ),
    sentence("consulta-por-enlace", "La abrió quien tiene el enlace de pago."),
)
