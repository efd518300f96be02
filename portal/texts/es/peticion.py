"""What a request is told of itself, whatever it asks for."""

from portal.texts.es.sentence import sentence

SENTENCES = (
    sentence(
        "grant-type-desconocido",
        "Ese grant_type no se admite: mandá «password», «client_credentials», o no mandes ninguno.",
    ),
    sentence(
        "en-verificacion",
        "Estamos verificando este pago: no vuelvas a pagar. En unos segundos vas a ver el resultado.",
    ),
    sentence(
        "clave-reutilizada",
        "Esa Idempotency-Key ya se usó con otros datos: usá una nueva para cada operación.",
    ),
    sentence("moneda-desconocida", "Esa moneda no existe: usá 1 (guaraníes) o 2 (dólares)."),
    sentence("signo-invisible", "El %(campo)s tiene un signo que no se ve: %(signo)s."),
    sentence("peticion-invalida", "La petición no se puede atender."),
    sentence("parametro-invalido", "Revisá %(campos)s: falta, o no tiene la forma o el largo que se pide."),
    sentence("base-no-disponible", "El servicio no responde: probá de nuevo.", case="sin-respuesta"),
    sentence("error-interno", "Algo falló de nuestro lado. Si se repite, avisanos con este número: %(numero)s."),
    sentence("peticion-en-curso", "Esa misma operación se está haciendo: esperá su resultado."),
)
