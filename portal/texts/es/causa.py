"""Why an Oracle does not serve, and why its installation was cut: for who runs the portal."""

from portal.texts.es.sentence import plural, sentence, title

SENTENCES = (
    sentence(
        "causa-de-la-base", "La base no acepta DB_USER o DB_PASSWORD: corregilos y reiniciá el portal.", case="clave"
    ),
    sentence(
        "causa-de-la-base",
        "La cuenta DB_USER está bloqueada en la base: hay que desbloquearla.",
        case="cuenta-bloqueada",
    ),
    sentence(
        "causa-de-la-base",
        "La contraseña de DB_USER venció en la base: renovala (si es otra, en DB_PASSWORD, y reiniciá).",
        case="clave-vencida",
    ),
    sentence("causa-de-la-base", "A DB_USER le falta el permiso CREATE SESSION.", case="sin-permiso-de-entrar"),
    sentence(
        "causa-de-la-base",
        "El servidor de DB_HOST no conoce el servicio DB_SERVICE, o la base todavía está arrancando.",
        case="servicio-desconocido",
    ),
    sentence("causa-de-la-base", "La base está arrancando o deteniéndose.", case="arrancando"),
    sentence("causa-de-la-base", "La base está detenida.", case="detenida"),
    sentence(
        "causa-de-la-base", "Faltan tablas del portal en la base: corré «portal db install».", case="faltan-tablas"
    ),
    sentence(
        "causa-de-la-base",
        "Las tablas del portal son de otra versión («portal db status»): traelas con «portal db migrate».",
        case="otra-version",
    ),
    sentence("causa-de-la-base", "A DB_USER le faltan permisos sobre las tablas o el paquete.", case="sin-permisos"),
    sentence("causa-de-la-base", "PACK_PAGO_WS no está, no compila o cambió sus parámetros.", case="paquete-ausente"),
    sentence("causa-de-la-base", "PACK_PAGO_WS no compila.", case="paquete-invalido"),
    sentence("causa-de-la-base", "La base se quedó sin lugar.", case="sin-lugar"),
    sentence("causa-de-la-base", "Se agotaron los cursores de una sesión.", case="sin-cursores"),
    sentence("causa-de-la-base", "La base no contestó a tiempo.", case="tarde"),
    sentence("causa-de-la-base", "La base aceptó la conexión y la cortó, o no siguió contestando.", case="cortada"),
    sentence(
        "causa-de-la-base",
        "Nadie atiende en DB_HOST y DB_PORT: la base está apagada o la dirección es otra.",
        case="nadie-atiende",
    ),
    sentence(
        "causa-de-la-base",
        "DB_HOST no contesta: revisá la dirección, la red, y si la base está colgada.",
        case="servidor-callado",
    ),
    sentence("causa-de-la-base", "DB_HOST cortó la conexión, o no se lo puede alcanzar.", case="servidor-cortado"),
    sentence("causa-de-la-base", "La base de datos no responde.", case="callada"),
    sentence(
        "causa-de-la-base",
        "Todas las conexiones están ocupadas: ORACLE_POOL_MAX es poco, o la base está lenta.",
        case="sin-conexiones",
    ),
    sentence("migracion-en-curso", "Otra instalación o migración está en curso: repetilo cuando termine."),
    title("instalacion-donde", "No se puede entrar en la base de datos", case="entrada"),
    title("instalacion-donde", "No se puede leer el catálogo de la base", case="catalogo"),
    title("instalacion-donde", "Se cortó: lo hecho queda, y al repetirlo sigue desde ahí", case="turno"),
    sentence("instalacion-cortada", "%(donde)s (%(causa)s).", case="del-driver"),
    sentence(
        "instalacion-cortada",
        "El paso %(paso)s se cortó en su sentencia %(sentencia)s (%(causa)s). Lo hecho queda; al repetir «portal db "
        "migrate» sigue desde ahí.",
        case="en-un-paso",
    ),
    sentence(
        "instalacion-cortada",
        "Esta base ya tiene un PACK_PAGO_WS, el del ERP: no se toca. Instalá sin «--con-erp-de-referencia».",
        case="hay-otro-erp",
    ),
    sentence(
        "instalacion-cortada",
        "Los datos de demostración van en el ERP de referencia, y esta base no lo tiene: sumá "
        "«--con-erp-de-referencia».",
        case="sin-erp",
    ),
    sentence(
        "instalacion-cortada",
        "La instalación se cortó en «%(objeto)s» (%(causa)s). %(creados)s; al repetirla sigue desde ahí.",
        case="en-un-objeto",
    ),
    title("no-compila", "no compila, línea %(linea)s: %(error)s"),
    title("ningun-objeto-creado", "No se creó nada"),
    plural(
        "objetos-creados",
        "Quedó creado %(cuantos)s objeto",
        "Quedaron creados %(cuantos)s objetos",
        by="cuantos",
        whole=False,
    ),
)
