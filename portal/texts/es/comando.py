"""Why a command does nothing."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("base-embebida", "En la base embebida los datos de demostración los carga «portal demo»."),
    sentence(
        "no-es-prueba",
        "El ERP de referencia es para probar: en producción está el de la empresa.",
        case="erp",
    ),
    sentence("no-es-prueba", "Los datos de demostración son para probar: en producción no van.", case="datos"),
    sentence("base-no-creada", "No existe %(archivo)s: creala con «portal db install».", case="sin-archivo"),
    sentence("no-es-demo", "La demostración corre solo en desarrollo, con la base embebida (sin DB_HOST)."),
    sentence(
        "base-con-datos",
        "%(archivo)s ya tiene datos que no son de demostración: elegí otra con SQLITE_PATH.",
    ),
    sentence("base-de-demostracion", "%(archivo)s es la base de demostración: elegí otra con SQLITE_PATH."),
    sentence("deudas-del-erp", "En Oracle las deudas son del ERP: importar es para la base embebida."),
    sentence("retirar-sin-completa", "--retirar-muchas va con --completa."),
    sentence(
        "retira-demasiado",
        "No se cargó nada: se retirarían %(retira)s de %(pendientes)s deudas pendientes. Si el archivo está entero, "
        "repetí con --retirar-muchas.",
    ),
    sentence("direccion-ocupada", "No se puede escuchar en %(host)s:%(puerto)s: elegí otro con --host y --port."),
    sentence("claves-distintas", "Las dos claves no son iguales."),
    sentence("clave-ilegible", "La clave tiene que llegar en UTF-8."),
)
