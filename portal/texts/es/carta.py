"""Mail: why it did not leave, and what is said of it to the staff."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    title("carta-sin-entregar", "%(cual)s no respondió a tiempo", case="no-contesta"),
    title("carta-sin-entregar", "%(cual)s cortó: puede haberla recibido", case="cortada"),
    title("carta-sin-entregar", "No hay conexión con %(cual)s", case="sin-conexion"),
    title("carta-sin-entregar", "La conexión con %(cual)s no es segura", case="sin-tls"),
    title("carta-sin-entregar", "%(cual)s no sabe hacer lo que se le pide", case="no-sabe"),
    title("carta-sin-entregar", "No se pudo escribir: %(cual)s", case="sin-escribir"),
    title("carta-sin-entregar", "La dirección no sirve", case="direccion"),
    title("cambio-de-cuenta", "Cambió la clave de tu cuenta", case="clave"),
    title("cambio-de-cuenta", "Cambió la dirección de correo de tu cuenta", case="correo"),
    title("cambio-de-cuenta", "Se pidió cambiar la dirección de correo de tu cuenta", case="correo-pedido"),
    title("cambio-de-cuenta", "Cambió el segundo paso para ingresar a tu cuenta", case="factor"),
    sentence("baja-desconocida", "Este enlace no es de ningún correo nuestro: revisá que esté entero."),
    sentence("correo-sin-forma", "Escribí una dirección de correo, como ana@ejemplo.com."),
    sentence("rebote-desconocido", "Esa dirección no estaba marcada."),
    sentence("carta-desconocida", "Ese correo no está en la bandeja, o ya salió."),
    title("clase-de-carta", "Comprobante de un pago", case="recibo"),
    title("clase-de-carta", "Anulación de un pago", case="anulacion"),
    title("clase-de-carta", "Ingreso desde un dispositivo nuevo", case="equipo_nuevo"),
    title("clase-de-carta", "Cambio en la cuenta", case="cambio_de_cuenta"),
    title("clase-de-carta", "Recordatorio de un vencimiento", case="recordatorio"),
    title("clase-de-carta", "Enlace para abrir la cuenta", case="alta"),
    title("clase-de-carta", "Invitación", case="invitacion"),
    title("clase-de-carta", "Enlace para otra clave", case="clave_nueva"),
    title("clase-de-carta", "Enlace para confirmar un correo", case="correo_nuevo"),
    title("estado-de-carta", "Por salir", case="PENDIENTE"),
    title("estado-de-carta", "Enviado", case="ENVIADA"),
    title("estado-de-carta", "No se pudo enviar", case="FALLIDA"),
    title("estado-de-carta", "Ya no hacía falta", case="OMITIDA"),
)
