"""Why a sheet that somebody brings cannot be read, and what of it was passed over."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("planilla-vacia", "El archivo está vacío."),
    sentence("planilla-sin-filas", "El archivo tiene los títulos y ninguna fila."),
    sentence(
        "planilla-ajena",
        "Es una planilla del Excel viejo (.xls) o tiene clave: guardala como XLSX, sin clave.",
        case="xls",
    ),
    sentence("planilla-ajena", "Es un PDF: pedí el mismo listado como CSV o XLSX.", case="pdf"),
    sentence(
        "planilla-ajena",
        "Es una página web con nombre de planilla: abrila en Excel y guardala como XLSX.",
        case="html",
    ),
    sentence("planilla-ilegible", "El archivo no es CSV, XLSX ni ODS: guardalo así de nuevo.", case="archivo"),
    sentence("planilla-ilegible", "Línea %(linea)s: %(defecto)s.", case="linea"),
    sentence(
        "planilla-codificacion",
        "El archivo mezcla UTF-8 con otra codificación (línea %(linea)s): guardalo como «CSV UTF-8» o XLSX.",
        case="mezcla",
    ),
    sentence(
        "planilla-codificacion",
        "El archivo tiene letras que no se pueden leer (línea %(linea)s): guardalo como «CSV UTF-8» o XLSX.",
        case="ninguna",
    ),
    sentence("planilla-separador", "«%(separador)s» no puede separar las columnas."),
    sentence("planilla-repetida", "El título %(titulo)s está dos veces (línea %(linea)s): dejá uno."),
    sentence("planilla-sin-columnas", "Al encabezado le falta: %(columnas)s."),
    sentence("columna-desconocida", "No conozco la columna %(columna)s: ¿es %(parecida)s?"),
    sentence("planilla-danada", "La planilla tiene clave: guardala sin clave.", case="clave"),
    sentence(
        "planilla-danada",
        "La planilla es demasiado grande: dejá una sola hoja con sus columnas, o guardala como CSV.",
        case="grande",
    ),
    sentence(
        "planilla-danada",
        "La planilla está dañada o no es de Excel ni de LibreOffice: guardala de nuevo, o como CSV.",
        case="roto",
    ),
    sentence(
        "planilla-danada",
        "La planilla no se pudo leer: está dañada o es demasiado grande. Guardala de nuevo, o como CSV.",
        case="sin-terminar",
    ),
    sentence("planillas-en-curso", "Se están leyendo otras planillas: probá de nuevo."),
    sentence("hojas-sin-leer", "Se leyó la hoja «%(hoja)s»; no se leyeron: %(otras)s."),
    sentence("columnas-sin-usar", "No se usan estas columnas: %(columnas)s.", case="deudas"),
    sentence("columnas-sin-usar", "No se usaron estas columnas: %(columnas)s.", case="extracto"),
    sentence("extracto-invalido", "El archivo no tiene ninguna línea con movimientos.", case="vacio"),
    sentence("extracto-invalido", "El archivo tiene más de %(tope)s líneas: partilo por días.", case="largo"),
    sentence("extracto-invalido", "No se cargó nada. Línea %(linea)s: %(defecto)s.", case="cortado"),
    sentence("extracto-invalido", "No se cargó nada. %(fallas)s.", case="fallas"),
    sentence("extracto-invalido", "No se cargó nada. %(fallas)s. Y %(otras)s más.", case="muchas-fallas"),
    title("extracto-falla", "línea %(linea)s: %(defecto)s"),
)
