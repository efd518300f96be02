"""Channels: their credentials, what these allow, and how much of it."""

from portal.texts.es.label import N_
from portal.texts.es.sentence import plural, sentence, title

SENTENCES = (
    sentence("credencial-rechazada", "La credencial del cliente no es correcta."),
    sentence("credencial-doble", "La credencial va en el encabezado o en el formulario, no en los dos."),
    sentence("alcance-desconocido", "La credencial no tiene alguno de los alcances pedidos."),
    sentence("alcance-insuficiente", "El token no alcanza para esto: hace falta «%(alcance)s»."),
    sentence("red-no-permitida", "Este canal no puede llamar desde esa dirección."),
    plural(
        "quota-agotada",
        "Se llegó al máximo de %(tope)s pedido por minuto: seguí en %(segundos)s segundos.",
        "Se llegó al máximo de %(tope)s pedidos por minuto: seguí en %(segundos)s segundos.",
        by="tope",
        case="pedidos",
    ),
    plural(
        "quota-agotada",
        "Se llegó al máximo de %(tope)s documento distinto por hora: seguí en %(segundos)s segundos.",
        "Se llegó al máximo de %(tope)s documentos distintos por hora: seguí en %(segundos)s segundos.",
        by="tope",
        case="documentos",
    ),
    sentence("canal-frenado", "Pidió más de %(tope)s documentos distintos en una hora."),
    title(
        "canal-como-queda",
        "prefijo %(prefijo)s, redes %(redes)s, pedidos por minuto %(por_minuto)s, documentos por hora %(por_hora)s",
    ),
    sentence("codigo-de-otro-canal", "Ese código empieza como los de otro canal: usá uno tuyo."),
    sentence("prefijo-invalido", "El prefijo lleva de 2 a 10 letras sin acento, números, puntos o guiones."),
    sentence("prefijo-ocupado", "Ese prefijo se confunde con «%(otro)s», que ya es de otro."),
    sentence("prefijo-usado", "Hay pagos de otros con códigos que empiezan así."),
    sentence("red-invalida", "Escribí direcciones o redes, como 203.0.113.7 o 203.0.113.0/24."),
    sentence("redes-de-mas", "Son demasiadas redes: hasta %(maximo)s."),
    sentence("quota-invalida", "Escribí un número entre 1 y %(maximo)s, o dejalo vacío."),
    sentence("alcances-invalidos", "Elegí uno o más de estos alcances: %(alcances)s."),
    sentence("nombre-de-credencial", "El nombre lleva entre 1 y %(maximo)s letras."),
    sentence("vence-antes", "Ese día ya pasó: elegí uno que venga, o dejalo vacío."),
    sentence("canal-desconocido", "No existe ese canal."),
    sentence("credencial-desconocida", "No existe esa credencial."),
    sentence("credencial-revocada", "Esa credencial está revocada: hacé una nueva."),
    sentence("secreto-desconocido", "Esa credencial no tiene ese secreto, o ya se retiró."),
    sentence("dos-secretos", "Ya tiene dos secretos: retirá el viejo antes de hacer otro."),
    sentence("ultimo-secreto", "Es su único secreto: hacé otro antes, o revocá la credencial."),
)

# What a scope lets a program do.
ALCANCES = {
    "consulta": N_("Consultar lo que debe un cliente"),
    "carrito": N_("Armar y ver un carrito"),
    "pago": N_("Pagar"),
    "anulacion": N_("Anular en el día"),
    "pagos:leer": N_("Ver sus pagos"),
}
QUOTAS = {"pedidos": N_("Pedidos por minuto"), "documentos": N_("Documentos distintos por hora")}
EN_EL_CANAL = {
    "registrado": N_("El canal quedó registrado: hacele una credencial."),
    "cambiado": N_("Vale desde el próximo pedido del canal."),
    "retirado": N_("El secreto ya no vale, ni los tokens que dio."),
    "revocada": N_("La credencial ya no vale, ni los tokens que dio."),
}
