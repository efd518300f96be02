"""Why a table of payments cannot be shown as it was asked for."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("filtro-fecha", "Escribí la fecha como día, mes y año."),
    sentence("filtro-largo", "Elegí un rango de %(maximo)s días o menos."),
    sentence("filtro-importe", "Escribí un importe como 1.500.000 o 1234,50."),
    sentence("exportacion-larga", "Son más de %(maximo)s pagos: acotá el rango o agregá un filtro."),
)
