"""The API's documentation: each error by its status."""

from portal.texts.es.label import N_

ERRORS = {
    202: N_("El resultado todavía no se conoce: no repitas el pago con otro código; mirá `Location`."),
    400: N_("La petición está mal formada: un parámetro falta o se pasa de sus límites."),
    401: N_("Falta el token, o ya no vale."),
    403: N_("Ese rol no hace eso, al token le falta un alcance, o el canal no puede llamar desde ahí."),
    404: N_("No existe, o no es tuyo: las dos cosas se responden igual."),
    409: N_(
        "El negocio lo rechaza: `codigo` dice por qué y `faltan` qué lo haría válido. Con `peticion-en-curso`, la "
        "misma operación se está haciendo: `Retry-After` y `Location` dicen cuándo y dónde mirar."
    ),
    408: N_("El cuerpo tardó demasiado en llegar."),
    413: N_("El cuerpo es demasiado grande."),
    414: N_("La dirección es demasiado larga."),
    415: N_("El tipo de contenido no es el que se pide."),
    422: N_("El dato tiene la forma correcta pero no sirve: `campo` dice cuál."),
    431: N_("Los encabezados son demasiados, o demasiado grandes."),
    429: N_("Demasiados pedidos o intentos: `Retry-After` dice cuántos segundos esperar."),
    500: N_("Error nuestro: el `id` sirve para reportarlo."),
    503: N_("La base de datos no responde; no se hizo nada. `Retry-After` dice cuándo reintentar."),
}
OF_SIGN_IN = N_("El usuario o la clave no son correctos.")
SO_IT_ANSWERS = N_("Así responde")
