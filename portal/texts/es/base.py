"""Why the database does not serve: to who uses the portal, and to who runs it."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("base-ocupada", "Hay muchas personas a la vez: probá de nuevo en unos segundos.", case="muchas-personas"),
    sentence("base-no-disponible", "El servicio no responde: probá de nuevo en unos segundos.", case="un-momento"),
    sentence(
        "base-no-disponible", "El servicio se está reiniciando: probá de nuevo en unos segundos.", case="reinicia"
    ),
    sentence("base-lenta", "El servicio está tardando demasiado: probá de nuevo en unos segundos."),
    sentence("base-interrumpida", "La operación se interrumpió y no se hizo nada: probá de nuevo."),
    sentence("base-mal-instalada", "El servicio no está disponible: ya avisamos a quien lo atiende."),
    sentence("base-sin-lugar", "El servicio no está disponible: ya avisamos a quien lo atiende.", case="en-oracle"),
    sentence("ocupado", "Otra operación está trabajando con eso: probá en un momento."),
    sentence("respuesta-invalida", "El sistema de la empresa dio una respuesta que no entendemos: no se hizo nada."),
    sentence("erp-rehusa", "El sistema de la empresa no aceptó la operación."),
    sentence("demasiadas-deudas", "Hay más de %(maximo)s deudas pendientes: consultalas en la empresa."),
    sentence("base-ocupada", "El servicio está ocupado: probá de nuevo en unos segundos."),
    sentence("base-sin-lugar", "No queda lugar en el disco: avisá a quien atiende el servicio."),
    sentence(
        "base-solo-lectura",
        "No se puede guardar nada: avisá a quien atiende el servicio que revise los permisos del archivo.",
    ),
    sentence(
        "base-danada",
        "Los datos guardados están dañados: avisá a quien atiende el servicio, que tiene que reponer una copia.",
    ),
    sentence("base-danada", "%(archivo)s está dañada: hay que reponer una copia.", case="archivo"),
    sentence("base-no-disponible", "El servicio no responde (%(causa)s).", case="embebida"),
    sentence(
        "base-no-creada",
        "No existe la base embebida %(archivo)s: creala con «portal db install», o para probar con «portal demo».",
    ),
    sentence(
        "base-no-creada", "La base no tiene las tablas del portal: crealas con «portal db install».", case="en-oracle"
    ),
    sentence(
        "base-con-tablas",
        "%(archivo)s ya tiene tablas: «portal db status» dice de qué versión, y «portal db migrate» la trae a esta.",
    ),
    sentence("base-en-uso", "La base %(archivo)s está en uso: pará el portal y probá de nuevo."),
    sentence("base-ajena", "El archivo de la base no es una base de datos."),
    sentence(
        "base-ajena",
        "%(archivo)s no es una base de datos SQLite: elegí otro archivo con SQLITE_PATH.",
        case="no-es-sqlite",
    ),
    sentence(
        "base-ajena",
        "%(archivo)s no es una base de Espacio Clientes: creala con «portal db install», o para probar con «portal "
        "demo». Si el archivo es de otra cosa, elegí otro con SQLITE_PATH.",
        case="de-otra-cosa",
    ),
    sentence("base-quitada", "El archivo de la base (%(archivo)s) no está en su lugar."),
    sentence(
        "base-cambiada",
        "La base (%(archivo)s) no es la que el portal abrió: %(causa)s. Hay que reiniciar el portal.",
    ),
    title("base-cambiada-causa", "otro programa escribió encima", case="escrita"),
    title("base-cambiada-causa", "otro archivo está en su lugar", case="otro-archivo"),
    title("base-cambiada-causa", "otro archivo está en el lugar de su registro", case="otro-registro"),
    sentence("otra-importacion", "Otra importación acaba de empezar: esta no cargó nada.", case="empezo"),
    sentence(
        "otra-importacion",
        "Otra importación tomó el lugar de esta: lo que esta no había puesto en vigor no se cargó.",
        case="tomo-el-lugar",
    ),
    sentence(
        "base-antigua",
        "La base es de una versión anterior: falta el paso %(paso)s. Traela con «portal db migrate».",
    ),
    sentence(
        "base-antigua",
        "La base es de una versión anterior: falta el paso %(paso)s y %(otros)s más. Traela con «portal db migrate».",
        case="con-otros",
    ),
    sentence(
        "base-antigua",
        "La base no tiene anotada su versión: anotala con «portal db migrate».",
        case="sin-anotar",
    ),
    sentence(
        "base-antigua",
        "%(archivo)s no es de ninguna versión del portal (%(causa)s): elegí otro archivo con SQLITE_PATH, o reponé una "
        "copia sana.",
        case="dispareja",
    ),
    title("base-dispareja", "falta %(objeto)s", case="falta"),
    title("base-dispareja", "%(objeto)s no es igual", case="distinto"),
    title("base-dispareja", "hay filas que no tienen a qué referirse", case="filas-sueltas"),
    sentence("base-antigua", "A la base le falta %(objeto)s: lo crea «portal db install».", case="en-oracle"),
    sentence("base-a-medias", "La instalación quedó a medias: repetí «portal db install»."),
    sentence(
        "base-mas-nueva",
        "La base es de un portal más nuevo (tiene el paso %(paso)s): usá esa versión, o una copia de la base de antes.",
    ),
    sentence(
        "base-con-paso-cambiado",
        "El paso %(paso)s cambió después de aplicarse en esta base: usá el portal con el que se aplicó.",
    ),
    sentence(
        "base-con-paso-salteado",
        "A la base le falta el paso %(paso)s y tiene otros posteriores: reponé una copia sana.",
    ),
    sentence(
        "base-con-paso-salteado",
        "La base quedó a medias entre dos versiones: no tiene lo del paso %(paso)s y sí lo de otros posteriores. "
        "Reponé una copia sana.",
        case="sin-version",
    ),
)
