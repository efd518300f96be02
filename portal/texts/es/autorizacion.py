"""Opening another's documento: what cannot be asked, given or chosen, and what was done."""

from portal.texts.es.label import N_
from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("autorizacion-desconocida", "Esa autorización no existe, o ya se quitó."),
    sentence("autorizaciones-de-mas", "Esa cuenta ya entra por %(maximo)s documentos: primero hay que quitar alguno."),
    sentence("autorizado-sin-documento", "Solo la cuenta de un cliente entra por otro documento."),
    sentence("documento-propio", "Ese es el documento de la misma cuenta."),
    sentence("documento-autorizado", "Ya podés entrar por ese documento: elegilo arriba."),
    sentence("pedidos-de-mas", "Ya mandaste %(maximo)s hoy: probá mañana."),
    sentence("invitacion-terminada", "Esa invitación ya no estaba vigente: mirá abajo quién entra por tu documento."),
    sentence(
        "consulta-de-otro-documento",
        "Esas deudas son de otro documento que el que tenés elegido: elegilo arriba para seguir. No se cambió nada.",
    ),
    sentence(
        "pago-de-otro-documento",
        "Ese pago es de otro documento que el que tenés elegido: si todavía entrás por él, elegilo arriba.",
    ),
)
EN_LA_PAGINA = {
    "pedida": N_("Si ese documento tiene una cuenta, su titular ya puede responderte. Te escribimos si acepta."),
    "aceptada": N_("Listo: esa persona ya puede ver y pagar por tu documento. Podés quitarla cuando quieras."),
    "rechazada": N_("Rechazaste el pedido: esa persona no puede entrar por tu documento."),
    "invitada": N_(
        "Si ese documento tiene una cuenta con correo, le mandamos tu invitación. Te escribimos si la acepta."
    ),
    "anulada": N_("Anulaste esa invitación: ya nadie puede aceptarla."),
    "tomada": N_("Listo: ya podés entrar por ese documento. Elegilo arriba de cada página."),
    "quitada": N_("Listo: desde ahora ya no se entra por ahí."),
}
