"""What the pages of one's own second factors say by what was done in them."""

from portal.texts.es.label import N_

HECHOS = {
    "aplicacion": N_("Agregaste la aplicación. Tus otras sesiones se cerraron."),
    "passkey": N_("Agregaste la llave de acceso. Tus otras sesiones se cerraron."),
    "nombre": N_("Guardamos el nombre."),
    "quitado": N_("Lo quitaste. Tus otras sesiones se cerraron."),
}
