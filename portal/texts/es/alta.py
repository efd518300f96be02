"""Getting in for the first time, a forgotten password, and how a person is reached: what is refused."""

from portal.texts.es.label import N_
from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("enlace-vencido", "El enlace venció, ya se usó o no está completo: pedí otro."),
    sentence("sin-primer-acceso", "Las cuentas se abren con una invitación de la empresa: pedila ahí."),
    sentence(
        "primer-acceso-rechazado",
        "No pudimos abrir una cuenta con esos datos: revisalos. Si ya tenés cuenta, ingresá o pedí otra clave.",
    ),
    sentence("documento-con-cuenta", "Ese documento ya tiene una cuenta: ingresá, o pedí otra clave."),
    sentence("correo-invalido", "Escribí una dirección de correo como ana@ejemplo.com.py."),
    sentence("correo-de-siempre", "Esa ya es tu dirección de correo."),
    sentence("correos-de-mas", "Ya te mandamos %(maximo)s correos hoy: mirá también en no deseados, o probá mañana."),
    sentence("telefono-invalido", "Escribí un teléfono como 0981 123 456, o dejalo vacío."),
    sentence("sin-clave-de-codigos", "Falta PRIMER_ACCESO_CLAVE, con la que se hacen los códigos."),
    sentence("invitaciones-de-mas", "Son más de %(maximo)s líneas: partí el archivo, o usá «portal usuario invitar»."),
)

# What came of each line of a list of customers to invite, by QueFueDe.
DE_UNA_INVITACION = {
    "invitado": N_("invitado"),
    "estaba-invitado": N_("ya estaba invitado a esa dirección"),
    "con-cuenta": N_("ya tiene cuenta"),
    "desconocido": N_("la empresa no conoce ese documento"),
    "ilegible": N_("no se pudo leer"),
}

# What a page says of what was just done.
ENVIADO = N_(
    "Te mandamos un correo a esa dirección, con un enlace que sirve media hora. Si no llega, mirá en no deseados o "
    "probá con otra."
)
PEDIDA = N_(
    "Si ese usuario tiene una cuenta con correo confirmado, le mandamos un enlace que sirve media hora. Mirá también "
    "en no deseados."
)
EN_EL_INGRESO = {
    "alta": N_("Tu cuenta está lista: ingresá con tu documento y tu clave."),
    "clave": N_("Cambiaste la clave y se cerraron todas las sesiones: ingresá con la nueva."),
    "correo": N_("Confirmaste tu dirección de correo."),
    "inactiva": N_("Tu sesión terminó porque no la usaste por un rato. Ingresá y seguís donde estabas."),
}
