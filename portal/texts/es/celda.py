"""What is wrong with a row of a sheet: each finishes «Línea 7: …»."""

from portal.texts.es.sentence import title

SENTENCES = (
    title("celda-vacia", "falta %(columna)s"),
    title("celda-con-error", "%(columna)s dice %(dicho)s, un error de la planilla"),
    title(
        "celda-angosta",
        "%(columna)s dice %(dicho)s: la planilla lo guardó de una columna angosta; ensanchala",
    ),
    title("celda-enorme", "una celda pasa de %(letras)s letras"),
    title(
        "celda-sin-titulo",
        "tiene más celdas que títulos: «%(celda)s», en la columna %(lugar)s, no tiene título",
    ),
    title("comillas-sin-cerrar", "las comillas que se abren acá no se cierran bien, y desde ahí no se puede leer"),
    title("importe-negativo", "%(columna)s es negativo"),
    title("importe-de-otra-moneda", "%(columna)s está en %(dicha)s, y la fila en %(moneda)s"),
    title("importe-ilegible", "%(columna)s no es un importe como 1.500.000 o 1234,50"),
    title("importe-con-decimales", "%(columna)s tiene decimales, y los guaraníes no llevan"),
    title("importe-enorme", "%(columna)s es demasiado grande"),
    title("importe-cero", "%(columna)s no puede ser cero"),
    title("importe-doble", "%(importe)s y %(devolucion)s tienen importe, y es uno o el otro"),
    title("total-cero", "IMPO_TOTA tiene que ser mayor que cero"),
    title("maximo-menor", "IMPO_MAXI es menor que IMPO_TOTA"),
    title("fecha-ilegible", "%(columna)s no es una fecha como 05/11/2026 o 2026-11-05"),
    title("fecha-inexistente", "%(columna)s es una fecha que no existe"),
    title("fecha-imposible", "%(columna)s es de un año imposible"),
    title("moneda-ilegible", "%(columna)s tiene que ser 1 (guaraníes) o 2 (dólares)"),
    title("moneda-sin-decir", "no dice la moneda en %(columna)s"),
    title("tipo-desconocido", "TIPO tiene que ser uno de estos: %(tipos)s"),
    title("entero-invalido", "%(columna)s tiene que ser un número entero entre 1 y %(maximo)s"),
    title("texto-largo", "%(columna)s pasa de %(letras)s letras"),
    title("texto-con-saltos", "%(columna)s tiene saltos de línea u otros signos que no se ven"),
    title("codigo-con-oculto", "%(columna)s tiene un signo que no se ve: %(signo)s"),
    title(
        "codigo-fechado",
        "%(columna)s dice %(dicho)s: la planilla lo tomó por una fecha; poné la columna como texto",
    ),
    title(
        "codigo-abreviado",
        "%(columna)s dice %(dicho)s: Excel lo abrevió; poné la columna como texto y escribilo entero",
    ),
    title("documento-ilegible", "DOCUMENTO lleva entre 6 y 15 letras o números"),
    title("correo-ilegible", "CORREO no es una dirección como ana@ejemplo.com.py"),
    title("documento-repetido", "repite el DOCUMENTO de la línea %(otra)s"),
    title("movimiento-repetido", "repite el CODMOVIMIENTO de la línea %(otra)s"),
    title("cliente-distinto", "el mismo DOCUMENTO tiene otro CLIENTE en la línea %(otra)s"),
)
