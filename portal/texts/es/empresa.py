"""What is not fit to be told of the company."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence("dato-de-empresa-largo", "Escribilo en %(maximo)s letras o menos."),
    sentence("dato-de-empresa-con-renglones", "Escribilo en %(maximo)s renglones o menos."),
    sentence("dato-de-empresa-ilegible", "Tiene signos que no se pueden mostrar: escribilo de nuevo sin pegarlo."),
    sentence("ruc-invalido", "Ese RUC no existe: revisá los números y el dígito verificador, como 80012345-0."),
    sentence(
        "telefono-de-empresa-invalido",
        "Escribí el teléfono con números, como 021 555 000; si son varios, separados con una barra.",
        case="telefono",
    ),
    sentence(
        "telefono-de-empresa-invalido",
        "Escribí un solo número de WhatsApp, como 0981 555 000 o +595 981 555 000.",
        case="whatsapp",
    ),
    sentence("empresa-igual", "No cambiaste nada."),
    sentence(
        "empresa-cambiada",
        "Otra persona cambió estos datos mientras los escribías: mirá qué cambió y guardá de nuevo lo tuyo.",
    ),
    sentence("logo-grande", "El archivo pesa más de %(maximo)s KB: achicalo y elegilo de nuevo."),
    sentence("logo-de-otro-tipo", "El logo tiene que ser una imagen PNG o JPEG."),
    sentence("logo-danado", "Esa imagen está dañada y no se puede abrir."),
    sentence("logo-de-muchos-puntos", "La imagen mide más de %(maximo)s puntos de lado: achicala y elegila de nuevo."),
)
