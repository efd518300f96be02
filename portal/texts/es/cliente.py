"""Finding a customer and seeing them as the staff do: what is refused, and by what somebody was found."""

from portal.texts.es.label import N_
from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("busqueda-corta", "Escribí por lo menos %(minimo)s letras o números."),
    sentence("busqueda-larga", "Es demasiado largo para buscarlo: hasta %(maximo)s letras."),
    sentence(
        "busqueda-sin-codigo", "Eso no es parte de ningún código: escribí %(minimo)s letras o números, sin espacios."
    ),
    sentence("cliente-desconocido-del-portal", "El portal no conoce a ese cliente."),
    sentence("acto-desconocido", "Elegí qué hacer con esa cuenta."),
    sentence(
        "cuenta-sin-correo",
        "Esa cuenta está desactivada o no tiene un correo confirmado: no hay adónde mandar el enlace.",
    ),
    title("coincide", "Documento", case="documento"),
    title("coincide", "Nombre o correo", case="palabras"),
    title("coincide", "Código de una transacción", case="codigo"),
    title("coincide", "Número de comprobante", case="comprobante"),
    title("coincide", "Importe", case="importe"),
)

# What is done about an account, and what is told once it was.
ACTOS = {
    "clave": N_("Mandarle un enlace para otra clave"),
    "sesiones": N_("Cerrar todas sus sesiones"),
    "desactivar": N_("Desactivarla: no puede ingresar más"),
    "activar": N_("Activarla: puede ingresar con su clave de antes"),
    "desbloquear": N_("Levantar el freno por demasiados intentos"),
}
HECHOS = {
    "clave": N_("Se le mandó un enlace para otra clave."),
    "sesiones": N_("Sus sesiones quedaron cerradas."),
    "desactivar": N_("La cuenta quedó desactivada."),
    "activar": N_("La cuenta quedó activa."),
    "desbloquear": N_("Ya puede volver a intentarlo."),
    "autorizar": N_("Desde ahora esa cuenta entra también por ese documento."),
    "desautorizar": N_("Desde ahora ya no se entra por ahí."),
    "invitado": N_("Se le mandó la invitación."),
}
