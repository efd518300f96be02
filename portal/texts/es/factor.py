"""Second factors: what is refused, and what the audit keeps of them."""

from portal.texts.es.sentence import plural, sentence

SENTENCES = (
    sentence("prueba-vencida", "Para hacer esto, confirmá de nuevo que sos vos."),
    sentence("factor-pendiente", "Para trabajar acá tenés que agregar primero un segundo paso para entrar."),
    sentence("factor-requerido", "Tu cuenta tiene un segundo paso: mandá también el código de tu aplicación en «otp»."),
    sentence("paso-vencido", "Pasó demasiado tiempo, o ya se usó: volvé a ingresar."),
    sentence("codigo-incorrecto", "El código no es correcto, o ya se usó."),
    sentence("passkey-rechazada", "No pudimos comprobar esa llave de acceso: probá de nuevo."),
    sentence("passkey-repetida", "Esa llave de acceso ya está agregada."),
    sentence("sin-passkeys", "Las llaves de acceso no andan en esta dirección: hace falta un nombre, no un número."),
    sentence("alta-vencida", "Pasó demasiado tiempo: empezá de nuevo con el código QR de ahora."),
    sentence("factor-desconocido", "Ese segundo paso ya no está."),
    sentence("nombre-de-factor", "Ponele un nombre de hasta %(maximo)s letras."),
    sentence("demasiados-factores", "Ya tenés %(maximo)s: quitá alguno antes de agregar otro."),
    sentence("ultimo-factor", "Es el único que tenés: agregá otro antes de quitarlo."),
    sentence("sin-factores", "Primero agregá una llave de acceso o una aplicación."),
    plural("factores-quitados", "Se quitó %(cuantos)s.", "Se quitaron %(cuantos)s.", by="cuantos"),
)
