"""Who may do what, and what does not exist for who asks."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence(
        "no-permitido", "Un operador ve las deudas, pero no arma el carrito de un cliente.", case="carrito-operador"
    ),
    sentence(
        "no-permitido",
        "Un canal paga con su propio código de transacción, no por la pasarela.",
        case="pagar-pasarela-canal",
    ),
    sentence("no-permitido", "Un operador no paga por un cliente.", case="pagar-pasarela-operador"),
    sentence(
        "no-permitido",
        "Tu pago se hace por la pasarela: un código escrito a mano no vale como pago.",
        case="pagar-canal-cliente",
    ),
    sentence("no-permitido", "Un operador no paga por un cliente.", case="pagar-canal-operador"),
    sentence("no-permitido", "Un pago lo anula la empresa: pedilo el mismo día en que pagaste.", case="anular-cliente"),
    sentence("no-permitido", "Un canal anula sus propios pagos: no hace falta pedirlo.", case="pedir-anulacion-canal"),
    sentence(
        "no-permitido", "Un operador anula con un motivo: no hace falta pedirlo.", case="pedir-anulacion-operador"
    ),
    sentence(
        "no-permitido", "Podés ver tus propios pagos; los de todos los ve solo la empresa.", case="ver-todos-cliente"
    ),
    sentence(
        "no-permitido", "Un canal ve los pagos que hizo; los de todos los ve solo la empresa.", case="ver-todos-canal"
    ),
    sentence(
        "no-permitido",
        "Un pago en duda lo resuelve la empresa: te avisamos en su comprobante.",
        case="resolver-cliente",
    ),
    sentence("no-permitido", "Un pago en duda lo resuelve la empresa.", case="resolver-canal"),
    sentence("no-permitido", "El cierre del día lo ve solo la empresa.", case="ver-finanzas-cliente"),
    sentence("no-permitido", "El cierre del día y los extractos los ve solo la empresa.", case="ver-finanzas-canal"),
    sentence("no-permitido", "El cierre del día lo hace la empresa.", case="finanzas-cliente"),
    sentence("no-permitido", "El cierre del día y los extractos son de la empresa.", case="finanzas-canal"),
    sentence("no-permitido", "Las cuentas y los datos de la empresa son de la empresa.", case="administrar-cliente"),
    sentence("no-permitido", "Las cuentas y los canales los administra la empresa.", case="administrar-canal"),
    sentence("nivel-insuficiente", "Eso lo hace un operador de nivel %(nivel)s: pedíselo a quien lo tenga."),
    sentence("no-permitido", "Solo un cliente tiene deudas propias: consultá por documento.", case="lo-propio-canal"),
    sentence("no-permitido", "Solo un cliente tiene deudas propias: buscá por documento.", case="lo-propio-operador"),
    sentence("no-permitido", "Tu usuario no tiene un documento: pedíselo a la empresa.", case="sin-documento"),
    sentence("puerta-equivocada", "Un operador trabaja en las páginas, no por la API.", case="api"),
    sentence("puerta-equivocada", "Un canal trabaja por la API, no en las páginas.", case="pagina"),
    sentence("cliente-desconocido", "No encontramos a nadie con ese documento."),
    sentence("consulta-desconocida", "No existe esa consulta."),
    sentence("pago-desconocido", "No existe ese pago."),
    sentence("motivo-largo", "Contalo en %(maximo)s letras o menos."),
    sentence("motivo-requerido", "Escribí el motivo, con %(minimo)s letras o más."),
)
