"""What is wrong with a setting: read by whoever starts the portal."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("ajuste-ilegible", "No se puede leer %(archivo)s: tiene que ser texto en UTF-8."),
    sentence("ajuste-de-otra-forma", "%(nombre)s debe ser %(forma)s."),
    title("forma-de-ajuste", 'una lista JSON, como ["https://ejemplo.com"]', case="lista"),
    title("forma-de-ajuste", "una lista de números, como [-3, 0, 5]", case="numeros"),
    title("forma-de-ajuste", "un número, como 0.015", case="decimal"),
    title("forma-de-ajuste", "true o false", case="si-o-no"),
    title("forma-de-ajuste", "un número entero dentro de sus límites", case="entero"),
    sentence("ajuste-de-otros", "%(nombre)s debe ser uno de estos: %(posibles)s."),
    sentence("ajuste-que-falta", "Con %(donde)s hace falta también %(nombre)s."),
    sentence(
        "ajuste",
        "SQLITE_PATH debe ser un archivo: en memoria cada conexión tendría su propia base.",
        case="sqlite-en-memoria",
    ),
    sentence("ajuste", "COMISION es una fracción entre 0 y 1: 0.015 es 1,5 %%.", case="comision"),
    sentence("ajuste", "SEGUNDA_PERSONA_DESDE_PYG y SEGUNDA_PERSONA_DESDE_USD son importes.", case="segunda-persona"),
    sentence("clave-secreta-corta", "SECRET_KEY debe tener al menos %(largo)s caracteres."),
    sentence("ajuste", "SECRET_KEY es la de un ejemplo: poné una propia.", case="clave-de-ejemplo"),
    sentence(
        "ajuste",
        "SECRET_KEY se adivina, aunque sea larga: hacela al azar, como dice .env.example.",
        case="clave-adivinable",
    ),
    sentence(
        "ajuste",
        "ARCHIVO_DE_CLAVES no se puede leer, o no es el que escribe «portal clave rotar».",
        case="claves-ilegibles",
    ),
    sentence(
        "ajuste",
        "ARCHIVO_DE_CLAVES tiene una clave corta, de ejemplo o que se adivina: rotala con «portal clave rotar --ya».",
        case="claves-debiles",
    ),
    sentence("sin-archivo-de-claves", "Falta ARCHIVO_DE_CLAVES: decí en qué archivo se guardan las claves."),
    sentence("clave-rotada", "Cambio de las claves que firman los tokens.", case="normal"),
    sentence("clave-rotada", "Una clave se filtró: terminaron todas las sesiones.", case="fuga"),
    sentence(
        "ajuste",
        "URL_PUBLICA debe ser la dirección del portal, como https://clientes.ejemplo.com.py.",
        case="url-publica",
    ),
    sentence("ajuste", "En producción URL_PUBLICA empieza con https://.", case="url-sin-https"),
    sentence(
        "ajuste",
        "En producción URL_PUBLICA lleva un nombre, como clientes.ejemplo.com.py, y no un número de IP.",
        case="url-con-numero",
    ),
    sentence(
        "ajuste",
        "ALLOWED_ORIGINS lleva los orígenes uno por uno, como https://ejemplo.com, sin «*» ni rutas.",
        case="origenes",
    ),
    sentence("ajuste", "En producción cada origen de ALLOWED_ORIGINS empieza con https://.", case="origenes-sin-https"),
    sentence(
        "ajuste",
        "TRUSTED_HOSTS lleva los nombres uno por uno, como clientes.ejemplo.com.py, sin «*» ni puertos.",
        case="nombres",
    ),
    sentence(
        "ajuste",
        "CONTACTO_SEGURIDAD empieza con mailto:, https:// o tel:, como mailto:seguridad@ejemplo.com.py.",
        case="contacto",
    ),
    sentence(
        "ajuste",
        "PRIMER_ACCESO con «codigo» pide PRIMER_ACCESO_CLAVE, de 32 caracteres o más.",
        case="primer-acceso-clave",
    ),
    sentence(
        "ajuste",
        "En producción FORWARDED_ALLOW_IPS lleva las direcciones del proxy, como 10.0.0.0/24, y no las de todos.",
        case="proxy",
    ),
    sentence(
        "ajuste",
        "BANCARD_URL debe ser solo el servidor, con https://, como https://vpos.infonet.com.py.",
        case="bancard-url",
    ),
    sentence(
        "ajuste",
        "En producción Bancard no puede ser el de pruebas: poné BANCARD_ENTORNO=production.",
        case="bancard-de-pruebas",
    ),
    sentence(
        "ajuste",
        "En producción PASARELA no puede ser demo: el banco de demostración no cobra.",
        case="banco-demo",
    ),
    sentence(
        "ajuste",
        "En producción hace falta Oracle (DB_HOST): la base embebida es para probar.",
        case="sin-oracle",
    ),
    sentence("ajuste", "DB_DSN va en lugar de DB_HOST, DB_PORT y DB_SERVICE.", case="dsn-y-host"),
    title(
        "dsn-que-no-se-entiende",
        "DB_DSN no se entiende: va un descriptor entero, como los de tnsnames.ora (no el nombre que tiene ahí), o "
        "servidor:puerto/servicio. El driver dice: %(dicho)s",
    ),
    sentence("ajuste", "ORACLE_POOL_MIN no puede ser mayor que ORACLE_POOL_MAX.", case="pool"),
    sentence(
        "ajuste",
        "DB_PASSWORD no puede ser el nombre del usuario: es lo primero que se prueba.",
        case="password-como-usuario",
    ),
    sentence("ajuste", "DB_PASSWORD es la de un ejemplo: poné una propia.", case="password-de-ejemplo"),
    sentence(
        "ajuste",
        "La base está en otra máquina, sin TLS: va DB_DSN con PROTOCOL=tcps o, en una red confiable, DB_SIN_TLS=true.",
        case="base-sin-tls",
    ),
    sentence(
        "ajuste",
        "SMTP_REMITENTE debe ser la dirección desde la que se escribe, como avisos@ejemplo.com.py.",
        case="smtp-remitente",
    ),
    sentence("ajuste", "SMTP_USER y SMTP_PASSWORD van juntos, o ninguno de los dos.", case="smtp-usuario"),
    sentence(
        "ajuste",
        "Con SMTP_TLS=ninguno la contraseña viajaría a la vista: poné starttls o tls, o sacá SMTP_USER.",
        case="smtp-clave-a-la-vista",
    ),
    sentence(
        "ajuste",
        "En producción SMTP_TLS es starttls o tls, salvo que el servidor esté en esta misma máquina.",
        case="smtp-sin-tls",
    ),
    sentence(
        "ajuste",
        "En producción hace falta un servidor de correo (SMTP_HOST): por ahí llegan los enlaces y los comprobantes. "
        "Si esta empresa no manda correo: SIN_CORREO=true.",
        case="sin-correo",
    ),
    sentence(
        "recordatorio-dias",
        "RECORDATORIO_DIAS lleva días distintos, entre -%(maximo)s y %(maximo)s.",
    ),
)
